"""What the vault remembers about its school or huvudman, asked for when it is first needed."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.schooldays import SchoolCalendar
from narvaro_desktop.domain.terms import Governance, VaultKind
from narvaro_desktop.store.errors import NotOurVault
from narvaro_desktop.store.tables import SettingRow
from narvaro_desktop.usecases.work import Area, Changes, Work

_KEPT: Final = "settings"
"""Where a session keeps what it has read."""


@dataclass(frozen=True, slots=True)
class Profile:
    """Who the vault belongs to. Empty strings are things that have not been needed yet.

    `unit_code` is the skolenhetskod (8 digits), `huvudman_id` and a huvudman's `organisation` the
    organisationsnummer (10 digits).
    """

    kind: VaultKind
    name: str
    governance: Governance
    unit_code: str
    organisation: str
    huvudman: str
    huvudman_id: str
    contact: str
    home_municipality: str
    practice_day: date | None
    device: str

    @property
    def is_practice(self) -> bool:
        return self.practice_day is not None

    @property
    def package_id(self) -> str:
        """This vault's id in packages and on key cards, "" until its number is known."""
        if self.kind is VaultKind.SCHOOL:
            return f"schoolUnit:{self.unit_code}" if self.unit_code else ""
        return f"organisation:{self.organisation}" if self.organisation else ""


def read(session: Session, name: str, default: Any = None) -> Any:
    """One remembered value, parsed from JSON."""
    text = _all(session).get(name)
    return default if text is None else json.loads(text)


def write(session: Session, name: str, value: Any) -> None:
    """Remember `value` (as JSON) under `name`."""
    row = session.get(SettingRow, name)
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    if row is None:
        session.add(SettingRow(name=name, value=text))
    else:
        row.value = text
    _all(session)[name] = text


def _all(session: Session) -> dict[str, str]:
    """Every remembered value, asked for once in a transaction."""
    if _KEPT not in session.info:
        rows = session.execute(select(SettingRow.name, SettingRow.value))
        session.info[_KEPT] = {row.name: row.value for row in rows}
    kept: dict[str, str] = session.info[_KEPT]
    return kept


def profile_of(session: Session) -> Profile:
    """The profile as the vault holds it.

    :raises NotOurVault: it was cut off before its first lines were written, so nothing is in it
    """

    def word(name: str) -> str:
        return str(read(session, name, ""))

    if not word("kind"):
        raise NotOurVault("kind", "none")
    practice_day = word("practice_day")
    return Profile(
        kind=VaultKind.of(word("kind")),
        name=word("name"),
        governance=Governance.of(read(session, "governance", Governance.MUNICIPAL.key)),
        unit_code=word("unit_code"),
        organisation=word("organisation"),
        huvudman=word("huvudman"),
        huvudman_id=word("huvudman_id"),
        contact=word("contact"),
        home_municipality=word("home_municipality"),
        practice_day=date.fromisoformat(practice_day) if practice_day else None,
        device=word("device"),
    )


def profile(work: Work) -> Profile:
    """Who the vault belongs to."""
    return profile_of(work.session)


def correct(work: Work, **values: str) -> Changes:
    """Words of the profile as a person corrects them: one who may see the organisation's keys."""
    work.may(Resource.KEY, Action.READ)
    return remember(work, **values)


def remember(work: Work, **values: str) -> Changes:
    """Keep one or more of the profile's words, e.g. `unit_code="12345678"`."""
    for name, value in values.items():
        write(work.session, name, value.strip())
    work.log("settings.change", names=",".join(sorted(values)))
    return frozenset({Area.SETTINGS})


def calendar(work: Work) -> SchoolCalendar:
    """The school's calendar: red days computed, terms and lov as far as they have been entered."""
    data = read(work.session, "calendar")
    return SchoolCalendar.from_data(data) if data else SchoolCalendar()


def keep_calendar(work: Work, changed: SchoolCalendar) -> Changes:
    """Keep the calendar with its terms, lov and studiedagar."""
    write(work.session, "calendar", changed.as_data())
    work.log("calendar.change")
    return frozenset({Area.CALENDAR, Area.SUGGESTIONS, Area.CASES})
