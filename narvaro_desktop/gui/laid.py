"""What a layout holds, in its order, asked of widgets and layouts alone.

`QLayout.itemAt` would make a Python object for each item, which Qt deletes without telling; whatever widget
comes to lie at its address later is then taken for that item.
"""

from collections.abc import Iterator

from PySide6.QtWidgets import QLayout, QWidget


def widgets_in(widget: QWidget) -> list[QWidget]:
    """The widgets that lie directly in `widget`, in the order of its layout; those outside it come last."""
    left = [each for each in widget.children() if isinstance(each, QWidget) and not each.isWindow()]
    layout = widget.layout() if left else None
    inside = list(_taken(layout, left)) if layout is not None else []
    return inside + left


def _taken(layout: QLayout, left: list[QWidget]) -> Iterator[QWidget]:
    """Those of `left` that `layout` holds, its inner layouts' included; they are taken out of `left`."""
    placed: list[tuple[int, QWidget | QLayout]] = [
        (layout.indexOf(each), each) for each in layout.children() if isinstance(each, QLayout)
    ]
    for each in list(left):
        if (place := layout.indexOf(each)) >= 0:
            placed.append((place, each))
            left.remove(each)
    for _place, found in sorted(placed, key=lambda one: one[0]):
        if isinstance(found, QLayout):
            yield from _taken(found, left)
        else:
            yield found


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
