"""Nothing but what the schema lists can leave, for every kind of package under every profile."""

from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest

from narvaro_desktop.sealing import profiles
from narvaro_desktop.sealing.envelope import Replaces
from narvaro_desktop.sealing.package import PayloadFile
from narvaro_desktop.sealing.profiles import minimised, shape_of
from narvaro_desktop.sealing.refusals import PayloadForm
from narvaro_desktop.sealing.schema import check, schema
from tests.sealing.parties import NOTIFICATION, notification_files, sealed_n1

WHOLE = schema("notification-1")
KINDS = tuple(WHOLE["kinds"])
EVERYTHING: dict[str, Any] = {
    **NOTIFICATION,
    "student": {
        "givenName": "Alva", "familyName": "Kottelund", "identityType": "none", "identityNumber": "",
    },
    "ladderStep": 3,
    "externalActors": dict.fromkeys(("habilitation", "childPsychiatry", "socialServices", "police"), False),
    "freeText": "Kort.",
    "result": {
        "completedOn": "2026-11-02", "causes": ["school"], "measures": ["student"],
        "nextFollowUpOn": "2026-11-30", "guardianShortfall": False,
    },
    "round": {"academicYear": "2026/2027", "week": 41},
    "closure": {"closedOn": "2026-12-01", "reason": "improved"},
    "correctedFields": ["absence"],
    "request": {"support": ["guidance"], "neededFrom": "2026-11-02"},
}  # fmt: skip
EVERYTHING["items"] = [
    {key: EVERYTHING[key] for key in ("caseId", "student", "schoolYear", "absence", "ladderStep")}
]
SECRET = {"diagnosis": "hemlig", "guardianPhone": "070", "note": "hemlig"}
REPLACED = Replaces("11111111-2222-4333-8444-555555555555", "0" * 64, "correct")


def leaves(value: Any, path: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for key, each in value.items():
            yield from leaves(each, f"{path}.{key}")
    elif isinstance(value, list):
        for each in value:
            yield from leaves(each, path)
    else:
        yield path[1:]


def with_secrets(value: Any) -> Any:
    """The same with something that must not leave in every object."""
    if isinstance(value, dict):
        return {key: with_secrets(each) for key, each in value.items()} | SECRET
    return [with_secrets(each) for each in value] if isinstance(value, list) else value


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every object of a document."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    if isinstance(value, dict):
        yield path
    for key, each in pairs:
        yield from places(each, (*path, key))


def with_one_more(value: Any, path: tuple[Any, ...]) -> Any:
    if not path:
        return {**value, "note": "hemlig"}
    if isinstance(value, list):
        return [with_one_more(each, path[1:]) if at == path[0] else each for at, each in enumerate(value)]
    return {**value, path[0]: with_one_more(value[path[0]], path[1:])}


def seal(kind: str, document: dict[str, Any]) -> None:
    more = {"replaces": REPLACED} if kind == "n5" else {}
    files: list[PayloadFile] = notification_files(document)
    sealed_n1(kind=kind, payload=files, **more)


@pytest.mark.parametrize(("kind", "profile"), list(product(KINDS, profiles.profiles())))
def test_no_other_field_can_leave(kind: str, profile: str) -> None:
    made = minimised(with_secrets(EVERYTHING), kind, profile)

    assert "hemlig" not in str(made) and "070" not in str(made)
    check(made, shape_of(kind, profile))
    fields = WHOLE["kinds"][kind]
    assert made.keys() <= {*fields["required"], *fields["optional"], "profile"}
    seal(kind, made)
    for path in places(made):
        with pytest.raises(PayloadForm):
            seal(kind, with_one_more(made, path))


@pytest.mark.parametrize("kind", KINDS)
def test_the_least_is_who_it_is_and_since_when(kind: str) -> None:
    made = minimised(EVERYTHING, kind, "start")

    said = set(leaves(made))
    assert not said & {"schoolYear", "absence.form", "ladderStep", "freeText", "closure.reason"}
    assert not any(path.startswith(("absence", "consultation", "externalActors")) for path in said)
    if kind in ("n1", "n1h"):
        about = {path for path in said if not path.startswith(("schoolUnit", "provider", "student"))}
        assert about == {"schema", "profile", "caseId", "contact", "decision.decidedOn"}


def test_by_number_names_nobody() -> None:
    for kind in KINDS:
        assert "Kottelund" not in str(minimised(EVERYTHING, kind, "by_number"))


@pytest.mark.parametrize("profile", ["whole", "all", "", 7, ["start"]])
def test_a_profile_that_nobody_knows_is_refused(profile: Any) -> None:
    with pytest.raises(PayloadForm):
        seal("n1", {**NOTIFICATION, "profile": profile})
