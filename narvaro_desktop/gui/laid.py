"""What a layout holds, in its order, asked of widgets and layouts alone.

`QLayout.itemAt` would make a Python object for each item, which Qt deletes without telling; whatever widget
comes to lie at its address later is then taken for that item.
"""

from PySide6.QtWidgets import QLayout, QWidget


def laid(layout: QLayout) -> list[QWidget | QLayout]:
    """The widgets and the layouts in `layout`."""
    owner = layout.parentWidget()
    widgets = [each for each in owner.children() if isinstance(each, QWidget)] if owner is not None else []
    inner = [each for each in layout.children() if isinstance(each, QLayout)]
    placed: list[tuple[int, QWidget | QLayout]] = [
        *((layout.indexOf(each), each) for each in widgets),
        *((layout.indexOf(each), each) for each in inner),
    ]
    return [each for place, each in sorted(placed, key=lambda one: one[0]) if place >= 0]
