"""How a thing is measured: ours and its floor take turns, and the medians are compared."""

import json
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Figure:
    """One measurement: `ours` beside `floor`, both in `unit`.

    `aim` limits the ratio, or `ours` if `absolute`; `tried` is how often it was measured.
    """

    name: str
    what: str
    ours: float
    floor: float
    beside: str
    unit: str
    aim: float | None
    tried: int
    absolute: bool = False

    @property
    def ratio(self) -> float:
        return self.ours / self.floor if self.floor else float("inf")

    @property
    def met(self) -> bool | None:
        """Whether the aim is met; None where there is no aim."""
        if self.aim is None:
            return None
        return (self.ours if self.absolute else self.ratio) <= self.aim

    def line(self) -> str:
        aim = "" if self.aim is None else f"aim ≤ {self.aim:g} {self.unit if self.absolute else '×'}"
        verdict = {None: "", True: "met", False: "MISSED"}[self.met]
        ours, floor = f"{self.ours:9.1f} {self.unit}", f"{self.floor:9.1f} {self.unit} {self.beside}"
        return f"{self.what:<52}{ours}   {floor:<46}{self.ratio:7.2f} ×   {aim:<13}{verdict}"


def seconds(act: Callable[[], object]) -> float:
    """How long one call takes."""
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


def in_turn(rounds: int, *acts: Callable[[], float]) -> list[list[float]]:
    """What each act answers in each round; they alternate, so that a slow moment hits them all."""
    answers: list[list[float]] = [[] for _ in acts]
    for _ in range(rounds):
        for act, column in zip(acts, answers, strict=True):
            column.append(act())
    return answers


def milliseconds(column: list[float]) -> float:
    """The median of some seconds, in ms."""
    return statistics.median(column) * 1000


def write(figures: list[Figure], path: Path) -> None:
    """The figures as a file: ratios, how often each was tried, and what lies behind them."""
    path.parent.mkdir(parents=True, exist_ok=True)
    facts = {
        "figures": {figure.name: round(figure.ratio, 3) for figure in figures},
        "tried": {figure.name: figure.tried for figure in figures},
        "measured": {
            figure.name: {
                "ours": round(figure.ours, 3),
                "floor": round(figure.floor, 3),
                "unit": figure.unit,
                "beside": figure.beside,
                "aim": figure.aim,
                "met": figure.met,
            }
            for figure in figures
        },
    }
    path.write_text(json.dumps(facts, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
