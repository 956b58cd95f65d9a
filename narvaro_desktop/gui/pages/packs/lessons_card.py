"""Inför översynen: what closed cases taught, and what was often left open, without names."""

from narvaro_desktop.gui.pages.packs.reading import day_words
from narvaro_desktop.gui.widgets.buttons import Button
from narvaro_desktop.gui.widgets.card import Card
from narvaro_desktop.gui.widgets.text import caption, label
from narvaro_desktop.i18n import _, ngettext
from narvaro_desktop.usecases.pack_lessons import Lesson, Lessons


class LessonsCard(Card):
    """Only there where there is something to read; `save_button` puts it on paper for the routine's owner."""

    def __init__(self) -> None:
        self.save_button = Button(text=_("Till rutinens ägare …"), icon="file-text", small=True)
        super().__init__(title=_("Inför nästa översyn"), aside=self.save_button)

    def show_lessons(self, found: Lessons) -> None:
        self.clear()
        self.setVisible(bool(found.lessons or found.left_open))
        if found.left_open:
            self.add(label(_("Har ofta lämnats öppet"), "strong"))
        for words, count in found.left_open:
            times = ngettext("{count} gång", "{count} gånger", count).format(count=count)
            self.add(label(f"{words} · {times}", "body", wrap=True))
        if found.lessons:
            self.add(label(_("Det här har skolan tagit med sig ur avslutade ärenden"), "strong", wrap=True))
        for lesson in found.lessons:
            self.add(label(lesson.words, "body", wrap=True))
            self.add(caption(_facts(lesson)))
        if found.count > len(found.lessons):
            more = found.count - len(found.lessons)
            self.add(caption(ngettext("och {count} äldre", "och {count} äldre", more).format(count=more)))


def _facts(lesson: Lesson) -> str:
    day, step = day_words(lesson.closed_on), _("steg {sign}").format(sign=lesson.sign)
    return " · ".join(filter(None, (day, step, lesson.closure.label if lesson.closure else "")))
