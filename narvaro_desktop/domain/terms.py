"""The dictionary: every fixed term of the work, its stored key and its Swedish word on one line.

Keys are stored in the vault and in packages and never change; words may.
Law: skollagen (2010:800), offentlighets- och sekretesslagen (2009:400).
"""

from enum import Enum
from typing import Self

from narvaro_desktop.i18n import N_, _


class Term(Enum):
    """A word of the profession: `key` is stored, `label` is what the user reads."""

    swedish: str

    def __new__(cls, key: str, swedish: str) -> Self:
        term = object.__new__(cls)
        term._value_ = key
        term.swedish = swedish
        return term

    @property
    def key(self) -> str:
        return str(self._value_)

    @property
    def label(self) -> str:
        return _(self.swedish)

    def __str__(self) -> str:
        return self.key


class VaultKind(Term):
    SCHOOL = "school", N_("skola")
    HUVUDMAN = "huvudman", N_("huvudman")


class Governance(Term):
    """Who runs the school: decides which secrecy law is shown (OSL, or skollagen 29 kap. 14 §)."""

    MUNICIPAL = "municipal", N_("kommunal")
    INDEPENDENT = "independent", N_("fristående")


class Role(Term):
    PRINCIPAL = "principal", N_("rektor")
    DEPUTY_PRINCIPAL = "deputy_principal", N_("biträdande rektor")
    COUNSELLOR = "counsellor", N_("kurator")
    SCHOOL_NURSE = "school_nurse", N_("skolsköterska")
    SCHOOL_PHYSICIAN = "school_physician", N_("skolläkare")
    SCHOOL_PSYCHOLOGIST = "school_psychologist", N_("skolpsykolog")
    SPECIAL_EDUCATOR = "special_educator", N_("specialpedagog")
    SPECIAL_TEACHER = "special_teacher", N_("speciallärare")
    CAREER_COUNSELLOR = "career_counsellor", N_("studie- och yrkesvägledare")
    MENTOR = "mentor", N_("mentor")
    SUBJECT_TEACHER = "subject_teacher", N_("ämneslärare")
    ATTENDANCE_COACH = "attendance_coach", N_("närvarocoach")
    RECIPIENT = "recipient", N_("huvudmannens mottagare")
    ADMINISTRATOR = "administrator", N_("systemförvaltare")
    DATA_PROTECTION_OFFICER = "data_protection_officer", N_("dataskyddsombud")


class InfoClass(Term):
    """Who may read a text. The user never sees the letter, only who reads."""

    SCHOOL = "A", N_("alla i teamet")
    COUNSELLING = "K", N_("kurator, skolpsykolog, specialpedagog, rektor")
    MEDICAL = "M", N_("skolsköterska, skolläkare, skolpsykolog")
    CHILD_WELFARE = "O", N_("de som namngetts i skolans rutin")
    PROTECTED = "P", N_("de som namngetts en och en")
    OWN = "E", N_("bara du")


class IdentityType(Term):
    PERSONNUMMER = "personnummer", N_("personnummer")
    COORDINATION = "samordningsnummer", N_("samordningsnummer")
    T_NUMBER = "T", N_("T-nummer")
    TF_NUMBER = "TF", N_("TF-nummer")
    OTHER = "other", N_("annat nummer")
    NONE = "none", N_("saknas")


class SchoolForm(Term):
    PRESCHOOL_CLASS = "preschool_class", N_("förskoleklass")
    COMPULSORY = "compulsory", N_("grundskola")
    ADAPTED_COMPULSORY = "adapted_compulsory", N_("anpassad grundskola")
    SPECIAL = "special", N_("specialskola")
    SAMI = "sami", N_("sameskola")
    UPPER_SECONDARY = "upper_secondary", N_("gymnasieskola")
    ADAPTED_UPPER_SECONDARY = "adapted_upper_secondary", N_("anpassad gymnasieskola")


class CompulsorySchooling(Term):
    """Skolplikt, skollagen 7 kap. 2 och 10–14 §§."""

    YES = "yes", N_("ja")
    RIGHT_ONLY = "right_only", N_("nej, men rätt till utbildning")
    ENDED = "ended", N_("har upphört")
    EXAMINED = "examined", N_("utreds")


