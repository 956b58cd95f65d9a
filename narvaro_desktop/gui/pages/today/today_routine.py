"""Nytt i rutinen: one line in I dag when another pack has come into use, until it has been read."""

from functools import partial

from narvaro_desktop.gui.pages.packs.reading import day_words
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.message_bar import MessageBar
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.routines import pack_cases
from narvaro_desktop.usecases.routines.pack_cases import News


class RoutineNews(MessageBar):
    """Hidden where there is nothing new; who changed the routine is not told of it."""

    def __init__(self, runner: Runner) -> None:
        super().__init__(closable=False)
        self._runner = runner
        self._news: News | None = None
        self.pressed.connect(self._confirm)

    def ask(self) -> None:
        self._runner.ask(pack_cases.news, self._tell, owner=self)

    def _tell(self, news: News | None) -> None:
        if news == self._news:
            return
        self._news = news
        if news is None:
            self.hide()
            return
        words = (
            _("Nytt i rutinen sedan {day}: {changes}")
            if news.changes
            else _("Rutinen är ny sedan {day}. Den står under Trappa och rutiner.")
        )
        self.say("info", words.format(day=day_words(news.since), changes=news.changes), _("Jag har läst"))

    def _confirm(self) -> None:
        if self._news is not None:
            self._runner.do(partial(pack_cases.confirm, key=self._news.key), self.ask, owner=self)
