"""One of each widget of the kit, filled with made-up school life: for the audit and for pictures."""

from collections.abc import Callable
from datetime import time

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QRadioButton, QWidget

from narvaro_desktop.domain.absence.shares import Limit
from narvaro_desktop.gui.widgets.buttons import (
    danger,
    icon_button,
    link,
    menu_button,
    primary,
    quiet,
    secondary,
)
from narvaro_desktop.gui.widgets.calendar_popup import make_calendar
from narvaro_desktop.gui.widgets.card import Card, row
from narvaro_desktop.gui.widgets.chart_card import ChartCard
from narvaro_desktop.gui.widgets.date_field import DateField
from narvaro_desktop.gui.widgets.drop_zone import DropZone
from narvaro_desktop.gui.widgets.empty_state import EmptyState
from narvaro_desktop.gui.widgets.field import Field, Form
from narvaro_desktop.gui.widgets.figure_card import FigureCard, FigureRow
from narvaro_desktop.gui.widgets.filter_bar import FilterBar
from narvaro_desktop.gui.widgets.growing_text import GrowingText
from narvaro_desktop.gui.widgets.guide_strip import GuideStrip
from narvaro_desktop.gui.widgets.heat_map import HeatMap
from narvaro_desktop.gui.widgets.ladder_stair import LadderStair
from narvaro_desktop.gui.widgets.message_bar import MessageBar
from narvaro_desktop.gui.widgets.number_field import NumberField
from narvaro_desktop.gui.widgets.page import Page, stack
from narvaro_desktop.gui.widgets.palette_rows import Command
from narvaro_desktop.gui.widgets.pill import Pill
from narvaro_desktop.gui.widgets.progress_card import ProgressCard
from narvaro_desktop.gui.widgets.scale_answer import ScaleAnswer
from narvaro_desktop.gui.widgets.segmented import Segmented
from narvaro_desktop.gui.widgets.table_view import Table
from narvaro_desktop.gui.widgets.tabs import Tabs
from narvaro_desktop.gui.widgets.timeline import Timeline
from narvaro_desktop.gui.widgets.todo_list import TodoList
from narvaro_desktop.gui.widgets.trend_chart import TrendChart
from narvaro_desktop.gui.widgets.wizard_frame import WizardFrame
from narvaro_desktop.gui.windows.shell import Shell
from tests.gui.specimen_values import ENTRIES, LINES, STEPS, TASKS, pupils, weeks


def case_page() -> Page:
    page = Page("Månstråle, Elin", "Klass 7B  ·  Ekbackens skola  ·  Ärende K7M2QXA  ·  Ansvarig kurator Ek")
    page.head.set_pills([Pill("Öppet", "ok"), Pill("Steg 3", "accent")])
    page.head.set_actions(secondary("Exportera", "file-down"), primary("Ny händelse", "plus"))
    page.add(Card(title="Närvarotrappa", aside=Pill("Uppföljning om 4 dagar", "warn", "clock")))
    stair_card = page.findChild(Card)
    assert stair_card is not None
    stair_card.add(LadderStair(steps=STEPS))
    page.add(figures())
    tabs = Tabs(name="Ärendet")
    tabs.add(Timeline(entries=ENTRIES), "Tidslinje")
    tabs.add(QWidget(), "Kartläggning")
    left = Card()
    left.add(tabs)
    right = Card(title="Att göra")
    right.add(TodoList(tasks=TASKS))
    page.columns(stack(left), stack(*charts(), right))
    page.end()
    return page


def charts() -> list[ChartCard]:
    heat, trend = HeatMap(), TrendChart()
    heat.set_weeks(weeks())
    trend.set_weeks(weeks(), Limit(20))
    return [
        ChartCard("Frånvaro per veckodag", heat, "procent av lektionstid"),
        ChartCard("Frånvaro per vecka", trend, "procent"),
    ]


def figures() -> FigureRow:
    cards = [
        FigureCard(caption=words)
        for words in ("Total frånvaro, 20 skoldagar", "Ogiltig frånvaro", "Dagar i rad", "Kartläggning")
    ]
    cards[0].show_figure(
        "24,0 %", "↑ 6,0 procentenheter", "warn", "t.o.m. 20 nov · Skola24 · 91 % rapporterat", "osäkert"
    )
    cards[1].show_figure("11,0 %", "oförändrat", "neutral", "t.o.m. 20 nov · Skola24")
    cards[2].show_figure("kan inte beräknas", source="Inga lektioner den här perioden")
    cards[3].show_figure("62 %", "13 av 21 svar", "accent", "senast 12 nov")
    return FigureRow(cards)


