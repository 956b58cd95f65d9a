"""Every error that the program can raise has words."""

import importlib
import pkgutil

import narvaro_desktop
from narvaro_desktop import wording
from narvaro_desktop.errors import NarvaroError


def _every_kind(root: type[NarvaroError]) -> set[type[NarvaroError]]:
    return {root} | {kind for child in root.__subclasses__() for kind in _every_kind(child)}


def test_every_error_class_has_words_of_its_own_or_of_its_parent() -> None:
    for module in pkgutil.walk_packages(narvaro_desktop.__path__, "narvaro_desktop."):
        if ".gui" not in module.name and not module.name.endswith(("__main__", ".env")):
            importlib.import_module(module.name)

    kinds = {kind for kind in _every_kind(NarvaroError) if kind.__module__.startswith("narvaro_desktop")}
    without = {
        f"{kind.__module__}.{kind.__name__}"
        for kind in kinds - {NarvaroError}
        if not any(parent in wording._WORDS for parent in kind.__mro__)
    }

    assert kinds
    assert without == set()
