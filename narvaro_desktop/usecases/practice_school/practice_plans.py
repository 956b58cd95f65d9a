"""The practice school's kartläggning and åtgärdsplan: for a pupil whose absence is being investigated."""

from datetime import date, time
from typing import Final
from uuid import UUID

from sqlalchemy import select

from narvaro_desktop.domain.assessment.investigation import Answer
from narvaro_desktop.domain.case_terms import Indicator
from narvaro_desktop.domain.planning.plan import Aim, Around, FollowUp, Measure
from narvaro_desktop.domain.planning.return_schedule import PlannedWeek
from narvaro_desktop.domain.schooldays import IsoWeek
from narvaro_desktop.domain.terms import (
    AnswerState,
    Depth,
    InquiryAnswer,
    LegalType,
    MeasureLevel,
    NextMove,
    Role,
)
from narvaro_desktop.store.tables import DecisionRow
from narvaro_desktop.usecases.assessment import investigations
from narvaro_desktop.usecases.planning import plans, return_schedules
from narvaro_desktop.usecases.practice_school import practice_investigations
from narvaro_desktop.usecases.practice_school.practice_story import Story

_DECIDED: Final = date(2026, 9, 10)
_SAID: Final = {
    "i1_place": "Omklädningsrummet och matsalen. Det är mycket ljud och jag vet inte var jag ska vara.",
    "i1_good_day": "När vi byggde i NO. Vi var tre och det var tyst.",
    "i1_adults": "Sluta fråga i korridoren. Skriv ett meddelande i stället.",
    "i1_back": "Om jag fick börja lite senare på måndagar.",
    "i2_began": "I april, efter bytet av grupp.",
    "i2_tried": "Skjuts till skolan hjälpte i två veckor.",
    "i3_interplay": "I mindre grupp, med en uppgift i taget.",
    "i3_adaptations": "Uppgifterna i förväg sedan vecka 36. Det har hjälpt på matematiken.",
    "i4_pattern": "Måndagar, och lektioner efter idrotten.",
    "y1_triggering": "Bytet av grupp i april, och platser där ingen vuxen är med.",
    "y1_maintaining": "Arbete som samlas på hög, och frågor inför andra.",
    "y1_protective": "Två vänner, intresset för att bygga. Vi vet inte hur nätterna är.",
    "y2_needs": "En lugn start på måndagar, en vuxen att gå till och arbete i mindre grupp.",
    "y2_next": "Rektor tar ställning till särskilt stöd. Vi ses igen den 6 oktober.",
}


def fill(story: Story) -> None:
    """A signed kartläggning, and a plan with one measure followed up and one that is late."""
    with story.on(date(2026, 9, 15)) as work:
        decided = select(DecisionRow.case_id).where(
            DecisionRow.answer == InquiryAnswer.OPENED, DecisionRow.decided_on == _DECIDED
        )
        case = work.session.scalars(decided).first()
        assert case is not None
        begun = investigations.begin(work, case, Depth.EXTENDED).value
        for key, words in _SAID.items():
            investigations.answer(work, begun, key, Answer(key, AnswerState.ANSWERED, words))
        for key, value in (("i1_feeling", 3), ("i2_together", 6), ("k1_clarity", 1)):
            investigations.answer(work, begun, key, Answer(key, AnswerState.ANSWERED, scale=value))
        investigations.answer(work, begun, "i1_morning", Answer("i1_morning", AnswerState.DECLINED))
        practice_investigations.deepen(work, case, begun)
    with story.on(date(2026, 9, 18)) as work:
        investigations.sign(work, begun, ("extended_investigation",))
    _plan(story, case)


def _plan(story: Story, case: UUID) -> None:
    with story.on(date(2026, 9, 18), at=time(14, 5)) as work:
        adult = plans.add_measure(work, case, _ADULT, ("plan_from_inquiry",)).value
        plans.add_measure(work, case, _START)
        plans.describe(work, case, _AROUND)
        plans.sign(work, case)
    with story.on(date(2026, 9, 25)) as work:
        seen = FollowUp(
            date(2026, 9, 25), True, "Tre besök i biblioteket på en vecka. Eleven vill fortsätta.",
            NextMove.CONTINUE, date(2026, 10, 6),
        )  # fmt: skip
        plans.follow_up(work, adult, seen)