def shell() -> Shell:
    shell = Shell(practice=True)
    list_page = Page("Elever")
    bar = FilterBar(name="Sök elev")
    bar.add_chip("7b", "Klass 7B", on=True)
    bar.add_chip("late", "Försenade")
    bar.count("5 av 412 elever")
    card = Card()
    card.add(bar)
    card.add(Table(model=pupils(), name="Elever"))
    list_page.add(card, 1)
    for key, title, icon, page in (
        (
            "today",
            "I dag",
            "layout-dashboard",
            EmptyState(icon="check", sentence="Inget att göra före måndag."),
        ),
        ("students", "Elever", "users", list_page),
        ("cases", "Ärenden", "folder-open", case_page()),
        ("investigations", "Kartläggningar", "clipboard-list", QWidget()),
        ("plans", "Åtgärdsplaner", "list-checks", QWidget()),
        ("notifications", "Anmälningar", "send", QWidget()),
        ("inbox", "Inkorg", "inbox", QWidget()),
        ("reports", "Rapporter", "chart-line", QWidget()),
    ):
        shell.add_page(key, title, icon, page)
    shell.add_page("settings", "Inställningar", "settings", QWidget(), below=True)
    shell.add_action("lock", "Lås", "lock", lambda: None)
    shell.set_user("Kurator Ek", "Kurator, Ekbackens skola")
    shell.set_count("cases", 24, "24 öppna")
    shell.set_count("plans", 11, "11 pågår")
    shell.practice.set_views([("k", "Kurator"), ("r", "Rektor"), ("m", "Mottagare")], "k")
    shell.practice.set_date("fredag 20 november 2026")
    shell.saved_at(time(14, 2))
    shell.set_commands(
        [
            Command("note", "Ny händelse", lambda: None, "Månstråle, Elin", "plus", "Ctrl+N"),
            Command("case", "Nytt ärende", lambda: None, "", "folder-open", "Ctrl+Shift+N"),
        ]
    )
    shell.set_people(
        lambda text: [
            Command(str(line.number), line.name, lambda: None, f"{line.group}  ·  Steg 2", "user")
            for line in LINES
            if text.casefold() in line.name.casefold()
        ]
    )
    shell.go("cases")
    shell.set_crumbs([("cases", "Ärenden")], "Månstråle, Elin")
    return shell


def form() -> QWidget:
    form = Form()
    form.add(Field("Skolans namn", QLineEdit("Ekbackens skola")))
    day = form.add(Field("Uppföljning", DateField(), "Den dag då ni ser om insatsen hjälper."))
    day.say("Skriv datum som 2026-10-05.")
    form.add(Field("Analys", GrowingText(placeholder="Vad hindrar och vad hjälper?"), optional=True))
    form.add(Field("Vem", Segmented([("s", "elev"), ("g", "vårdnadshavare"), ("t", "pedagog")], "Vem", "g")))
    form.add(
        Field(
            "Hur trygg är du på rasterna?",
            ScaleAnswer("Hur trygg är du på rasterna?", "inte alls", "helt trygg"),
        )
    )
    form.check()
    return stack(form)


def controls() -> QWidget:
    role, read_only, grey = QComboBox(), QLineEdit("Ekbackens skola"), primary("Spara", "check")
    role.addItems(["kurator", "rektor"])
    read_only.setReadOnly(True)
    grey.setEnabled(False)
    ticked, chosen = QCheckBox("Elev och vårdnadshavare informerade"), QRadioButton("Försegla")
    for each in (ticked, chosen):
        each.setChecked(True)
    card = Card(title="Inställningar")
    fields = (Field("Roll", role), Field("Gräns", NumberField(unit="dagar")), Field("Skola", read_only))
    for widget in (*fields, ticked, chosen, make_calendar(card), grey):
        card.add(widget)
    return stack(card)


def buttons() -> QWidget:
    holder = Card(title="Knappar")
    holder.body.addLayout(
        row(
            primary("Ny händelse", "plus"),
            secondary("Exportera", "file-down"),
            danger("Avsluta"),
            quiet("Ångra"),
            link("Visa raderna"),
            icon_button("bell", "Nytt"),
            menu_button("", [("Flytta", "", lambda: None)]),
        )
    )
    pills = (Pill(kind, kind, "clock") for kind in ("ok", "warn", "bad", "info", "accent", "neutral"))
    holder.body.addLayout(row(*pills))
    return stack(holder)


def bars() -> QWidget:
    shown = []
    for kind, words in (
        (
            "bad",
            "Kolumnen Personnummer är tal, inte text. Inget har ändrats. "
            "Spara om den som text i Excel och välj filen igen.",
        ),
        ("warn", "Ingen återställning finns än. Skriv ut återställningsbladet."),
        ("info", "Övriga ändringar kommer vid nästa inläsning."),
    ):
        bar = MessageBar()
        bar.say(kind, words, "Visa raderna")  # type: ignore[arg-type]
        shown.append(bar)
    progress = ProgressCard(title="Läser in frånvaro")
    progress.show_progress("3 412 av 5 129 rader", 3412, 5129)
    strip = GuideStrip()
    strip.say(3, 5, 2, "Skriv tre svar med elevens egna ord.", "Öppna kartläggningen")
    drop = DropZone(
        sentence="Släpp en frånvarofil här (CSV eller XLSX).", button="Välj fil …", suffixes=(".csv", ".xlsx")
    )
    nothing = EmptyState(
        icon="users", sentence="Här visas elever som teamet arbetar med.", button="Läs in frånvaro"
    )
    return stack(*shown, strip, progress, drop, nothing)


def wizard() -> WizardFrame:
    frame = WizardFrame(
        "Läs in frånvaro",
        [("file", "Välj fil", bars), ("map", "Kolumner", form), ("check", "Granska", QWidget)],
    )
    frame.go("map")
    frame.say_saved("Utkastet finns kvar")
    frame.set_next("Läs in 5 129 rader")
    return frame


SPECIMENS: dict[str, Callable[[], QWidget]] = {
    "shell": shell,
    "form": form,
    "buttons": buttons,
    "controls": controls,
    "bars": bars,
    "wizard": wizard,
}
