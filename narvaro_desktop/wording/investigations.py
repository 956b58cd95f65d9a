"""Words for what can go wrong in a kartläggning, a samråd or a ställningstagande."""

from collections.abc import Callable
from typing import Any, Final

from narvaro_desktop.domain.assessment.consultation import ConsultationIncomplete, StanceIncomplete
from narvaro_desktop.domain.assessment.findings import FindingIncomplete
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.i18n import N_, _, ngettext
from narvaro_desktop.usecases.assessment.investigation_layout import SubjectMissing
from narvaro_desktop.usecases.casework.working_material import FactsNotTransferred, WorkingPapersLeft

_FIELDS: Final = {
    "words": N_("Välj något i listan eller skriv med egna ord."),
    "name": N_("Skriv vad testet eller skattningen heter."),
    "summary": N_("Skriv en sammanfattning med egna ord."),
    "original": N_("Skriv var originalet finns."),
    "attempts": N_("Skriv hur många gånger ni har försökt."),
}

WORDS: dict[type[NarvaroError], Callable[[Any], str]] = {
    FindingIncomplete: lambda error: _(_FIELDS[error.field]),
    ConsultationIncomplete: lambda error: _(_FIELDS[error.field]),
    StanceIncomplete: lambda _error: _("Skriv varför. Inget har sparats."),
    SubjectMissing: lambda _error: _("Skriv vilket ämne svaren gäller."),
    WorkingPapersLeft: lambda error: ngettext(
        "Det finns {count} osignerad kartläggning. Svara på vad som ska hända med den.",
        "Det finns {count} osignerade kartläggningar. Svara på vad som ska hända med dem.",
        error.count,
    ).format(count=error.count),
    FactsNotTransferred: lambda _error: _(
        "Skriv först in det som är av betydelse, så att det inte går förlorat. Inget har ändrats."
    ),
}