class ContactKind(Term):
    CALL = "call", N_("samtal")
    SMS = "sms", N_("sms")
    MAIL = "mail", N_("brev eller mejl")
    HOME_VISIT = "home_visit", N_("hembesök")
    MEETING = "meeting", N_("möte")
    NOTE = "note", N_("anteckning")


class Party(Term):
    """With whom a contact was, or who gives an answer."""

    STUDENT = "student", N_("elev")
    GUARDIAN = "guardian", N_("vårdnadshavare")
    TEACHER = "teacher", N_("pedagog")
    HEALTH_TEAM = "health_team", N_("elevhälsan")
    EXTERNAL = "external", N_("extern aktör")
    HUVUDMAN = "huvudman", N_("huvudmannen")


class AbsenceForm(Term):
    """How the absence looks, in the words of skollagen 7 kap. 19 a §."""

    REPEATED = "repeated", N_("upprepad")
    PROLONGED = "prolonged", N_("längre sammanhängande")
    BOTH = "both", N_("både upprepad och längre sammanhängande")


class ConsultationStatus(Term):
    """Samråd, skollagen 7 kap. 19 a §."""

    STARTED = "started", N_("påbörjat")
    PLANNED = "planned", N_("planerat")
    ATTEMPTED = "attempted", N_("försökt, ej nådd")


class InquiryAnswer(Term):
    """The rektor's answer under skollagen 7 kap. 19 a §."""

    OPENED = "opened", N_("Utredning inledd")
    WAIVED = "waived", N_("Utredning behövs inte")


class SuggestionAnswer(Term):
    CASE_OPENED = "case_opened", N_("ärende öppnat")
    DEFERRED = "deferred", N_("väntar till ett datum")
    DECLINED = "declined", N_("inte aktuellt")
    FOLLOWED = "followed", N_("följs i klassen")
    WAIVED = "waived", N_("utredning behövs inte")


class NotificationState(Term):
    MISSING = "missing", N_("Ej anmäld")
    SEALED = "sealed", N_("Förseglad, inte lämnad")
    PRINTED = "printed", N_("Utskriven, inte lämnad")
    HANDED_OVER = "handed_over", N_("Lämnad")
    RECEIVED = "received", N_("Mottagen")
    REGISTERED = "registered", N_("Diarieförd")
    RETURNED = "returned", N_("Återsänd")


class Channel(Term):
    """How an anmälan reached the huvudman."""

    SEALED_FILE = "sealed_file", N_("förseglad fil")
    PAPER = "paper", N_("på papper")
    ESERVICE = "eservice", N_("kommunens e-tjänst")
    PRORENATA = "prorenata", N_("Prorenata")
    DF_RESPONS = "df_respons", N_("DF Respons")
    SECURE_MAIL = "secure_mail", N_("säker e-post eller SDK")
    IN_PERSON = "in_person", N_("personligen eller per telefon")
    OTHER = "other", N_("annat sätt")


class ReceiptStatus(Term):
    RECEIVED = "received", N_("Mottagen")
    REGISTERED = "registered", N_("Diarieförd")
    RETURNED = "returned", N_("Återsänd")


class OfferedSupport(Term):
    GUIDANCE = "guidance", N_("handledning till skolan")
    ATTENDANCE_TEAM = "attendance_team", N_("närvaroteam")
    JOINT_MEETING = "joint_meeting", N_("gemensamt möte")
    COORDINATION = "coordination", N_("samordning med andra aktörer")
    LEARNING_ENVIRONMENT = "learning_environment", N_("stöd kring lärmiljön")
    NONE_NOW = "none_now", N_("inget stöd erbjuds just nu")


class AnswerState(Term):
    ANSWERED = "answered", N_("svarat")
    DECLINED = "declined", N_("vill inte svara")
    NOT_ASKED = "not_asked", N_("ej frågat")


class Depth(Term):
    SIMPLE = "simple", N_("enkel kartläggning")
    EXTENDED = "extended", N_("fördjupad kartläggning")


class MeasureLevel(Term):
    STUDENT = "student", N_("elev")
    GROUP = "group", N_("grupp eller klass")
    SCHOOL = "school", N_("skola")
    HOME = "home", N_("hem")
    EXTERNAL = "external", N_("extern aktör")


