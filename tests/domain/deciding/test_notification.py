import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narvaro_desktop.domain.case_terms import ExternalActor, MissingField, Withheld
from narvaro_desktop.domain.deciding.disclosure import kept, percent, sent
from narvaro_desktop.domain.deciding.free_text import FreeTextHeld, FreeTextTooLong
from narvaro_desktop.domain.deciding.notification import (
    AbsenceFacts,
    Consultation,
    Draft,
    Minutes,
    MissingFields,
    Official,
    Organisation,
    ProtectedStudent,
    Pupil,
    Stated,
    TextTooLong,
    build,
    missing,
    so_far,
)
from narvaro_desktop.domain.terms import (
    AbsenceForm,
    CompulsorySchooling,
    ConsultationStatus,
    IdentityType,
    OfferedSupport,
    Party,
    SchoolForm,
)
from narvaro_desktop.paths import resource
from narvaro_desktop.sealing import canonical
from narvaro_desktop.sealing.schema import check, schema

STEMS = json.loads(resource("catalogue", "free_text_stems.json").read_text(encoding="utf-8"))["stems"]
DECIDED = date(2026, 10, 5)
MINUTES = AbsenceFacts(
    first=date(2026, 9, 5),
    last=date(2026, 10, 2),
    amount=Minutes(5400, 5130, 4104, 999, 27, 0),
    until=date(2026, 10, 2),
)
COMPLETE = Draft(
    case_number="K7M2QFP",
    pupil=Pupil("Alva", "Blåbärsskog", IdentityType.T_NUMBER, "20150314-T123"),
    school_unit=Organisation("12345678", "Ekbackens skola"),
    provider=Organisation("2120000000", "Almstads kommun"),
    school_form=SchoolForm.COMPULSORY,
    school_year=5,
    home_municipality="Almstad",
    compulsory_schooling=CompulsorySchooling.YES,
    decided_on=DECIDED,
    registered_on=DECIDED,
    decided_by=Official("Rektor Rönn", "rektor"),
    due_on=date(2026, 11, 2),
    absence=MINUTES,
    form=AbsenceForm.REPEATED,
    consultation={
        Party.STUDENT: Consultation(ConsultationStatus.STARTED, date(2026, 10, 1)),
        Party.GUARDIAN: Consultation(ConsultationStatus.PLANNED, date(2026, 10, 8)),
        Party.HEALTH_TEAM: Consultation(ConsultationStatus.STARTED),
    },
    investigator=Official("Kurator Ek", "kurator"),
    special_support=False,
    support_needed=True,
    support=(OfferedSupport.ATTENDANCE_TEAM,),
    contact="Elevhälsan på Ekbackens skola, växel 08-000 00 00",
    earlier_open=False,
)

drafts = st.builds(
    replace,
    st.just(COMPLETE),
    school_year=st.integers(0, 10),
    school_form=st.sampled_from(SchoolForm),
    compulsory_schooling=st.sampled_from(CompulsorySchooling),
    by_number_only=st.booleans(),
    registered_on=st.none() | st.dates(date(2026, 10, 5), date(2026, 10, 9)),
    absence=st.builds(
        replace,
        st.just(MINUTES),
        amount=st.just(MINUTES.amount)
        | st.builds(Stated, st.integers(0, 1000), st.just("skolans pärm, vecka 36–39")),
        first_reached=st.none() | st.just(date(2026, 9, 18)),
    ),
    form=st.sampled_from(AbsenceForm),
    special_support=st.booleans(),
    support_needed=st.booleans(),
    support=st.lists(st.sampled_from(OfferedSupport), unique=True).map(tuple),
    earlier_open=st.booleans(),
    ladder_step=st.none() | st.integers(1, 5),
    actors=st.dictionaries(st.sampled_from(ExternalActor), st.booleans()),
    home_municipality_code=st.sampled_from(["", "0126"]),
    free_text=st.sampled_from(["", "Vi hör gärna av er."]),
)


