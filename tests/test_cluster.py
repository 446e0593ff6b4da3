"""A build on a real Dask cluster on loopback: the same bytes, and a lost worker loses nothing."""

from __future__ import annotations

import re
import signal
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from appeal import fingerprint
from appeal.cluster import AHEAD, ClusterError, ClusterExecutor, _versions, connected
from scripts.cluster_demo import cluster
from tests.workspaces import appeal, tree

# Dask warns of its own use of Python's deprecated parts.
pytestmark = pytest.mark.filterwarnings("ignore")


def test_a_cluster_makes_the_bytes_of_this_machine_even_when_a_worker_is_killed(
    workspace: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    # Outside git the release's number is the moment, and this sets it.
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1775000000")
    arguments = ("--today", "2026-04-01", "--only", "page,text,letter")
    assert appeal(workspace, "build", *arguments, "--out", str(workspace / "here")) == 0
    with cluster(2) as (address, workers):
        with connected(address) as executor:
            # Both workers are there before one is killed in the middle.
            list(executor.map(time.sleep, [1, 1]))
        killer = threading.Timer(0.7, lambda: workers[0].send_signal(signal.SIGKILL))
        killer.start()
        code = appeal(
            workspace, "build", *arguments, "--out", str(workspace / "there"), "--cluster", address
        )
        killer.join()
        assert code == 0, capsys.readouterr().err
        assert workers[0].wait(5) == -signal.SIGKILL
    here, there = tree(workspace / "here"), tree(workspace / "there")
    states = [name for name in here if name.startswith(".appeal")]
    for name in states:
        here.pop(name)
        there.pop(name, None)
    assert sorted(here) == sorted(n for n in there if not n.startswith(".appeal"))
    assert all(here[name] == there[name] for name in here)


def test_an_address_where_nobody_answers_is_a_usage_error(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert appeal(workspace, "build", "--cluster", "tcp://127.0.0.1:1") == 2
    assert "no scheduler answers at tcp://127.0.0.1:1" in capsys.readouterr().err
    assert not (workspace / "build").exists()


def test_a_worker_of_another_version_is_refused_by_name(
    workspace: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with cluster(1) as (address, _):
        # This machine is the one with other code: to the worker it is the same.
        monkeypatch.setattr(fingerprint, "tool", lambda: "other")
        _versions.cache_clear()
        assert appeal(workspace, "build", "--cluster", address) == 2
        assert re.search(
            r"the worker at tcp://127\.0\.0\.1:\d+ has another version of appeal",
            capsys.readouterr().err,
        )
    _versions.cache_clear()
    assert not (workspace / "build").exists()


def test_a_worker_of_another_version_that_joins_later_refuses_its_work() -> None:
    with cluster(1) as (address, _), connected(address) as executor:
        executor._expected = "other"
        with pytest.raises(ClusterError, match=r"the worker at tcp://\S+ has another version"):
            list(executor.map(len, ["work"]))


def test_results_come_in_order_and_are_not_made_far_ahead() -> None:
    taken: list[int] = []

    def numbers() -> Iterator[int]:
        for number in range(100):
            taken.append(number)
            yield number

    with ThreadPoolExecutor(2) as inner:
        executor = ClusterExecutor(inner, 2, _versions(()), ())
        results = executor.map(str, numbers())
        assert next(results) == "0"
        assert len(taken) == 2 * AHEAD
        assert list(results) == [str(number) for number in range(1, 100)]
