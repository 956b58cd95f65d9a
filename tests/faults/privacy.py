"""What is counted of privacy: ways out, searches, what gallring leaves, fields that leave, extracts."""

import json
import os
from pathlib import Path
from uuid import UUID

from narvaro_desktop.domain.privacy_terms import RequestKind
from narvaro_desktop.sealing import profiles
from narvaro_desktop.sealing.schema import schema
from narvaro_desktop.store.tables import StudentRow
from narvaro_desktop.usecases.privacy import erasing, rights_requests
from narvaro_desktop.usecases.privacy.record_map import decisions, whole_of
from tests.conftest import new_school

Count = tuple[int, int]
"""How many went wrong, of how many."""
_ROWS = 10_001


def leaks(room: Path) -> tuple[Count, Count]:
    """Ways out of a protected pupil's vault, and searches for what is sensitive in every page."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication  # only here: a platform is chosen first

    app = QApplication.instance() or QApplication([])
    from tests.faults import searches, ways_out

    (room / "leaks").mkdir()
    made = new_school(room / "leaks")
    student, case = ways_out.mark(made, room / "leaks")
    found: dict[str, str] = {}
    for person, opened in (("Mentor Al", None), ("Rektor Rönn", None), ("Rektor Rönn", student)):
        with ways_out.at_work(made, person, ways_out.LATER) as office:
            pages = ways_out.page_ways(office, case, opened)
        found |= {f"{person}, {bool(opened)}, {way}": text for way, text in pages.items()}
    found |= ways_out.other_ways(made, student, case, room / "leaks")
    wrong = {way: hits for way, text in found.items() if (hits := ways_out.hits(text))}
    for way, hits in wrong.items():
        print(f"   {way}: {hits}", flush=True)
    sought = searches.tried(new_school(room / "searches"))
    app.processEvents()
    return (len(wrong), len(found)), (sum(map(bool, sought)), len(sought))


def erased(room: Path) -> Count:
    """Words of a gallrad pupil on the decrypted pages and in the journal."""
    from tests.usecases.privacy import test_erasing as stage

    made = new_school(room / "erased")
    office = made.unlock("Rektor Rönn")
    _student, case = stage.elev_f(office)
    before = stage.on_pages(office)
    stage.with_rule(office)
    with office.work() as work:
        proposal = erasing.propose(work, [case]).value
    office.close()
    second = made.unlock("Kurator Ek")
    erasing.carry_out(second, proposal)
    left = stage.on_pages(second)
    second.close()
    return len(left), len(before)


def beyond() -> Count:
    """Fields that a document of each kind keeps beyond its list, when every field there is was put in."""
    every = {**schema("notification-1")["properties"], "diagnosis": {}, "guardians": {}, "journal": {}}
    wrong = tried = 0
    for kind in schema("notification-1")["kinds"]:
        for profile in profiles.profiles():
            allowed = set(profiles.shape_of(kind, profile)["properties"])
            kept = set(profiles.minimised(dict.fromkeys(every, ""), kind, profile))
            tried += len(every)
            wrong += len(kept - allowed)
    return wrong, tried


def missing(room: Path) -> Count:
    """Rows of a pupil with more than ten thousand that her extract lacks, on paper's data as it is saved."""
    from tests.usecases.privacy.test_rights_requests import with_many_rows

    made = new_school(room / "missing")
    office = made.unlock("Rektor Rönn")
    pupil: UUID = with_many_rows(office, _ROWS)
    with office.work() as work:
        request = rights_requests.ask(work, pupil, RequestKind.EXTRACT).value
        rights_requests.decide(work, request, True)
    with office.work() as work:
        whole = whole_of(work.session, work.session.get_one(StudentRow, pupil))
        _paper, data = rights_requests.save(work, request, room).value
    office.close()
    told = {one["rubrik"]: len(one["rader"]) for one in json.loads(data.read_text("utf-8"))["avsnitt"]}
    wanted = {
        one.label: len(whole.rows[one.name])
        for one in decisions().values()
        if one.extract == "yes" and whole.rows.get(one.name)
    }
    return sum(count - told.get(label, 0) for label, count in wanted.items()), sum(wanted.values())
