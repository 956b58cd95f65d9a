from hashlib import sha256

import pytest
from fontTools.ttLib import TTFont

from narvaro_desktop.documents import fonts
from narvaro_desktop.documents.faults import MissingGlyph
from narvaro_desktop.paths import resource

HASHES = {
    "NarvaroSans-Bold": "40dc91d17f6f885e27caa4ccb5d05dc6c4ce90766c0c1922e46f1b064b81d5c6",
    "NarvaroSans-Italic": "5e1058021f4cf5c7b2ea586092506a797fafeadd4dadbd5b373c4a3e1d15a2c6",
    "NarvaroSans-Medium": "80d25e1c389a0339ce8d80d287556d11b8a4ceabffbeab8ce6ab1a7a2b91959c",
    "NarvaroSans-Regular": "3fb3fb56c0739d5c3184390b0dd6819396ddf18afd27915a874b3001a6ca3f5e",
    "NarvaroSans-SemiBold": "bbefb33e27477edfde1b46649930557266c6ca967c4ddef69c61346f2b0edbd8",
}
ARABIC_HASHES = {
    "NarvaroSansArabic-Bold": "98628e15b3bcc534fd0076634cfdb8873023cd0662647695272506d6c433e5eb",
    "NarvaroSansArabic-Regular": "6c7d2a97bbe5c8006ba60403978f77e9613217556803e7a1fee5ad31c876c3e5",
}
ALPHABETS = (
    "ABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖabcdefghijklmnopqrstuvwxyzåäö0123456789"
    "ČčĐđŊŋŠšŦŧŽžÁáŃńĄąĘęŁłÓóŚśŹźŻżÇçĞğİıŞşÜüĂăÂâÊêÔôƠơƯưỆệ"
    "АБВГДЕЖЗабвгдежзΑΒΓΔαβγδ≥≤→✓−–”’§\u00a0\u202f\u2011□●%‰"
)


def test_the_faces_are_the_ones_that_the_script_made() -> None:
    made = {name: sha256(resource("fonts", f"{name}.ttf").read_bytes()).hexdigest() for name in fonts.FACES}

    assert made == HASHES
    assert "SIL Open Font License" in resource("fonts", "OFL.txt").read_text(encoding="utf-8")


def test_so_are_those_for_arabic_script_under_a_name_that_their_licence_allows() -> None:
    faces = (fonts.ARABIC, fonts.ARABIC_BOLD)
    made = {name: sha256(resource("fonts", f"{name}.ttf").read_bytes()).hexdigest() for name in faces}
    names = {face: TTFont(resource("fonts", f"{face}.ttf"), lazy=True)["name"] for face in faces}

    assert made == ARABIC_HASHES
    assert {face: names[face].getDebugName(6) for face in faces} == {face: face for face in faces}
    assert not [face for face in faces if "DejaVu" in names[face].getBestFamilyName()]
    assert "Bitstream Vera" in resource("fonts", "DEJAVU.txt").read_text(encoding="utf-8")


def test_each_face_has_its_own_name_in_our_own_family() -> None:
    names = {face: TTFont(resource("fonts", f"{face}.ttf"), lazy=True)["name"] for face in fonts.FACES}

    assert {face: names[face].getDebugName(6) for face in names} == {face: face for face in fonts.FACES}
    assert {names[face].getBestFamilyName() for face in names} == {"Narvaro Sans"}
    named = (1, 3, 4, 6, 16, 21)
    shown = [entry for table in names.values() for entry in table.names if entry.nameID in named]
    assert not [entry for entry in shown if "Inter" in str(entry)]


@pytest.mark.parametrize("face", fonts.FACES)
def test_digits_are_equally_wide_and_the_alphabets_are_there(face: str) -> None:
    printed = (
        ALPHABETS if face != fonts.ITALIC else ALPHABETS.replace("✓", "").replace("□", "").replace("●", "")
    )

    assert fonts.width("1111", face, 10) == fonts.width("0000", face, 10)
    assert fonts.printable(printed, face, "prov") == printed


def test_text_is_composed_and_loses_what_nobody_sees() -> None:
    assert fonts.printable("A\u030asa\u200b\u202e\u00ad", fonts.REGULAR, "prov") == "Åsa"


def test_line_ends_of_every_system_are_one() -> None:
    assert fonts.clean("a\r\nb\rc\u2028d\ne") == "a\nb\nc\nd\ne"


def test_each_face_is_asked_for_itself() -> None:
    regular = TTFont(resource("fonts", "NarvaroSans-Regular.ttf"), lazy=True).getBestCmap()
    italic = TTFont(resource("fonts", "NarvaroSans-Italic.ttf"), lazy=True).getBestCmap()
    upright_only = chr(min(regular.keys() - italic.keys()))

    assert fonts.printable(upright_only, fonts.REGULAR, "prov") == upright_only
    with pytest.raises(MissingGlyph):
        fonts.printable(upright_only, fonts.ITALIC, "prov")