def to_approve(story: Story, case: UUID) -> None:
    """A plan that the kurator signed on Friday and that waits for the rektor's approval."""
    with story.on(date(2026, 9, 25), at=time(10, 40)) as work:
        plans.add_measure(work, case, _MORNINGS)
        plans.describe(work, case, Around(needs="Lugnare morgnar, och en vuxen som möter vid biblioteket."))
        plans.sign(work, case, ask=True)


def way_back(story: Story, case: UUID) -> None:
    """A plan of return by weeks: one that came about, this one, and the next."""
    with story.on(date(2026, 9, 18), at=time(13, 10)) as work:
        plans.add_measure(work, case, _SMALL_STEPS)
        for number, minutes, place, words in _WEEKS:
            return_schedules.keep_week(work, case, PlannedWeek(IsoWeek(2026, number), minutes, place, words))
        plans.sign(work, case)


_MORNINGS: Final = Measure(
    title="Möta eleven vid biblioteket måndagar och onsdagar",
    goal="Eleven har kommit till biblioteket sex gånger av åtta.",
    level=MeasureLevel.STUDENT,
    legal_type=LegalType.PRACTICAL,
    responsible_role=Role.COUNSELLOR,
    responsible="Kurator Ek",
    starts_on=date(2026, 9, 28),
    follow_up_on=date(2026, 10, 23),
    aim=Aim(Indicator.ATTENDANCE, 30, 45),
    student_view="Måndagar känns möjliga.",
    guardian_view="Vi kan skjutsa på onsdagar.",
    catalogue="trusted_adult",
)
_SMALL_STEPS: Final = Measure(
    title="Komma tillbaka i små steg",
    goal="Eleven är i skolan tio timmar i veckan.",
    level=MeasureLevel.STUDENT,
    legal_type=LegalType.PRACTICAL,
    responsible_role=Role.COUNSELLOR,
    responsible="Kurator Ek",
    starts_on=date(2026, 9, 21),
    follow_up_on=date(2026, 10, 16),
    aim=Aim(Indicator.WELLBEING, 2, 4),
    student_view="Liten grupp går bra. Inte matsalen än.",
)
_WEEKS: Final = (
    (39, 480, 7, "Två lektioner om dagen, i liten grupp"),
    (40, 540, 7, "Som förra veckan, och lunch i skolan på fredagen"),
    (41, 600, 7, "Två lektioner om dagen, en av dem med klassen"),
)
"""Week, minutes in school, the place on the stair of return, and what it is."""
_ADULT: Final = Measure(
    title="Utse en vuxen som eleven kan gå till",
    goal="Eleven har gått till sin vuxna minst två gånger i veckan.",
    level=MeasureLevel.STUDENT,
    legal_type=LegalType.PRACTICAL,
    responsible_role=Role.MENTOR,
    responsible="Mentor Al",
    starts_on=date(2026, 9, 18),
    follow_up_on=date(2026, 9, 25),
    aim=Aim(Indicator.WELLBEING, 3, 5),
    student_view="Bra, om det är i biblioteket.",
    catalogue="trusted_adult",
)
_START: Final = Measure(
    title="Börja måndagar klockan nio",
    goal="Eleven kommer till första lektionen tre måndagar av fyra.",
    level=MeasureLevel.STUDENT,
    legal_type=LegalType.PRACTICAL,
    responsible_role=Role.COUNSELLOR,
    responsible="Kurator Ek",
    starts_on=date(2026, 9, 14),
    follow_up_on=date(2026, 9, 25),
    aim=Aim(Indicator.ATTENDANCE, 55, 70),
    student_view="Det hjälper.",
)
_AROUND: Final = Around(
    needs=_SAID["y2_needs"],
    student_view="Jag vill vara med, men inte prata om det inför andra.",
    guardian_view="Vi tycker att det är rätt saker att börja med.",
    next_meeting="6 oktober klockan 15.00",
)
