"""What must be seen first on a case: a hand-over and its answer, and that the pupil is protected."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from narvaro_desktop.gui import days, icons, theme
from narvaro_desktop.gui.dialogs.stay_dialog import down_words
from narvaro_desktop.gui.pages.case.case_shown import CaseShown
from narvaro_desktop.gui.role_words import role_word
from narvaro_desktop.gui.tokens import Kind
from narvaro_desktop.gui.widgets.buttons import Button
from narvaro_desktop.gui.widgets.card import empty
from narvaro_desktop.gui.widgets.flow import Flow
from narvaro_desktop.gui.widgets.text import label
from narvaro_desktop.i18n import _, ngettext

_ICONS = {"bad": "circle-alert", "warn": "triangle-alert", "info": "info", "ok": "circle-check"}


@dataclass(frozen=True, slots=True)
class Notice:
    """One strip: a sentence and what can be done; `actions` are (id, words)."""

    kind: Kind
    words: str
    detail: str = ""
    actions: tuple[tuple[str, str], ...] = ()
    icon: str = ""


class NoticeStrip(QFrame, theme.Themed):
    """A soft ground with an icon, words and buttons; it stays as long as what it says is so."""

    acted = Signal(str)

    def __init__(self, notice: Notice) -> None:
        super().__init__()
        self._notice = notice
        self.setProperty("surface", notice.kind)
        self.setAccessibleName(notice.words)
        self._mark = QLabel()
        column = QVBoxLayout()
        theme.space(column, gap=2)
        column.addWidget(label(notice.words, "strong", wrap=True))
        if notice.detail:
            column.addWidget(label(notice.detail, "body", wrap=True))
        line = QHBoxLayout(self)
        theme.space(line, (16, 10, 14, 10), 12)
        line.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(column, 1)
        if notice.actions:
            line.addWidget(self._answers(notice), 0, Qt.AlignmentFlag.AlignVCenter)
        self.restyle()

    def restyle(self) -> None:
        name = self._notice.icon or _ICONS.get(self._notice.kind, "info")
        self._mark.setPixmap(icons.pixmap(name, self._notice.kind, 18, self.devicePixelRatioF()))

    def _answers(self, notice: Notice) -> QWidget:
        answers = QWidget()
        place = Flow(answers)
        theme.space(place, gap=8)
        wide = 0
        for action, words in notice.actions:
            button = Button(text=words, small=True)
            button.clicked.connect(lambda _on=False, action=action: self.acted.emit(action))
            place.addWidget(button)
            wide += button.sizeHint().width() + theme.px(8)
        answers.setMinimumWidth(min(wide, theme.px(360)))
        return answers


class CaseNotices(QWidget):
    """The strips on top of the case; `acted(id)` when a button of one is pressed."""

    acted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = QVBoxLayout()
        theme.space(self._rows, gap=8)
        whole = QVBoxLayout(self)
        theme.space(whole)
        whole.addLayout(self._rows)
        self._shown: list[Notice] | None = None

    def show_case(self, shown: CaseShown) -> None:
        found = notices(shown)
        self.setVisible(bool(found))
        if found == self._shown:
            return
        self._shown = found
        empty(self._rows)
        for notice in found:
            strip = NoticeStrip(notice)
            strip.acted.connect(self.acted)
            self._rows.addWidget(strip)


def notices(shown: CaseShown) -> list[Notice]:
    """What there is to say, the most pressing first."""
    found = [
        _protected(shown),
        _limited(shown),
        _disputed(shown),
        _waiting(shown),
        _due_back(shown),
        _answered(shown),
        _step_down(shown),
        _nurse(shown),
    ]
    return [notice for notice in found if notice is not None]


def _protected(shown: CaseShown) -> Notice | None:
    if not shown.view.line.student.protected:
        return None
    words = _("Skyddade personuppgifter")
    detail = _("Eleven visas med ett alias. Inget förseglas, skrivs ut eller sparas som fil härifrån.")
    if not shown.named_since:
        return Notice("warn", words, detail, icon="shield")
    named = ngettext(
        "{n} text i ärendet säger vem eleven är, och är inte förseglad.",
        "{n} texter i ärendet säger vem eleven är, och är inte förseglade.",
        shown.named_since,
    ).format(n=shown.named_since)
    acts = (("take_out", _("Byt till alias")),) if shown.may.write else ()
    return Notice("bad", words, named, acts, "shield")


def _limited(shown: CaseShown) -> Notice | None:
    """Begränsning and invändning (dataskyddsförordningen art. 18 and 21), until they are seen to."""
    if not shown.limits:
        return None
    said = []
    for one in shown.limits:
        words = _("{what} bifallen {day}.") if one.decided_on else _("{what} {day}, väntar på rektors svar.")
        what = one.kind.label[:1].upper() + one.kind.label[1:]
        said.append(words.format(what=what, day=days.short(one.decided_on or one.asked_on, shown.today)))
    detail = _("Lämna inte uppgifterna vidare innan rektor har tagit ställning till det.")
    return Notice("info", " ".join(said), detail, icon="info")


def _waiting(shown: CaseShown) -> Notice | None:
    one = shown.waiting
    if one is None:
        return None
    if not shown.for_me:
        words = _("Lämnat till {role}, väntar på beslut")
        if not one.for_decision:
            words = _("Lämnat till {role}, väntar på svar")
        words = words.format(role=role_word(one.to_role))
        asked = f"{one.asked_by}, {days.moment(one.asked_at, today=shown.today)}"
        return Notice("info", words, f"{asked}: {one.message}", icon="clock")
    words = _("{who} väntar på ditt beslut") if one.for_decision else _("{who} väntar på ditt svar")
    words = words.format(who=one.asked_by)
    actions: Sequence[tuple[str, str]] = [("answer", _("Svara …"))]
    if shown.back is not None and shown.back.is_open:
        actions = [("give_back", _("Lämna tillbaka …"))]
    if shown.may.decide and not shown.inquiry_opened:
        actions = [("waive", _("Utredning behövs inte …")), *actions]
    return Notice("info", words, one.message, tuple(actions), "handshake")


def _due_back(shown: CaseShown) -> Notice | None:
    """Something has been decided or answered here that the colleague's laptop has not been told."""
    back = shown.back
    if back is None or not back.is_due or (shown.for_me and shown.waiting is not None):
        return None
    words = _("Lämna tillbaka ärendet till {name}").format(name=back.name)
    if not back.is_open:
        detail = _("Den datorn är inte längre ansluten till skolan. Anslut den, eller lämna till en annan.")
        return Notice("info", words, detail, icon="undo-2")
    detail = _("Det som har beslutats eller kommit hit sedan sist finns inte på den datorn än.")
    return Notice("info", words, detail, (("give_back", _("Lämna tillbaka …")),), "undo-2")


