"""The practice school on disk: two vaults with cases at every stage, and files that anyone may try.

    skola.narvaro  huvudman.narvaro  losenfraser.json  LÄSMIG.txt
    franvaro/      absence files in every layout that is read
    kontaktkort/   both kontaktkort, and the huvudman's private key, which only practice has in the open
    paket/         a sealed anmälan and the kvittens that answered it

Everything is made by the same use cases that a school uses; only the day is another one.
"""

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from narvaro_desktop.absence_files.examination import examine
from narvaro_desktop.absence_files.profiles import Profile
from narvaro_desktop.absence_files.reading import read
from narvaro_desktop.domain.terms import Role, VaultKind
from narvaro_desktop.simulation import files, practice
from narvaro_desktop.simulation.school import School
from narvaro_desktop.simulation.ss12000 import ss12000
from narvaro_desktop.store.errors import KeyFileDamaged, KeyFileMissing
from narvaro_desktop.store.phrases import generate_phrase
from narvaro_desktop.usecases import settings, spreadsheets
from narvaro_desktop.usecases.importing import imports
from narvaro_desktop.usecases.importing.import_facts import Choices
from narvaro_desktop.usecases.practice_school import practice_cases, practice_figures, practice_meetings
from narvaro_desktop.usecases.practice_school.practice_story import COUNSELLOR, PRINCIPAL, RECIPIENT, Story
from narvaro_desktop.usecases.sending import keys, others_cards
from narvaro_desktop.usecases.vault import team, vaults
from narvaro_desktop.usecases.vault.vaults import RealVaultThere
from narvaro_desktop.usecases.work import Office

__all__ = ["COUNSELLOR", "PRINCIPAL", "RECIPIENT", "Practice", "build", "there"]

SCHOOL_FILE, HUVUDMAN_FILE, PHRASES_FILE = "skola.narvaro", "huvudman.narvaro", "losenfraser.json"
SCHOOL, UNIT_CODE = "Ekbackens skola", "12345678"
HUVUDMAN, HUVUDMAN_NUMBER = "Almstads kommun", "2120000000"
SOURCE: Final = "Övningssystemet"
_TERM_BEGAN: Final = date(2026, 8, 18)
_EARLY: Final = date(2026, 9, 4)

_README: Final = """ÖVNING: PÅHITTADE ELEVER

Allt i den här mappen är påhittat. Öppna valven med Närvaro; lösenfraserna står i losenfraser.json.

skola.narvaro      Ekbackens skola: {counsellor} och {principal}
huvudman.narvaro   Almstads kommun: {recipient}
franvaro/          frånvarofiler att prova inläsningen med
kontaktkort/       skolans och huvudmannens kontaktkort
paket/             en förseglad anmälan och huvudmannens kvittens

Filen kontaktkort/huvudman-privat-nyckel.txt finns bara i övningen, så att den som vill kan öppna ett paket
med andra program. Så här gör man i en terminal:

    age -d -i kontaktkort/huvudman-privat-nyckel.txt -o paket.zip paket/<filen>.age
    unzip paket.zip

En riktig huvudmans privata nyckel lämnar aldrig sitt valv.
"""


@dataclass(frozen=True, slots=True)
class Practice:
    """Where the practice school lies, and the passphrase of each person by vault file."""

    folder: Path
    phrases: dict[str, dict[str, str]]

    @property
    def school(self) -> Path:
        return self.folder / SCHOOL_FILE

    @property
    def huvudman(self) -> Path:
        return self.folder / HUVUDMAN_FILE

    @property
    def state(self) -> Path:
        """The practice vaults keep their third key file beside them, not in the user's folders."""
        return self.folder / "nycklar"

    def unlock(self, person: str) -> Office:
        """One of the practice vaults in the hands of `person`."""
        file = HUVUDMAN_FILE if person == RECIPIENT else SCHOOL_FILE
        return vaults.unlock(self.folder / file, person, self.phrases[file][person], state=self.state)


Told = Callable[[str], None]


def there(folder: Path) -> Practice | None:
    """The practice school in `folder`, if it is whole."""
    phrases = folder / PHRASES_FILE
    if not all((folder / name).is_file() for name in (SCHOOL_FILE, HUVUDMAN_FILE, PHRASES_FILE)):
        return None
    return Practice(folder, json.loads(phrases.read_text(encoding="utf-8")))


def build(folder: Path, told: Told = lambda _step: None, *, with_files: bool = True) -> Practice:
    """A new practice school in `folder` (made, or emptied of an older one); `told` hears each step.

    :raises RealVaultThere: nothing has been touched
    """
    folder.mkdir(parents=True, exist_ok=True)
    if _holds_practice(folder):
        _clear(folder)
    made = Practice(
        folder,
        {
            SCHOOL_FILE: {COUNSELLOR: generate_phrase(), PRINCIPAL: generate_phrase()},
            HUVUDMAN_FILE: {RECIPIENT: generate_phrase()},
        },
    )
    simulated = practice.practice_school()
    lessons = folder / "franvaro" / "lektioner.csv"
    early = folder / "franvaro" / "lektioner-forsta-veckorna.csv"
    _write(lessons, files.lesson_csv(simulated))
    _write(early, files.lesson_csv(replace(simulated, until=_EARLY)))
    told("frånvarofilerna")
    high = practice_cases.highest(simulated)
    elvira = practice.student_named(simulated, practice.ELVIRA)
    _set_up(made)
    story = Story(made.unlock)
    try:
        _meet(story, folder / "kontaktkort")
        told("kontaktkorten")
        practice_figures.tell(story, _TERM_BEGAN, UNIT_CODE, SCHOOL, len(simulated.students))
        _import(story, early, _EARLY, _EARLY + timedelta(days=3))
        practice_cases.before_the_import(story, high, folder / "paket")
        _import(story, lessons, practice.UNTIL, practice.TODAY)
        told("inläsningarna")
        practice_cases.after_the_import(story, elvira, high, folder / "paket")
        practice_meetings.tell(story)
        told("ärendena")
    finally:
        story.end()
    if with_files:
        _more_files(simulated, folder / "franvaro")
        told("fler frånvarofiler")
    readme = _README.format(counsellor=COUNSELLOR, principal=PRINCIPAL, recipient=RECIPIENT)
    _write(folder / "LÄSMIG.txt", readme.encode("utf-8"))
    _write(folder / PHRASES_FILE, json.dumps(made.phrases, ensure_ascii=False, indent=1).encode("utf-8"))
    return made


