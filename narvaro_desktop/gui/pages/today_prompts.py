"""The five prompts of the practice school: one at a time, each with one thing to try."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from narvaro_desktop.domain.terms import Role
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.shell import Shell
from narvaro_desktop.gui.widgets.prompt_card import PromptCard
from narvaro_desktop.i18n import N_, _
from narvaro_desktop.usecases import today
from narvaro_desktop.usecases.today import Prompt

_RECTOR, _RECIPIENT = "principal", "recipient"
_INVESTIGATION, _AS_RECTOR = 3, 4


@dataclass(frozen=True, slots=True)
class _Words:
    title: str
    text: str
    button: str


_WORDS = (
    _Words(
        N_("I dag visar vad som behöver en människa"),
        N_(
            "Elvira Blåbärsskog i 5B har varit borta 15,5 % av lektionstiden. Nästan allt är sjukdom, "
            "och det är just då det är lätt att missa."
        ),
        N_("Öppna Elviras ärende"),
    ),
    _Words(
        N_("Se trappan och nästa sak att göra"),
        N_("Trappan visar var Elvira står. Pröva att bocka av något. Nästa tips väntar i I dag."),
        N_("Till trappan"),
    ),
    _Words(
        N_("Skriv tre svar med elevens egna ord"),
        N_("I kartläggningen svarar Elvira själv. Allt sparas medan du skriver."),
        N_("Till kartläggningen"),
    ),
    _Words(
        N_("Försegla en anmälan som rektor"),
        N_("Rektorn ser vad som skickas och vad som inte skickas, och gör en enda fil med en knapp."),
        N_("Visa som rektor"),
    ),
    _Words(
        N_("Ta emot anmälan"),
        N_("Läs in filen hos mottagaren och skicka kvittensen. Skolan läser in svaret i Inkorg."),
        N_("Visa som mottagare"),
    ),
)


def prompt_card(prompt: Prompt, runner: Runner, shell: Shell) -> PromptCard:
    """The card of one prompt. Tried or closed it is not shown again; the rektor's is tried as the rektor."""
    words = _WORDS[prompt.number - 1]
    close = partial(today.close_prompt, number=prompt.number)
    to_rector = prompt.number == _AS_RECTOR and runner.office.actor.role is not Role.PRINCIPAL
    here = prompt.number == _AS_RECTOR and not to_rector
    button = _("Öppna Elviras ärende") if here else _(words.button)
    card = PromptCard(prompt.number, prompt.of, _(words.title), _(words.text), button)
    card.closed.connect(lambda: runner.do(close))
    if to_rector:
        card.pressed.connect(lambda: shell.viewWanted.emit(_RECTOR))
    else:
        card.pressed.connect(lambda: runner.do(close, _way(prompt, shell)))
    return card


def _way(prompt: Prompt, shell: Shell) -> Callable[[], None]:
    """Where the button of the prompt leads."""
    if prompt.number == len(_WORDS):
        return partial(shell.viewWanted.emit, _RECIPIENT)
    page = "investigation" if prompt.number == _INVESTIGATION else "case"
    return partial(shell.go, page, case_id=prompt.case_id)
