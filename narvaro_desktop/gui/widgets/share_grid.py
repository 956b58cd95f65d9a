"""A grid of percentages, as a widget that is as high as its rows."""

from PySide6.QtWidgets import QWidget

from narvaro_desktop.domain.charts.share_grid import Grid, share_grid
from narvaro_desktop.gui.widgets.scene_view import SceneView


class ShareGrid(SceneView):
    """Arrow keys go from cell to cell."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, high=60)

    def set_grid(self, grid: Grid) -> None:
        self.set_height(grid.high)
        self.set_scene(lambda width, _height, scale: share_grid(grid, width, scale))
