"""Words for the errors of the team's meetings and of its promoting work."""

from collections.abc import Callable
from typing import Any

from narvaro_desktop.domain.promoting.school_events import EventDays, EventIncomplete, TooManyParticipants
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.i18n import _, ngettext
from narvaro_desktop.usecases.promoting.feedback import MOST, CountWrong, FeedbackIncomplete, TooFewAnswers
from narvaro_desktop.usecases.promoting.prevention import FollowUpBeforeStart, PlaceMissing, SeenMissing
from narvaro_desktop.usecases.teamwork.meeting_room import ConsultationNamed, TextHidden
from narvaro_desktop.usecases.teamwork.meetings import CaseOnAgenda, ItemInUse, MeetingClosed, WordsMissing
from narvaro_desktop.usecases.teamwork.reviews import NothingToReview
from narvaro_desktop.usecases.vault.members import HeirMissing, NotOneself

WORDS: dict[type[NarvaroError], Callable[[Any], str]] = {
    NotOneself: lambda _error: _(
        "Din egen plats i valvet ändrar någon annan som sköter teamet. Inget har ändrats."
    ),
    HeirMissing: lambda error: ngettext(
        "Kollegan har {count} öppet ärende. Välj vem som tar över det. Inget har ändrats.",
        "Kollegan har {count} öppna ärenden. Välj vem som tar över dem. Inget har ändrats.",
        error.args[0],
    ).format(count=error.args[0]),
    MeetingClosed: lambda _error: _(
        "Mötet är avslutat och låst. Inget har ändrats. Lägg till en rättelse under punkten i stället."
    ),
    ItemInUse: lambda _error: _(
        "Under punkten finns redan text eller ett beslut. Den står kvar på dagordningen."
    ),
    CaseOnAgenda: lambda _error: _("Ärendet står redan på dagordningen."),
    WordsMissing: lambda _error: _("Skriv några ord, så går det att spara."),
    TextHidden: lambda _error: _(
        "Någon annan har skrivit en text som du inte kan läsa. Den är orörd. Den som skrev den, eller någon "
        "annan som läser den, kan fortsätta."
    ),
    ConsultationNamed: lambda _error: _(
        "En konsultation nämner en elev vid namn eller nummer. Mötet är inte avslutat. Ta bort namnet, eller "
        "ta upp elevens ärende som en egen punkt."
    ),
    FollowUpBeforeStart: lambda _error: _("Välj en uppföljningsdag som ligger framåt. Inget har ändrats."),
    SeenMissing: lambda _error: _("Skriv en mening om vad ni har sett. Inget har ändrats."),
    PlaceMissing: lambda _error: _("Skriv var ronden gjordes, till exempel matsalen. Inget har sparats."),
    EventIncomplete: lambda _error: _(
        "Skriv vad det gällde, vilka ni träffade och vem som tar nästa steg. Inget har sparats."
    ),
    EventDays: lambda _error: _("Välj en dag efter mötet att komma tillbaka till det. Inget har sparats."),
    TooManyParticipants: lambda _error: _("Skriv antalet deltagare som ett tal från 0 till 2000."),
    FeedbackIncomplete: lambda _error: _(
        "Skriv vilken grupp som har svarat, och en dag som har varit. Inget har sparats."
    ),
    CountWrong: lambda _error: _("Skriv antalen som tal från 0 till {most}. Inget har sparats.").format(
        most=MOST
    ),
    TooFewAnswers: lambda error: _(
        "Minst {few} elever behöver ha svarat på varje fråga, annars går det att räkna ut vem. "
        "Inget har sparats."
    ).format(few=error.args[0]),
    NothingToReview: lambda _error: _(
        "Ingen frånvaro är inläst än, så det finns inget att gå igenom. Läs in en fil först."
    ),
}
