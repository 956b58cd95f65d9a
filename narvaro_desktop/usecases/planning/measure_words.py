"""What a measure, its follow-ups and its effect are said in: the same on the screen and on paper."""

from narvaro_desktop.domain.case_terms import Indicator
from narvaro_desktop.domain.planning.effect import LENGTH, Effect
from narvaro_desktop.domain.planning.plan import Aim, FollowUp, Measure
from narvaro_desktop.domain.planning.plan_text import Seen
from narvaro_desktop.domain.terms import NextMove
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.planning import plan_rules


def who(measure: Measure) -> str:
    """`Kim Ekorrstig, kurator`; one of the two where the name tells the role, or nobody is named."""
    role = measure.responsible_role.label if measure.responsible_role else ""
    if role and measure.responsible.casefold().startswith(role.casefold()):
        return measure.responsible
    return ", ".join(filter(None, (measure.responsible, role)))


def kind(measure: Measure) -> tuple[str, ...]:
    """Where it is put in, which kind of support it is, and the åtgärdsprogram that it rests on."""
    said = (_begun(measure.level.label), measure.legal_type.label, measure.support_programme)
    return tuple(filter(None, said))


def aim(one: Aim) -> str:
    """`kontakt med skolan: 1 → 3`."""
    name = aim_name(one)
    low = "–" if one.baseline is None else str(one.baseline)
    if one.baseline is None and one.target is None:
        return name
    target = "–" if one.target is None else str(one.target)
    return _("{name}: {now} → {target}").format(name=name, now=low, target=target)


def aim_name(one: Aim) -> str:
    """What is measured, without the ends of its scale."""
    if one.indicator is Indicator.OTHER and one.own:
        return one.own
    scale = plan_rules.scales().get(one.indicator)
    return _lower(scale.label) if scale is not None else one.indicator.label


def value(one: Aim, number: int) -> str:
    """`3 svarar för det mesta`, `70 %`, or the number."""
    if one.indicator is Indicator.ATTENDANCE:
        return f"{number}\N{NO-BREAK SPACE}%"
    scale = plan_rules.scales().get(one.indicator)
    return scale.said(number) if scale is not None else str(number)


def follow_up(seen: Seen, measure: Measure) -> tuple[str, ...]:
    """Whether it came about, what was measured, what has changed, what comes next."""
    one = seen.follow_up
    said = [_done(one)]
    if one.value is not None and measure.aim is not None:
        name = aim_name(measure.aim)
        said.append(_("{name}: {value}").format(name=name, value=value(measure.aim, one.value)))
    said += _changes(one)
    if one.next_move is not NextMove.CONTINUE:
        said.append(one.next_move.label)
    return tuple(said)


def effect(one: Effect) -> str:
    """Absence before and after the start; a fall is better, and nobody knows why."""
    change = one.change
    return _(
        "Frånvaro {before} före och {after} efter ({points} procentenheter), {n} + {n} skoldagar, "
        "{coverage} rapporterat. Visar förändring, inte orsakssamband."
    ).format(
        before=one.before.total.text(),
        after=one.after.total.text(),
        points=change.text() if change else "–",
        n=LENGTH,
        coverage=_coverage(one),
    )


def hours(minutes: int) -> str:
    """`2 h 30 min`."""
    whole, rest = divmod(minutes, 60)
    parts = [_("{n} h").format(n=whole)] if whole else []
    if rest or not whole:
        parts.append(_("{n} min").format(n=rest))
    return " ".join(parts).replace(" ", "\N{NO-BREAK SPACE}")


def _coverage(one: Effect) -> str:
    """The lower of the two."""
    shares = (one.before.coverage, one.after.coverage)
    return shares[0].text() if shares[1].exceeds(shares[0]) else shares[1].text()


def _done(one: FollowUp) -> str:
    if one.carried_out:
        if one.fidelity is None:
            return _("blev av")
        return _("blev av, {value} av 4 som planerat").format(value=one.fidelity)
    if one.not_done is not None:
        return _("uteblev på grund av: {why}").format(why=one.not_done.label)
    return _("blev inte av")


def _changes(one: FollowUp) -> list[str]:
    named = (
        (_("närvaro {how}"), one.attendance),
        (_("funktion {how}"), one.functioning),
        (_("mående {how}"), one.wellbeing),
    )
    return [words.format(how=shift.label) for words, shift in named if shift is not None]


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def _begun(words: str) -> str:
    return words[:1].upper() + words[1:]
