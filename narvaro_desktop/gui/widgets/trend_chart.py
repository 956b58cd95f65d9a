"""The weekly trend, as a widget."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from narvaro_desktop.domain.absence.shares import Limit
from narvaro_desktop.domain.absence.weekly import WeekAbsence
from narvaro_desktop.domain.charts import trend_chart
from narvaro_desktop.domain.charts.trend_chart import Beside, Mark
from narvaro_desktop.gui.widgets.scene_view import SceneView

_HIGH = 168


class TrendChart(SceneView):
    """A line with the limit dashed; a week without figures is a gap."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, high=_HIGH)

    def set_weeks(
        self, weeks: Sequence[WeekAbsence], limit: Limit | None = None, marks: Sequence[Mark] = (),
        beside: Sequence[Beside] = (),
    ) -> None:  # fmt: skip
        """Show these weeks, the limit that they are held against, what began in them, and other lines."""
        kept, begun, others = tuple(weeks), tuple(marks), tuple(beside)
        self.set_scene(
            lambda width, height, scale: trend_chart.weekly_trend(
                kept, width, height, limit, scale, begun, others
            )
        )
