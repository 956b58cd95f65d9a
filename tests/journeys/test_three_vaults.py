"""A school, its huvudman and a hemkommun: every kind of package, through the windows of three vaults."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtWidgets import QMenu

from narvaro_desktop.domain.terms import OfferedSupport
from narvaro_desktop.gui.deciding.dispatch_dialog import DispatchDialog
from narvaro_desktop.gui.deciding.home_notice_dialog import HomeCorrectionDialog, HomeNoticeDialog
from narvaro_desktop.gui.desk import looked_at, window_on
from narvaro_desktop.gui.dialogs.act_dialog import ReasonDialog
from narvaro_desktop.gui.dialogs.receipt_dialogs import BatchDialog, RoundDialog
from narvaro_desktop.gui.dialogs.report_dialogs import FiguresDialog
from narvaro_desktop.gui.dialogs.reserve_dialogs import RenewDialog
from narvaro_desktop.gui.pages.huvudman.received_page import ReceivedPage
from narvaro_desktop.gui.pages.huvudman.register_page import RegisterPage
from narvaro_desktop.gui.widgets.growing_text import GrowingText
from narvaro_desktop.sealing.envelope import Envelope
from narvaro_desktop.store.tables import CaseRow, ReceivedRow, SentPackageRow
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.receiving import held_packages
from narvaro_desktop.usecases.sending import keys
from narvaro_desktop.usecases.vault import vaults
from narvaro_desktop.usecases.work import Office
from tests.conftest import School
from tests.journeys.conftest import Hand
from tests.pairs import HANDLER, PHRASE, Pair, make_pair, new_huvudman
from tests.usecases.deciding.test_chain import FILLED, trust
from tests.usecases.deciding.test_dispatches import close

HUVUDMAN, HOME = "Almstads kommun", "Bergby kommun"


class Trio:
    """Three vaults whose cards are checked, and the hand at one of them at a time."""

    def __init__(self, hand: Hand, pair: Pair) -> None:
        self.hand, self.pair, self.folder = hand, pair, pair.folder
        self.taken: set[Path] = set()

    @property
    def case(self) -> UUID:
        return self.pair.case

    def at_school(self) -> Office:
        """The rektor's window; her municipality lets files go with a result."""
        self.hand.stand_up()
        office = self.pair.school()
        pack = office.rules.pack
        policy = replace(pack.notification, attachments_allowed=True)
        allows = replace(pack, notification=policy)
        office.rules = replace(office.rules, packs={**office.rules.packs, pack.key: allows})
        return self._sit(office)

    def at_huvudman(self) -> Office:
        self.hand.stand_up()
        return self._sit(self.pair.huvudman())

    def at_home(self) -> Office:
        self.hand.stand_up()
        path = self.folder / "bergby" / "huvudman.narvaro"
        return self._sit(vaults.unlock(path, HANDLER, PHRASE, state=path.parent / "state", allow_weak=True))

    def new_files(self, folder: str) -> list[Path]:
        """What has been put in a folder since the last time it was asked for."""
        found = sorted({*(self.folder / folder).rglob("*.age")} - self.taken)
        self.taken |= {*found}
        return found

    def _sit(self, office: Office) -> Office:
        self.hand.program._opened(window_on(looked_at(office)))
        self.hand.settle()
        return office


@pytest.fixture(scope="module")
def template(school_template: School, tmp_path_factory: pytest.TempPathFactory) -> Pair:
    """Elvira lives in Bergby, and her anmälan is sealed."""
    folder = tmp_path_factory.mktemp("tre")
    pair = make_pair(school_template, folder, replace(FILLED, home_municipality="Bergby"))
    huvudman, home = pair.huvudman(), new_huvudman(folder / "bergby", HOME, "2120000001")
    trust(huvudman, home)
    trust(home, huvudman)
    huvudman.close()
    home.close()
    return pair


@pytest.fixture
def trio(hand: Hand, template: Pair, tmp_path: Path) -> Iterator[Trio]:
    yield Trio(hand, template.copy(tmp_path / "tre"))
    hand.stand_up()