class LegalType(Term):
    """Which kind of support a measure is, skollagen 3 kap. 5 och 7–12 §§."""

    PRACTICAL = "practical", N_("praktisk åtgärd")
    EXTRA_ADAPTATION = "extra_adaptation", N_("extra anpassning")
    SPECIAL_SUPPORT = "special_support", N_("särskilt stöd (kräver åtgärdsprogram)")
    EXTERNAL = "external", N_("extern insats")


class Outcome(Term):
    REACHED = "reached", N_("målet nått")
    PARTLY = "partly", N_("delvis")
    NOT_REACHED = "not_reached", N_("inte nått")
    STOPPED_RESOURCES = "stopped_resources", N_("avbruten: resurser saknades")
    STOPPED_DECLINED = "stopped_declined", N_("avbruten: elev eller vårdnadshavare avstod")
    STOPPED_MOVED = "stopped_moved", N_("avbruten: eleven flyttade")
    REPLACED = "replaced", N_("ersatt av annan insats")


class NextMove(Term):
    """What a follow-up decides."""

    CONTINUE = "continue", N_("fortsätt")
    CHANGE = "change", N_("ändra")
    END = "end", N_("avsluta")
    ESCALATE = "escalate", N_("trappa upp")


class Closure(Term):
    ATTENDANCE_RESTORED = "attendance_restored", N_("närvaron är återställd")
    IMPROVED = "improved", N_("närvaron har ökat och följs av mentor")
    LEFT_SCHOOL = "left_school", N_("eleven har slutat på skolan")
    HANDED_ON = "handed_on", N_("ärendet har lämnats över")
    OPENED_BY_MISTAKE = "opened_by_mistake", N_("öppnat av misstag")


class CauseCategory(Term):
    """Why a pupil is away; the sensitive ones (GDPR art. 9) are never searched by person."""

    LEARNING_ENVIRONMENT = "school_learning_environment", N_("skolan: lärmiljö")
    SUPPORT_MISSING = "school_support_missing", N_("skolan: stöd saknas")
    SAFETY = "school_safety", N_("skolan: trygghet eller kränkning")
    ADULT_RELATION = "school_adult_relation", N_("skolan: relation till vuxen")
    TRANSITION = "school_transition", N_("skolan: schema eller övergång")
    PEERS = "peers", N_("kamrater: ensamhet eller konflikt")
    WORRY = "individual_worry", N_("individ: oro eller nedstämdhet")
    NEURO_NEEDS = "individual_neuro_needs", N_("individ: NPF-relaterade behov")
    SOMATIC = "individual_somatic", N_("individ: kroppslig sjukdom")
    SLEEP = "individual_sleep", N_("individ: sömn eller dygnsrytm")
    LEARNING = "individual_learning", N_("individ: inlärning eller språk")
    MOTIVATION = "individual_motivation", N_("individ: motivation eller skoltrötthet")
    FAMILY = "home_family", N_("hem: familjesituation")
    GUARDIAN_ACTION = "home_guardian_action", N_("hem: vårdnadshavares agerande")
    ABROAD = "home_abroad", N_("hem: utlandsvistelse eller obeviljad ledighet")
    LEISURE = "leisure", N_("fritid: lockande alternativ")
    HARM = "other_harm", N_("övrigt: skadligt bruk eller kriminalitet")
    UNKNOWN = "unknown", N_("okänd")

    @property
    def sensitive(self) -> bool:
        return self in _SENSITIVE


_SENSITIVE = {CauseCategory.WORRY, CauseCategory.NEURO_NEEDS, CauseCategory.SOMATIC, CauseCategory.HARM}


class DeadlineUnit(Term):
    DAYS = "days", N_("dagar")
    SCHOOL_DAYS = "school_days", N_("skoldagar")
    WORKING_DAYS = "working_days", N_("arbetsdagar")
    SAME_DAY = "same_day", N_("samma dag")


class DeadlineStart(Term):
    """From which day a deadline is counted."""

    STEP = "step", N_("från att steget nåddes")
    DECISION = "decision", N_("från beslutet")
    MEASURES = "measures", N_("från att åtgärderna började")


class DutyState(Term):
    DONE = "done", N_("gjort")
    LEFT_OPEN = "left_open", N_("lämnat öppet med skäl")
    OPEN = "open", N_("att göra")
    DUE = "due", N_("ska göras i dag")
    LATE = "late", N_("skulle ha varit gjort")
    OVERDUE = "overdue", N_("försenat")


