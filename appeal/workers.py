"""Processes that share a build's work, and end with it."""

from __future__ import annotations

import multiprocessing
import signal
import sys
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager


@contextmanager
def processes(jobs: int) -> Iterator[Executor | None]:
    """Give an executor on so many processes of this machine; None for one.

    When the work inside fails or is interrupted, the processes are ended at
    once: they write only where their caller cleans up.
    """
    if jobs == 1:
        yield None
        return
    before = set(multiprocessing.active_children())
    executor = ProcessPoolExecutor(jobs, mp_context=_context(), initializer=_begin)
    try:
        yield executor
    except BaseException:
        executor.shutdown(wait=False, cancel_futures=True)
        for process in set(multiprocessing.active_children()) - before:
            process.terminate()
            process.join()
        raise
    executor.shutdown()


def _context() -> multiprocessing.context.BaseContext:
    """Return how processes begin: as a copy of this one where that is safe.

    A copy has all modules already, which otherwise cost it half a second.
    But Typst keeps threads, of which a copy has none: where it has been at
    work here, processes begin anew.
    """
    forks = "fork" in multiprocessing.get_all_start_methods() and sys.platform != "darwin"
    return multiprocessing.get_context("fork" if forks and "typst" not in sys.modules else "spawn")


def _begin() -> None:
    # Ctrl-C goes to all processes of a terminal; the first one tells the others what to do.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
