"""The questions that are answered before the command line is imported.

click alone takes longer than a build that has nothing to do. What is asked
in any other way than the few known here is left to `appeal.cli`.
"""

from __future__ import annotations

import os
import sys
import time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


def answer(arguments: Sequence[str]) -> int | None:
    """Answer ``--version``, and ``build`` where nothing has changed; return the exit code.

    None where there is something to do, or something else was asked.
    """
    if arguments == ["--version"] and (version := _version()):
        sys.stdout.write(f"appeal, version {version}\n")
        return 0
    asked = _read(list(arguments))
    if asked is None or os.environ.get("GIT_DIR"):
        return None
    root, out, kinds = asked
    from appeal import unchanged

    head = unchanged.holds(root, out or os.path.join(root, "build"), kinds, _today())
    if head is None:
        return None
    sys.stdout.write(f"{head}\n")
    return 0


def _read(arguments: list[str]) -> tuple[str, str, list[str]] | None:
    """Return the workspace, the output folder and the kinds that are asked for."""
    root, out, kinds = ".", "", ""
    if arguments[:1] in (["-C"], ["--root"]) and len(arguments) > 1:
        root = arguments[1]
        arguments = arguments[2:]
    if arguments[:1] != ["build"]:
        return None
    rest = arguments[1:]
    while rest:
        name = rest.pop(0)
        if not rest:
            return None
        value = rest.pop(0)
        if name in ("-j", "--jobs") and value.isdigit() and int(value) > 0:
            continue
        if name == "--out":
            out = value
        elif name == "--only":
            kinds = value
        else:
            return None
    return root, out, [kind for kind in kinds.replace(" ", "").split(",") if kind]


def _today() -> str:
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return time.strftime("%Y-%m-%d", time.gmtime(int(epoch) if epoch.isdigit() else None))


def _version() -> str:
    """Return the installed version, "" where it cannot be told at a glance."""
    for folder in sys.path:
        if folder.endswith("-packages") and os.path.isdir(folder):
            for name in os.listdir(folder):
                if name.startswith("appeal-") and name.endswith(".dist-info"):
                    return name[len("appeal-") : -len(".dist-info")]
    return ""
