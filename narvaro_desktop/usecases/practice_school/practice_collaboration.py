"""The practice school's samverkan: one pupil with several partners and a SIP, one with a first question."""

from datetime import date
from typing import Final
from uuid import UUID

from narvaro_desktop.domain.partnering.collaboration import (
    Agreed,
    ConsentAnswer,
    ContactState,
    Ground,
    MeetingKind,
    Obstacle,
    Partner,
    Result,
)
from narvaro_desktop.usecases.casework import elsewhere
from narvaro_desktop.usecases.casework.elsewhere import Reference
from narvaro_desktop.usecases.partnering import consents, deviations, partner_meetings, partners, placements
from narvaro_desktop.usecases.partnering.consents import Asked
from narvaro_desktop.usecases.partnering.deviations import Deviation
from narvaro_desktop.usecases.partnering.partner_meetings import Call
from narvaro_desktop.usecases.partnering.partners import Question, Reply
from narvaro_desktop.usecases.partnering.placements import Placement
from narvaro_desktop.usecases.practice_school.practice_story import Story
from narvaro_desktop.usecases.work import Work

_OPEN, _BUP, _FIRST = Partner.OPEN_CARE, Partner.PSYCHIATRY, Partner.FIRST_LINE
_ASKED, _ANSWERED, _MET, _LATEST = (
    date(2026, 9, 9),
    date(2026, 9, 16),
    date(2026, 9, 23),
    date(2026, 9, 25),
)
_EVERYONE: Final = slice(None)
_ONE_GUARDIAN: Final = slice(1, 2)
"""The other has not been asked yet, as the page says."""
_SCHOOL: Final = "Frånvaron, hur skolgången fungerar och vad som har prövats."


def with_others(story: Story, case_id: UUID) -> None:
    """Öppenvård and BUP are in it, a SIP has been held, and one answer is waited for."""
    with story.on(_ASKED) as work:
        for partner in (_OPEN, _BUP):
            _yes(work, case_id, partner, date(2026, 10, 3) if partner is _BUP else date(2027, 1, 31))
        first = partners.ask(
            work, case_id, Question(_OPEN, "Kan familjen få stöd kring morgnarna?", _ASKED, date(2026, 9, 18))
        ).value
        wondered = "Finns en pågående kontakt, och vad kan skolan tänka på?"
        partners.ask(work, case_id, Question(_BUP, wondered, _ASKED, date(2026, 10, 6)))
    with story.on(_ANSWERED) as work:
        called = Call(
            MeetingKind.SIP, Ground.CONSENT, (_OPEN, _BUP), _MET, "13.00", "Ekbackens skola, Björken"
        )
        reply = Reply(
            ContactState.ONGOING, _ANSWERED, "Föräldrastödet börjar vecka 40, hemma hos familjen.",
            "Att stödet har börjat, till mentor.", "öppenvården",
        )  # fmt: skip
        partners.answer(work, first, reply)
        meeting = partner_meetings.call(work, case_id, called).value
    with story.on(_MET) as work:
        partner_meetings.hold(work, meeting, _MET, _SIP)
        elsewhere.refer(work, case_id, Reference("Skola24", "Bevakning 15 %", _MET))


def far_away(story: Story, case_id: UUID) -> None:
    """A first question that is only planned, and a partner that never answered."""
    with story.on(_ASKED) as work:
        _yes(work, case_id, _FIRST, date(2026, 12, 18))
        made = partners.ask(work, case_id, Question(_FIRST, "Kan eleven få en tid?", _ASKED)).value
    with story.on(_LATEST) as work:
        reply = Reply(ContactState.REFUSED, _LATEST, "", obstacle=Obstacle.QUEUE, next_owner="kurator")
        partners.answer(work, made, reply)
        plan = Question(
            Partner.ATTENDANCE_TEAM, "Vad kan vara nästa steg?", None, date(2026, 10, 2), "kurator"
        )
        partners.ask(work, case_id, plan)
        _yes(work, case_id, Partner.ATTENDANCE_TEAM, date(2026, 12, 18), _ONE_GUARDIAN)
        deviations.record(
            work,
            Deviation(
                _LATEST, _FIRST, Obstacle.QUEUE, "Väntetiden var längre än vad som är överenskommet.",
                "En gemensam väg in när skolan redan har kartlagt.",
            ),
        )  # fmt: skip
        placements.add(work, _PLACE)


def _yes(work: Work, case_id: UUID, partner: Partner, until: date, whom: slice = _EVERYONE) -> None:
    for giver in consents.givers(work, case_id)[whom]:
        asked = Asked(giver.guardian_id, partner, ConsentAnswer.GIVEN, _ASKED, _SCHOOL, until)
        consents.ask(work, case_id, asked)


_SIP: Final = Result(
    "Eleven vill börja med två lektioner i veckan. Alla är överens om att ta morgnarna först.",
    (
        Agreed("Föräldrastöd hemma två gånger i veckan", "öppenvården", date(2026, 10, 2)),
        Agreed("Erbjuder ett första besök", "BUP", date(2026, 10, 16)),
        Agreed("Möter eleven vid biblioteket måndagar", "kurator", date(2026, 10, 5)),
    ),
    lead="öppenvården",
    coordinator="kurator",
    next_owner="kurator",
    follow_up_on=date(2026, 11, 4),
)
_PLACE: Final = Placement(
    "Spånets snickeri",
    "Verkstadschefen, växel 08-000 00 00",
    "Packa och sortera",
    "tisdagar och torsdagar 9–11",
    date(2026, 9, 21),
)
