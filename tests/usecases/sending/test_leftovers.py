"""What a process that was killed left outside the vault: named, removed, or nobody's business of ours."""

import json
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from uuid import UUID

import pytest

from narvaro_desktop.usecases.deciding import notifications
from narvaro_desktop.usecases.sending import leftovers
from narvaro_desktop.usecases.sending.packages import OutboxUnnamed
from narvaro_desktop.usecases.work import Office
from tests.conftest import School
from tests.usecases.decisions_stage import filled, huvudman_office, open_a_case, trust

SEALER = """
import sys
from pathlib import Path
from uuid import UUID
from narvaro_desktop.usecases.deciding import notifications
from tests.conftest import School
from tests.usecases.decisions_stage import filled

vault, state, case_id, stick, moment = sys.argv[1:]
office = School(Path(vault), Path(state)).unlock("Rektor Rönn")

def stop_here():
    print("sealed", flush=True)
    sys.stdin.read()

with office.work() as work:
    if moment == "kept":
        work.afterwards(stop_here)
    begun = notifications.begun(work, UUID(case_id), None, filled())
    notifications.seal(work, begun, filled(), Path(stick))
    notifications.print_to(work, begun, filled(), Path(stick))
    if moment == "before":
        stop_here()
"""


@pytest.fixture
def case_id(school: School, tmp_path: Path) -> UUID:
    """A case that is ready to be sealed; the vault is closed again."""
    (tmp_path / "huvudman").mkdir()
    office = school.unlock("Rektor Rönn")
    with huvudman_office(tmp_path / "huvudman") as huvudman:
        trust(office, huvudman)
    made = open_a_case(office)
    office.close()
    return made


def kill_while_sealing(school: School, case_id: UUID, stick: Path, moment: str) -> None:
    """Seal and print in a process of its own, and kill it `before` the work is kept, or once it is `kept`."""
    arguments = [str(school.path), str(school.state), str(case_id), str(stick), moment]
    sealer = subprocess.Popen(
        [sys.executable, "-c", SEALER, *arguments],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[3],
    )  # fmt: skip
    assert sealer.stdin is not None and sealer.stdout is not None
    assert sealer.stdout.readline() == "sealed\n"
    sealer.send_signal(signal.SIGKILL)
    sealer.wait()
    sealer.stdin.close()
    sealer.stdout.close()


def parts(folder: Path) -> list[str]:
    return sorted("".join(path.suffixes[-2:]) for path in folder.glob("*.part"))


def test_a_kill_before_the_work_is_kept_leaves_nothing_after_the_next_unlocking(
    school: School, case_id: UUID, tmp_path: Path
) -> None:
    stick = tmp_path / "sticka"
    kill_while_sealing(school, case_id, stick, "before")
    assert parts(stick) == [".age.part", ".pdf.part", ".pdf.part"]
    somebody_elses = stick / "narvaro-00000000-0000-4000-8000-000000000000.age.part"
    somebody_elses.write_bytes(b"of another vault")

    office = school.unlock("Rektor Rönn")

    assert list(stick.iterdir()) == [somebody_elses]
    with office.work() as work:
        assert notifications.notifications(work) == []
    assert not list(school.state.glob(f"*{leftovers.SUFFIX}"))
    office.close()


def test_a_kill_after_the_work_is_kept_loses_no_sealed_file(
    school: School, case_id: UUID, tmp_path: Path
) -> None:
    stick = tmp_path / "sticka"
    kill_while_sealing(school, case_id, stick, "kept")
    assert parts(stick) == [".age.part", ".pdf.part", ".pdf.part"]

    school.unlock("Rektor Rönn").close()

    [file] = stick.iterdir()
    assert file.suffix == ".age"


def test_a_stick_that_is_out_is_swept_at_the_next_sealing_with_it(
    school: School, case_id: UUID, tmp_path: Path
) -> None:
    stick, pocket = tmp_path / "media" / "sticka", tmp_path / "ficka"
    stick.parent.mkdir()
    kill_while_sealing(school, case_id, stick, "before")
    stick.rename(pocket)
    office = school.unlock("Rektor Rönn")
    pocket.rename(stick)

    sealed(office, case_id, stick)

    assert [path.suffix for path in stick.iterdir()] == [".age"]
    office.close()


def test_a_stick_taken_out_in_the_very_moment_is_said_and_mended(
    school: School, case_id: UUID, tmp_path: Path
) -> None:
    stick, pocket = tmp_path / "sticka", tmp_path / "ficka"
    office = school.unlock("Rektor Rönn")

    with pytest.raises(OutboxUnnamed), office.work() as work:
        work.afterwards(lambda: shutil.move(stick, pocket))
        begun = notifications.begun(work, case_id, None, filled())
        notifications.seal(work, begun, filled(), stick)
    office.close()
    shutil.move(pocket, stick)
    school.unlock("Rektor Rönn").close()

    assert [path.suffix for path in stick.iterdir()] == [".age"]


def sealed(office: Office, case_id: UUID, folder: Path) -> None:
    with office.work() as work:
        begun = notifications.begun(work, case_id, None, filled())
        notifications.seal(work, begun, filled(), folder)


def test_a_note_that_somebody_else_wrote_takes_nothing_but_unfinished_files(
    school: School, tmp_path: Path
) -> None:
    own, begun = tmp_path / "skola.narvaro", tmp_path / "narvaro-1.age.part"
    office = school.unlock("Rektor Rönn")
    for path in (own, begun):
        path.write_bytes(b"x")
    note = office.vault.state / f"{office.vault.id}{leftovers.SUFFIX}"
    note.write_text(json.dumps([["another", str(own)], ["another", str(begun)]]), encoding="utf-8")

    assert leftovers.left_behind(office.vault) == [begun]
    assert leftovers.sweep(office.vault) == 1
    office.close()

    assert own.exists()
    assert not begun.exists()
