"""What the registered ask for: noting it, reviewing an extract text by text, answering, saving."""

from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QWidget

from narvaro_desktop.domain.privacy_terms import Release, RequestKind
from narvaro_desktop.gui import days, log_words
from narvaro_desktop.gui.dialogs.act_dialog import ActDialog, Wish
from narvaro_desktop.gui.dialogs.paper_dialog import FilesDialog
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.date_field import DateField
from narvaro_desktop.gui.widgets.field import Field, Form
from narvaro_desktop.gui.widgets.growing_text import GrowingText
from narvaro_desktop.gui.widgets.page import stack
from narvaro_desktop.gui.widgets.segmented import Segmented
from narvaro_desktop.gui.widgets.text import body, caption, strong
from narvaro_desktop.i18n import _, ngettext
from narvaro_desktop.usecases.privacy import rights_requests
from narvaro_desktop.usecases.privacy.extract_rows import Piece
from narvaro_desktop.usecases.privacy.rights_requests import ADULT, OWN_SAY, RequestLine, Review
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.pupils.students import Student, StudentLine


class AskDialog(ActDialog):
    """Who asks for what; a guardian is chosen among the pupil's."""

    def __init__(self, parent: QWidget, runner: Runner, pupils: tuple[StudentLine, ...]) -> None:
        super().__init__(parent, runner, _("Ny begäran"), verb=_("Notera"), wide=True)
        self.pupil, self.kind, self.asker = QComboBox(), QComboBox(), QComboBox()
        for one in pupils:
            self.pupil.addItem(f"{one.name}, {one.class_name}", one.id)
        _let_type(self.pupil)
        for kind in RequestKind:
            self.kind.addItem(kind.label[:1].upper() + kind.label[1:], kind)
        self.on, self.text = DateField(name=_("Begärdes")), GrowingText(lines=2, most=6)
        self.on.set_day(runner.office.clock.now().date())
        self.form = Form()
        self._pupil = self.form.add(Field(_("Elev"), self.pupil))
        self.form.add(Field(_("Begäran"), self.kind))
        self._who = self.form.add(
            Field(_("Vem begär?"), self.asker, _("Kontrollera vem det är innan ni lämnar ut."))
        )
        self.form.add(Field(_("Begärdes"), self.on))
        self.form.add(Field(_("Vad gäller det?"), self.text, optional=True))
        self.add(self.form)
        self.pupil.currentIndexChanged.connect(lambda _place: self._ask_who())
        self.keep_typed("request", "", text=self.text)
        self.pupil.setFocus()

    def _ask_who(self) -> None:
        self.asker.clear()
        student: UUID | None = self.pupil.currentData()
        if student is not None:
            self._runner.ask(partial(students.student, student_id=student), self._offer, owner=self)

    def _offer(self, found: Student) -> None:
        self.asker.clear()
        self.asker.addItem(_("Eleven själv"), None)
        for guardian in found.guardians:
            self.asker.addItem(_("Vårdnadshavare {name}").format(name=guardian.name), guardian.id)

    def wish(self) -> Wish | None:
        student = self.pupil.currentData()
        is_chosen = student is not None and self.pupil.currentText() == self.pupil.itemText(
            self.pupil.currentIndex()
        )
        self._pupil.say("" if is_chosen else _("Välj eleven i listan."))
        if not self.form.check() or not self.asker.count():
            return None
        return partial(
            rights_requests.ask,
            student_id=student,
            kind=self.kind.currentData(),
            guardian_id=self.asker.currentData(),
            asked_on=self.on.day(),
            wish=self.text.text(),
        )


def _let_type(pupils: QComboBox) -> None:
    """Nobody is chosen until a name, or a part of it, has been typed and taken from the list."""
    pupils.setEditable(True)
    pupils.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    pupils.setCurrentIndex(-1)
    if (line := pupils.lineEdit()) is not None:
        line.setPlaceholderText(_("Skriv för- eller efternamn"))
        line.editingFinished.connect(partial(_take_the_only_one, pupils))
    if (completer := pupils.completer()) is not None:
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        if (found := completer.popup()) is not None:
            found.setProperty("kind", "completion")


def _take_the_only_one(pupils: QComboBox) -> None:
    """Who alone bears what was typed need not be pointed at in the list too."""
    typed = pupils.currentText().strip().casefold()
    found = [place for place in range(pupils.count()) if typed in pupils.itemText(place).casefold()]
    if typed and len(found) == 1:
        pupils.setCurrentIndex(found[0])


class AnswerRequestDialog(ActDialog):
    """The rektor's answer to rättelse, radering, begränsning or invändning."""

    def __init__(self, parent: QWidget, runner: Runner, line: RequestLine) -> None:
        title = line.kind.label[:1].upper() + line.kind.label[1:]
        super().__init__(parent, runner, title, line.wish, _("Spara beslutet"), wide=True)
        self._id = line.id
        self.granted = Segmented([(True, _("Bifalls")), (False, _("Avslås"))], _("Beslut"))
        self.text = GrowingText(lines=3, most=8)
        if line.kind is RequestKind.ERASURE:
            self.add(
                caption(
                    _("Allmänna handlingar raderas bara efter gallringsbeslut. Fel uppgift rättas i stället.")
                )
            )
        self._granted = Field(_("Beslut"), self.granted)
        self.add(self._granted)
        self._text = Field(_("Motivering"), self.text, _("Det här får den som frågade."))
        self.add(self._text)
        self.keep_typed("request.answer", line.id, text=self.text)

    def wish(self) -> Wish | None:
        granted = self.granted.chosen()
        self._granted.say("" if granted is not None else _("Välj om det bifalls eller avslås."))
        self._text.say("" if self.text.text().strip() else _("Skriv en mening om varför."))
        if granted is None or self._text.fault():
            return None
        return partial(
            rights_requests.decide, request_id=self._id, granted=bool(granted), answer=self.text.text()
        )


