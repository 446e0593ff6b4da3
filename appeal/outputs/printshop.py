"""The folder of a run of personal letters: what is there already, what is new, and in which order.

A run that was stopped goes on where it stopped: each file's digest says
whether it is still what it would be.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from appeal.files import write_atomic
from appeal.outputs.people import Signatory
from appeal.outputs.personal import Job, Made, Run, envelopes, file_name, fingerprints, jobs

STATE = ".appeal-letters.json"
PARTS = ".parts"
MERGED = "letters.pdf"
ENVELOPES = "envelopes.csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A job, the files that it makes below the folder, and their digests."""

    job: Job
    names: tuple[str, ...]
    digests: tuple[str, ...]


class Folder:
    """The folder of one run. It is changed by whole files only."""

    def __init__(self, path: Path, run: Run, people: Sequence[Signatory], tool: str) -> None:
        self.path = path
        self.run = run
        self.people = tuple(people)
        self.digests = dict(
            zip((p.number for p in people), fingerprints(run, people, tool), strict=True)
        )
        self.state = _read_state(path / STATE)

    def tasks(self) -> list[Task]:
        """Return what is to be made: people, or parts of the merged file, that are not there."""
        if self.run.merged:
            whole = (self._part(number, job) for number, job in enumerate(self._jobs(), 1))
            return [task for task in whole if not self._stands(task.names[0], task.digests[0])]
        fresh = [
            person
            for person in self.people
            if not self._stands(self._name(person), self.digests[person.number])
        ]
        return [
            Task(
                job=job,
                names=tuple(self._name(person) for person in job.people),
                digests=tuple(self.digests[person.number] for person in job.people),
            )
            for job in jobs(self.run, fresh)
        ]

    def _jobs(self) -> Iterator[Job]:
        return jobs(self.run, self.people)

    def _part(self, number: int, job: Job) -> Task:
        text = "".join(self.digests[person.number] for person in job.people)
        digest = hashlib.sha256(text.encode()).hexdigest()
        return Task(job=job, names=(f"{PARTS}/{number:05}.pdf",), digests=(digest,))

    def _name(self, person: Signatory) -> str:
        return file_name(person, len(self.people))

    def _stands(self, name: str, digest: str) -> bool:
        known = self.state.get(name)
        return known is not None and known[0] == digest and (self.path / name).is_file()

    def keep(self, task: Task, made: Made) -> None:
        """Write what a job made, then note it."""
        pages = [list(each) for each in made.pages]
        for number, (name, digest) in enumerate(zip(task.names, task.digests, strict=True)):
            write_atomic(self.path / name, made.files[number])
            own = pages if self.run.merged else [pages[number]]
            self.state[name] = (digest, own)
        self._write_state()

    def finish(self) -> tuple[str, ...]:
        """Write the merged file and the order of the envelopes; return all files of the run."""
        if self.run.merged:
            from appeal.outputs.merging import merge

            parts = [self._part(number, job).names[0] for number, job in enumerate(self._jobs(), 1)]
            temporary = self.path / PARTS / "merged.pdf"
            title = self.run.localised.said("letter.subject")
            merge([self.path / name for name in parts], temporary, title)
            temporary.replace(self.path / MERGED)
            names = [MERGED]
        else:
            parts = []
            names = [self._name(person) for person in self.people]
        wanted = {*parts, *names}
        for name in [name for name in self.state if name not in wanted]:
            # A signatory who has gone from the list, or the other way of printing.
            (self.path / name).unlink(missing_ok=True)
            del self.state[name]
        self._write_state()
        write_atomic(self.path / ENVELOPES, self._envelopes())
        return (*names, ENVELOPES)

    def _envelopes(self) -> bytes:
        """Return the order of envelopes: one row a letter, in the order of printing."""
        stream = io.StringIO()
        writer = csv.writer(stream, lineterminator="\r\n")
        writer.writerow(("number", "file", "first_page", "last_page", "to", "from", "line"))
        page = 1
        for person, pages in zip(self.people, self._pages(), strict=True):
            if not self.run.merged:
                page = 1
            sender = "\n".join((person.name, *person.address))
            name = MERGED if self.run.merged else self._name(person)
            for lines, count in zip(envelopes(self.run, person), pages, strict=True):
                row = (person.number, name, page, page + count - 1, "\n".join(lines), sender)
                writer.writerow([_inert(str(cell)) for cell in (*row, person.line)])
                page += count
        # Excel takes a CSV for UTF-8 only when it begins with this mark.
        return stream.getvalue().encode("utf-8-sig")

    def _pages(self) -> Iterator[list[int]]:
        if self.run.merged:
            for number, job in enumerate(self._jobs(), 1):
                yield from self.state[self._part(number, job).names[0]][1]
            return
        for person in self.people:
            yield from self.state[self._name(person)][1]

    def _write_state(self) -> None:
        data = json.dumps(self.state, indent=0, sort_keys=True).encode()
        write_atomic(self.path / STATE, data)


def _inert(cell: str) -> str:
    # Spreadsheets evaluate a cell that begins so.
    return f"'{cell}" if cell[:1] in {"=", "+", "-", "@", "\t", "\r"} else cell


def _read_state(path: Path) -> dict[str, tuple[str, list[list[int]]]]:
    try:
        known = json.loads(path.read_bytes())
        return {name: (str(value[0]), list(value[1])) for name, value in known.items()}
    except FileNotFoundError:
        return {}
    except (ValueError, TypeError, IndexError, AttributeError):
        # A state that cannot be read only costs making the letters again.
        return {}
