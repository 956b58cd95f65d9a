from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narvaro_desktop.domain.deciding.receipt import (
    MessageTooLong,
    Receipt,
    ReceiptIncomplete,
    receipt_document,
    receipt_of,
)
from narvaro_desktop.domain.terms import OfferedSupport, ReceiptStatus
from narvaro_desktop.sealing.schema import check, schema

words = st.sampled_from(["Skolpliktshandläggare", "Registrator på barn- och utbildningsförvaltningen"])
receipts = st.builds(
    Receipt,
    status=st.sampled_from([ReceiptStatus.RECEIVED, ReceiptStatus.REGISTERED]),
    received_at=st.integers(1_785_000_000, 1_815_000_000).map(lambda at: datetime.fromtimestamp(at, UTC)),
    received_by=words,
    contact=words,
    offered=st.sets(st.sampled_from(OfferedSupport)).map(
        lambda kinds: tuple(kind for kind in OfferedSupport if kind in kinds)
    ),
    registration_number=st.sampled_from(["", "BUN 2026/417"]),
    message=st.sampled_from(["", "Vi ringer på torsdag."]),
)


@given(receipts)
def test_a_receipt_has_the_form_that_the_school_reads_and_comes_back_the_same(receipt: Receipt) -> None:
    document = receipt_document(receipt)

    check(document, schema("receipt-1"))
    assert receipt_of(document) == receipt


def _received(**known: str) -> Receipt:
    return Receipt(
        ReceiptStatus.RECEIVED,
        datetime(2026, 10, 6, 7, 30, tzinfo=UTC),
        **({"received_by": "Registrator", "contact": "växel 08-000 00 00"} | known),  # type: ignore[arg-type]
    )


@pytest.mark.parametrize("known", [{"received_by": " "}, {"contact": ""}, {"reason": "wrong-recipient"}])
def test_a_receipt_says_who_received_and_gives_a_reason_only_when_it_returns(known: dict[str, str]) -> None:
    with pytest.raises(ReceiptIncomplete):
        receipt_document(_received(**known))


def test_a_message_is_short() -> None:
    with pytest.raises(MessageTooLong):
        receipt_document(_received(message="a" * 301))
