"""The dictionary, continued: terms of the ladder, duties, kartläggning, plan, rights and anmälan."""

from narvaro_desktop.domain.terms import Term
from narvaro_desktop.i18n import N_


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
    SICK = "sick_absence", N_("giltig sjukfrånvaro")
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
    CALENDAR_14 = "calendar_14", N_("de senaste 14 dagarna")
    CALENDAR_56 = "calendar_56", N_("de senaste 56 dagarna")
    SCHOOL_DAYS_10 = "school_days_10", N_("de senaste 10 skoldagarna")
    SCHOOL_DAYS_20 = "school_days_20", N_("de senaste 20 skoldagarna")
    SCHOOL_DAYS_40 = "school_days_40", N_("de senaste 40 skoldagarna")
    TERM_TO_DATE = "term_to_date", N_("terminen hittills")
    CALENDAR_MONTH = "calendar_month", N_("kalendermånaden")
    ACADEMIC_YEAR = "academic_year", N_("läsåret hittills")
    CHECKPOINT = "since_checkpoint", N_("tiden sedan avstämningen 30 november eller 30 april")
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

    STUDENT_VOICE = "student_voice", N_("elevens röst: ett svar, eller skälet till att det saknas")
    GUARDIAN_VOICE = "guardian_voice", N_("vårdnadshavares röst: ett svar, eller skälet till att det saknas")
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
    END_AFTER_START = "end_after_start", N_("en slutdag som ligger efter starten")
    ON_SCALE = "on_scale", N_("värden som finns på måttets skala")


class PlanHint(Term):
    """A friendly question about a measure; it never stops anything."""

    SPECIFIC = "specific", N_("Står det vem som gör vad, så att alla läser det på samma sätt?")
    MEASURABLE = "measurable", N_("Hur märker ni att det blir bättre? Välj ett mått och ett utgångsläge.")
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
    MEETING = "meeting", N_("EHT-möte")
    PREVENTION = "prevention", N_("främjande arbete")
    PACKAGE = "package", N_("förseglat paket")
    KEY = "key", N_("nycklar")
    PERSON = "person", N_("medarbetare")
    PACK = "pack", N_("trappa och rutiner")
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
    PSYCHIATRY = "childPsychiatry", N_("barn- och ungdomspsykiatrin eller första linjen")
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
    CONSULTATION = "consultation", N_("samråd med var och en")
    INVESTIGATOR = "investigator", N_("utredare")
    SPECIAL_SUPPORT = "special_support", N_("om särskilt stöd också utreds")
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


class Track(Term):
    """Where a pupil is who is not just absent: other tasks are hers, and no kartläggning is asked for."""

    ABROAD = "abroad", N_("eleven vistas utomlands")
    UNKNOWN = "unknown", N_("ingen vet var eleven är")


class CaseScope(Term):
    """Which cases a role meets in lists."""

    UNIT = "unit", N_("alla ärenden på skolan")
    OWN_CLASS = "own_class", N_("ärenden i den egna klassen")
    ASSIGNED = "assigned", N_("ärenden man har fått")
    INVITED = "invited", N_("ärenden man är inbjuden till")
    PACKAGES = "packages", N_("mottagna anmälningar")
    NONE = "none", N_("inga ärenden")


class Withheld(Term):
    """What stays at the school when an anmälan leaves it."""

    CAUSES = "causes", N_("Orsaker till frånvaron")
    ANSWERS = "answers", N_("Svaren i kartläggningen, och elevens och vårdnadshavares egna ord")
    NOTES = "notes", N_("Anteckningar från samtal och möten")
    HEALTH = "health", N_("Hälsa, diagnoser, läkarintyg och journaler")
    CHILD_WELFARE = "child_welfare", N_("Om en orosanmälan har gjorts eller inte")
    FAMILY = "family", N_("Familjens förhållanden, syskon och andra elever")
    GUARDIANS = "guardians", N_("Vårdnadshavares namn, adress, telefon och arbete")
    PLAN = "plan", N_("Åtgärdsplanen och uppföljningarna")
    LESSONS = "lessons", N_("Frånvaron lektion för lektion och dag för dag")
    BACKGROUND = "background", N_("Modersmål, ursprung och religion")
    ASSESSMENTS = "assessments", N_("Personalens bedömningar av personer")
    ATTACHMENTS = "attachments", N_("Bilagor")


class FreeTextFinding(Term):
    """Why a free text is held up until a person has read it again."""

    SENSITIVE_WORD = "sensitive_word", N_("ord som kan röra hälsa, socialtjänst eller familj")
    OTHER_NAME = "other_name", N_("namn på någon annan")
    IDENTITY_NUMBER = "identity_number", N_("siffror som liknar ett personnummer eller telefonnummer")


class CatalogueKind(Term):
    MEASURE = "measure", N_("åtgärd")
    INTERVENTION = "intervention", N_("insats")
    FORUM = "forum", N_("möte eller avtal")
    ACTOR = "actor", N_("aktör utanför skolan")
    FORMAL = "formal", N_("särskilt stöd")


class Condition(Term):
    """What must be there before something from the catalogue begins."""

    CONSENT = "consent", N_("samtycke från vårdnadshavare, och från eleven efter ålder och mognad")
    PRINCIPAL_DECISION = "principal_decision", N_("rektorns beslut")
    SUPPORT_PROGRAMME = "support_programme", N_("åtgärdsprogram")
    EVALUATED_BEFORE = "evaluated_before", N_("minst en tidigare insats som har utvärderats")
    TEAM_ASSESSMENT = "team_assessment", N_("bedömning tillsammans med huvudmannens stödteam")
    SOCIAL_SERVICES = "social_services", N_("att socialtjänsten är inkopplad")
    AGREEMENT = "agreement", N_("avtal eller kostnad")
    ABSENCE_OVER = "absence_over", N_("frånvaro över gränsen hittills i terminen")
    SCHOOL_YEARS = "school_years", N_("rätt årskurs")
    STUDENT_WISH = "student_wish", N_("att eleven själv vill")
    RISK_ASSESSMENT = "risk_assessment", N_("riskbedömning och försäkring")
