"""The call that makes a kontaktkort trusted: two groups typed as heard, once."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from narvaro_desktop.domain.terms import Role, VaultKind
from narvaro_desktop.gui import theme
from narvaro_desktop.gui.dialogs import ceremony_dialog
from narvaro_desktop.gui.dialogs.ceremony_dialog import CeremonyDialog
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.field import Field
from narvaro_desktop.sealing.key_card import SignedCard
from narvaro_desktop.store.primitives import PRACTICE_KDF
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.sending import keys, others_cards
from narvaro_desktop.usecases.vault import vaults
from narvaro_desktop.usecases.work import Office
from tests.conftest import School
from tests.gui.audit import audit, tab_chain
from tests.gui.shots import save


@pytest.fixture(scope="module")
def huvudman_card(tmp_path_factory: pytest.TempPathFactory) -> tuple[SignedCard, Path]:
    """The kontaktkort of Almstads kommun, as the file that the school got by mail."""
    folder = tmp_path_factory.mktemp("huvudman")
    office = vaults.create(
        folder / "huvudman.narvaro", VaultKind.HUVUDMAN, "Almstads kommun", "Handläggare Lind",
        Role.RECIPIENT, "fem ord som ingen annan har", kdf=PRACTICE_KDF, state=folder / "state",
    )  # fmt: skip
    with office.work() as work:
        settings.remember(work, organisation="2120000000")
        card = keys.ensure_card(work).value
    office.close()
    path = folder / card.card.file_name
    path.write_bytes(card.to_bytes())
    return card, path


@pytest.fixture
def runner(school: School, qtbot: QtBot) -> Iterator[Runner]:
    made = Runner(school.unlock("Rektor Rönn"))
    yield made
    made.close()


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    made.resize(900, 760)
    qtbot.addWidget(made)
    made.show()
    return made


def opened(qtbot: QtBot, parent: QWidget, runner: Runner, done: list[str]) -> CeremonyDialog:
    dialog = ceremony_dialog.trust_huvudman(parent, runner, lambda: done.append("done"))
    rest(qtbot, runner)
    return dialog


def rest(qtbot: QtBot, runner: Runner) -> None:
    qtbot.waitUntil(lambda: not runner.busy)


def press(qtbot: QtBot, dialog: CeremonyDialog, runner: Runner) -> None:
    """Enter, where one stands."""
    qtbot.keyClick(QApplication.focusWidget() or dialog, Qt.Key.Key_Return)
    rest(qtbot, runner)


def test_the_card_is_read_the_call_is_made_and_it_is_done_once(
    qtbot: QtBot, parent: QWidget, runner: Runner, huvudman_card: tuple[SignedCard, Path]
) -> None:
    card, path = huvudman_card
    done: list[str] = []
    dialog = opened(qtbot, parent, runner, done)

    assert dialog.part == "number"
    qtbot.keyClicks(dialog.number, "12345678")
    press(qtbot, dialog, runner)
    assert dialog.part == "card"
    dialog.drop.dropped.emit([str(path)])
    rest(qtbot, runner)

    assert dialog.part == "call"
    hear(qtbot, dialog, card)
    press(qtbot, dialog, runner)

    assert dialog.part == "done"
    assert not done
    press(qtbot, dialog, runner)
    assert done == ["done"]
    with office_of(runner).work() as work:
        assert others_cards.huvudman_card(work) == card.card


def test_tab_goes_from_the_groups_to_who_one_spoke_with_and_then_to_the_buttons(
    qtbot: QtBot, parent: QWidget, runner: Runner, huvudman_card: tuple[SignedCard, Path]
) -> None:
    _card, path = huvudman_card
    dialog = opened(qtbot, parent, runner, [])
    qtbot.keyClicks(dialog.number, "12345678")
    press(qtbot, dialog, runner)

    dialog.drop.dropped.emit([str(path)])
    rest(qtbot, runner)

    wanted = [*dialog.heard, dialog.spoken, dialog.cancel_button, dialog.verb_button]

    def from_the_groups() -> list[QWidget]:
        chain = [each for each in tab_chain(dialog) if each in wanted]
        first = chain.index(dialog.heard[0])
        return chain[first:] + chain[:first]

    qtbot.waitUntil(lambda: from_the_groups() == wanted)


def test_no_digit_of_the_card_is_shown_while_the_call_is_made(
    qtbot: QtBot, parent: QWidget, runner: Runner, huvudman_card: tuple[SignedCard, Path]
) -> None:
    card, path = huvudman_card
    dialog = at_the_call(qtbot, parent, runner, path)

    shown = " ".join(
        str(each.property(name))
        for each in dialog.findChildren(QWidget)
        for name in ("text", "accessibleName", "accessibleDescription", "toolTip")
    )

    assert not [group for group in card.card.control_number if group in shown]


def test_wrong_digits_are_said_calmly_and_the_card_stays_unused(
    qtbot: QtBot, parent: QWidget, runner: Runner, huvudman_card: tuple[SignedCard, Path]
) -> None:
    card, path = huvudman_card
    dialog = at_the_call(qtbot, parent, runner, path)

    for edit, group in zip(dialog.heard, groups(dialog, card), strict=True):
        edit.setText(f"{(int(group) + 1) % 100_000:05d}")
    dialog.verb_button.click()
    rest(qtbot, runner)

    assert dialog.part == "call"
    assert "stämmer inte" in dialog.said()
    assert [edit.text() for edit in dialog.heard] == ["", ""]
    with office_of(runner).work() as work:
        assert others_cards.huvudman_card(work) is None
    hear(qtbot, dialog, card)
    dialog.verb_button.click()
    rest(qtbot, runner)
    assert dialog.part == "done"


def test_a_group_that_is_too_short_is_asked_for_before_anything_is_compared(
    qtbot: QtBot, parent: QWidget, runner: Runner, huvudman_card: tuple[SignedCard, Path]
) -> None:
    dialog = at_the_call(qtbot, parent, runner, huvudman_card[1])

    dialog.heard[0].setText("123")
    dialog.verb_button.click()

    assert not runner.busy
    assert dialog.part == "call"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "inget kontaktkort"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "inget kontaktkort"),
        (b'{"card": {}, "signatures": []}', "inget kontaktkort"),
        (b"{" * 2_000_000, "inget kontaktkort"),
        (None, "går inte att läsa"),
    ],
)
def test_what_is_no_card_gets_one_sentence_and_nothing_is_kept(
    qtbot: QtBot, parent: QWidget, runner: Runner, tmp_path: Path, content: bytes | None, said: str
) -> None:
    path = tmp_path / "kort.json"
    path.mkdir() if content is None else path.write_bytes(content)
    with office_of(runner).work() as work:
        settings.remember(work, unit_code="12345678")
    dialog = opened(qtbot, parent, runner, [])

    dialog.read_in(path)
    rest(qtbot, runner)

    assert dialog.part == "card"
    assert said in dialog.said()


def test_our_own_card_and_sheet_can_be_taken_along_afterwards(
    qtbot: QtBot, parent: QWidget, runner: Runner, tmp_path: Path,
    huvudman_card: tuple[SignedCard, Path],
) -> None:  # fmt: skip
    card, path = huvudman_card
    dialog = at_the_call(qtbot, parent, runner, path)
    hear(qtbot, dialog, card)
    dialog.verb_button.click()
    rest(qtbot, runner)

    for button, name in ((dialog.save_card, "kort.json"), (dialog.save_sheet, "blad.pdf")):
        button.click()
        rest(qtbot, runner)
        chosen = dialog.findChild(QFileDialog)
        assert chosen is not None
        chosen.fileSelected.emit(str(tmp_path / name))
        chosen.reject()
        chosen.setParent(None)
        rest(qtbot, runner)

    own = SignedCard.from_bytes((tmp_path / "kort.json").read_bytes())
    assert own.card.id == "schoolUnit:12345678"
    assert (tmp_path / "blad.pdf").read_bytes().startswith(b"%PDF")


def test_a_huvudmans_card_that_was_dropped_leads_by_our_own_number_to_the_call(
    qtbot: QtBot, parent: QWidget, runner: Runner, huvudman_card: tuple[SignedCard, Path]
) -> None:
    card, _path = huvudman_card
    with runner.office.work() as work:
        read = others_cards.read_card(work, card.to_bytes()).value
    dialog = ceremony_dialog.trust_sender(parent, runner, read, lambda: None)
    rest(qtbot, runner)
    assert dialog.part == "number"

    dialog.number.setText("1234 5678")
    dialog.verb_button.click()
    rest(qtbot, runner)

    assert dialog.part == "call"


def test_a_number_of_the_wrong_length_is_said_at_its_field(
    qtbot: QtBot, parent: QWidget, runner: Runner
) -> None:
    dialog = opened(qtbot, parent, runner, [])

    dialog.number.setText("1234")
    dialog.verb_button.click()
    rest(qtbot, runner)

    assert dialog.part == "number"
    assert "Numret ska ha 8 siffror. Skriv det en gång till." in [
        each.fault() for each in dialog.findChildren(Field)
    ]


def test_every_part_can_be_read_in_both_themes_and_at_double_size(
    qtbot: QtBot, parent: QWidget, runner: Runner, look: tuple[str, float],
    huvudman_card: tuple[SignedCard, Path],
) -> None:  # fmt: skip
    card, path = huvudman_card
    dialog = opened(qtbot, parent, runner, [])
    for part in ("number", "card", "call", "done"):
        assert dialog.part == part
        qtbot.waitUntil(lambda: dialog.size() == dialog.sizeHint())
        save(dialog, f"ceremony-{part}")
        assert not audit(dialog)
        if part == "number":
            dialog.number.setText("12345678")
            dialog.verb_button.click()
        elif part == "card":
            dialog.read_in(path)
        elif part == "call":
            hear(qtbot, dialog, card)
            dialog.verb_button.click()
        rest(qtbot, runner)
    assert theme.current().name == look[0]


def at_the_call(qtbot: QtBot, parent: QWidget, runner: Runner, path: Path) -> CeremonyDialog:
    with office_of(runner).work() as work:
        settings.remember(work, unit_code="12345678")
    dialog = opened(qtbot, parent, runner, [])
    dialog.read_in(path)
    rest(qtbot, runner)
    return dialog


def groups(dialog: CeremonyDialog, card: SignedCard) -> list[str]:
    """What the other one reads aloud of the two groups that are asked for."""
    return [card.card.control_number[place] for place in dialog.asked]


def hear(qtbot: QtBot, dialog: CeremonyDialog, card: SignedCard) -> None:
    for edit, group in zip(dialog.heard, groups(dialog, card), strict=True):
        qtbot.keyClicks(edit, group)


def office_of(runner: Runner) -> Office:
    return runner.office
