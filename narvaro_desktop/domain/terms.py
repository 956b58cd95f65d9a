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

    @classmethod
    def of(cls, key: str) -> Self:
        """The member that is stored as `key`; raises ValueError."""
        return cls(key)  # type: ignore[call-arg]


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

    @property
    def is_upper_secondary(self) -> bool:
        """Its years are counted from one again."""
        return self in (SchoolForm.UPPER_SECONDARY, SchoolForm.ADAPTED_UPPER_SECONDARY)


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
    NEURO_NEEDS = "individual_neuro_needs", N_("individ: neuropsykiatriska behov")
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

    @property
    def is_home(self) -> bool:
        return self.key.startswith("home_")


_SENSITIVE = {CauseCategory.WORRY, CauseCategory.NEURO_NEEDS, CauseCategory.SOMATIC, CauseCategory.HARM}
