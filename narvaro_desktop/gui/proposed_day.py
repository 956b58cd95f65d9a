"""A day that a dialog proposes: so many days on, and never one on which nobody is at school."""

from datetime import date
from functools import partial

from narvaro_desktop.gui import days
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.date_field import DateField
from narvaro_desktop.usecases.absence import school_year


def propose(runner: Runner, field: DateField, start: date, count: int) -> None:
    """Show the day `count` days after `start`, or the next school day where that one is free."""
    first = days.ahead(start, count)
    field.set_day(first)

    def known(day: date) -> None:
        if field.day() == first:
            field.set_day(day)

    runner.ask(partial(school_year.school_day_from, start=start, count=count), known, owner=field)
