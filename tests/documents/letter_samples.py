"""Samples of what goes to a home, travels outside the seal, or opens something."""

import json
from datetime import date

from narvaro_desktop.documents import (
    cover_letter,
    guardian_letter,
    key_card_sheet,
    recovery_sheet,
    reserve_sheet,
    second_language,
)
from narvaro_desktop.paths import resource
from tests.documents.case_samples import CASE

LETTER = guardian_letter.GuardianLetter(
    CASE, "Ekbackens skola", "Almstads kommun", "Ida Blåbärsskog", "Alma", date(2026, 10, 5),
    "24,0\u00a0%", date(2026, 9, 7), date(2026, 10, 2),
    "Kim Ekorrstig, kurator\nTelefon 08-000 00 00 (växel), vardagar 8–16",
    "Rut Granbarr\nrektor, Ekbackens skola", "onsdag 7 oktober kl. 15.30 i rum B12 på Ekbackens skola",
)  # fmt: skip

POLISH = second_language.translation(
    json.loads(resource("letters", "inquiry-pl.json").read_text(encoding="utf-8"))
)

ARABIC = second_language.translation(
    json.loads(resource("letters", "inquiry-ar.json").read_text(encoding="utf-8"))
)
PERSIAN = second_language.translation(
    json.loads(resource("letters", "inquiry-fa.json").read_text(encoding="utf-8"))
)

CARD = key_card_sheet.KeyCardSheet(
    "Almstads kommun", "organisation:2120000000", 1, date(2026, 8, 1), date(2028, 7, 31),
    "5960407633507074108600008345904924382375", "Skolpliktshandläggare, växel 08-000 00 00",
    (("Nyckel för kontaktkort", "SHA256:4A9jyZBOhnKZvcGQ6TRFbf5Gymb41AfYvYaVmWHD+G4"),),
)  # fmt: skip

SHEET = recovery_sheet.RecoverySheet(
    "1", "0198f3c2-77aa-7c11-9b1e-2f60d1a4b7c9", "Skolans uppgifter och elevhälsans samtal",
    (
        recovery_sheet.SheetLine(("7K2M", "Q0F4", "W8XN", "3TBR"), "5H"),
        recovery_sheet.SheetLine(("1C9D", "VZ6E", "G4JP", "SA2Y"), "M8"),
    ),
    "7K2MQ0F4W8XN3TBR1C9DVZ6EG4JPSA2Y",
)  # fmt: skip

COVER = cover_letter.CoverLetter(
    "Ekbackens skola", "Almstads kommun", "3f2b1c4d-5e6f-4a7b-8c9d-0e1f2a3b4c5d",
    "ccbc14b957b1910f125fcba18acd1e805b464b03e2c6ce037df04109226d4c50", 48_211,
    "Rektors expedition, växel 08-000 00 00",
)  # fmt: skip

RESERVE = reserve_sheet.ReserveSheet(
    "Almstads kommun", "organisation:2120000000", "AGE-SECRET-KEY-1",
    (*(f"{place:04d}" for place in range(14)), "QZ"), "AGE-SECRET-KEY-1EXEMPEL", "age1exempel",
)  # fmt: skip
