"""A case of several years handed to a colleague's laptop, beside the sealing of the same content alone."""

import gc
import tempfile
from functools import partial
from itertools import count
from pathlib import Path
from uuid import UUID

from benchmarks.casework import EVENTS, fill
from benchmarks.measure import Figure, in_turn, milliseconds, seconds
from narvaro_desktop.domain.terms import InfoClass, Role
from narvaro_desktop.sealing.changes import PATH, ChangesOf
from narvaro_desktop.sealing.laptops import PATH as LAPTOPS
from narvaro_desktop.sealing.package import PayloadFile
from narvaro_desktop.store.tables import CaseRow
from narvaro_desktop.usecases.sending import laptops
from narvaro_desktop.usecases.sharing import handover_files, shipping
from narvaro_desktop.usecases.work import Office
from tests.sealing.laptops_of_a_school import SCHOOL, sealed_handover
from tests.usecases.team_of_laptops import elviras_case, me, team

ROUNDS = 15


def figures() -> list[Figure]:
    """From the button to the file with its name, on the vault's thread; half the notes are ciphertext."""
    with tempfile.TemporaryDirectory() as place, team(Path(place)) as staff:
        rektor = staff.school()
        kurator = staff.joined(rektor, "Kurator Ek", Role.COUNSELLOR)
        case_id = elviras_case(kurator)
        fill(kurator, case_id, (InfoClass.SCHOOL, InfoClass.COUNSELLING))
        payload = [
            PayloadFile(PATH, _changes(kurator, rektor, case_id)),
            PayloadFile(LAPTOPS, SCHOOL.to_bytes()),
        ]
        numbers = count()

        def hand_over() -> None:
            with kurator.work() as work:
                message = f"Beslut {next(numbers)}."
                handover_files.hand_over(work, case_id, me(rektor), message, Path(place) / "usb")

        hand_over()
        gc.collect()
        gc.disable()  # as in the program, which collects between two events
        columns = in_turn(
            ROUNDS, partial(seconds, hand_over), partial(seconds, partial(sealed_handover, payload=payload))
        )
        gc.enable()
    ours, floor = map(milliseconds, columns)
    what, beside = f"A case with {EVENTS} events handed over", "the bare sealing of the same"
    return [Figure("handover", what, ours, floor, beside, "ms", 300, ROUNDS, True)]


def _changes(kurator: Office, rektor: Office, case_id: UUID) -> bytes:
    """What the file says of the case."""
    with kurator.work() as work:
        signed, case = laptops.card_of_laptop(work, me(rektor)), work.session.get_one(CaseRow, case_id)
        assert signed is not None
        receiver = shipping.receiver_of(work, signed.card, me(rektor))
        told = shipping.as_told(shipping.shipment(work, case, receiver), receiver, "")
        return ChangesOf(str(case_id), "decision", laptops.people_told(work), told).to_bytes()
