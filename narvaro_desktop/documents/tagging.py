"""Tags: which words are a heading, a table or a list, for a reader that hears the paper (ISO 14289-1).

A paper's tree of elements stands ready before anything is drawn; drawing only notes which piece of which page
belongs to which element. What belongs to none (rules, grounds, footers) is marked as an artifact.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFName,
    PDFObject,
    PDFObjectReference,
    PDFString,
)

_CELLS = {"TH", "TD"}  # stand in the tree even when empty, or a row would lose a column


class Element:
    """A node of the tree: its role (P, H1, Table …), what is in it, and where its content was drawn.

    `scope` is what a TH heads (Row or Column), `alt` tells of a figure, `box` is where it stands on the page;
    `language` is one other than the paper's; `actual` is what one reads where letters are drawn otherwise.
    """

    def __init__(self, role: str, children: Sequence["Element"] = (), scope: str = "", alt: str = "") -> None:
        self.role = role
        self.children = list(children)
        self.scope = scope
        self.alt = alt
        self.language = self.actual = ""
        self.box: tuple[float, float, float, float] | None = None
        self.marks: list[tuple[int, int]] = []

    @property
    def empty(self) -> bool:
        filled = bool(self.marks) or any(not child.empty for child in self.children)
        return not filled and self.role not in _CELLS


class Marks:
    """For each page, the elements of its marked pieces in the order in which they were drawn."""

    def __init__(self) -> None:
        self.pages: list[list[Element]] = [[]]

    def note(self, element: Element) -> int:
        """The number of the next piece on this page."""
        pieces = self.pages[-1]
        pieces.append(element)
        element.marks.append((len(self.pages) - 1, len(pieces) - 1))
        return len(pieces) - 1


@contextmanager
def mark(canvas: Any, element: Element | None) -> Iterator[None]:
    """What is drawn meanwhile belongs to `element`; to none, it is an artifact."""
    if element is None:
        canvas._code.append("/Artifact BMC")
    else:
        canvas._code.append(f"/{element.role} <</MCID {canvas.marks.note(element)}>> BDC")
    yield
    canvas._code.append("EMC")


def in_tree(story: Sequence[Any]) -> Element:
    """The document's element over those of its flowables, in reading order."""
    return Element("Document", [element for part in story for element in getattr(part, "elements", ())])


def write(document: Any, root: Element, marks: Marks) -> None:
    """Put the tree and its way back from each page into the file."""
    names = {id(element): f"StructElem{place}" for place, element in enumerate(_walk(root))}
    tree = PDFObjectReference("StructTreeRoot")
    _write_element(document, root, tree, names)
    numbers: list[Any] = []
    for page, pieces in enumerate(marks.pages):
        numbers += [page, PDFArray([PDFObjectReference(names[id(element)]) for element in pieces])]
    parents = document.Reference(PDFDictionary({"Nums": PDFArray(numbers)}), "ParentTree")
    document.Reference(
        PDFDictionary({
            "Type": PDFName("StructTreeRoot"),
            "K": PDFArray([PDFObjectReference(names[id(root)])]),
            "ParentTree": parents,
            "ParentTreeNextKey": len(marks.pages),
        }),
        "StructTreeRoot",
    )  # fmt: skip
    document.Catalog.StructTreeRoot = tree
    document.Catalog.MarkInfo = PDFDictionary({"Marked": "true"})
    document.Catalog.ViewerPreferences = PDFDictionary({"DisplayDocTitle": "true"})
    for page in range(len(marks.pages)):
        sheet = document.idToObject[f"Page{page + 1}"]
        sheet.StructParents, sheet.Tabs = page, PDFName("S")


def _walk(element: Element) -> Iterator[Element]:
    yield element
    for child in element.children:
        yield from _walk(child)


class _Kids(PDFObject):  # type: ignore[misc]
    """What is in an element, written at once: in a report there are thousands."""

    def __init__(self, names: Sequence[str], marks: Sequence[tuple[int, int]]) -> None:
        self._names, self._marks = names, marks

    def format(self, document: Any) -> bytes:
        numbers = document.idToObjectNumberAndVersion
        found = ["{} {} R".format(*numbers[name]) for name in self._names]
        if len({page for page, _number in self._marks}) == 1:
            found += [str(number) for _page, number in self._marks]
        else:
            for page, number in self._marks:
                sheet = "{} {} R".format(*numbers[f"Page{page + 1}"])
                found.append(f"<< /Type /MCR /Pg {sheet} /MCID {number} >>")
        return f"[ {' '.join(found)} ]".encode("ascii")


def _write_element(document: Any, element: Element, parent: Any, names: dict[int, str]) -> None:
    reference = PDFObjectReference(names[id(element)])
    kept = [child for child in element.children if not child.empty]
    entries = {
        "Type": PDFName("StructElem"), "S": PDFName(element.role), "P": parent,
        "K": _Kids([names[id(child)] for child in kept], element.marks),
        **_attributes(element), **({"Lang": PDFString(element.language)} if element.language else {}),
        **({"ActualText": PDFString(element.actual)} if element.actual else {}),
    }  # fmt: skip
    if len({page for page, _number in element.marks}) == 1:
        entries["Pg"] = PDFObjectReference(f"Page{element.marks[0][0] + 1}")
    document.Reference(PDFDictionary(entries), names[id(element)])
    for child in kept:
        _write_element(document, child, reference, names)


def _attributes(element: Element) -> dict[str, Any]:
    if element.scope:
        return {"A": PDFDictionary({"O": PDFName("Table"), "Scope": PDFName(element.scope)})}
    if element.box:
        layout = {"O": PDFName("Layout"), "Placement": PDFName("Block"), "BBox": PDFArray(element.box)}
        return {"Alt": PDFString(element.alt), "A": PDFDictionary(layout)}
    return {}
