"""Scenario 8: a pupil of an independent school who lives elsewhere. Its huvudman tells her own kommun."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from narvaro_desktop.domain.deciding.dispatch_terms import DispatchKind
from narvaro_desktop.domain.terms import Governance, NotificationState
from narvaro_desktop.gui.deciding.decision_dialog import DecisionDialog
from narvaro_desktop.gui.deciding.home_notice_dialog import HomeNoticeDialog
from narvaro_desktop.gui.dialogs.answer_dialog import HandOverDialog
from narvaro_desktop.gui.dialogs.ceremony_dialog import CeremonyDialog
from narvaro_desktop.gui.pages.huvudman.received_page import ReceivedPage
from narvaro_desktop.gui.pages.huvudman.register_page import RegisterPage
from narvaro_desktop.gui.pages.settings_page import SettingsPage
from narvaro_desktop.gui.windows.huvudman_window import HuvudmanWindow
from narvaro_desktop.gui.windows.school_window import SchoolWindow
from narvaro_desktop.sealing.envelope import Envelope
from narvaro_desktop.sealing.key_card import KeyCard
from narvaro_desktop.store.tables import NotificationRow, SentPackageRow
from narvaro_desktop.usecases.deciding import dispatch_offers
from narvaro_desktop.usecases.sending import keys
from tests.journeys.conftest import Hand
from tests.journeys.test_every_way_to_the_huvudman import anmälan, begin_case, decision, opened
from tests.journeys.test_own_vaults import hear
from tests.usecases.notifications_stage import text_of

VAULTS: dict[str, str] = {}
"""By person, the vault's file."""
OWNER, HOME = "Lindskolan AB", "Bergby kommun"
AT_THE_OWNER, AT_HOME, PRINCIPAL = "Mottagare Sten", "Mottagare Al", "Rektor Ronn"


def test_8_the_huvudman_tells_the_home_municipality_and_its_answer_comes_back(
    hand: Hand, tmp_path: Path
) -> None:
    home = receiver_begins(hand, HOME, AT_HOME, "2120000001", tmp_path / "bergby.json")
    owner = receiver_begins(hand, OWNER, AT_THE_OWNER, "5560000001", tmp_path / "lindskolan-ab.json")
    school, sealed, to_owner = independent_school_notifies(hand, owner, tmp_path)

    told, to_home = owner_tells_home(hand, school, home, sealed, tmp_path)
    answer = home_answers(hand, owner, told, sealed, tmp_path)

    hand.unlock(VAULTS[AT_THE_OWNER], AT_THE_OWNER)
    hand.drop(answer)
    received(hand)
    hand.read("Hemkommunens svar", "Mottagen", AT_HOME)
    assert not {*to_owner.recipient_keys} & {*to_home.recipient_keys}
    assert (to_owner.kind, to_home.kind) == ("n1", "n1h")
    assert (to_owner.recipient.display_name, to_home.recipient.display_name) == (OWNER, HOME)
    assert to_home.recipient.role == "homeMunicipality"


def receiver_begins(hand: Hand, name: str, person: str, number: str, card_file: Path) -> KeyCard:
    """*Vi tar emot anmälningar*, and a kontaktkort from the organisationsnummer."""
    hand.set_up("Vi tar emot anmälningar", name, person)
    hand.wait(lambda: isinstance(hand.program.window, HuvudmanWindow))
    hand.settle()
    page = hand.office.page("inbox")
    assert isinstance(page, RegisterPage)
    hand.type(page.first_steps.number, number)
    hand.click(page.first_steps.make_card)
    card = own_card(hand, card_file)
    VAULTS[person] = hand.office.runner.office.vault.path.name
    hand.leave()
    return card


