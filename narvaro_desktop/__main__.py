"""Where the program begins: a window, or one of the commands of the command line.

narvaro            the first window, or the unlock window of the vault used last
narvaro --demo     the practice school
narvaro VAULT      the unlock window of that vault
narvaro COMMAND …  see `narvaro --help`

In a bundle the same program is also the child that parses a foreign file: then it is nothing else.
"""

import gc
import sys

from narvaro_desktop.absence_files import CHILD_FLAG

_SET_DUMPABLE = 4
"""PR_SET_DUMPABLE of Linux's prctl(2)."""


def main() -> int:
    leave_no_trace()
    arguments = sys.argv[1:]
    if arguments == [CHILD_FLAG]:
        from narvaro_desktop.absence_files import child  # only here: it knows of no window and no vault

        child.main()
        return 0
    if is_for_window(arguments):
        from narvaro_desktop.app import run  # only here: the command line needs no window

        return run(arguments)
    gc.disable()  # or the collector takes a third of the start, and finds nothing
    from narvaro_desktop.cli import main as command_line  # only here: the first window needs no database

    gc.freeze()
    gc.enable()
    return command_line(arguments)


def leave_no_trace() -> None:
    """No core file, and no look into this process by others of the same user: the keys are in its memory."""
    if sys.platform != "win32":
        import resource  # only where there is one

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(_SET_DUMPABLE, 0, 0, 0, 0)


def is_for_window(arguments: list[str]) -> bool:
    """Nothing, `--demo`, or one vault file opens a window."""
    return arguments in ([], ["--demo"]) or (len(arguments) == 1 and arguments[0].endswith(".narvaro"))


if __name__ == "__main__":
    sys.exit(main())