def test_what_is_told_after_the_anmalan_reaches_both_and_every_answer_comes_back(
    hand: Hand, trio: Trio
) -> None:
    n1 = [trio.pair.package]
    answers = huvudman_takes(trio, n1, tells_home=True)
    home_takes(trio, trio.new_files("till-bergby"))
    huvudman_takes_answer(trio, trio.new_files("bergbys-svar"))

    n2, n3, n6, n5, n4 = school_tells(trio, answers)
    a1 = school_sends_figures(trio)
    answers = huvudman_takes_all(trio, [n2, n3, n6, n5, n4], a1)
    home_reads_the_correction(trio, trio.new_files("till-bergby"))

    trio.at_school()
    hand.drop(*answers)
    hand.show("notifications")
    hand.read("6 av 6 anmälningar")
    assert sorted(kinds(trio.at_school())) == ["a1", "n1", "n2", "n3", "n4", "n5", "n6"]
    assert sorted(kinds(trio.at_huvudman())) == ["n1h", "n5", *["receipt"] * 6]


def huvudman_takes(trio: Trio, files: list[Path], *, tells_home: bool) -> list[Path]:
    hand = trio.hand
    trio.at_huvudman()
    hand.drop(*files)
    page = received(hand)
    hand.read("Blåbärsskog, Elvira", "Eleven bor i Bergby")
    if tells_home:
        hand.press("Lämna uppgift …")
        dialog = hand.dialog(HomeNoticeDialog)
        dialog.folder.set_folder(trio.folder / "till-bergby")
        hand.press(f"Försegla till {HOME}")
        hand.wait(lambda: hand.window is hand.program.window)
    hand.settle()
    return [answer(trio, page, "svar")]


def home_takes(trio: Trio, files: list[Path]) -> None:
    trio.at_home()
    trio.hand.drop(*files)
    page = received(trio.hand)
    trio.hand.read("Uppgift till hemkommun", "Blåbärsskog, Elvira", HUVUDMAN)
    answer(trio, page, "bergbys-svar")
    trio.taken -= {*(trio.folder / "bergbys-svar").iterdir()}


def huvudman_takes_answer(trio: Trio, files: list[Path]) -> None:
    trio.at_huvudman()
    trio.hand.drop(*files)
    trio.hand.show("inbox")
    with trio.hand.office.runner.office.work() as work:
        [sent] = work.session.query(SentPackageRow).filter(SentPackageRow.kind == "n1h")
    trio.hand.show("received", received_id=sent.subject_id)
    trio.hand.read("Hemkommunens svar")


def school_tells(trio: Trio, answers: list[Path]) -> list[Path]:
    """Result with a file, lägesrapport, request, correction and closing, each by its dialog."""
    hand, plan = trio.hand, trio.folder / "plan.pdf"
    plan.write_bytes(b"%PDF-1.7 plan\n")
    office = trio.at_school()
    hand.drop(*answers)
    hand.read("Huvudmannen har svarat: Mottagen.")
    today = office.clock.now().date()
    made = []

    dialog = tell(trio, "Resultat av utredningen")
    dialog.form.completed_on.set_day(today)
    dialog.form.follow_up_on.set_day(today)
    assert dialog.form.attached is not None
    dialog.form.attached.take([plan])
    hand.read("Bilaga 1", "plan.pdf, 1 kB")
    made.append(seal(trio, dialog))
    made.append(seal(trio, tell(trio, "Lägesrapport")))
    dialog = tell(trio, "Begäran om stöd")
    hand.click(dialog.form.ticks[OfferedSupport.GUIDANCE].box)
    made.append(seal(trio, dialog))

    with office.work() as work:
        student = work.session.get_one(CaseRow, trio.case).student_id
        students.describe(work, student, name="Elvira Kottelund")
    dialog = tell(trio, "Rättelse")
    assert dialog.form.subject is not None
    subjects = [dialog.form.subject.itemText(place) for place in range(dialog.form.subject.count())]
    [anmalan] = [place for place, words in enumerate(subjects) if words.startswith("Utredning inledd")]
    dialog.form.subject.setCurrentIndex(anmalan)
    hand.read("Elvira Kottelund")
    made.append(seal(trio, dialog))
    close(office, trio.case)
    made.append(seal(trio, tell(trio, "Avslut")))
    return made


