"""Samples of what is gathered of a case, a school or a person: its course, what is to do, what is kept."""

import json
from datetime import date

from narvaro_desktop.documents import emergency, extract, follow_up, record, teacher_form, timeline
from narvaro_desktop.paths import resource

CASE = "K7M2QF4"

TIMELINE = timeline.TimelinePaper(
    CASE, "Ekbackens skola", "Alma Blåbärsskog", (("Öppnat", "2026-09-07"), ("Läge", "Steg 3: Utredning")),
    (
        timeline.EventLine(date(2026, 9, 7), "Ärendet öppnades", "Ture Kottelund", "Frånvaron har ökat."),
        timeline.EventLine(date(2026, 9, 30), "Samtal med eleven", "Kim Ekorrstig", note="Läses av kurator."),
        timeline.EventLine(date(2026, 10, 5), "Utredning inleddes", "Rut Granbarr, rektor"),
    ),
    (
        timeline.Circle(
            "kurator, rektor",
            (timeline.EventLine(date(2026, 9, 30), "Samtal med eleven", "Kim Ekorrstig", "Sover sent."),),
        ),
    ),
)  # fmt: skip
FOLLOW_UP = follow_up.FollowUpPaper(
    CASE, "Ekbackens skola", "Alma Blåbärsskog", 1, "24,0\u00a0% de senaste 28 dagarna",
    (
        follow_up.Followed(
            1, "Lugn start med mentor", "Från 2 till 4 förmiddagar.", date(2026, 10, 4), "Tre morgnar.",
            "blev av, 3 av 4 som planerat", "fortsätt", date(2026, 10, 30), "Ture Kottelund, mentor",
            "40,0\u00a0%", "20,0\u00a0%",
        ),
        follow_up.Followed(2, "Skjuts till skolan", "Kommer i tid.", None, responsible="mentor"),
    ),
    "Fredag 30 oktober 2026 kl. 14.00, rum B12.",
)  # fmt: skip
EMERGENCY = emergency.EmergencyPaper(
    "Ekbackens skola",
    (
        emergency.EmergencyCase(
            CASE, "A.B.", "7B", "Steg 3: Utredning", date(2026, 10, 5), "kurator",
            ("2026-10-05 utredning inleddes",), ("Lugn start med mentor (mentor), följs upp 2026-10-30",),
            ("2026-10-05 anmälan, Almstads kommun",),
            (emergency.Deadline(date(2026, 10, 7), CASE, "Informera vårdnadshavare", "kurator"),),
        ),
    ),
    (("Huvudman", "Almstads kommun"), ("Skolan", "växel 08-000 00 00")), 1,
)  # fmt: skip
TEACHER_FORM = teacher_form.TeacherForm(
    CASE, "Ekbackens skola", "A. B.",
    (
        (
            "Undervisningen",
            (
                teacher_form.FormQuestion("Vad fungerar?"),
                teacher_form.FormQuestion("Hur ofta?", ("aldrig", "alltid"), 3),
            ),
        ),
    ),
    "Lämnas till kurator.",
)  # fmt: skip
ABOUT = json.loads(resource("law", "extract.json").read_text(encoding="utf-8"))["versions"][-1]
EXTRACT = extract.Extract(
    "Registerutdrag", ABOUT["law"], tuple(ABOUT["about"]), ABOUT["others"],
    "U-1", "Ekbackens skola", "Almstads kommun", "Alma Blåbärsskog", "Ida Blåbärsskog", date(2026, 10, 1),
    "Rut Granbarr, rektor", date(2026, 10, 4), "Utlämnat med undantag.",
    (
        ("Elev", ((("Namn", "Alma Blåbärsskog"), ("Klass", "7B")),)),
        ("Frånvaro", tuple((("Dag", f"2026-09-{day:02}"), ("Minuter", "240")) for day in range(1, 9))),
        ("Anteckningar", ((("Dag", "2026-09-30"), ("Text", "Samtal om morgnarna. [uppgift om annan]")),)),
    ),
    1, (("kurator", 2),), ("orosanmälan",),
)  # fmt: skip
PRESERVED = extract.Preserved(
    "7K2M9QX", "Ekbackens skola", "Alma Blåbärsskog", "20120101-2384", date(2026, 9, 1), None,
    EXTRACT.sections, (("skolsköterska, skolläkare, skolpsykolog", 1),),
)  # fmt: skip
RECORD = record.Record(
    "Registerförteckning", "Ekbackens skola", "Artikel 30",
    (
        record.Part("Ansvarig", "Den som svarar för behandlingen.", (("Huvudman", "Almstads kommun"),)),
        record.Part("Skydd", points=("Valvet är krypterat.",), to_fill_in=("Dataskyddsombud", "Datum")),
        record.Part("Gallring", heads=("Uppgift", "Tid"), rows=(("Ärende", "3 år"),)),
    ),
)  # fmt: skip
