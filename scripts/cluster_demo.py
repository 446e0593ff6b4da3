"""A Dask cluster on loopback, to try `--cluster` without a second machine.

.venv/bin/python -m scripts.cluster_demo                 a scheduler, two workers, one build
.venv/bin/python -m scripts.cluster_demo --stay          leave it running; Ctrl-C ends it
.venv/bin/python -m scripts.cluster_demo --measure       letters with one and two workers
"""

from __future__ import annotations

import argparse
import contextlib
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from appeal.cluster import connected

ROOT = Path(__file__).resolve().parent.parent


@contextlib.contextmanager
def cluster(workers: int) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """Start a scheduler and worker processes on loopback; yield its address and the workers."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "scheduler.json"

        def start(*arguments: str) -> subprocess.Popen[bytes]:
            return subprocess.Popen(
                [sys.executable, "-m", *arguments],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )

        processes = [
            start(
                *("distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0"),
                *("--no-dashboard", "--no-show", "--scheduler-file", str(place)),
            )
        ]
        try:
            address = _address(place)
            processes += [
                start(
                    *("distributed.cli.dask_worker", address, "--host", "127.0.0.1"),
                    *("--nthreads", "1", "--no-nanny", "--no-dashboard"),
                    *("--local-directory", folder),
                )
                for _ in range(workers)
            ]
            yield address, processes[1:]
        finally:
            for process in reversed(processes):
                process.terminate()
            for process in processes:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(10)
                process.kill()
                process.wait()


def _address(place: Path) -> str:
    for _ in range(300):
        if place.exists() and (text := place.read_text()):
            return str(json.loads(text)["address"])
        time.sleep(0.1)
    raise SystemExit("the scheduler did not start")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stay", action="store_true")
    parser.add_argument("--measure", action="store_true")
    arguments = parser.parse_args()
    if arguments.measure:
        _measure()
        return
    with cluster(2) as (address, _):
        print(f"A scheduler and two workers are at {address}")
        if arguments.stay:
            print(f"Try: appeal build --out cluster-build --cluster {address}")
            with contextlib.suppress(KeyboardInterrupt):
                time.sleep(24 * 3600)
            return
        with tempfile.TemporaryDirectory() as out:
            subprocess.run(
                [
                    *(sys.executable, "-m", "appeal", "--root", str(ROOT), "build"),
                    *("--out", out, "--cluster", address),
                ],
                check=True,
            )


def _measure() -> None:
    """Print how much faster two workers make letters than one, medians of interleaved runs."""
    from appeal.outputs import personal
    from scripts.bench.letters import people, runs

    _, run = next(runs())
    work = list(personal.jobs(run, people(1200, run.edition.section.country)))
    times: dict[int, list[float]] = {1: [], 2: []}
    made: set[tuple[bytes, ...]] = set()
    for workers in (1, 2, 2, 1) * 3:
        with cluster(workers) as (address, _), connected(address) as executor:
            # The first letters load the fonts, on each worker.
            list(personal.results(work[: 4 * workers], executor))
            begun = time.perf_counter()
            files = tuple(f for one in personal.results(work, executor) for f in one.files)
            times[workers].append(time.perf_counter() - begun)
            made.add(files)
    assert len(made) == 1, "two clusters made different letters"
    one, two = statistics.median(times[1]), statistics.median(times[2])
    print(f"one worker {one:.2f} s, two workers {two:.2f} s: {one / two:.2f} times as fast")


if __name__ == "__main__":
    main()
