"""The heat map of weekdays and weeks, as a widget."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from narvaro_desktop.domain.absence.weekly import WeekAbsence
from narvaro_desktop.domain.charts import heat_map
from narvaro_desktop.gui.widgets.scene_view import SceneView

_HIGH = 242


class HeatMap(SceneView):
    """Every cell carries its number; arrow keys go from day to day."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, high=_HIGH)

    def set_weeks(self, weeks: Sequence[WeekAbsence]) -> None:
        """Show these weeks, the last of them where there is not room for all."""
        kept = tuple(weeks)
        self.set_scene(lambda width, height, scale: heat_map.heat_map(kept, width, height, scale))
