"""What the tests of packs stand on: the shipped pack as a document, its parts, and another in use."""

import json
from datetime import date
from typing import Any
from uuid import UUID

from narvaro_desktop.sealing.keys import SigningKey
from narvaro_desktop.usecases.casework import cases
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.routines import packs
from narvaro_desktop.usecases.work import Work

KEY = SigningKey.from_bytes(bytes([7]) * 32)


def standard(work: Work) -> dict[str, Any]:
    copied: dict[str, Any] = json.loads(json.dumps(work.rules.pack.document))
    return copied


def step(document: dict[str, Any], number: int) -> dict[str, Any]:
    return next(one for one in document["ladder"]["steps"] if one["number"] == number)


def adopt(work: Work, document: dict[str, Any], day: date | None = None) -> str:
    made = packs.adopt(
        work,
        document,
        adopted_by="Utbildningsnämnden § 14",
        changes="Gränsen för enkel kartläggning är lägre.",
        valid_from=day or work.today,
    )
    return made.value


def lower(work: Work) -> dict[str, Any]:
    document = standard(work)
    step(document, 2)["triggers"][0]["value"] = 12
    return document


def a_case(work: Work, name: str = "Blåbärsskog") -> UUID:
    student = students.add(work, f"{name}, Alva", "5B")
    return cases.open_case(work, student.value).value
