"""What a field is called, and what was written in it, where two laptops have written in the same one."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from narvaro_desktop.domain.terms import Term
from narvaro_desktop.gui import days
from narvaro_desktop.i18n import N_, _
from narvaro_desktop.usecases.sharing.disputes import Choice, Dispute
from narvaro_desktop.usecases.sharing.travelling import WORDS

UNNAMED: Final = frozenset(
    {
        "id", "number", "sort_key", "search_key", "added_by_batch", "registered_at", "registered_by",
        "registered_on", "replaces", "version", "student_id", "case_id", "guardian_id", "person_id",
        "investigation_id", "measure_id", "meeting_id", "decision_id", "seen_at", "info_class", "key",
        "entry", "record", "replaced_at", "replaced_by", "batch", "corrects", "condition", "catalogue",
        "package_id", "is_master",
    }
)  # fmt: skip
"""Columns that are written once, or that nobody writes by hand; they go by the name of their record."""

FIELDS: Final[Mapping[str, str]] = {
    "added_on": N_("tillagd"),
    "agenda": N_("dagordning"),
    "also_attends": N_("går också i"),
    "also_from": N_("går också dit från"),
    "also_to": N_("går också dit till"),
    "answer": N_("svar"),
    "answer_by": N_("svar senast"),
    "answered_at": N_("tid för svaret"),
    "answered_by": N_("vem som svarade"),
    "answered_on": N_("dag för svaret"),
    "answers_to": N_("vad åtgärden svarar mot"),
    "approved": N_("godkänd"),
    "asked_at": N_("tid för frågan"),
    "asked_by": N_("vem som frågade"),
    "asked_on": N_("dag för frågan"),
    "attempts": N_("försök"),
    "attendance": N_("närvaro"),
    "author_id": N_("vem som skrev"),
    "baseline": N_("utgångsläge"),
    "body": N_("text"),
    "cancelled_on": N_("inställt"),
    "carried_out": N_("genomförd"),
    "category": N_("slag"),
    "cause": N_("anledning"),
    "changed_on": N_("dag"),
    "channel": N_("hur anmälan lämnades"),
    "class_name": N_("klass"),
    "closed_on": N_("avslutat"),
    "closure": N_("hur ärendet avslutades"),
    "co_actors": N_("vilka som hjälper till"),
    "comment": N_("kommentar"),
    "compulsory_schooling": N_("skolplikt"),
    "contact": N_("kontakt"),
    "content": N_("innehåll"),
    "coordinator": N_("samordnare"),
    "decided": N_("beslutat"),
    "decided_by": N_("vem som beslutade"),
    "decided_by_words": N_("vem som beslutade"),
    "decided_on": N_("beslutsdag"),
    "decision": N_("beslut"),
    "depth": N_("omfattning"),
    "description": N_("beskrivning"),
    "document": N_("beslutets innehåll"),
    "done_by": N_("vem som gjorde det"),
    "done_on": N_("gjort"),
    "due_on": N_("senast"),
    "elsewhere": N_("finns i"),
    "ended_on": N_("avslutad"),
    "entered_on": N_("infört"),
    "evaluation": N_("utvärdering"),
    "family_name": N_("efternamn"),
    "fidelity": N_("som planerat"),
    "figures": N_("siffror"),
    "first_reached_on": N_("gränsen nåddes"),
    "follow_up_on": N_("följs upp"),
    "followed_up_on": N_("uppföljt"),
    "form": N_("hur"),
    "from_step": N_("från steg"),
    "functioning": N_("fungerande"),
    "given_name": N_("förnamn"),
    "goal": N_("mål"),
    "gone_through_on": N_("genomgången"),
    "ground": N_("grund"),
    "handed_over_by": N_("vem som lämnade"),
    "handed_over_on": N_("lämnad"),
    "happened_at": N_("tid"),
    "happened_on": N_("dag"),
    "held": N_("genomfört"),
    "held_on": N_("dag"),
    "home_municipality": N_("hemkommun"),
    "how": N_("hur"),
    "identity_number": N_("personnummer"),
    "identity_type": N_("slag av nummer"),
    "indicator": N_("mått"),
    "informed_on": N_("informerad"),
    "invited_by": N_("vem som bjöd in"),
    "invited_on": N_("inbjuden"),
    "is_returning": N_("återgång"),
    "kind": N_("slag"),
    "ladder": N_("trappa"),
    "layout": N_("uppställning"),
    "lead": N_("vem som leder"),
    "left_on": N_("slutat"),
    "left_open_by": N_("vem som lämnade öppet"),
    "left_open_on": N_("lämnat öppet"),
    "left_open_reason": N_("varför det lämnades öppet"),
    "legal_type": N_("slag av stöd"),
    "lesson_learned": N_("lärdom"),
    "level": N_("nivå"),
    "may_pass_on": N_("vad som får sägas"),
    "message": N_("meddelande"),
    "met_on": N_("uppfyllt"),
    "minutes": N_("minuter"),
    "missing_voices": N_("röster som saknas"),
    "monday": N_("vecka"),
    "motivation": N_("motivering"),
    "name": N_("namn"),
    "needs": N_("behov"),
    "next_meeting": N_("nästa möte"),
    "next_move": N_("nästa steg"),
    "next_on": N_("nästa uppföljning"),
    "next_owner": N_("vem som har nästa steg"),
    "not_done": N_("vad som inte gjordes"),
    "obstacle": N_("hinder"),
    "offered_support": N_("erbjudet stöd"),
    "opened_on": N_("öppnat"),
    "outcome": N_("utfall"),
    "own_indicator": N_("eget mått"),
    "owner_id": N_("ansvarig"),
    "paper": N_("anmälan som PDF"),
    "partner": N_("verksamhet"),
    "partners": N_("verksamheter"),
    "party": N_("med vem"),
    "pattern": N_("mönster"),
    "payload": N_("anmälan"),
    "phone": N_("telefon"),
    "place": N_("plats"),
    "planned_end": N_("planerat slut"),
    "planned_on": N_("planerat"),
    "prepared_at": N_("gjord i ordning"),
    "prepared_by": N_("vem som gjorde i ordning"),
    "custody": N_("vårdnad"),
    "withheld": N_("får inte få uppgifter"),
    "protected": N_("skyddade personuppgifter"),
    "question": N_("fråga"),
    "question_set": N_("frågor"),
    "reached": N_("nåddes"),
    "reason": N_("skäl"),
    "correction_reason": N_("varför det rättades"),
    "receipt": N_("kvittens"),
    "received_by": N_("vem som tog emot"),
    "received_on": N_("mottagen"),
    "recheck_on": N_("tas upp igen"),
    "recipient": N_("mottagare"),
    "reference": N_("referens"),
    "registration_number": N_("diarienummer"),
    "resource": N_("resurs"),
    "responsible": N_("ansvarig"),
    "responsible_role": N_("ansvarig roll"),
    "role": N_("roll"),
    "scale": N_("skattning"),
    "school_form": N_("skolform"),
    "school_year": N_("årskurs"),
    "seen": N_("vad som syntes"),
    "signed_at": N_("signerad"),
    "signed_by": N_("vem som signerade"),
    "share": N_("får delas med"),
    "stages": N_("delar"),
    "started_by": N_("vem som började"),
    "started_on": N_("började"),
    "starts_on": N_("börjar"),
    "state": N_("läge"),
    "stated_from": N_("frånvaro från och med"),
    "stated_source": N_("varifrån frånvaron kommer"),
    "stated_tenths": N_("frånvaro"),
    "stated_to": N_("frånvaro till och med"),
    "step": N_("steg"),
    "step_since": N_("på steget sedan"),
    "student_view": N_("elevens syn"),
    "guardian_view": N_("vårdnadshavares syn"),
    "summary": N_("sammanfattning"),
    "support_programme": N_("åtgärdsprogram"),
    "system": N_("system"),
    "target": N_("målvärde"),
    "time": N_("klockslag"),
    "title": N_("rubrik"),
    "to_role": N_("till vem"),
    "to_step": N_("till steg"),
    "told_on": N_("berättat"),
    "track": N_("var eleven är"),
    "until": N_("till och med"),
    "value": N_("värde"),
    "wellbeing": N_("mående"),
    "what": N_("vad"),
    "who": N_("vem"),
    "withdrawn_on": N_("återkallat"),
    "words": N_("text"),
}

_TENTHS: Final = "_tenths"


def field_words(dispute: Dispute) -> str:
    """`Ärendet: ansvarig`, `Åtgärder: mål (Lugn start)`."""
    table = _(WORDS[dispute.table])
    named = FIELDS.get(dispute.field)
    words = _("{table}: {field}").format(table=table, field=_(named)) if named else table
    return _("{words} ({about})").format(words=words, about=dispute.about) if dispute.about else words


def said(choice: Choice, field: str) -> str:
    """What was written, as a person reads it."""
    value = choice.says
    if value is None:
        return _("Ändrat, kan inte visas här") if choice.value else _("Tomt")
    if isinstance(value, bool):
        return _("Ja") if value else _("Nej")
    if isinstance(value, datetime):
        return days.moment(value)
    if isinstance(value, date):
        return days.weekday(value)
    if isinstance(value, Term):
        return value.label
    if isinstance(value, int) and field.endswith(_TENTHS):
        return _("{n} procent").format(n=f"{value / 10:.1f}".replace(".", ","))
    return str(value)
