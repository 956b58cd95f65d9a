from dataclasses import replace
from pathlib import Path

from narvaro_desktop.documents import cover_letter, eservice_sheet, key_card_sheet, recovery_sheet
from tests.documents import case_samples, letter_samples, reading, samples


def test_the_eservice_sheet_has_the_forms_order_and_names_what_is_missing(tmp_path: Path) -> None:
    fields = (eservice_sheet.CopyField("Klass", "7B"), eservice_sheet.CopyField("Modersmål", ""))
    sheet = eservice_sheet.EServiceSheet(case_samples.CASE, "Ekbackens skola", "Almstads e-tjänst", fields)

    said = reading.text(tmp_path, eservice_sheet.eservice_sheet(sheet, samples.MADE, samples.SECRECY))

    assert "1 Klass 7B 2 Modersmål Finns inte i ärendet." in said
    assert "Inskrivet" in said and "Kvittensnummer från e-tjänsten" in said


def test_the_eservice_sheet_of_an_anmalan_has_every_line_of_it(tmp_path: Path) -> None:
    said = reading.text(tmp_path, samples.PAPERS["e-tjänst-blad"]()).replace("\u00a0", " ")

    for line in ("24,0 % (20,5 tim)", "90,0 tim", "Skolenhetskod 12345678", "Samråd: elevhälsa"):
        assert line in said


def test_the_control_digits_stand_in_eight_groups_with_the_call_explained(tmp_path: Path) -> None:
    said = reading.text(tmp_path, key_card_sheet.key_card_sheet(letter_samples.CARD, samples.MADE))

    groups = [letter_samples.CARD.digits[start : start + 5] for start in range(0, 40, 5)]
    assert all(group in said for group in groups) and "Grupp 8" in said
    assert "Läs upp alla åtta grupper" in said and "genom växeln" in said
    assert "organisationsnummer 2120000000" in said and "Vem läste och vem lyssnade" in said


def test_the_recovery_sheet_has_its_characters_and_no_school(tmp_path: Path) -> None:
    said = reading.text(tmp_path, recovery_sheet.recovery_sheet(letter_samples.SHEET, samples.MADE))

    for line in letter_samples.SHEET.lines:
        assert all(group in said for group in (*line.groups, line.check))
    assert letter_samples.SHEET.vault_id in said and "2026-10-05" in said
    assert "förseglat kuvert" in said
    assert "Ekbackens" not in said and "Almstad" not in said


def test_a_recovery_sheet_without_a_code_is_whole(tmp_path: Path) -> None:
    sheet = replace(letter_samples.SHEET, code="")

    said = reading.text(tmp_path, recovery_sheet.recovery_sheet(sheet, samples.MADE))

    assert "7K2M" in said and letter_samples.SHEET.vault_id in said


def test_the_cover_letter_tells_how_to_open_and_nothing_of_the_matter(tmp_path: Path) -> None:
    printed = reading.text(tmp_path, cover_letter.cover_letter(letter_samples.COVER, samples.MADE))
    copied = cover_letter.as_text(letter_samples.COVER, samples.MADE)

    for said in (printed, copied):
        assert letter_samples.COVER.file_name in said and "48" in said and "växel 08-000 00 00" in said
        assert "ccbc 14b9 57b1 910f" in said and "7df0 4109 226d 4c50" in said
        assert "09.12" in said
        for hidden in ("anmälan", "elev", "frånvaro", case_samples.CASE, *samples.PEOPLE):
            assert hidden not in said and hidden.capitalize() not in said
    assert "\u00a0" not in copied and copied.endswith("\n")
