"""What the figures say of a pupil, in sentences: how high, over which days, why, and what it rests on."""

from narvaro_desktop.domain.absence.absence import CoverageMark, Figure
from narvaro_desktop.domain.absence.thresholds import PRESENT_AGAIN, Proposal
from narvaro_desktop.domain.case_terms import AbsenceMeasure
from narvaro_desktop.gui import days
from narvaro_desktop.i18n import _, ngettext
from narvaro_desktop.usecases.absence.suggestions import RECHECK, Suggested

_NEARLY_ALL, _MOSTLY = 90, 60
SEPARATOR = "\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}·  "
"""Between facts on a line: where it breaks, the dot stays behind."""


def amount(proposal: Proposal) -> str:
    """`35,3 % frånvaro`, or with *minst* where lessons without a report could only make it more."""
    limits = (proposal.limit,) if proposal.limit else ()
    return share(proposal.figure, proposal.figure.total.text(limits))


def share(figure: Figure, text: str = "") -> str:
    text = text or figure.total.text()
    if figure.at_least:
        return _("minst {share} frånvaro").format(share=text)
    return _("{share} frånvaro").format(share=text)


def why(one: Suggested) -> str:
    """The sentence that says why the pupil stands here."""
    proposal, figure = one.proposal, one.proposal.figure
    span = days.between(figure.span)
    if proposal.rule == RECHECK:
        return _("Utredning behövdes inte. I dag skulle frågan tas upp igen.")
    if proposal.run is not None:
        run = proposal.run
        return ngettext(
            "Borta {n} skoldag i rad, {span}.", "Borta {n} skoldagar i rad, {span}.", run.school_days
        ).format(n=run.school_days, span=f"{days.short(run.first)}–{days.short(run.last)}")
    if proposal.sickness is not None and proposal.measure is AbsenceMeasure.SICK_OCCASIONS:
        count = proposal.sickness.occasions
        return ngettext("Sjuk {n} gång den här terminen.", "Sjuk {n} gånger den här terminen.", count).format(
            n=count
        )
    if proposal.sickness is not None:
        return _("Sjuk {share} av lektionstiden {span}.").format(
            share=proposal.sickness.share.text(), span=span
        )
    if proposal.change is not None:
        return _("Frånvaron {span} har ökat med {points} procentenheter.").format(
            span=span, points=proposal.change.text().lstrip("+")
        )
    if proposal.limit is not None:
        return _("Når gränsen {limit} % för {step}, {span}.").format(
            limit=proposal.limit.value, step=one.step_name.lower(), span=span
        )
    return _("{step} föreslås, {span}.").format(step=one.step_name, span=span)


def kind(figure: Figure, split_known: bool = True) -> str:
    """How much of it is giltig, where the file tells that apart."""
    if not split_known:
        return ""
    sums = figure.sums
    absent = sums.absent
    if not absent:
        return ""
    if 100 * sums.valid >= _NEARLY_ALL * absent:
        return _("nästan allt giltigt")
    if 100 * sums.valid >= _MOSTLY * absent:
        return _("mest giltigt")
    if 100 * sums.invalid >= _NEARLY_ALL * absent:
        return _("nästan allt ogiltigt")
    return _("mest ogiltigt") if 100 * sums.invalid >= _MOSTLY * absent else _("både giltigt och ogiltigt")


def coverage(proposal: Proposal) -> str:
    """What the figure rests on: `93,3 % av lektionerna rapporterade, osäkert`."""
    figure = proposal.figure
    said = _("{share} av lektionstiden rapporterad").format(share=figure.coverage.text())
    if figure.mark is CoverageMark.UNKNOWN:
        return figure.mark.label
    doubt = _("når gränsen bara på det som är rapporterat") if proposal.doubtful else figure.mark.label
    return f"{said}, {doubt}" if doubt else said


def ended(proposal: Proposal) -> str:
    """That the pupil is back, where she is."""
    if not proposal.ended:
        return ""
    return _("närvarande de senaste {n} skoldagarna").format(n=PRESENT_AGAIN)


def facts(one: Suggested) -> str:
    """The line of facts under the sentence."""
    return SEPARATOR.join((*_looks(one), coverage(one.proposal)))


def short(one: Suggested) -> tuple[str, ...]:
    """How much, of which kind, and whether it is over."""
    return amount(one.proposal), *_looks(one)


def _looks(one: Suggested) -> tuple[str, ...]:
    figure = one.proposal.figure
    said = _mostly(figure, kind(figure, one.split_known)), ended(one.proposal)
    return tuple(words for words in said if words)


def _mostly(figure: Figure, words: str) -> str:
    """`nästan allt giltigt, 11,5 %`: the kind, and its own share where one of them is most of it."""
    larger = figure.valid if figure.sums.valid >= figure.sums.invalid else figure.invalid
    if not words or 100 * larger.part < _MOSTLY * figure.sums.absent:
        return words
    return _("{kind}, {share}").format(kind=words, share=larger.text())
