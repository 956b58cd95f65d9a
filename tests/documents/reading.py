"""What other programs see in a paper: poppler's text, fonts and metadata, and qpdf's verdict."""

import subprocess
from pathlib import Path

_DIRECTIONS = dict.fromkeys(range(0x202A, 0x202F))


def _asked(folder: Path, pdf: bytes, *command: str) -> str:
    path = folder / "paper.pdf"
    path.write_bytes(pdf)
    answer = subprocess.run(
        [part if part != "PDF" else str(path) for part in command],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert answer.returncode == 0, answer.stdout + answer.stderr
    return answer.stdout


def text(folder: Path, pdf: bytes) -> str:
    """The words in reading order; line ends and runs of blanks become one blank.

    poppler itself puts marks of direction around what goes from right to left; they are not in the paper.
    """
    found = _asked(folder, pdf, "pdftotext", "PDF", "-").translate(_DIRECTIONS)
    return " ".join(found.split())


def fonts(folder: Path, pdf: bytes) -> list[tuple[str, bool]]:
    """(name, is embedded) of each font."""
    lines = _asked(folder, pdf, "pdffonts", "PDF").splitlines()[2:]
    return [(line.split()[0], line.split()[-5] == "yes") for line in lines]


def info(folder: Path, pdf: bytes) -> dict[str, str]:
    lines = _asked(folder, pdf, "pdfinfo", "PDF").splitlines()
    return {key: value.strip() for key, _colon, value in (line.partition(":") for line in lines)}


def check(folder: Path, pdf: bytes) -> str:
    """qpdf's words; an error or a warning fails."""
    return _asked(folder, pdf, "qpdf", "--check", "PDF")


def attachment(folder: Path, pdf: bytes, name: str) -> str:
    return _asked(folder, pdf, "qpdf", f"--show-attachment={name}", "PDF")
