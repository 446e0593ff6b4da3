"""Contenders run in turns, so that a busy machine is as unfair to one as to the other.

What counts is the ratio of two medians of one race; seconds of two races
are not to be compared. A contender's output is checked after each run: a
tool that did less work is no slower tool.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path


class UnequalWork(Exception):
    """A contender did not make what it was to make."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contender:
    """One way to do the work.

    ``command`` is a command line, or a function that is run in a child
    process. ``prepare`` sets the stage before each run and ``check`` raises
    `UnequalWork` after it; neither is timed. Both get the folder in which the
    command runs. A contender that is not ``repeated`` runs once: what takes
    minutes needs no median beside what takes milliseconds.
    """

    name: str
    command: Sequence[str | Path] | Callable[[], None]
    folder: Path
    prepare: Callable[[Path], None] | None = None
    check: Callable[[Path], None] | None = None
    environment: Mapping[str, str] = field(default_factory=dict)
    repeated: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One run: seconds on the clock, seconds of processor, and the largest process in MB.

    Processor and memory include all processes that the command started and
    waited for; ``peak_mb`` is that of the largest of them, not their sum.
    """

    wall: float
    cpu: float
    peak_mb: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    name: str
    samples: tuple[Sample, ...]

    @property
    def wall(self) -> float:
        """The median on the clock, in seconds."""
        return statistics.median(sample.wall for sample in self.samples)

    @property
    def cpu(self) -> float:
        """The median of the processor, in seconds."""
        return statistics.median(sample.cpu for sample in self.samples)

    @property
    def peak_mb(self) -> float:
        return max(sample.peak_mb for sample in self.samples)


def race(contenders: Sequence[Contender], rounds: int = 5) -> dict[str, Outcome]:
    """Run every contender once a round, in turns, and return what it took each.

    The order is turned round every second round. Raises `UnequalWork`, and
    `subprocess.CalledProcessError` with what a failed command said.
    """
    samples: dict[str, list[Sample]] = {one.name: [] for one in contenders}
    for number in range(rounds):
        for one in contenders if number % 2 == 0 else reversed(contenders):
            if one.repeated or not samples[one.name]:
                samples[one.name].append(run(one))
    return {name: Outcome(name=name, samples=tuple(found)) for name, found in samples.items()}


def run(one: Contender) -> Sample:
    """Run a contender once."""
    one.folder.mkdir(parents=True, exist_ok=True)
    if one.prepare is not None:
        one.prepare(one.folder)
    sample = _measured(one)
    if one.check is not None:
        try:
            one.check(one.folder)
        except UnequalWork as error:
            raise UnequalWork(f"{one.name}: {error}") from None
    return sample


def _measured(one: Contender) -> Sample:
    with tempfile.TemporaryFile() as said:
        begun = time.perf_counter()
        pid = _spawn(one, said.fileno())
        _, status, usage = os.wait4(pid, 0)
        wall = time.perf_counter() - begun
        code = os.waitstatus_to_exitcode(status)
        if code:
            said.seek(0)
            raise subprocess.CalledProcessError(
                code, one.name, output=said.read().decode(errors="replace")[-4000:]
            )
    return Sample(wall=wall, cpu=usage.ru_utime + usage.ru_stime, peak_mb=usage.ru_maxrss / 1024)


def _spawn(one: Contender, output: int) -> int:
    if callable(one.command):
        pid = os.fork()
        if pid == 0:
            code = 1
            try:
                os.chdir(one.folder)
                os.dup2(output, 1)
                os.dup2(output, 2)
                one.command()
                code = 0
            except BaseException:
                import traceback

                os.write(2, traceback.format_exc().encode())
            os._exit(code)
        return pid
    arguments = [str(part) for part in one.command]
    process = subprocess.Popen(
        arguments,
        cwd=one.folder,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=output,
        env={**os.environ, **one.environment},
    )
    # The process is waited for by wait4, which tells what it used.
    process.returncode = 0
    return process.pid


def ratio(outcomes: Mapping[str, Outcome], ours: str, theirs: str) -> float:
    """Return how many times longer theirs takes than ours, on the clock."""
    return outcomes[theirs].wall / outcomes[ours].wall


def fresh(*names: str) -> Callable[[Path], None]:
    """Return a preparation that removes files and folders below the contender's folder."""

    def prepare(folder: Path) -> None:
        for name in names:
            for path in folder.glob(name):
                if path.is_dir():
                    shutil.rmtree(path)
                else:
                    path.unlink()

    return prepare


def table(rows: Sequence[Sequence[str]]) -> str:
    """Return a Markdown table; the first row is its head."""
    widths = [max(len(row[n]) for row in rows) for n in range(len(rows[0]))]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |"
        for row in rows
    ]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(lines)


def seconds(value: float) -> str:
    """Return seconds for a table: three digits that count."""
    if value < 1:
        return f"{value * 1000:.3g} ms"
    return f"{value:.3g} s"
