"""Every case as open files: what a school hands to an archive, or takes with it to another system."""

import json
from hashlib import sha256
from pathlib import Path

import pytest

from narvaro_desktop.domain.access import NotAllowed
from narvaro_desktop.store.tables import CaseRow
from narvaro_desktop.usecases.casework import cases
from narvaro_desktop.usecases.privacy import preserving
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.work import Office
from tests.usecases.privacy.test_erasing import NAME, NOTE, elev_f


def test_every_case_goes_out_with_checksums_that_hold_and_no_protected_pupil(
    at_the_principals: Office, tmp_path: Path
) -> None:
    office = at_the_principals
    _student, closed = elev_f(office)
    with office.work() as work:
        running = cases.open_case(work, students.add(work, "Alva Kottelund", "5B").value).value
        hidden = students.add(work, "Sigge Regnskur", "5B").value
        cases.open_case(work, hidden)
        students.protect(work, hidden)
        numbers = [work.session.get_one(CaseRow, one).number for one in (closed, running)]

    with office.work() as work:
        made = preserving.hand_out_all(work, tmp_path).value

    lines = (made.folder / preserving.MANIFEST).read_text("utf-8").splitlines()
    told = dict(line.split("  ")[::-1] for line in lines)
    assert all(
        sha256((made.folder / name).read_bytes()).hexdigest() == digest for name, digest in told.items()
    )
    assert {path.name for path in made.folder.iterdir()} == {*told, preserving.MANIFEST}
    assert set(told) == {f"arende-{one}.{kind}" for one in numbers for kind in ("pdf", "json")} | {
        "innehall.json"
    }
    listed = json.loads((made.folder / "innehall.json").read_text("utf-8"))
    assert {one["nummer"]: one["avslutat"] for one in listed["ärenden"]} == dict(
        zip(numbers, ("2016-02-01", None), strict=True)
    )
    assert (made.count, made.left_out) == (2, 1)
    words = "".join(path.read_text("utf-8") for path in made.folder.glob("*.json"))
    assert NAME in words and NOTE in words and "Kottelund" in words and "Regnskur" not in words
    assert "Kottelund" not in "".join(path.name for path in tmp_path.rglob("*"))


def test_each_case_stands_in_the_log_and_the_whole_besides(at_the_principals: Office, tmp_path: Path) -> None:
    elev_f(at_the_principals)

    with at_the_principals.work() as work:
        preserving.hand_out_all(work, tmp_path)
        lines = [line for line in work.lines if line.action == "case.export"]

    assert [line.case is not None for line in lines] == [True, False]
    assert lines[1].facts == {"cases": 1, "left_out": 0}


def test_an_act_that_does_not_come_about_leaves_no_file(at_the_principals: Office, tmp_path: Path) -> None:
    elev_f(at_the_principals)

    with pytest.raises(KeyboardInterrupt), at_the_principals.work() as work:
        preserving.hand_out_all(work, tmp_path / "ut")
        raise KeyboardInterrupt

    assert not [path for path in (tmp_path / "ut").rglob("*") if path.is_file()]


def test_only_the_rektor_takes_them_out(office: Office, tmp_path: Path) -> None:
    with office.work() as work, pytest.raises(NotAllowed):
        preserving.hand_out_all(work, tmp_path)
