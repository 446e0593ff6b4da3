"""A build on a real Dask cluster on loopback: the same bytes, and a lost worker loses nothing."""

from __future__ import annotations

import signal
import threading
import time
from pathlib import Path

import pytest

from appeal.cluster import ClusterError, _same_everywhere, connected
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
        with connected(address):
            # Both workers are there before one is killed in the middle.
            time.sleep(1)
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


def test_workers_of_another_version_are_refused_by_name() -> None:
    with pytest.raises(ClusterError, match=r"these workers have another version.*tcp://b"):
        _same_everywhere({"tcp://b": "other"})