def _holds_practice(folder: Path) -> bool:
    """Whether an older practice school, perhaps a half-made one, lies in `folder`; a real vault may bear the
    same name.
    """
    found = [name for name in (SCHOOL_FILE, HUVUDMAN_FILE) if list(folder.glob(f"{name}*"))]
    for name in found:
        try:
            if not vaults.is_practice(folder / name, state=folder / "nycklar"):
                raise RealVaultThere
        except KeyFileMissing:
            if (folder / name).exists():
                raise RealVaultThere from None
        except KeyFileDamaged:
            raise RealVaultThere from None
    return bool(found)


def _clear(folder: Path) -> None:
    """Remove what an older practice school consists of."""
    for name in (SCHOOL_FILE, HUVUDMAN_FILE):
        for left in folder.glob(f"{name}*"):
            left.unlink()
    (folder / PHRASES_FILE).unlink(missing_ok=True)
    for name in ("paket", "kontaktkort", "franvaro", "nycklar"):
        for left in (folder / name).glob("*"):
            with suppress(IsADirectoryError, PermissionError):
                left.unlink()


def _set_up(made: Practice) -> None:
    """Both vaults with their people, and what a school would have been asked for by now."""
    outbox = str(made.folder / "paket")
    phrases = made.phrases[SCHOOL_FILE]
    school = vaults.create(
        made.school, VaultKind.SCHOOL, SCHOOL, PRINCIPAL, Role.PRINCIPAL, phrases[PRINCIPAL],
        practice_day=practice.TODAY, state=made.state,
    )  # fmt: skip
    with school.work() as work:
        team.add_person(work, COUNSELLOR, Role.COUNSELLOR, phrases[COUNSELLOR])
        settings.keep_calendar(work, practice.practice_calendar())
        settings.remember(
            work,
            unit_code=UNIT_CODE,
            huvudman=HUVUDMAN,
            huvudman_id=HUVUDMAN_NUMBER,
            home_municipality="Almstad",
            contact=f"{PRINCIPAL}, växel 08-000 00 00",
        )
        settings.write(work.session, "outbox", outbox)
    school.close()
    huvudman = vaults.create(
        made.huvudman, VaultKind.HUVUDMAN, HUVUDMAN, RECIPIENT, Role.RECIPIENT,
        made.phrases[HUVUDMAN_FILE][RECIPIENT], practice_day=practice.TODAY, state=made.state,
    )  # fmt: skip
    with huvudman.work() as work:
        settings.remember(work, organisation=HUVUDMAN_NUMBER, contact=practice_cases.CONTACT)
        settings.write(work.session, "outbox", outbox)
    huvudman.close()


def _import(story: Story, path: Path, until: date, on: date) -> None:
    found = examine(path)
    assert isinstance(found.profile, Profile)
    reading = read(path, found.profile)
    with story.on(on, COUNSELLOR) as work:
        imports.read_in(work, reading, SOURCE, Choices(data_date=until))


def _meet(story: Story, folder: Path) -> None:
    """Both kontaktkort are read in on both sides, as after a call."""
    cards = {}
    for person in (PRINCIPAL, RECIPIENT):
        with story.on(_TERM_BEGAN, person) as work:
            cards[person] = keys.ensure_card(work).value
            if person == RECIPIENT:
                secret = keys.identities(work)[0].to_bytes() + b"\n"
                _write(folder / "huvudman-privat-nyckel.txt", secret)
        _write(folder / cards[person].card.file_name, cards[person].to_bytes())
    for person, card in ((PRINCIPAL, cards[RECIPIENT]), (RECIPIENT, cards[PRINCIPAL])):
        with story.on(_TERM_BEGAN, person) as work:
            read_in = others_cards.read_card(work, card.to_bytes()).value
            heard = [card.card.control_number[place] for place in read_in.asked]
            others_cards.trust_card(work, read_in.card, read_in.asked, heard, "växeln")


def _more_files(simulated: School, folder: Path) -> None:
    """The same school in the other layouts that are read."""
    _write(folder / "lektioner-markerade.csv", files.lesson_csv(simulated, marked=True))
    _write(folder / "period.csv", files.csv_bytes(files.period_rows(simulated)))
    _write(folder / "betygskatalog.csv", files.csv_bytes(files.gradebook_rows(simulated)))
    _write(folder / "period.xlsx", spreadsheets.workbook(files.period_rows(simulated)))
    small = replace(simulated, students=tuple(s for s in simulated.students if s.school_class == "5B"))
    _write(folder / "lektioner-5B.xlsx", spreadsheets.workbook(files.lesson_rows(small.lessons())))
    _write(folder / "ss12000-5B.json", ss12000(simulated, frozenset({"5B"})))
    next_week = practice.practice_school(practice.UNTIL + timedelta(days=7))
    _write(folder / "lektioner-nasta-vecka.csv", files.lesson_csv(next_week))


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
