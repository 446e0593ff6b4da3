"""Checking 400 catalogues beside `msgfmt -c` and pofilter: `python -m scripts.bench.check`.

400 catalogues of 35 messages (10 appeals in 40 languages) are made of the
sentences of this repository's own translations. Both sides are whole
processes, from a cold start to the last line, in turns in one run. What
counts is processor time, which other work on the machine changes little.
"""

from __future__ import annotations

import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from appeal import catalogue, glossary
from appeal.checks.sentences import english_sentences, sentences
from appeal.languages import language
from appeal.model import Catalogue, Entry
from scripts.bench import peers

ROOT = Path(__file__).resolve().parents[2]
APPEALS, LANGUAGES, MESSAGES = 10, 40, 35
RUNS = 5
# Where there are fewer than 40 languages, some come twice under a variant's tag.
VARIANTS = (
    *("de_LU", "es_MX", "fr_BE", "nl_BE", "ru_KZ", "ar_EG", "ta_LK", "bn_IN", "it_CH", "sv_FI"),
    *("el_CY", "tr_CY", "ja_JP", "uk_UA"),
)


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="appeal-bench-") as folder:
        root = Path(folder)
        files = corpus(root)
        size = sum(path.stat().st_size for path in files)
        print(f"{len(files)} catalogues, {MESSAGES} messages each, {size / 1e6:.1f} MB")
        ours, theirs, pofilter = [], [], []
        for _ in range(RUNS):
            ours.append(_timed(_check(root)))
            theirs.append(_timed(_msgfmt(files)))
            pofilter.append(_timed(_pofilter(root)))
        print("                 processor      elapsed")
        for name, times in (("appeal check", ours), ("msgfmt -c", theirs), ("pofilter", pofilter)):
            cpu, wall = (statistics.median(column) for column in zip(*times, strict=True))
            each = 1000 * cpu / len(files)
            print(f"{name:14} {cpu:8.2f} s {wall:10.2f} s   {each:5.2f} ms a catalogue")
        for name, times, most in (("msgfmt -c", theirs, 1), ("pofilter", pofilter, 0.1)):
            ratio = statistics.median(o[0] for o in ours) / statistics.median(t[0] for t in times)
            print(f"of {name:11} {ratio:8.2f}     (at most {most})")


def corpus(root: Path) -> list[Path]:
    """Write the catalogues below root, each appeal with texts of its own; return their paths."""
    pairs: dict[str, list[tuple[str, str]]] = {}
    for path in sorted((ROOT / "locale").glob("*/LC_MESSAGES/*.po")):
        if path.stem != "interface":
            pairs.setdefault(path.parent.parent.name, []).extend(_sentences(path))
    tags = [tag for tag, found in pairs.items() if len(found) >= MESSAGES]
    extra = [tag for tag in VARIANTS if tag.partition("_")[0] in tags]
    written = []
    for tag in (*tags, *extra)[:LANGUAGES]:
        source = tag if tag in pairs else tag.partition("_")[0]
        lang = language(tag)
        own = ROOT / glossary.path_of(source)
        if own.is_file():
            copy = root / glossary.path_of(tag)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(own, copy)
        for number in range(APPEALS):
            chosen = random.Random(number).sample(range(len(pairs[source])), MESSAGES)
            # A mark in front makes the texts of each appeal its own.
            mark = "†‡•◦※¶§◆◇○"[number]
            entries = tuple(
                Entry(msgid=f"{mark} {english}", msgstr=(f"{mark} {text}",))
                for english, text in (pairs[source][place] for place in chosen)
            )
            header = Entry(
                msgid="",
                msgstr=(
                    "Content-Type: text/plain; charset=UTF-8\n"
                    f"Language: {tag}\nPlural-Forms: {lang.plural_forms}\n",
                ),
            )
            path = root / "locale" / tag / "LC_MESSAGES" / f"appeal-{number}.po"
            path.parent.mkdir(parents=True, exist_ok=True)
            whole = Catalogue(path=path.name, language=tag, header=header, entries=entries)
            path.write_bytes(catalogue.write(whole))
            written.append(path)
    return written


def _sentences(path: Path) -> list[tuple[str, str]]:
    """Return the sentences of a catalogue with their translations, where they match one by one."""
    found: list[tuple[str, str]] = []
    tag = path.parent.parent.name
    for entry in catalogue.read(path, name=str(path)).entries:
        english = english_sentences(entry.msgid)
        other = sentences(entry.msgstr[0], language(tag).script, language(tag).language)
        if entry.translated and len(english) == len(other):
            found += zip(english, other, strict=True)
        elif entry.translated:
            found.append((entry.msgid, entry.msgstr[0]))
    return list(dict.fromkeys(found))


def _check(root: Path) -> list[str]:
    return [sys.executable, "-m", "appeal", "--root", str(root), "check", str(root / "locale")]


def _msgfmt(files: list[Path]) -> list[str]:
    names = " ".join(f"'{path}'" for path in files)
    return ["sh", "-c", f'for f in {names}; do msgfmt -c -o /dev/null "$f"; done']


def _pofilter(root: Path) -> list[str]:
    # All languages in one process, with the checks that it has by default.
    return [
        *map(str, peers.module("translate.filters.pofilter", "--progress=none")),
        *(str(root / "locale"), str(root / "filtered")),
    ]


def _timed(command: list[str]) -> tuple[float, float]:
    """Run a command; return its processor time and its elapsed time in seconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, check=False)
    elapsed = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 1):
        raise RuntimeError(done.stderr.decode())
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return processor, elapsed


if __name__ == "__main__":
    main()
