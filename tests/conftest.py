"""What every test stands on: no screen, no fonts but our own, and none of the user's folders."""

import os
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings

_HERE = Path(__file__).resolve().parent
_HOME = tempfile.TemporaryDirectory(prefix="narvaro-tests-", ignore_cleanup_errors=True)

# Set before Qt is imported; journeys come with a platform of their own.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["FONTCONFIG_FILE"] = str(_HERE / "fonts.conf")
os.environ["HOME"] = _HOME.name
for folder in ("DATA", "CONFIG", "CACHE", "STATE"):
    os.environ[f"XDG_{folder}_HOME"] = str(Path(_HOME.name, folder.lower()))

# The build server's two cores are shared: a slow draw says nothing about the rule under test.
settings.register_profile(
    "narvaro", deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("narvaro")
