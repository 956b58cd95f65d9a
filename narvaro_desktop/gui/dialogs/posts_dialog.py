"""Elevhälsans tjänster: how many there are of each profession, from a day."""

from functools import partial

from PySide6.QtWidgets import QWidget

from narvaro_desktop.domain.terms import Role
from narvaro_desktop.gui import theme
from narvaro_desktop.gui.dialogs.act_dialog import ActDialog, Wish
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.boxes import Column
from narvaro_desktop.gui.widgets.buttons import quiet
from narvaro_desktop.gui.widgets.card import empty
from narvaro_desktop.gui.widgets.date_field import DateField
from narvaro_desktop.gui.widgets.field import Field, Form
from narvaro_desktop.gui.widgets.flow import flowing
from narvaro_desktop.gui.widgets.number_field import NumberField
from narvaro_desktop.gui.widgets.page import Columns
from narvaro_desktop.gui.widgets.text import label
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.figures import posts
from narvaro_desktop.usecases.figures.posts import PROFESSIONS, Posts

_MOST = 5000


class PostsDialog(ActDialog):
    """Opens with the latest; its verb lets what is written hold from the day, each that is there can go."""

    def __init__(self, parent: QWidget, runner: Runner) -> None:
        text = _(
            "Hundra procent är en heltidstjänst. Elevhälsans uppföljning visar ärenden och elever per heltid."
        )
        super().__init__(parent, runner, _("Elevhälsans tjänster"), text, _("Spara"), wide=True)
        self._there = Column()
        theme.space(self._there, gap=8)
        self.percent: dict[Role, NumberField] = {}
        for role in PROFESSIONS:
            self.percent[role] = NumberField(highest=_MOST, unit="%")
        self.since = DateField(name=_("Gäller från"))
        form = Form()
        self._since = form.add(Field(_("Gäller från"), self.since))
        self.body.addLayout(self._there)
        self.add(form)
        fields = [Field(role.label.capitalize(), field) for role, field in self.percent.items()]
        for left, right in zip(fields[::2], fields[1::2], strict=True):
            self.add(Columns(left, right))
        runner.ask(posts.posts, self._begin, owner=self)

    def wish(self) -> Wish | None:
        since = self.since.day()
        self._since.say("" if since else _("Skriv datum som {example}.").format(example="2026-10-05"))
        if since is None:
            return None
        told = Posts(since, {role: field.value() for role, field in self.percent.items()})
        return partial(posts.keep, told=told)

    def _begin(self, found: tuple[Posts, ...]) -> None:
        for role, field in self.percent.items():
            field.setValue(found[-1].percent.get(role, 0) if found else 0)
        self._show(found)

    def _show(self, found: tuple[Posts, ...]) -> None:
        empty(self._there)
        for one in found:
            told = ", ".join(f"{role.label} {percent} %" for role, percent in one.percent.items())
            words = _("Från {day}: {posts}").format(day=one.since, posts=told or _("inga tjänster"))
            self._there.addWidget(label(words, "body", wrap=True))
            gone = quiet(_("Ta bort det som gäller från {day}").format(day=one.since))
            gone.clicked.connect(partial(self._take_away, one))
            self._there.addWidget(flowing(gone))

    def _take_away(self, one: Posts) -> None:
        self._runner.do(
            partial(posts.take_away, since=one.since),
            lambda: self._runner.ask(posts.posts, self._show, owner=self),
            owner=self,
        )