def school_sends_figures(trio: Trio) -> Path:
    hand = trio.hand
    hand.show("statistics")
    hand.press("Lämna till huvudmannen …")
    dialog = hand.dialog(FiguresDialog)
    dialog.folder.set_folder(trio.folder / "siffror")
    hand.press("Försegla")
    hand.wait(lambda: hand.window is hand.program.window)
    hand.settle()
    [file] = trio.new_files("siffror")
    return file


def huvudman_takes_all(trio: Trio, files: list[Path], figures: Path) -> list[Path]:
    """All at once; one batch of kvittenser; the file is saved; the hemkommun is told of the correction."""
    hand = trio.hand
    trio.at_huvudman()
    hand.drop(*files, figures)
    hand.show("inbox")
    hand.read("1 av 1 ärende", "Kvittera 5 obesvarade …")
    assert pupils(hand) == ["Kottelund, Elvira"]
    hand.press("Kvittera 5 obesvarade …")
    dialog = hand.dialog(BatchDialog)
    dialog.folder.set_folder(trio.folder / "svar")
    hand.press("Försegla kvittenser")
    hand.wait(lambda: hand.window is hand.program.window)
    answers = trio.new_files("svar")

    hand.show("received", received_id=received_of(trio, "n2"))
    hand.press("Spara plan.pdf (1 kB)")
    hand.choose(trio.folder / "sparad.pdf")
    hand.wait(lambda: (trio.folder / "sparad.pdf").is_file())
    assert (trio.folder / "sparad.pdf").read_bytes() == b"%PDF-1.7 plan\n"
    hand.show("figures")
    hand.read("1 skolenhets egna siffror")

    hand.show("received", received_id=received_of(trio, "n1"))
    hand.read("Det här rättades", f"Skolan har rättat anmälan. {HOME} har de gamla uppgifterna.")
    hand.press("Rätta uppgiften …")
    correction = hand.dialog(HomeCorrectionDialog)
    correction.folder.set_folder(trio.folder / "till-bergby")
    hand.press(f"Försegla rättelsen till {HOME}")
    hand.wait(lambda: hand.window is hand.program.window)
    hand.settle()
    return answers


def home_reads_the_correction(trio: Trio, files: list[Path]) -> None:
    trio.at_home()
    trio.hand.drop(*files)
    trio.hand.show("inbox")
    trio.hand.press("Från annan huvudman")
    trio.hand.read("1 av 1 ärende")
    assert pupils(trio.hand) == ["Kottelund, Elvira"]


def test_a_round_is_answered_a_renewed_key_is_waited_for_and_a_revoked_one_told(
    hand: Hand, trio: Trio
) -> None:
    answers = huvudman_takes(trio, [trio.pair.package], tells_home=False)
    hand.show("inbox")
    hand.press("Uppföljning …")
    dialog = hand.dialog(RoundDialog)
    hand.read("Ekbackens skola: 0 av 1 har svarat")
    dialog.folder.set_folder(trio.folder / "svar")
    hand.press("Försegla frågan")
    hand.wait(lambda: hand.window is hand.program.window)
    [question] = trio.new_files("svar")

    trio.at_school()
    hand.drop(*answers, question)
    hand.show("case", case_id=trio.case)
    hand.read("Uppföljning vecka", "lämna en lägesrapport senast")
    hand.show("cards")
    hand.press("Förnya kortet …")
    hand.click(hand.dialog(RenewDialog).verb_button)
    hand.wait(lambda: hand.window is hand.program.window)
    report = seal(trio, tell(trio, "Lägesrapport"))
    card = own_card(trio, "nytt-kort.json")

    trio.at_huvudman()
    hand.drop(report)
    hand.read("Avsändaren är inte känd här än. Paketet väntar i valvet, förseglat.")
    trio.at_huvudman()
    hand.read("1 paket väntar på att avsändarens kontaktkort kontrolleras.")
    hand.drop(card)
    hand.wait(lambda: not waiting(hand))
    hand.show("inbox")
    hand.press("Uppföljning …")
    hand.read("Ekbackens skola: 1 av 1 har svarat")
    hand.dialog(RoundDialog).reject()

    listed = revoked(trio)
    trio.at_huvudman()
    hand.drop(listed)
    hand.read("hos Ekbackens skola är spärra")