def independent_school_notifies(hand: Hand, owner: KeyCard, folder: Path) -> tuple[KeyCard, Path, Envelope]:
    """The school is independent; Elev E lives in Bergby. The anmälan goes to the owner alone."""
    hand.set_up("Kom igång med vår skola", "Lindskolan", PRINCIPAL, "Rektor")
    hand.wait(lambda: isinstance(hand.program.window, SchoolWindow))
    hand.show("settings")
    page = hand.office.page("settings")
    assert isinstance(page, SettingsPage)
    page.kind.governance.choose(Governance.INDEPENDENT)
    page.kind.governance.changed.emit(Governance.INDEPENDENT)
    hand.settle()

    case_id = opened(hand, begin_case(hand, "Elev Enbuske", "5A", share="23,5"))
    dialog = decision(hand, "Försegla")
    fill(hand, dialog)
    dialog.ways.seal_folder.edit.setText(str(folder / "usb"))
    hand.click(dialog._ui.verb)
    ceremony = hand.dialog(CeremonyDialog)
    ceremony.drop.dropped.emit([str(folder / "lindskolan-ab.json")])
    hear(hand, ceremony, owner)
    hand.wait(lambda: hand.window is dialog)
    hand.settle()
    if dialog.outcome is None:
        hand.click(dialog._ui.verb)
    hand.wait(lambda: dialog.outcome is not None)
    hand.press("Jag lämnar den senare")
    hand.press("Lämnad")
    hand.click(hand.dialog(HandOverDialog).verb_button)

    line = anmälan(hand, case_id)
    assert line.state is NotificationState.HANDED_OVER and line.file is not None
    with hand.office.runner.office.work() as work:
        [row] = work.session.query(NotificationRow)
        [sent] = work.session.query(SentPackageRow)
        paper, envelope = folder / "anmalan.pdf", Envelope.from_bytes(sent.envelope)
        paper.write_bytes(row.paper or b"")
        assert DispatchKind.HOME not in dispatch_offers.offered(work, case_id)
    words = " ".join(text_of(paper).split())
    assert "29 kap. 14 § skollagen" in words and "OSL" not in words
    card = own_card(hand, folder / "skola.json")
    hand.leave()
    return card, line.file, envelope


def fill(hand: Hand, dialog: DecisionDialog) -> None:
    """What the dialog of an own huvudman's school is asked for; the pupil lives in another kommun."""
    form = dialog.form
    for line, words in (
        (form.municipality, "Bergby"),
        (form.huvudman, OWNER),
        (form.huvudman_id, "5560000001"),
    ):
        hand.write(line, words)


def owner_tells_home(
    hand: Hand, school: KeyCard, home: KeyCard, sealed: Path, folder: Path
) -> tuple[Path, Envelope]:
    """The bar says who is to be told; the kommun's card is checked first; then one button seals it."""
    hand.unlock(VAULTS[AT_THE_OWNER], AT_THE_OWNER)
    take_in(hand, folder / "skola.json", school)
    hand.drop(sealed)
    received(hand)
    hand.read("Enbuske, Elev", "Eleven bor i Bergby. Hemkommunen ska få uppgift om anmälan.")
    hand.press("Lämna uppgift …")
    dialog = hand.dialog(HomeNoticeDialog)
    hand.read("Inget kontaktkort från en annan kommun är kontrollerat.")
    dialog.reject()
    hand.settle()

    take_in(hand, folder / "bergby.json", home)
    hand.show("received")
    hand.press("Lämna uppgift …")
    dialog = hand.dialog(HomeNoticeDialog)
    hand.read("Elev Enbuske", "Skickas", HOME)
    dialog.folder.set_folder(folder / "till-bergby")
    hand.press(f"Försegla till {HOME}")
    hand.wait(lambda: hand.window is hand.program.window)
    hand.read(f"Uppgift till {HOME} förseglad")
    with hand.office.runner.office.work() as work:
        [sent] = work.session.query(SentPackageRow)
        envelope = Envelope.from_bytes(sent.envelope)
    own_card(hand, folder / "lindskolan-ab-2.json")
    hand.leave()
    [file] = (folder / "till-bergby").glob("*.age")
    return file, envelope


def home_answers(hand: Hand, owner: KeyCard, told: Path, sealed: Path, folder: Path) -> Path:
    """The kommun reads what it was told, cannot open what the school sent, and answers the owner."""
    hand.unlock(VAULTS[AT_HOME], AT_HOME)
    take_in(hand, folder / "lindskolan-ab.json", owner)
    hand.drop(sealed)
    hand.read("Paketet är inte förseglat till någon av era nycklar.")
    hand.drop(told)
    page = received(hand)
    hand.read("Enbuske, Elev", "Uppgift till hemkommun", OWNER, "Svar till huvudmannen")
    page.form.contact_edit.setText("Skolpliktshandlaggare, 08-000 00 00")
    hand.press("Skicka kvittens: mottagen")
    hand.choose(folder)
    [answer] = folder.glob("*.age")
    hand.leave()
    return answer


def take_in(hand: Hand, file: Path, card: KeyCard) -> None:
    """Read a kontaktkort in, and hear its two groups in a call."""
    hand.drop(file)
    hear(hand, hand.dialog(CeremonyDialog), card)
    hand.wait(lambda: hand.window is hand.program.window)
    hand.settle()


def received(hand: Hand) -> ReceivedPage:
    hand.wait(lambda: hand.office.at is not None and hand.office.at.key == "received")
    hand.settle()
    page: QWidget = hand.office.page("received")
    assert isinstance(page, ReceivedPage)
    return page


def own_card(hand: Hand, file: Path) -> KeyCard:
    """The kontaktkort of who sits here, saved to `file`."""
    with hand.office.runner.office.work() as work:
        card = keys.own_card(work)
    assert card is not None
    file.write_bytes(card.to_bytes())
    return card.card
