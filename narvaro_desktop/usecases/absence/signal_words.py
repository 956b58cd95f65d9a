"""What an early signal says of a pupil: one sentence with its numbers."""

from narvaro_desktop.domain.absence.shares import Share, decimal_text
from narvaro_desktop.domain.absence.signals import FLAG_AT, MOST, Signal, SignalKind, WeekSignals
from narvaro_desktop.i18n import _

_NBSP = "\N{NO-BREAK SPACE}"


def sentence(signal: Signal) -> str:
    """Why the signal is on, with the numbers and the limit."""
    facts = signal.facts
    share = Share(facts.get("part", 0), facts.get("whole", 0)).text()
    if signal.kind is SignalKind.BREAK:
        return _broke(signal)
    words = {
        SignalKind.LEVEL: _(
            "Frånvaron de senaste {days} skoldagarna är {share} ({part} av {whole} minuter); gränsen är 15 %."
        ),
        SignalKind.SPELLS: _(
            "{part} frånvaroperioder på hela dagar har börjat de senaste {days} skoldagarna; gränsen är 3."
        ),
        SignalKind.MONDAYS: _(
            "{part} av {whole} frånvaroperioder började på en måndag eller första dagen efter lov; "
            "i årskursen är det vanliga {usual} %."
        ),
        SignalKind.MORNINGS: _(
            "Första lektionen missades eller började minst 5 minuter sent {part} av {whole} dagar då eleven "
            "annars var i skolan ({share}; gränsen är 25 %)."
        ),
        SignalKind.SUBJECT: _(
            "I {subject} missades {part} av {whole} lektioner på dagar då eleven var i skolan, "
            "i övriga ämnen {other_part} av {other_whole}."
        ),
        SignalKind.PART_DAYS: _(
            "Eleven var borta en del av dagen {part} av de senaste {days} skoldagarna; gränsen är 4."
        ),
        SignalKind.INVALID: _(
            "Den ogiltiga frånvaron de senaste {days} skoldagarna är {share} ({part} av {whole} minuter); "
            "gränsen är 5 %."
        ),
        SignalKind.WEEKS: _(
            "I {part} av de senaste 6 skolveckorna missades minst en tredjedel av någon dag; gränsen är 5."
        ),
    }[signal.kind]
    subject = signal.subject[:1].lower() + signal.subject[1:]
    told = {name: f"{number:,}".replace(",", _NBSP) for name, number in facts.items()}
    return words.replace(" %", f"{_NBSP}%").format(share=share, subject=subject, **told)


def short(week: WeekSignals) -> str:
    """The names of what is on, those with most points first."""
    ordered = sorted(week.signals, key=lambda signal: -signal.points)
    return ", ".join(signal.kind.label for signal in ordered if signal.points)


def score(week: WeekSignals) -> str:
    """The sum, its limit, and what else may explain it."""
    words = _(
        "{score} av {most} poäng (gränsen är {limit}). Kan också förklaras av: sjukdom i klassen, beviljad "
        "ledighet, skada eller anpassning i ett ämne, skolskjuts, ofullständig rapportering."
    )
    return words.format(score=week.score, most=MOST, limit=FLAG_AT)


def _broke(signal: Signal) -> str:
    facts = signal.facts
    words = _(
        "Frånvaron har under {weeks} veckor legat sammanlagt {days} skoldagar över elevens egen nivå "
        "({own} %) och vanlig variation; gränsen är 1,0."
    )
    own = decimal_text(facts["own"], 1)
    days = decimal_text(facts["tenths"], 1)
    return words.replace(" %", f"{_NBSP}%").format(weeks=facts["weeks"], days=days, own=own)
