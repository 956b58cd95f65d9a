"""The events of a case as rows of the timeline: icon, words, who may read, and what can be done with each."""

from collections.abc import Sequence
from datetime import date

from narvaro_desktop.domain.terms import ContactKind, InfoClass
from narvaro_desktop.gui import days
from narvaro_desktop.gui.tokens import Kind
from narvaro_desktop.gui.widgets.timeline import Entry
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.casework.notes import Note
from narvaro_desktop.usecases.casework.timeline import Event, Happening

_LOOK: dict[Happening, tuple[str, Kind]] = {
    Happening.OPENED: ("flag", "neutral"),
    Happening.CLIMBED: ("arrow-up", "accent"),
    Happening.STEPPED_DOWN: ("arrow-down", "neutral"),
    Happening.RETURNING: ("undo-2", "ok"),
    Happening.CLOSED: ("archive", "neutral"),
    Happening.REOPENED: ("folder-open", "accent"),
    Happening.PACK_CHANGED: ("history", "neutral"),
    Happening.INQUIRY: ("clipboard-list", "warn"),
    Happening.NO_INQUIRY: ("check", "neutral"),
    Happening.PREPARED: ("package", "neutral"),
    Happening.PRINTED: ("printer", "neutral"),
    Happening.NOTIFIED: ("send", "accent"),
    Happening.ANSWERED: ("package-check", "ok"),
    Happening.INFORMED: ("messages-square", "info"),
    Happening.STARTED: ("clipboard-list", "neutral"),
    Happening.SIGNED: ("clipboard-list", "ok"),
    Happening.MEASURE: ("list-checks", "accent"),
    Happening.ENDED: ("list-checks", "neutral"),
    Happening.FOLLOW_UP: ("calendar-clock", "ok"),
    Happening.APPROVED: ("list-checks", "ok"),
    Happening.PLAN_RETURNED: ("undo-2", "warn"),
    Happening.OUTSIDE: ("handshake", "info"),
    Happening.HANDED_OVER: ("handshake", "warn"),
    Happening.SENT_BACK: ("undo-2", "warn"),
    Happening.DECIDED: ("check", "ok"),
}
_NOTE_LOOK: dict[ContactKind, tuple[str, Kind]] = {
    ContactKind.CALL: ("phone", "info"),
    ContactKind.SMS: ("message-square", "info"),
    ContactKind.MAIL: ("mail", "info"),
    ContactKind.HOME_VISIT: ("house", "info"),
    ContactKind.MEETING: ("users", "ok"),
    ContactKind.NOTE: ("file-text", "neutral"),
}
_OPENS = (
    Happening.STARTED, Happening.SIGNED, Happening.MEASURE, Happening.ENDED, Happening.FOLLOW_UP,
    Happening.OUTSIDE,
)  # fmt: skip


def entries(events: Sequence[Event], today: date, may_write: bool) -> list[Entry]:
    """The rows of the timeline."""
    return [
        _noted(event, event.note, today, may_write) if event.note else _entry(event, today)
        for event in events
    ]


def _entry(event: Event, today: date) -> Entry:
    icon, kind = _LOOK[event.kind]
    who = event.who
    if event.registered_on is not None:
        registered = _("registrerat {day}").format(day=days.short(event.registered_on, today))
        who = f"{who} · {registered}" if who else registered[:1].upper() + registered[1:]
    return Entry(
        key=event.key,
        title=event.title,
        who=who,
        when=days.moment(event.at, event.has_time, today),
        icon=icon,
        kind=kind,
        text=event.text,
        opens=event.kind in _OPENS,
        mark="corrected" if event.earlier else "",
        mark_words=corrected_words(event.earlier[0].at.date(), today) if event.earlier else "",
    )


def _noted(event: Event, note: Note, today: date, may_write: bool) -> Entry:
    icon, kind = _NOTE_LOOK[note.kind]
    if note.hidden:
        words = _("Texten visas för dem som har nyckeln. {readers}").format(readers=note.readers)
        return Entry(event.key, event.title, note.author, _when(event, today), icon, "neutral", words)
    corrected = bool(note.earlier)
    return Entry(
        key=event.key,
        title=event.title,
        who=note.author,
        when=_when(event, today),
        icon=icon,
        kind=kind,
        text=note.text,
        pills=_pills(note),
        mark="corrected" if corrected else "",
        mark_words=corrected_words(note.signed_at.date(), today) if corrected else "",
        actions=_actions(note) if note.own and may_write else (),
    )


def _actions(note: Note) -> tuple[tuple[str, str], ...]:
    """What its author may do with a note: correct it, and share one that nobody else reads."""
    correct = ("correct", _("Rätta"))
    return (correct, ("share", _("Dela …"))) if note.info_class is InfoClass.OWN else (correct,)


def corrected_words(day: date, today: date) -> str:
    """Rättad 12 nov."""
    return _("Rättad {day}").format(day=days.short(day, today))


def _when(event: Event, today: date) -> str:
    return days.moment(event.at, event.has_time, today)


def _pills(note: Note) -> tuple[tuple[str, Kind], ...]:
    pills: list[tuple[str, Kind]] = []
    if note.reached is False:
        pills.append((_("Ej nådd"), "warn"))
    if note.text and note.readers != everyone_reads():
        pills.append((note.readers, "neutral"))
    return tuple(pills)


def everyone_reads() -> str:
    """What stands at a text that the whole team reads; it is not repeated at each one."""
    return _("Läses av: {who}").format(who=InfoClass.SCHOOL.label)
