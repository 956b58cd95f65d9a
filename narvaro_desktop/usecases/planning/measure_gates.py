"""What a measure from the catalogue asks for before it begins: what is lacking becomes tasks of the case."""

from narvaro_desktop.domain.case_terms import Condition
from narvaro_desktop.domain.planning import catalogue as rules
from narvaro_desktop.domain.planning.catalogue import ConditionsOpen, Entry
from narvaro_desktop.domain.planning.plan import Measure
from narvaro_desktop.domain.terms import Role
from narvaro_desktop.i18n import _
from narvaro_desktop.store.tables import CaseRow
from narvaro_desktop.usecases.casework import duties
from narvaro_desktop.usecases.partnering import support
from narvaro_desktop.usecases.planning import catalogue
from narvaro_desktop.usecases.work import NOTHING, Changes, Work

_THE_REKTORS = frozenset({Condition.PRINCIPAL_DECISION, Condition.SUPPORT_PROGRAMME, Condition.AGREEMENT})


def ask(work: Work, case: CaseRow, measure: Measure) -> Changes:
    """A task for each thing that is lacking, until the measure begins; a plan may well be written before."""
    entry = _entry(work, measure.catalogue)
    if entry is None:
        return NOTHING
    try:
        rules.begin(entry, _met(work, case, entry, measure))
    except ConditionsOpen as lacking:
        return _as_tasks(work, case, measure, lacking.conditions)
    return NOTHING


def _entry(work: Work, key: str | None) -> Entry | None:
    every = (*work.rules.pack.catalogue, *catalogue.entries())
    return next((entry for entry in every if entry.key == key), None)


def _met(work: Work, case: CaseRow, entry: Entry, measure: Measure) -> frozenset[Condition]:
    """What the case knows, and what the measure itself says."""
    found = support.known(work, case, entry.support or entry.key, entry.conditions)
    if measure.student_view:
        found |= {Condition.STUDENT_WISH}
    if measure.support_programme:
        found |= {Condition.SUPPORT_PROGRAMME}
    return found


def _as_tasks(work: Work, case: CaseRow, measure: Measure, lacking: tuple[Condition, ...]) -> Changes:
    changes = NOTHING
    standing = {duty.words for duty in case.duties if duty.words and duty.done_on is None}
    due_on = max(measure.starts_on or work.today, work.today)
    for condition in lacking:
        words = _("Innan {title} börjar: {what}").format(title=measure.title, what=condition.label)
        if words not in standing:
            who = Role.PRINCIPAL if condition in _THE_REKTORS else measure.responsible_role
            changes |= duties.add_task(work, case.id, words, due_on, who).changes
    return changes