def revoked(trio: Trio) -> Path:
    """The school's key may be in the wrong hands: its spärrlista."""
    hand = trio.hand
    trio.at_school()
    hand.show("cards")
    hand.press("Spärra nycklarna …")
    [why] = hand.dialog(ReasonDialog).findChildren(GrowingText)
    hand.write(why, "Datorn är borta.")
    hand.press("Spärra")
    hand.choose(trio.folder / "sparrlista.json")
    hand.wait((trio.folder / "sparrlista.json").is_file)
    return trio.folder / "sparrlista.json"


def tell(trio: Trio, kind: str) -> DispatchDialog:
    """*Berätta för huvudmannen* on the case's page."""
    trio.hand.show("today")
    trio.hand.show("case", case_id=trio.case)
    trio.hand.wait(lambda: acts(trio.hand).count(kind) == 1)
    trio.hand.choose_act(kind)
    return trio.hand.dialog(DispatchDialog)


def acts(hand: Hand) -> list[str]:
    """The words of every menu that is within reach."""
    menus = [menu for menu in hand.window.findChildren(QMenu) if menu.parentWidget().isVisible()]
    return [act.text() for menu in menus for act in menu.actions()]


def seal(trio: Trio, dialog: DispatchDialog) -> Path:
    """The verb, the file, and *Lämnad*."""
    hand = trio.hand
    hand.settle()
    dialog.ways.seal_folder.set_folder(trio.folder / "usb")
    hand.click(dialog._ui.verb)
    hand.wait(lambda: dialog.outcome is not None)
    hand.press("Lämnad")
    hand.wait(lambda: hand.window is hand.program.window)
    hand.settle()
    trio.taken.add(trio.pair.package)
    [file] = trio.new_files("usb")
    return file


def answer(trio: Trio, page: ReceivedPage, folder: str) -> Path:
    """The kvittens *mottagen*."""
    hand = trio.hand
    (trio.folder / folder).mkdir(exist_ok=True)
    page.form.contact_edit.setText("Handlaggare, 08-000 00 00")
    hand.press("Skicka kvittens: mottagen")
    hand.choose(trio.folder / folder)
    [file] = trio.new_files(folder)
    return file


def received(hand: Hand) -> ReceivedPage:
    hand.wait(lambda: hand.office.at is not None and hand.office.at.key == "received")
    hand.settle()
    page = hand.office.page("received")
    assert isinstance(page, ReceivedPage)
    return page


def pupils(hand: Hand) -> list[str]:
    """What the rows of the register say first."""
    page = hand.office.page("inbox")
    assert isinstance(page, RegisterPage)
    model = page.table.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def received_of(trio: Trio, kind: str) -> UUID:
    with trio.hand.office.runner.office.work() as work:
        [row] = work.session.query(ReceivedRow).filter(ReceivedRow.kind == kind)
        return row.id


def own_card(trio: Trio, name: str) -> Path:
    with trio.hand.office.runner.office.work() as work:
        card = keys.own_card(work)
    assert card is not None
    path = trio.folder / name
    path.write_bytes(card.to_bytes())
    return path


def waiting(hand: Hand) -> bool:
    hand.settle()
    with hand.office.runner.office.work() as work:
        return bool(held_packages.held(work))


def kinds(office: Office) -> list[str]:
    """The kinds of all that was sealed in a vault."""
    with office.work() as work:
        return [Envelope.from_bytes(row.envelope).kind for row in work.session.query(SentPackageRow)]
