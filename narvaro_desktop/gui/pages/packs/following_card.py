"""Så följs rutinen: for each step what was done in time, what did not come about, and what is waited for."""

from datetime import date

from narvaro_desktop.domain.routines.pack_following import Followed
from narvaro_desktop.gui.pages.packs.reading import day_words
from narvaro_desktop.gui.widgets.card import Card
from narvaro_desktop.gui.widgets.text import caption, label
from narvaro_desktop.i18n import _, ngettext
from narvaro_desktop.usecases.routines.pack_following import Following


class FollowingCard(Card):
    """Only there where there is something to read."""

    def __init__(self) -> None:
        super().__init__(title=_("Så följs rutinen"))

    def show_following(self, found: Following) -> None:
        self.clear()
        self.setVisible(not found.is_empty)
        words = _("Läsåret {year}, alla ärenden utom de med skyddade personuppgifter.")
        self.add(caption(words.format(year=found.label)))
        for step in found.steps:
            name = _("Steg {sign}, {name}").format(sign=step.sign, name=step.name)
            self.add(label(f"{name}: {said(step.followed)}", "body", wrap=True))
        if found.not_come:
            self.add(label(_("Det som inte blev av, och varför"), "strong", wrap=True))
        for why, count in found.not_come:
            times = ngettext("{count} gång", "{count} gånger", count).format(count=count)
            self.add(label(f"{why[:1].upper()}{why[1:]} · {times}", "body", wrap=True))
        if found.waiting and found.waits_since is not None:
            self.add(label(_waits(found.waiting, found.waits_since), "body", wrap=True))


def said(one: Followed) -> str:
    """*2 gjorda i tid, 1 försenad nu*."""
    parts = (
        (one.in_time, ngettext("{count} gjord i tid", "{count} gjorda i tid", one.in_time)),
        (one.late, ngettext("{count} gjord sent", "{count} gjorda sent", one.late)),
        (one.overdue, ngettext("{count} försenad nu", "{count} försenade nu", one.overdue)),
        (
            one.left_open,
            ngettext("{count} lämnad öppen med skäl", "{count} lämnade öppna med skäl", one.left_open),
        ),
    )
    return ", ".join(words.format(count=count) for count, words in parts if count)


def _waits(count: int, since: date) -> str:
    words = ngettext(
        "{count} svar från andra verksamheter väntas, det äldsta sedan {day}.",
        "{count} svar från andra verksamheter väntas, det äldsta sedan {day}.",
        count,
    )
    return words.format(count=count, day=day_words(since))
