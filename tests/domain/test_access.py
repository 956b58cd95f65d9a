import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narvaro_desktop.domain.access import NotAllowed, Rights, rights_of
from narvaro_desktop.domain.case_terms import Action, CaseScope, Resource
from narvaro_desktop.domain.terms import InfoClass, Role
from narvaro_desktop.paths import resource

RIGHTS = rights_of(json.loads(resource("rights", "rights.json").read_text(encoding="utf-8")))
LETTERS = dict(zip("lrwsdzex", Action, strict=True))

# l list, r read, w write, s sign, d decide, z seal, e export, x delete; - nothing
TABLE = """
student absence case investigation plan decision meeting prevention package key person pack log report backup
principal               lrwe lrwe lrwsdex lrwse lrwse lrwsde lrwse lrwsde lrze  lrwe  lrw  lrd lre lrwse lwe
deputy_principal        lrw  lrw  lrws   lrwse lrwse lrw    lrwse lrwse  lr    lr    lr   lr  -   lr    lw
counsellor              lrw  lrw  lrws   lrwse lrwse lrw    lrwse lrwse  lr    lr    lr   lr  -   lr    lw
school_nurse            r    r    rw     rw    r     r      lr    lr     -     -     lr   r   -   -     lw
school_physician        r    r    rw     rw    r     r      lr    lr     -     -     lr   r   -   -     lw
school_psychologist     r    r    rw     rws   rw    r      lr    lr     -     -     lr   r   -   -     lw
special_educator        lrw  lr   lrws   lrwse lrwse lr     lrwse lrwse  -     -     lr   lr  -   lr    lw
special_teacher         lr   lr   lrw    lrws  lrw   lr     lr    lrw    -     -     lr   lr  -   lr    lw
career_counsellor       r    -    rw     -     rw    -      lr    lr     -     -     lr   r   -   -     lw
mentor                  lrw  lrw  lrws   lrws  lrws  lr     -     lrw    -     -     lr   lr  -   r     lw
subject_teacher         -    -    -      -     r     -      -     -      -     -     -    -   -   -     -
attendance_coach        lr   lr   lrw    lrw   lrw   r      lr    lrw    -     -     lr   r   -   -     lw
recipient               -    -    -      -     -     -      -     -      lrwzex lrwe  lr   lrwd -  lrwe  lw
administrator           -    -    x      -     -     -      -     -      -     lrwex lrwx lrw l   -     lrwex
data_protection_officer -    -    -      -     -     -      -     -      -     -     -    -   lre -     -
"""

DELEGABLE = {
    (Role.DEPUTY_PRINCIPAL, Resource.DECISION): {Action.SIGN, Action.DECIDE, Action.EXPORT},
    (Role.DEPUTY_PRINCIPAL, Resource.PACKAGE): {Action.SEAL, Action.EXPORT},
    (Role.DEPUTY_PRINCIPAL, Resource.CASE): {Action.DECIDE, Action.EXPORT},
}


def _expected() -> dict[tuple[Role, Resource], set[Action]]:
    head, *rows = TABLE.strip().splitlines()
    resources = [Resource.of(key) for key in head.split()]
    return {
        (Role.of(row.split()[0]), what): {LETTERS[letter] for letter in cell.strip("-")}
        for row in rows
        for what, cell in zip(resources, row.split()[1:], strict=True)
    }


EXPECTED = _expected()
everyone = st.sampled_from(Role)
anything = st.sampled_from(Resource)
anyhow = st.sampled_from(Action)


def test_the_table_names_every_role_and_every_resource() -> None:
    assert EXPECTED.keys() == {(role, what) for role in Role for what in Resource}


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("what", Resource)
def test_each_cell_allows_what_it_should_and_nothing_else(role: Role, what: Resource) -> None:
    assert {action for action in Action if RIGHTS.may(role, what, action)} == EXPECTED[role, what]


@given(everyone, anything, anyhow)
def test_a_delegation_adds_only_what_may_be_delegated(role: Role, what: Resource, action: Action) -> None:
    with_delegation = RIGHTS.may(role, what, action, delegated=True)

    assert with_delegation == (RIGHTS.may(role, what, action) or action in DELEGABLE.get((role, what), set()))