def _leaves(value: Any, path: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaves(inner, f"{path}.{key}" if path else key)
    else:
        yield path


@given(drafts)
def test_whatever_is_built_has_the_form_that_the_huvudman_reads(draft: Draft) -> None:
    check(build(draft, STEMS), schema("notification-1"))


@given(drafts)
def test_the_list_skickas_names_every_single_thing_that_leaves(draft: Draft) -> None:
    document = build(draft, STEMS)

    shown = {path for line in sent(document) for path in line.path.split()}

    assert shown == set(_leaves(document)) - {"schema"}
    assert all(line.label and line.value and line.group for line in sent(document))


@given(drafts)
def test_percentages_are_shown_and_never_stored(draft: Draft) -> None:
    document = build(draft, STEMS)

    assert "%" not in json.dumps(document, ensure_ascii=False)
    assert any("%" in line.value for line in sent(document))


def test_the_sums_are_read_as_twenty_percent() -> None:
    lines = {line.label: line.value for line in sent(build(COMPLETE, STEMS))}

    assert lines["Total frånvaro"] == "20,0\u00a0% av rapporterad tid"
    assert lines["Giltig frånvaro"] == "16 timmar 39 minuter (19,5\u00a0%)"
    assert lines["Rapporterad undervisning"] == "85 timmar 30 minuter (95,0\u00a0%)"
    assert lines["Elev"] == "påbörjat 2026-10-01"
    assert lines["Identitetsnummer"] == "20150314-T123 (T-nummer)"


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [
        (0, 100, "0,0\u00a0%"),
        (1, 3, "33,3\u00a0%"),
        (837, 5400, "15,5\u00a0%"),
        (1, 2000, "0,1\u00a0%"),
        (5, 0, "kan inte beräknas"),
    ],
)
def test_a_share_is_rounded_half_up_to_one_decimal(part: int, whole: int, words: str) -> None:
    assert percent(part, whole) == words


def test_the_first_anmalan_asks_for_hemkommun_and_skolplikt() -> None:
    draft = replace(COMPLETE, home_municipality=" ", compulsory_schooling=None)

    with pytest.raises(MissingFields) as fault:
        build(draft, STEMS)

    assert fault.value.fields == (MissingField.HOME_MUNICIPALITY, MissingField.COMPULSORY_SCHOOLING)


def test_an_empty_draft_names_all_that_is_missing_and_can_still_be_looked_at() -> None:
    empty = Draft("K7M2QFP")

    assert missing(empty) == tuple(MissingField)
    assert [line.value for line in sent(so_far(empty))] == ["K7M2QFP"]


def test_the_number_alone_names_nobody() -> None:
    document = build(replace(COMPLETE, by_number_only=True), STEMS)

    assert "Blåbärsskog" not in json.dumps(document, ensure_ascii=False)
    assert MissingField.STUDENT_NAME not in missing(replace(COMPLETE, pupil=None, by_number_only=True))


def test_a_protected_pupil_is_never_written_down_not_even_in_the_preview() -> None:
    protected = replace(COMPLETE, protected=True)

    for act in (lambda: build(protected, STEMS), lambda: so_far(protected)):
        with pytest.raises(ProtectedStudent):
            act()


def test_a_free_text_about_health_is_held_until_it_is_confirmed() -> None:
    about_health = replace(COMPLETE, free_text="Väntar på besked från barnpsykiatrin.")

    with pytest.raises(FreeTextHeld):
        build(about_health, STEMS)

    confirmed = replace(about_health, free_text_confirmed=True)
    assert build(confirmed, STEMS)["freeText"] == "Väntar på besked från barnpsykiatrin."


def test_a_long_free_text_is_refused_even_when_confirmed() -> None:
    with pytest.raises(FreeTextTooLong):
        build(replace(COMPLETE, free_text="a" * 301, free_text_confirmed=True), STEMS)


def test_minutes_without_a_data_date_are_missing_and_a_stated_figure_needs_none() -> None:
    undated = replace(MINUTES, until=None)
    stated = replace(undated, amount=Stated(235, "Skola24, utskrift 2 oktober"))

    assert missing(replace(COMPLETE, absence=undated)) == (MissingField.ABSENCE,)
    assert missing(replace(COMPLETE, absence=stated)) == ()


def test_the_list_skickas_inte_gives_a_reason_for_everything_that_stays() -> None:
    lines = kept({Withheld.ANSWERS: 14})

    assert [line.what for line in lines] == list(Withheld)
    assert all(line.label and line.reason for line in lines)
    assert next(line for line in lines if line.what is Withheld.ANSWERS).count == 14


def test_nothing_that_stays_says_whether_an_orosanmalan_exists() -> None:
    line = next(line for line in kept({}) if line.what is Withheld.CHILD_WELFARE)

    assert line.count is None
    assert "eller inte" in line.label


@given(st.text(max_size=90), st.text(max_size=90), st.text(max_size=190))
def test_whatever_people_type_is_missing_or_can_be_sealed(given: str, family: str, contact: str) -> None:
    draft = replace(
        COMPLETE, pupil=Pupil(given, family), contact=contact, free_text=contact, free_text_confirmed=True
    )

    if not missing(draft):
        document = build(draft, STEMS)
        check(document, schema("notification-1"))
        assert canonical.loads(canonical.dumps(document), "data/notification.json") == document


def test_a_text_that_is_too_long_is_named_before_anything_is_sealed() -> None:
    with pytest.raises(TextTooLong) as fault:
        build(replace(COMPLETE, contact="a" * 201), STEMS)

    assert (fault.value.field, fault.value.longest) == (MissingField.CONTACT, 200)