class ExtractDialog(ActDialog):
    """The rektor's review: each text that names others, and what is done with it; the rest is counted."""

    def __init__(self, parent: QWidget, runner: Runner, review: Review) -> None:
        line = review.line
        title = _("{what} för {who}").format(what=line.kind.label.capitalize(), who=line.student)
        super().__init__(parent, runner, title, verb=_("Besluta"), wide=True)
        self._id = line.id
        self.releases: dict[str, QComboBox] = {}
        for words in _told(review):
            self.add(caption(words))
        texts = [(section.label, piece) for section in review.everything.sections for row in section.rows
                 for piece in row if piece.is_free and section.table not in _NOT_READ]  # fmt: skip
        named = [one for one in texts if one[1].found]
        rest = [one for one in texts if not one[1].found and _is_to_read(one[1])]
        if named:
            self.add(strong(_("Texter som nämner andra")))
        for label, piece in named:
            self._add(label, piece, review.proposed.get(piece.key, Release.MASKED))
        if rest:
            self.add(strong(_("Övriga texter")))
        for label, piece in rest[:_MOST]:
            self._add(label, piece, review.proposed.get(piece.key, Release.WHOLE))
        self.granted = Segmented([(True, _("Lämnas ut")), (False, _("Lämnas inte ut"))], _("Beslut"), True)
        self.add(Field(_("Beslut"), self.granted))
        self.answer = GrowingText(lines=2, most=6)
        self.add(Field(_("Till den som frågade"), self.answer, optional=True))
        self.keep_typed("request.extract", line.id, answer=self.answer)

    def _add(self, label: str, piece: Piece, proposed: Release) -> None:
        box = QComboBox()
        for release in Release:
            box.addItem(release.label[:1].upper() + release.label[1:], release)
        box.setCurrentIndex(box.findData(proposed))
        words = piece.text if len(piece.text) <= _SHOWN else piece.text[:_SHOWN] + " …"
        found = _("Nämner: {names}").format(names=", ".join(piece.found)) if piece.found else ""
        box.setAccessibleName(f"{label}: {piece.label}, {words}")
        parts = [caption(f"{label}: {piece.label}"), body(words), *([caption(found)] if found else []), box]
        self.add(stack(*parts, gap=4))
        self.releases[piece.key] = box

    def wish(self) -> Wish | None:
        chosen = {key: box.currentData() for key, box in self.releases.items()}
        return partial(
            rights_requests.decide,
            request_id=self._id,
            granted=bool(self.granted.chosen()),
            answer=self.answer.text(),
            releases=chosen,
        )


class SaveExtractDialog(FilesDialog):
    """Where the two files go."""

    def __init__(self, parent: QWidget, runner: Runner, line: RequestLine) -> None:
        text = _(
            "Ett papper och samma uppgifter som data. Filerna är inte krypterade. Filnamnen säger inget namn."
        )

        def save(folder: Path) -> Wish:
            return partial(rights_requests.save, request_id=line.id, folder=folder, say=log_words.said)

        super().__init__(parent, runner, _("Spara utdraget"), text, save)


_LONG, _SHOWN, _MOST = 24, 400, 60
_NOT_READ = frozenset({"access_log", "rights_request", "alias"})


def _is_to_read(piece: Piece) -> bool:
    """Sentences, and who the guardians are: one may not be told where the other is."""
    return piece.key.startswith("guardian/") or (len(piece.text) > _LONG and " " in piece.text)


def _told(review: Review) -> list[str]:
    """What the rektor should know before deciding."""
    line, everything = review.line, review.everything
    count = sum(len(section.rows) for section in everything.sections)
    found = [
        _("Begärt av {who} {day}.").format(who=line.asker, day=days.full(line.asked_on)),
        ngettext("{n} rad i {m} avsnitt.", "{n} rader i {m} avsnitt.", count).format(
            n=count, m=len(everything.sections)
        ),
    ]
    if line.is_guardian and line.age is not None and OWN_SAY <= line.age < ADULT:
        found.append(
            _("Eleven är {age} år: fråga eleven först. Det som skulle skada eleven tas bort.").format(
                age=line.age
            )
        )
    elif line.is_guardian:
        found.append(_("Det som skulle skada eleven om vårdnadshavaren fick veta det tas bort."))
    for info_class, texts in everything.unread.items():
        words = ngettext(
            "{n} text ({what}) kan du inte läsa. Den prövas av den som har nyckeln.",
            "{n} texter ({what}) kan du inte läsa. De prövas av den som har nyckeln.",
            texts,
        )
        found.append(words.format(n=texts, what=info_class.label))
    apart = ", ".join(one.lower() for one in everything.apart)
    found.append(_("Prövas för sig, om det finns: {what}.").format(what=apart))
    return found
