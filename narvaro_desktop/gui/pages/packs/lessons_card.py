"""Inför översynen: what closed cases taught, and what was often left open, without names."""

from narvaro_desktop.gui.pages.packs.reading import day_words
from narvaro_desktop.gui.widgets.buttons import Button
from narvaro_desktop.gui.widgets.card import Card
from narvaro_desktop.gui.widgets.text import caption, label
from narvaro_desktop.i18n import _, ngettext
from narvaro_desktop.usecases.routines.pack_lessons import Lesson, Lessons, YearTaught


class LessonsCard(Card):
    """Only there where there is something to read; `save_button` puts it on paper for the routine's owner."""

    def __init__(self) -> None:
        self.save_button = Button(text=_("Till rutinens ägare …"), icon="file-text", small=True)
        super().__init__(title=_("Inför nästa översyn"), aside=self.save_button)

    def show_lessons(self, found: Lessons) -> None:
        self.clear()
        self.setVisible(bool(found.lessons or found.left_open or found.years))
        for year in found.years:
            self.add(label(_("Läsåret {year}").format(year=year.label), "strong"))
            self.add(label(_of_year(year), "body", wrap=True))
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


def _of_year(year: YearTaught) -> str:
    closed = ngettext("{count} ärende avslutat", "{count} ärenden avslutade", year.closed)
    left = ngettext("{count} uppgift lämnad öppen", "{count} uppgifter lämnade öppna", year.left_open)
    parts = [
        closed.format(count=year.closed),
        _("{count} med bättre närvaro").format(count=year.better),
        left.format(count=year.left_open),
    ]
    words = ", ".join(parts) + "."
    return " ".join(filter(None, (words, _("Oftast: {duty}.").format(duty=year.most) if year.most else "")))


def _facts(lesson: Lesson) -> str:
    day, step = day_words(lesson.closed_on), _("steg {sign}").format(sign=lesson.sign)
    return " · ".join(filter(None, (day, step, lesson.closure.label if lesson.closure else "")))
