"""What travels between laptops has words: each field that two may write, each table that is told of."""

from narvaro_desktop.gui.dialogs.shipping_panel import GROUPS
from narvaro_desktop.gui.dispute_words import FIELDS, UNNAMED
from narvaro_desktop.store.entries import MODELS
from narvaro_desktop.usecases.sharing.travelling import TRAVELS


def test_every_field_that_two_may_write_has_a_name() -> None:
    columns = {column.key for table in TRAVELS for column in MODELS[table].__table__.columns}

    assert columns - UNNAMED == set(FIELDS)


def test_every_table_that_travels_is_told_of() -> None:
    told = {table for _words, _counted, tables in GROUPS for table in tables}

    assert told == set(TRAVELS)