class AbsenceMeasure(Term):
    """What a rule of the ladder looks at."""

    TOTAL = "total", N_("total frånvaro")
    VALID = "valid_absence", N_("giltig frånvaro")
    INVALID = "invalid_absence", N_("ogiltig frånvaro")
    SICK_OCCASIONS = "sick_occasions", N_("sjuktillfällen")
    RUN = "absence_run", N_("sammanhängande skoldagar utan närvaro")
    FULL_MONTH = "full_month", N_("en månad helt utan närvaro")
    TREND = "trend", N_("förändring mot perioden före")
    NO_EFFECT = "no_effect", N_("uppföljning utan förbättring")
    MANUAL = "manual", N_("egen bedömning")


class Operator(Term):
    AT_LEAST = "at_least", N_("minst")
    MORE_THAN = "more_than", N_("mer än")


class Window(Term):
    CALENDAR_28 = "calendar_28", N_("de senaste 28 dagarna")
    TERM_TO_DATE = "term_to_date", N_("terminen hittills")
    CALENDAR_MONTH = "calendar_month", N_("kalendermånaden")
    ACADEMIC_YEAR = "academic_year", N_("läsåret hittills")
    NONE = "none", N_("ingen period")


class StageGroup(Term):
    """Which wording of a question fits."""

    LOW = "low", N_("låg- och mellanstadiet")
    HIGH = "high", N_("högstadiet och gymnasiet")


class AnswerKind(Term):
    TEXT = "text", N_("fritext")
    SCALE_10 = "scale_10", N_("skala 0–10")
    SCALE_4 = "scale_4", N_("fyra steg")


class SigningNeed(Term):
    """What an investigation lacks before it can be signed."""

    STUDENT_VOICE = "student_voice", N_("elevens röst: minst ett svar, eller skälet till att det saknas")
    GUARDIAN_VOICE = "guardian_voice", N_("vårdnadshavarens röst: minst ett svar, eller skälet till att det saknas")
    ANALYSIS = "analysis", N_("analysen")
    CONCLUSION = "conclusion", N_("slutsatsen")


class MeasureNeed(Term):
    """What a measure lacks before it can begin."""

    TITLE = "title", N_("vad som ska göras")
    GOAL = "goal", N_("målet")
    RESPONSIBLE = "responsible", N_("vem som ansvarar")
    STARTS_ON = "starts_on", N_("från vilken dag")
    FOLLOW_UP_ON = "follow_up_on", N_("uppföljningsdag")
    FOLLOW_UP_AFTER_START = "follow_up_after_start", N_("en uppföljningsdag som ligger efter starten")


class PlanHint(Term):
    """A friendly question about a measure; it never stops anything."""

    SPECIFIC = "specific", N_("Står det vem som gör vad, så att alla läser det på samma sätt?")
    MEASURABLE = "measurable", N_("Hur märker ni att det har blivit bättre? Välj ett mått och ett utgångsläge.")
    STUDENT_ASKED = "student_asked", N_("Vad tycker eleven om åtgärden?")
    GUARDIAN_ASKED = "guardian_asked", N_("Vad tycker vårdnadshavarna om åtgärden?")
    REALISTIC = "realistic", N_("Målet är ett stort steg på kort tid. Finns det ett delmål på vägen?")
    TIMED = "timed", N_("Uppföljningen ligger mer än fyra veckor bort. Går det att stämma av tidigare?")


class Indicator(Term):
    """How a goal is seen; attendance is only one of them."""

    ATTENDANCE = "attendance", N_("närvaro i procent")
    CONTACT = "contact", N_("kontakt med skolan, 0–4")
    LEAVES_HOME = "leaves_home", N_("lämnar hemmet, 0–4")
    DAILY_RHYTHM = "daily_rhythm", N_("dygnsrytm, 0–4")
    WELLBEING = "wellbeing", N_("mående enligt eleven själv, 0–10")
    RETURN = "return", N_("plats på vägen tillbaka, 0–8")
    OTHER = "other", N_("eget mått")


class NotDoneReason(Term):
    RESOURCES = "resources", N_("resurser saknades")
    STUDENT = "student", N_("eleven avstod")
    GUARDIAN = "guardian", N_("vårdnadshavare avstod")
    ACTOR = "actor", N_("den andra aktören kunde inte")
    CONFIDENTIALITY = "confidentiality", N_("sekretess eller samtycke saknades")
    OTHER = "other", N_("annat skäl")


