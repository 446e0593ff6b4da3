"""Run a function in a process that kills itself at a chosen touch of the file system."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable
from typing import Any

# Python's audit events by which a file or folder is opened, made, moved or removed.
TOUCHES = frozenset(
    [
        *("open", "os.rename", "os.link", "os.symlink", "os.remove", "os.rmdir", "os.mkdir"),
        *("os.chmod", "os.truncate", "os.utime", "shutil.rmtree", "shutil.copyfile"),
    ]
)

_context = multiprocessing.get_context("forkserver")
_context.set_forkserver_preload(["appeal.release.publish", "appeal.release.pull", __name__])


def killed(function: Callable[..., object], *arguments: Any, at: int) -> bool:
    """Run function in a process of its own and kill it just before touch number ``at``.

    Returns False where it ended before that, without an error.
    """
    process = _context.Process(target=_run, args=(function, arguments, at))
    process.start()
    process.join(60)
    assert process.exitcode in (0, -signal.SIGKILL), process.exitcode
    return process.exitcode != 0


def touches(function: Callable[..., object], *arguments: Any) -> int:
    """Return how many touches the function makes when nobody kills it."""
    counted = _context.Value("i", 0)
    process = _context.Process(target=_count, args=(function, arguments, counted))
    process.start()
    process.join(60)
    assert process.exitcode == 0
    return int(counted.value)


def _count(function: Callable[..., object], arguments: tuple[Any, ...], counted: Any) -> None:
    def count(event: str, _: tuple[object, ...]) -> None:
        counted.value += event in TOUCHES

    sys.addaudithook(count)
    function(*arguments)


def _run(function: Callable[..., object], arguments: tuple[Any, ...], at: int) -> None:
    left = at

    def count(event: str, _: tuple[object, ...]) -> None:
        nonlocal left
        if event in TOUCHES:
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)
    function(*arguments)
