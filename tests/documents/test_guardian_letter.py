import re
from dataclasses import replace
from pathlib import Path

from narvaro_desktop.documents.guardian_letter import GuardianLetter, guardian_letter
from tests.documents import letter_samples, reading, samples


def words(folder: Path, letter: GuardianLetter) -> str:
    return reading.text(folder, guardian_letter(letter, samples.MADE, samples.SECRECY)).replace("\u00a0", " ")


def test_the_letter_says_what_it_is_not_and_what_happens_next(tmp_path: Path) -> None:
    said = words(tmp_path, letter_samples.LETTER)

    assert "Detta är inte en orosanmälan." in said
    assert "Anmälan går inte till socialtjänsten." in said
    assert "Alma har varit borta 24,0 % av skoltiden mellan den 7 september och den 2 oktober 2026." in said
    assert "Vad som händer nu 1. Vi pratar med Alma" in said
    assert "Vi vill träffa dig: onsdag 7 oktober kl. 15.30 i rum B12" in said
    assert "Telefon 08-000 00 00" in said


def test_the_home_municipality_is_named_where_it_is_told_too(tmp_path: Path) -> None:
    letter = replace(letter_samples.LETTER, home_municipality="Bergby")

    said = words(tmp_path, letter)

    assert reading.info(tmp_path, guardian_letter(letter, samples.MADE, samples.SECRECY))["Pages"] == "1"
    assert "Hemkommunen, Bergby, får också veta det." in said


def test_where_the_law_asks_for_no_anmalan_the_letter_promises_none(tmp_path: Path) -> None:
    said = words(tmp_path, replace(letter_samples.LETTER, is_reported=False))

    assert "Utredningen är skolans egen. Inget skickas till socialtjänsten." in said
    assert "ska den också anmäla" not in said and "Almstads kommun. Anmälan" not in said


def test_whoever_needs_an_interpreter_is_told_to_say_so(tmp_path: Path) -> None:
    """Förvaltningslagen (2017:900) 13 §; said so that it is true at a fristående school too."""
    for meeting in (letter_samples.LETTER.meeting, ""):
        said = words(tmp_path, replace(letter_samples.LETTER, meeting=meeting))
        assert "Säg till om du behöver tolk." in said


def test_rights_are_said_in_two_sentences(tmp_path: Path) -> None:
    said = words(tmp_path, letter_samples.LETTER)

    rights = said.partition("Dina rättigheter")[2].partition("Vem du kan kontakta")[0]
    assert len(re.findall(r"\.(?:\s|$)", rights.strip())) == 2


def test_without_a_share_or_a_meeting_the_letter_still_reads(tmp_path: Path) -> None:
    said = words(tmp_path, replace(letter_samples.LETTER, share="", meeting=""))

    assert "en del av skoltiden" in said and "Vi hör av oss för att bestämma en tid." in said


def test_without_a_period_none_is_made_up(tmp_path: Path) -> None:
    said = words(tmp_path, replace(letter_samples.LETTER, share="", first_day=letter_samples.LETTER.last_day))

    assert "Alma har varit borta en del av skoltiden den senaste tiden." in said


def test_long_names_and_a_long_contact_keep_to_one_page(tmp_path: Path) -> None:
    letter = replace(
        letter_samples.LETTER,
        student="Alma-Linnea Viola",
        provider="Almstads kommun genom barn- och utbildningsnämnden",
        meeting="onsdag 7 oktober kl. 15.30 i rum B12 på Ekbackens skola, ingång vid cykelstället",
        contact="Kim Ekorrstig, kurator\nTelefon 08-000 00 00\nVardagar 8–16\nEkbackens skola, expeditionen",
    )

    pdf = guardian_letter(letter, samples.MADE, samples.SECRECY)

    assert reading.info(tmp_path, pdf)["Pages"] == "1"
