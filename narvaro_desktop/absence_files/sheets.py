"""Workbooks, in the child process only: XLSX after its pre-scan, BIFF XLS by the memory limit alone."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

import python_calamine as calamine

from narvaro_desktop.absence_files import prescan
from narvaro_desktop.absence_files.child import Opened
from narvaro_desktop.absence_files.detect import Container
from narvaro_desktop.absence_files.faults import FileRefused, Refusal
from narvaro_desktop.absence_files.mapping import header_row

_LOOKED_AT = 40
Cell = str | int | float | bool | datetime | date | time | timedelta


def opened(path: Path, kind: Container, wanted: str | None, scan: bool) -> Opened:
    """The wanted sheet, or else the first that has a header; every cell as text."""
    extents = list(prescan.scan(path).values()) if kind is Container.XLSX and scan else []
    try:
        workbook = calamine.CalamineWorkbook.from_path(str(path))
        names = [
            sheet.name for sheet in workbook.sheets_metadata if sheet.typ is calamine.SheetTypeEnum.WorkSheet
        ]
        if not names:
            raise FileRefused(Refusal.DAMAGED)
        name = wanted if wanted in names else _likeliest(workbook, names)
        sheet = workbook.get_sheet_by_name(name)
    except calamine.PasswordError:
        raise FileRefused(Refusal.ENCRYPTED) from None
    except (calamine.CalamineError, ValueError):
        raise FileRefused(Refusal.DAMAGED) from None
    facts = {"formulas": sum(extent.formulas for extent in extents), "cells": sum(e.cells for e in extents)}
    return Opened(_texts(sheet), sheet.total_height, names, name, facts)


def _likeliest(workbook: calamine.CalamineWorkbook, names: list[str]) -> str:
    filled = None
    for name in names:
        rows = []
        for row in _texts(workbook.get_sheet_by_name(name)):
            rows.append(row)
            if len(rows) == _LOOKED_AT:
                break
        if header_row(rows) is not None:
            return name
        filled = filled or (name if rows else None)
    return filled or names[0]


def _texts(sheet: calamine.CalamineSheet) -> Iterator[list[str]]:
    if sheet.start is None:
        return
    for row in sheet.iter_rows():
        yield [cell if isinstance(cell, str) else written(cell) for cell in row]


def written(cell: Cell) -> str:
    """A typed cell as the text that the converters read: dates ISO, times 08:10, durations h:mm."""
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ", "seconds")
    if isinstance(cell, timedelta):
        whole = round(cell.total_seconds() / 60)
        return f"{whole // 60}:{whole % 60:02d}"
    return cell.isoformat() if isinstance(cell, (date, time)) else str(cell)
