"""What a line of the access log says: its key is `thing.deed`, and each has a word."""

from narvaro_desktop.gui.role_words import role_word
from narvaro_desktop.i18n import N_, _
from narvaro_desktop.usecases.vault.log_review import Entry

_THINGS = {
    "absence": N_("Frånvaro"), "backup": N_("Säkerhetskopia"), "calendar": N_("Läsårets dagar"),
    "card": N_("Kontaktkort"), "case": N_("Ärende"), "catalogue": N_("Åtgärdsförslag"), "cell": N_("Text"),
    "class": N_("Nyckel"), "consent": N_("Samtycke"), "consultation": N_("Konsultation"),
    "closing": N_("Avslut"), "cover": N_("Följesedel"), "event": N_("Skolans möten"),
    "feedback": N_("Elevernas svar"),
    "decision": N_("Beslut"), "deviation": N_("Avvikelse"), "dispute": N_("Olika uppgifter"),
    "dispatch": N_("Utskick"),
    "matter": N_("Huvudmannens ärende"),
    "duty": N_("Uppgift i steget"), "files": N_("Mapp för filer"), "finding": N_("Slutsats"),
    "gate": N_("Krav för steget"), "guardian": N_("Vårdnadshavare"), "handover": N_("Överlämning"),
    "implementation": N_("Genomförande"), "inquiry": N_("Utredning"), "introduction": N_("Introduktion"),
    "investigation": N_("Kartläggning"), "join": N_("Anslutning av dator"), "laptop": N_("Dator"),
    "letter": N_("Brev"), "log": N_("Åtkomstlogg"), "measure": N_("Åtgärd"), "meeting": N_("EHT-möte"),
    "note": N_("Anteckning"), "notification": N_("Anmälan"), "pack": N_("Rutin"),
    "package": N_("Förseglad fil"), "partner": N_("Samverkan"), "passphrase": N_("Lösenfras"),
    "person": N_("Kollega"), "placement": N_("Placering"), "plan": N_("Åtgärdsplan"),
    "practice": N_("Övning"), "prevention": N_("Främjande arbete"), "protected": N_("Skyddade uppgifter"),
    "received": N_("Mottagen anmälan"), "recovery": N_("Återställningsblad"),
    "reference": N_("Hänvisning"), "return_week": N_("Återgångsvecka"), "rights": N_("Begäran om uppgifter"),
    "erasure": N_("Gallring"), "hold": N_("Gallringshinder"), "records": N_("Underlag om dataskydd"),
    "review": N_("Närvarogenomgång"), "report": N_("Rapport"),
    "settings": N_("Inställningar"), "stance": N_("Ställningstagande"), "student": N_("Elev"),
    "suggestion": N_("Förslag"), "support": N_("Stöd"), "task": N_("Uppgift"), "today": N_("I dag"),
    "vault": N_("Valv"), "follow_up": N_("Uppföljning"), "round": N_("Uppföljningsrunda"),
    "class_weeks": N_("Klassens veckor"), "attention": N_("Tidig signal"), "emergency": N_("Nödblad"),
    "home": N_("Hemkommunen"), "timeline": N_("Tidslinje"), "revocation": N_("Spärrlista"),
}  # fmt: skip
_DEEDS = {
    "accept": N_("godtog"), "add": N_("lade till"), "administrator": N_("ändrade ansvar"),
    "also_attends": N_("antecknade en annan skola"),
    "answer": N_("svarade"), "answered": N_("fick svar"), "approve": N_("godkände"), "ask": N_("frågade"),
    "assign": N_("fördelade"), "corrected": N_("rättade"), "discard": N_("tog bort"),
    "profile_adopted": N_("läste in filupplägg"), "profile_forgotten": N_("tog bort filupplägg"),
    "profile_saved": N_("sparade filupplägg"), "senders": N_("sparade avsändarnas nycklar"),
    "coordinate": N_("samordnade"),
    "attend": N_("antecknade deltagare"), "begin": N_("började"), "call": N_("kallade"),
    "call_off": N_("ångrade byte"), "cancel": N_("ställde in"), "carry_over": N_("förde över"),
    "change": N_("ändrade"), "check": N_("kontrollerade"), "choose": N_("valde"),
    "classes": N_("valde klasser"),
    "close": N_("avslutade"), "confirm": N_("bekräftade"), "copy": N_("kopierade"), "correct": N_("rättade"),
    "count": N_("räknade"), "create": N_("skapade"), "decide": N_("beslutade"), "describe": N_("beskrev"),
    "dismiss": N_("lade åt sidan"), "done": N_("gjorde klart"), "drill": N_("övade återställning"),
    "drop": N_("tog bort"), "earlier": N_("antecknade tidigare"), "edit": N_("ändrade"),
    "end": N_("avslutade"),
    "export": N_("sparade som fil"), "filter": N_("valde visning"), "folder": N_("valde mapp"),
    "follow_up": N_("följde upp"), "freeze": N_("frös"),
    "form": N_("valde form"), "handed_over": N_("lämnade över"),
    "hide": N_("tog bort namnet"),
    "hold": N_("höll"), "import": N_("läste in"), "inspect": N_("såg tabellerna i"), "invite": N_("bjöd in"),
    "keep": N_("sparade"), "laptop": N_("anslöt dator"), "layout": N_("valde frågor"),
    "let_in": N_("släppte in"),
    "lock": N_("låste"), "make": N_("gjorde"), "meet": N_("uppfyllde"), "missed": N_("missade"),
    "open": N_("öppnade"), "override": N_("gick vidare utan"), "pack": N_("bytte rutin"),
    "plan": N_("planerade"), "readers": N_("valde vilka som får veta"), "reveal": N_("visade namnet"),
    "print": N_("skrev ut"), "protect": N_("skyddade"), "put_away": N_("lade undan"),
    "read": N_("läste in"), "reason": N_("skrev skäl"), "refused": N_("avvisades"), "remove": N_("tog bort"),
    "renew": N_("bytte"), "reopen": N_("öppnade igen"), "replay": N_("gjorde om efter återställning"),
    "restore": N_("lade tillbaka kopia"),
    "returned": N_("fick tillbaka"), "revise": N_("reviderade"), "revoke": N_("spärrade"),
    "role": N_("bytte roll"), "round": N_("gick rond"), "seal": N_("förseglade"),
    "seal_again": N_("förseglade igen"), "see": N_("visade"),
    "seen": N_("antecknade sedd"), "send": N_("skickade"), "send_back": N_("skickade tillbaka"),
    "share": N_("delade"),
    "sign": N_("signerade"), "stay": N_("stannade"), "step": N_("bytte steg"), "take_back": N_("ångrade"),
    "take": N_("tog över"),
    "name": N_("såg namnet på"), "rule": N_("angav beslut"), "sum": N_("räknade om"),
    "reserve": N_("gjorde reservnyckel"), "reserve_drill": N_("övade reservnyckel"),
    "task": N_("gav uppgift"), "tick": N_("bockade av"), "tips": N_("visade tips"),
    "told": N_("underrättade"),
    "track": N_("valde spår"), "trust": N_("litade på"), "undo": N_("ångrade"), "undone": N_("ångrade"),
    "uninvite": N_("tog bort inbjudan"), "unlock": N_("låste upp"), "unprotect": N_("tog bort skydd"),
    "use": N_("använde"), "verify": N_("kontrollerade"), "view": N_("läste"), "voice": N_("skrev svar"),
    "waive": N_("avstod"), "withdraw": N_("återkallade"), "write": N_("skrev"), "left": N_("slutade"),
}  # fmt: skip
_ALONE = {
    "view": N_("Läste"), "change": N_("Ändrade"), "vault.refused": N_("Fel lösenfras vid upplåsning"),
    "recovery.refused": N_("Fel återställningsblad vid upplåsning"),
    "passphrase.reset": N_("Ny lösenfras med återställningsbladet"),
    "person.found": N_("Kollega stod i nyckelfilen men inte i teamet"),
    "vault.older": N_("En fil visade att valvet är äldre än förut"),
    "log.forged": N_("Gick vidare fast loggen hade ändrats utanför Närvaro"),
    "vault.notes_changed": N_("Anteckningen om fel lösenfraser hade ändrats"),
}  # fmt: skip
_CLASSES = {
    "K": N_("kurativ"), "M": N_("medicinsk eller psykologisk"), "O": N_("orosanmälan"),
    "P": N_("skyddade uppgifter"), "E": N_("egen anteckning"),
}  # fmt: skip
READING = frozenset({"view"})
SENDING = frozenset({"print", "export", "copy", "seal", "send"})
RIGHTS = frozenset({"person", "passphrase", "recovery", "class", "card", "laptop", "join", "vault"})


def said(action: str) -> str:
    """`Anteckning: skrev`; a key without words, from a newer program, stands as it is."""
    if action in _ALONE:
        return _(_ALONE[action])
    thing, _dot, deed = action.partition(".")
    if thing not in _THINGS or deed not in _DEEDS:
        return action
    return f"{_(_THINGS[thing])}: {_(_DEEDS[deed])}"


def thing_of(action: str) -> str:
    return action.partition(".")[0]


def deed_of(action: str) -> str:
    return action.partition(".")[2] or action


class LogWords:
    """How the window says a line."""

    def action(self, entry: Entry) -> str:
        return f"{said(entry.action)} ({entry.colleague})" if entry.colleague else said(entry.action)

    def role(self, entry: Entry) -> str:
        return role_word(entry.role) if entry.role else ""

    def info_class(self, entry: Entry) -> str:
        return _(_CLASSES.get(entry.info_class.key, "")) if entry.info_class else ""