class ClosingNeed(Term):
    """What a case lacks before it can be closed."""

    CLOSURE = "closure", N_("hur ärendet slutade")
    LAST_ABSENCE = "last_absence", N_("den senaste frånvarosiffran, eller att den inte kan beräknas")
    TOLD = "told", N_("vem som har fått veta att ärendet avslutas")
    LESSON = "lesson", N_("vad skolan tar med sig")
    DUTIES = "duties", N_("skäl för det som lämnas öppet")
    FOLLOW_UPS = "follow_ups", N_("uppföljningar som väntar, eller skäl att de inte görs")


class Resource(Term):
    """What a right is about."""

    STUDENT = "student", N_("elevuppgifter")
    ABSENCE = "absence", N_("frånvaro")
    CASE = "case", N_("ärende")
    INVESTIGATION = "investigation", N_("kartläggning")
    PLAN = "plan", N_("åtgärdsplan")
    DECISION = "decision", N_("beslut")
    PACKAGE = "package", N_("förseglat paket")
    KEY = "key", N_("nycklar")
    PERSON = "person", N_("medarbetare")
    PACK = "pack", N_("trappa och mallar")
    LOG = "log", N_("logg")
    REPORT = "report", N_("rapport")
    BACKUP = "backup", N_("säkerhetskopia")


class Action(Term):
    LIST = "list", N_("se i listor")
    READ = "read", N_("läsa")
    WRITE = "write", N_("skriva")
    SIGN = "sign", N_("signera")
    DECIDE = "decide", N_("besluta")
    SEAL = "seal", N_("försegla")
    EXPORT = "export", N_("skriva ut och föra ut")
    DELETE = "delete", N_("ta bort")


class ExternalActor(Term):
    """Who outside the school is already in contact: a yes or no, nothing more."""

    HABILITATION = "habilitation", N_("habiliteringen")
    PSYCHIATRY = "psychiatry", N_("barn- och ungdomspsykiatrin eller första linjen")
    SOCIAL_SERVICES = "socialServices", N_("socialtjänsten")
    POLICE = "police", N_("polisen")


class MissingField(Term):
    """What an anmälan still needs."""

    STUDENT_NAME = "student_name", N_("elevens namn")
    SCHOOL_UNIT = "school_unit", N_("skolenhet och skolenhetskod")
    PROVIDER = "provider", N_("huvudman")
    SCHOOL_FORM = "school_form", N_("skolform")
    SCHOOL_YEAR = "school_year", N_("årskurs")
    HOME_MUNICIPALITY = "home_municipality", N_("hemkommun")
    COMPULSORY_SCHOOLING = "compulsory_schooling", N_("skolplikt")
    DECISION = "decision", N_("beslutet: dag och vem som beslutat")
    DUE_ON = "due_on", N_("när utredningen ska vara klar")
    ABSENCE = "absence", N_("frånvaro: tal, period och källa")
    ABSENCE_FORM = "absence_form", N_("frånvarons form")
    CONSULTATION = "consultation", N_("samråd med elev, vårdnadshavare och elevhälsa")
    INVESTIGATOR = "investigator", N_("utredare")
    SPECIAL_SUPPORT = "special_support", N_("om utredning om särskilt stöd också inleds")
    SUPPORT_NEEDED = "support_needed", N_("om stöd från huvudmannen behövs")
    CONTACT = "contact", N_("kontaktväg på skolan")
    EARLIER_OPEN = "earlier_open", N_("om en tidigare anmälan pågår")


class CatalogueCategory(Term):
    RELATION = "relation", N_("relation och kontakt")
    LEARNING = "learning", N_("undervisning och lärmiljö")
    SCHEDULE = "schedule", N_("schema och dagens form")
    SAFETY = "safety", N_("trygghet och kamrater")
    HEALTH = "health", N_("hälsa och dygnsrytm")
    FAMILY = "family", N_("hem och vårdnadshavare")
    SUPPORT = "support", N_("stöd från elevhälsan")
    COLLABORATION = "collaboration", N_("samverkan")
    RETURN = "return", N_("vägen tillbaka")