def _disputed(shown: CaseShown) -> Notice | None:
    if not shown.disputes:
        return None
    words = ngettext(
        "{n} uppgift har skrivits olika på två datorer",
        "{n} uppgifter har skrivits olika på två datorer",
        shown.disputes,
    ).format(n=shown.disputes)
    detail = _("Det senaste visas här. Båda finns kvar tills någon väljer.")
    return Notice("warn", words, detail, (("choose", _("Välj …")),) if shown.may.write else ())


def _step_down(shown: CaseShown) -> Notice | None:
    seen = shown.step_down
    if seen is None or not shown.may.write:
        return None
    actions = [("step_back", _("Till återgång …"))]
    if seen.down is not None:
        actions.append(("step_down", _("Till steg {sign} …").format(sign=seen.down.sign)))
    actions.append(("stay", _("Stanna kvar …")))
    words = _("Frånvaron har minskat. Ska ärendet lämna steg {sign}?").format(sign=seen.at.sign)
    return Notice("ok", words, down_words(seen), tuple(actions), "undo-2")


def _nurse(shown: CaseShown) -> Notice | None:
    hint = shown.nurse
    if hint is None or not shown.may.write:
        return None
    why = _("Kartläggningen nämner sjukdom.")
    if hint.share is not None:
        why = _("Sjuk {share} av lektionstiden de senaste 28 dagarna.").format(share=hint.share.text())
    actions = [("invite_nurse", _("Bjud in …"))]
    if hint.has_duty:
        actions.append(("nurse_offered", _("Samtal är erbjudet")))
    return Notice("info", _("Ska skolsköterskan bjudas in i ärendet?"), why, tuple(actions), "users")


def _answered(shown: CaseShown) -> Notice | None:
    one = shown.answered
    if one is None:
        return None
    words = _("{who} har beslutat") if one.decided else _("{who} har skickat tillbaka ärendet")
    if not one.for_decision:
        words = _("{who} har svarat")
    kind: Kind = "ok" if one.decided else "info"
    return Notice(kind, words.format(who=one.answered_by), one.comment, (("seen", _("Jag har sett det")),))
