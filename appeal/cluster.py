"""A Dask cluster as an executor: work goes out as values and comes back as values.

Each machine of the cluster has the same version of appeal, of its
libraries and of the fonts, the fonts in the same places; that is proved,
at the beginning and for every piece of work. Dask itself gives the work of
a worker that is lost to another one.
"""

from __future__ import annotations

import functools
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from typing import Any, TypeVar

from appeal import fingerprint

T = TypeVar("T")

# How much work waits at each worker's door: enough that none is ever idle, and no more, for
# what has been made stays in the workers' memory until it is fetched.
AHEAD = 4


class ClusterError(RuntimeError):
    """A cluster cannot be used; the message says why and what to do."""


class ClusterExecutor(Executor):
    """Runs functions on the workers of a cluster; ``workers`` counts their threads.

    A function that is run must be importable on the workers. Raises
    `ClusterError` for the work of a worker that has other code than this
    machine, and when one piece of work has lost several workers.
    """

    def __init__(self, inner: Executor, workers: int, expected: str, fonts: tuple[str, ...]):
        self.workers = workers
        self._inner = inner
        self._expected = expected
        self._fonts = fonts

    def submit(self, function: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        return self._inner.submit(
            _on_worker, self._expected, self._fonts, functools.partial(function, *args, **kwargs)
        )

    def map(
        self,
        function: Callable[..., T],
        *iterables: Iterable[Any],
        timeout: float | None = None,
        chunksize: int = 1,
    ) -> Iterator[T]:
        """Yield the results in order. Arguments are taken, and results fetched, as it goes."""
        waiting: deque[Future[T]] = deque()
        try:
            for arguments in zip(*iterables, strict=False):
                waiting.append(self.submit(function, *arguments))
                if len(waiting) >= AHEAD * self.workers:
                    yield _result(waiting.popleft(), timeout)
            while waiting:
                yield _result(waiting.popleft(), timeout)
        finally:
            for future in waiting:
                future.cancel()

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        self._inner.shutdown(wait=wait)


def _result(future: Future[T], timeout: float | None) -> T:
    from distributed.scheduler import KilledWorker

    try:
        return future.result(timeout)
    except KilledWorker as error:
        raise ClusterError(
            f"a piece of work has ended {error.last_worker.address} and the workers that had it"
            " before: look whether they have enough memory"
        ) from error


@contextmanager
def connected(address: str, *, timeout_s: float = 10) -> Iterator[ClusterExecutor]:
    """Give the executor of the cluster whose scheduler is at the address (``tcp://host:8786``).

    Raises `ClusterError` where nobody answers, where there is no worker, and
    where a worker has another version of anything that could change a byte.
    """
    try:
        import distributed
    except ImportError:
        raise ClusterError('Dask is missing: pip install "appeal[cluster]"') from None
    from appeal.outputs import fonts

    files = fonts.find()
    expected = _versions(files)
    # Dask's client has types in part only. Results come from the workers themselves, for
    # one scheduler would have to carry every letter. Where a worker cannot be reached Dask asks
    # the scheduler after all.
    dask: Any = distributed
    try:
        client = dask.Client(
            address, timeout=timeout_s, set_as_default=False, direct_to_workers=True
        )
    except (OSError, ValueError) as error:
        raise ClusterError(f"no scheduler answers at {address}: {error}") from None
    with client:
        try:
            client.wait_for_workers(1, timeout=timeout_s)
        except TimeoutError:
            raise ClusterError(
                f"the scheduler at {address} has no worker: dask worker {address}"
            ) from None
        threads: dict[str, int] = client.nthreads()
        found: dict[str, str] = client.run(_versions, files, on_error="return")
        for worker in sorted(found):
            if found[worker] != expected:
                raise ClusterError(_other(worker, found[worker]))
        inner = client.get_executor(pure=False)
        try:
            yield ClusterExecutor(inner, sum(threads.values()), expected, files)
        finally:
            inner.shutdown(wait=False)


@functools.lru_cache(maxsize=4)
def _versions(files: tuple[str, ...]) -> str:
    """Return a digest of all of this machine that can change a byte."""
    return fingerprint.digest_of((fingerprint.tool(), fingerprint.fonts(files)))


def _on_worker(expected: str, fonts: tuple[str, ...], function: Callable[[], T]) -> T:
    # A worker may join later than the first look at all of them.
    if _versions(fonts) != expected:
        from distributed import get_worker

        raise ClusterError(_other(get_worker().address))
    return function()


def _other(worker: str, said: object = "") -> str:
    why = f" ({said})" if isinstance(said, Exception) else ""
    return (
        f"the worker at {worker} has another version of appeal, of its libraries or of the"
        f" fonts{why}: install the same ones on all machines, the fonts in the same places"
    )