@given(everyone, anything, anyhow)
def test_what_is_not_allowed_is_refused_with_the_facts_and_no_name(
    role: Role, what: Resource, action: Action
) -> None:
    if RIGHTS.may(role, what, action):
        RIGHTS.demand(role, what, action)
        return

    with pytest.raises(NotAllowed) as fault:
        RIGHTS.demand(role, what, action)
    assert fault.value.args == (role.key, what.key, action.key)


@pytest.mark.parametrize("what", [Resource.DECISION, Resource.CASE])
def test_only_the_rektor_decides(what: Resource) -> None:
    assert [role for role in Role if RIGHTS.may(role, what, Action.DECIDE)] == [Role.PRINCIPAL]


def test_only_the_rektor_seals_at_the_school_and_the_recipient_at_the_huvudman() -> None:
    sealing = [role for role in Role if RIGHTS.may(role, Resource.PACKAGE, Action.SEAL)]

    assert sealing == [Role.PRINCIPAL, Role.RECIPIENT]


def test_an_empty_table_allows_nothing() -> None:
    nothing = Rights({}, {}, {}, {})

    assert not nothing.may(Role.PRINCIPAL, Resource.CASE, Action.READ)
    assert nothing.default_classes(Role.PRINCIPAL) == frozenset()
    assert nothing.scope(Role.PRINCIPAL) is CaseScope.NONE


@pytest.mark.parametrize(
    ("info_class", "readers"),
    [
        (InfoClass.COUNSELLING, "principal counsellor school_psychologist special_educator special_teacher"),
        (InfoClass.MEDICAL, "school_nurse school_physician school_psychologist"),
        (InfoClass.CHILD_WELFARE, ""),
        (InfoClass.PROTECTED, ""),
    ],
)
def test_who_reads_a_class_from_the_start(info_class: InfoClass, readers: str) -> None:
    assert " ".join(role.key for role in RIGHTS.readers(info_class, Role)) == readers


def test_the_rektor_and_the_elevhalsas_medical_staff_do_not_read_each_others_notes() -> None:
    assert InfoClass.MEDICAL not in RIGHTS.default_classes(Role.PRINCIPAL)
    assert InfoClass.COUNSELLING not in RIGHTS.default_classes(Role.SCHOOL_NURSE)


@pytest.mark.parametrize(
    ("info_class", "present", "sentence"),
    [
        (
            InfoClass.COUNSELLING,
            {Role.PRINCIPAL, Role.COUNSELLOR, Role.SPECIAL_EDUCATOR, Role.MENTOR},
            "Läses av: kurator, specialpedagog, rektor",
        ),
        (InfoClass.SCHOOL, {Role.MENTOR}, "Läses av: alla i teamet"),
        (InfoClass.OWN, {Role.COUNSELLOR}, "Läses bara av dig"),
        (InfoClass.CHILD_WELFARE, set(Role), "Läses av: de som namngetts i skolans rutin"),
        (
            InfoClass.MEDICAL,
            {Role.PRINCIPAL, Role.COUNSELLOR},
            "Läses bara av dig, tills någon med rätt att läsa har lagts till",
        ),
    ],
)
def test_a_text_says_who_can_read_it_in_words(
    info_class: InfoClass, present: set[Role], sentence: str
) -> None:
    assert RIGHTS.readers_sentence(info_class, present) == sentence


@given(st.sampled_from(InfoClass), st.sets(everyone))
def test_no_sentence_shows_a_class_letter(info_class: InfoClass, present: set[Role]) -> None:
    words = RIGHTS.readers_sentence(info_class, present).split()

    assert info_class.key not in words


def test_a_mentor_meets_the_own_class_and_the_nurse_only_what_she_is_invited_to() -> None:
    assert RIGHTS.scope(Role.MENTOR) is CaseScope.OWN_CLASS
    assert RIGHTS.scope(Role.SCHOOL_NURSE) is CaseScope.INVITED
