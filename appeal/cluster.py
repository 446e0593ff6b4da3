"""An existing Dask cluster as an executor: work goes there, artifacts come back as values."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from concurrent.futures import Executor

from appeal import fingerprint

# How long to wait for the scheduler to answer, and for a first worker to be there, in seconds.
PATIENCE_S = 10


class ClusterError(Exception):
    """The cluster cannot take the work; the message says why and what to do."""


@contextlib.contextmanager
def connected(address: str) -> Iterator[Executor]:
    """Give an executor that runs on the cluster whose scheduler is at the address.

    All workers must have the code and the libraries that this machine has.
    What a worker that is lost had begun is done again by the others; an
    error in the work itself is not repeated. Raises `ClusterError`.
    """
    try:
        from distributed import Client
    except ImportError:
        raise ClusterError(
            "the cluster's client is not installed: pip install 'appeal[cluster]'"
        ) from None
    try:
        # Dask has no annotations here.
        client = Client(address, timeout=PATIENCE_S)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise ClusterError(f"no scheduler answers at {address}: {error}") from None
    with client:
        try:
            client.wait_for_workers(1, timeout=PATIENCE_S)
        except TimeoutError:
            raise ClusterError(f"the scheduler at {address} has no workers") from None
        _same_everywhere(client.run(fingerprint.tool))
        yield client.get_executor()  # type: ignore[no-untyped-call]


def _same_everywhere(tools: dict[str, str]) -> None:
    """Refuse workers whose code or libraries are other than ours, all of them by name."""
    own = fingerprint.tool()
    others = sorted(worker for worker, tool in tools.items() if tool != own)
    if others:
        raise ClusterError(
            "these workers have another version of appeal or of its libraries: "
            + ", ".join(others)
            + "; install the same ones on all machines"
        )
