import itertools
from pathlib import Path

import pypdf

from narvaro_desktop.documents import blocks
from narvaro_desktop.documents.page import Paper, build
from tests.documents import reading, samples

PAPER = Paper("Prov", "1", "Ekbackens skola", samples.MADE)


def tree(pdf: bytes, folder: Path) -> list[tuple[int, str]]:
    """(depth, role) of each element in reading order."""
    path = folder / "tree.pdf"
    path.write_bytes(pdf)
    found: list[tuple[int, str]] = []

    def visit(node: pypdf.generic.DictionaryObject, depth: int) -> None:
        found.append((depth, str(node["/S"])[1:]))
        for child in node.get("/K", ()):
            inside = child.get_object()
            if isinstance(inside, pypdf.generic.DictionaryObject) and "/S" in inside:
                visit(inside, depth + 1)

    root = pypdf.PdfReader(path).trailer["/Root"]["/StructTreeRoot"]
    visit(root["/K"][0].get_object(), 0)
    return found


def roles(pdf: bytes, folder: Path) -> list[str]:
    return [role for _depth, role in tree(pdf, folder)]


def test_every_paper_has_one_first_heading_and_skips_no_level(tmp_path: Path) -> None:
    for kind, make in samples.PAPERS.items():
        levels = [int(role[1]) for role in roles(make(), tmp_path) if role in ("H1", "H2", "H3")]

        assert levels.count(1) == 1, kind
        assert levels[0] == 1 and all(b - a <= 1 for a, b in itertools.pairwise(levels)), kind


def test_every_table_has_heads_and_whole_rows(tmp_path: Path) -> None:
    tables = 0
    for make in samples.PAPERS.values():
        found = roles(make(), tmp_path)
        rows = " ".join(found).split("TR ")[1:]
        cells = [[role for role in row.split() if role in ("TH", "TD")] for row in rows]
        tables += found.count("Table")
        assert found.count("TH") >= found.count("Table")
        assert all(row and ("TH" in row or "TD" in row) for row in cells)
    assert tables > 8


def test_a_paragraph_over_two_pages_is_one_element_and_a_repeated_head_none(tmp_path: Path) -> None:
    long = "Ett långt stycke. " * 900
    columns = [blocks.Column("Vecka", 85)]
    table = blocks.data_table(columns, [(f"v. {number}",) for number in range(1, 80)])

    pdf = build(PAPER, [*blocks.text(long, "prov"), table])

    found = roles(pdf, tmp_path)
    assert int(reading.info(tmp_path, pdf)["Pages"]) > 3
    assert found.count("TH") == 1 and found.count("TR") == 80
    assert found[:3] == ["Document", "P", "Table"]


def test_a_list_is_a_list(tmp_path: Path) -> None:
    found = tree(build(PAPER, blocks.numbered(["ett", "två"], "prov")), tmp_path)

    assert found == [
        (0, "Document"), (1, "L"), (2, "LI"), (3, "Lbl"), (4, "P"), (3, "LBody"), (4, "P"),
        (2, "LI"), (3, "Lbl"), (4, "P"), (3, "LBody"), (4, "P"),
    ]  # fmt: skip


def test_a_code_is_a_figure_that_says_what_it_holds() -> None:
    pdf = samples.PAPERS["kontaktkortsblad"]()

    assert b"/Alt (QR-kod med samma kontrollsiffror)" in pdf and b"/BBox" in pdf


def test_a_reader_is_told_the_title_the_language_and_that_there_are_tags(tmp_path: Path) -> None:
    for make in samples.PAPERS.values():
        pdf = make()

        assert reading.info(tmp_path, pdf)["Tagged"] == "yes"
        assert b"/DisplayDocTitle true" in pdf and b"/Lang (sv-SE)" in pdf
