"""Rights: which role may do what with what, which secrecy classes it reads, and who reads a text."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from narvaro_desktop.domain.case_terms import Action, CaseScope, Resource
from narvaro_desktop.domain.terms import InfoClass, Role
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.i18n import _


class NotAllowed(NarvaroError):
    """This role may not do this; the attempt is for the log too."""

    def __init__(self, role: Role, resource: Resource, action: Action) -> None:
        super().__init__(role.key, resource.key, action.key)
        self.role = role
        self.resource = resource
        self.action = action


class OutOfReach(NotAllowed):
    """The case or the pupil is not among those that this role's `scope` lets the person open."""

    def __init__(self, role: Role, resource: Resource, scope: CaseScope) -> None:
        super().__init__(role, resource, Action.READ)
        self.scope = scope


Cells = Mapping[tuple[Role, Resource], frozenset[Action]]


@dataclass(frozen=True, slots=True)
class Rights:
    """The whole table. `delegable` holds only where the rektor's delegation is recorded."""

    cells: Cells
    delegable: Cells
    classes: Mapping[Role, frozenset[InfoClass]]
    scopes: Mapping[Role, CaseScope]

    def may(self, role: Role, resource: Resource, action: Action, delegated: bool = False) -> bool:
        """Whether `role` may do `action` with `resource`; what the table does not say is not allowed."""
        allowed = self.cells.get((role, resource), frozenset())
        if delegated:
            allowed |= self.delegable.get((role, resource), frozenset())
        return action in allowed

    def demand(self, role: Role, resource: Resource, action: Action, delegated: bool = False) -> None:
        """Nothing, if `role` may; raises NotAllowed."""
        if not self.may(role, resource, action, delegated):
            raise NotAllowed(role, resource, action)

    def default_classes(self, role: Role) -> frozenset[InfoClass]:
        """The classes that a new user with `role` may read; the rest is given by name."""
        return self.classes.get(role, frozenset())

    def scope(self, role: Role) -> CaseScope:
        """Which cases `role` meets in lists and may open."""
        return self.scopes.get(role, CaseScope.NONE)

    def readers(self, info_class: InfoClass, present: Iterable[Role]) -> tuple[Role, ...]:
        """The roles among `present` that read `info_class` by default, in the order of the dictionary."""
        here = set(present)
        return tuple(role for role in Role if role in here and info_class in self.default_classes(role))

    def readers_sentence(self, info_class: InfoClass, present: Iterable[Role]) -> str:
        """`Läses av: kurator, specialpedagog, rektor`; what stands beside a text field."""
        if info_class is InfoClass.SCHOOL:
            return _("Läses av: alla i teamet")
        if info_class is InfoClass.OWN:
            return _("Läses bara av dig")
        if info_class in (InfoClass.CHILD_WELFARE, InfoClass.PROTECTED):
            return _("Läses av: {who}").format(who=info_class.label)
        roles = sorted(self.readers(info_class, present), key=_principals_last)
        if not roles:
            return _("Läses bara av dig, tills någon med rätt att läsa har lagts till")
        return _("Läses av: {who}").format(who=", ".join(role.label for role in roles))


def rights_of(document: Mapping[str, Any]) -> Rights:
    """The table in `document` (resources/rights/rights.json)."""
    roles = {Role.of(key): entry for key, entry in document["roles"].items()}
    return Rights(
        cells=_cells({role: entry["may"] for role, entry in roles.items()}),
        delegable=_cells({role: entry.get("delegable", {}) for role, entry in roles.items()}),
        classes={
            role: frozenset(InfoClass.of(letter) for letter in entry["reads"])
            for role, entry in roles.items()
        },
        scopes={role: CaseScope.of(entry["cases"]) for role, entry in roles.items()},
    )


def _cells(table: Mapping[Role, Mapping[str, str]]) -> Cells:
    return {
        (role, Resource.of(resource)): frozenset(Action.of(action) for action in actions.split())
        for role, row in table.items()
        for resource, actions in row.items()
    }


def _principals_last(role: Role) -> bool:
    return role in (Role.PRINCIPAL, Role.DEPUTY_PRINCIPAL)
