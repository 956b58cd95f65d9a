"""Åtgärdsplaner in I dag: those that wait for the rektor, and the answers that came back."""

from collections.abc import Sequence
from uuid import UUID

from narvaro_desktop.domain.planning.plan_terms import Approval
from narvaro_desktop.gui import days
from narvaro_desktop.gui.pages.today.today_rows import OPEN, SEEN, who
from narvaro_desktop.gui.widgets.todo_list import Task
from narvaro_desktop.i18n import _, ngettext
from narvaro_desktop.usecases.planning.plan_versions import Asked

_KEY = "plan:"


def waiting(found: Sequence[Asked]) -> list[Task]:
    """What the rektor has been asked to approve."""
    return [_waiting(one) for one in found]


def answered(found: Sequence[Asked]) -> list[Task]:
    """What the rektor said of the plans that this person handed over."""
    return [_answered(one) for one in found]


def case_of(key: str) -> UUID | None:
    """Whose plan a row is about; None for every other row."""
    return UUID(key.rpartition(":")[2]) if key.startswith(_KEY) else None


def version_of(key: str) -> UUID:
    """The version that a row is about."""
    return UUID(key.split(":")[1])


def _waiting(one: Asked) -> Task:
    words = ngettext(
        "Åtgärdsplan att godkänna, med {n} åtgärd.",
        "Åtgärdsplan att godkänna, med {n} åtgärder.",
        one.measures,
    )
    return Task(
        key=_key(one),
        sentence=who(one.student),
        detail=words.format(n=one.measures),
        who=_("{who}, {day}").format(who=one.version.asked_by, day=days.short(one.asked_at.date())),
        kind="accent",
        icon="list-checks",
        actions=((OPEN, _("Läs planen"), "primary"),),
        links=True,
    )


def _answered(one: Asked) -> Task:
    approved = one.version.approval is Approval.APPROVED
    text = (
        _("{who} har godkänt åtgärdsplanen.") if approved else _("{who} har skickat tillbaka åtgärdsplanen.")
    )
    said = (text.format(who=one.version.answered_by), one.version.comment)
    return Task(
        key=_key(one),
        sentence=who(one.student),
        detail=" ".join(filter(None, said)),
        who=days.short(one.version.answered_at.date()) if one.version.answered_at else "",
        kind="ok" if approved else "info",
        icon="list-checks" if approved else "undo-2",
        actions=((SEEN, _("Sett"), ""),),
        links=True,
    )


def _key(one: Asked) -> str:
    return f"{_KEY}{one.version.id}:{one.case_id}"
