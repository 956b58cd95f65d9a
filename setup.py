"""What pyproject.toml cannot say: an installed package holds `resources/`, which a checkout has beside it."""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

RESOURCES = Path("resources")


class WithResources(build_py):
    def run(self) -> None:
        super().run()
        if not self.editable_mode:
            shutil.copytree(RESOURCES, Path(self.build_lib, "narvaro_desktop", RESOURCES), dirs_exist_ok=True)

    def get_source_files(self) -> list[str]:
        """A source archive takes them along too."""
        return [*super().get_source_files(), *(str(path) for path in RESOURCES.rglob("*") if path.is_file())]


setup(cmdclass={"build_py": WithResources})
