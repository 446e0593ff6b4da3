"""What is found of seeded defects, beside pofilter and `msgfmt -c`.

`python -m scripts.bench.recall` writes it down.

All three look at the same PO files, one a defect, in one run; the table goes to
docs/checks-recall.md. pofilter comes with translate-toolkit (--pofilter names it
where it is not on the path); a defect counts as found by it when it tells of
something that it does not tell of the right translation.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from appeal import catalogue
from appeal.checks import check_catalogue
from appeal.model import Catalogue, Entry
from tests.checks.bases import bases
from tests.checks.seeding import Seed, seeds

ROOT = Path(__file__).resolve().parents[2]
PATH = ROOT / "docs" / "checks-recall.md"
TOOLS = ("appeal check", "pofilter", "msgfmt -c")

HEAD = """\
# What the checks find

<!-- Written by scripts/bench/recall.py. Do not edit. -->

Right translations (our own, and those of `tests/checks/data/correct`) with one defect put in:
{made} in {kinds} kinds and {languages} languages and varieties; how many of them each tool finds.
`appeal check` must tell of it at the line of the `msgstr`, and with an error where the kind is one.
A defect counts as found by pofilter when it says something that it does not say of the right
translation.

The last run: appeal {version}, {pofilter}, {msgfmt}.

| defect | is an | made | appeal check | pofilter | msgfmt -c |
|---|---|--:|--:|--:|--:|
"""

TAIL = """
On the right translations themselves, of which there are {right}:

| | appeal check | pofilter | msgfmt -c |
|---|--:|--:|--:|
| flagged | {ours} | {theirs} | {gnu} |
| in per cent | {ours_share:.1f} % | {theirs_share:.1f} % | {gnu_share:.1f} % |
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pofilter", default=shutil.which("pofilter"))
    parser.add_argument("--each", type=int, default=40, help="defects of each kind")
    options = parser.parse_args()
    if not options.pofilter or not shutil.which("msgfmt"):
        sys.exit("pofilter (pip install translate-toolkit) and msgfmt (gettext) are needed")
    planted = list(seeds(options.each))
    with tempfile.TemporaryDirectory(prefix="appeal-recall-") as folder:
        root = Path(folder)
        right = {base: n for n, base in enumerate(dict.fromkeys(bases()))}
        baseline = _write(root / "right", [_file(b.tag, _entry(b.english, b.text)) for b in right])
        damaged = _write(root / "wrong", [_file(s.base.tag, s.entry) for s in planted])
        told_right = _pofilter(options.pofilter, root / "right", len(right))
        told_wrong = _pofilter(options.pofilter, root / "wrong", len(planted))
        found = {
            "appeal check": [_ours(s, f) for s, f in zip(planted, damaged, strict=True)],
            "pofilter": [
                bool(told_wrong[n] - told_right[right[s.base]]) for n, s in enumerate(planted)
            ],
            "msgfmt -c": [_msgfmt(path) for path in damaged],
        }
        ours = sum(
            bool(_findings(path, base.style)) for base, path in zip(right, baseline, strict=True)
        )
        theirs = sum(map(bool, told_right))
        gnu = sum(map(_msgfmt, baseline))
    page = HEAD.format(
        made=len(planted),
        kinds=len({s.kind for s in planted}),
        languages=len({s.base.tag for s in planted}),
        version=_version(
            [
                sys.executable,
                "-c",
                "from importlib.metadata import version as v; print(v('appeal'))",
            ]
        ),
        pofilter=_version([options.pofilter, "--version"]),
        msgfmt=_version(["msgfmt", "--version"]),
    )
    page += _table(planted, found)
    page += TAIL.format(
        right=len(right),
        ours=ours,
        theirs=theirs,
        gnu=gnu,
        ours_share=100 * ours / len(right),
        theirs_share=100 * theirs / len(right),
        gnu_share=100 * gnu / len(right),
    )
    PATH.write_text(page, encoding="utf-8")
    print(page)


def _entry(english: str, text: str) -> Entry:
    return Entry(msgid=english, msgstr=(text,))


def _file(tag: str, entry: Entry) -> Catalogue:
    header = Entry(
        msgid="",
        msgstr=(
            "Project-Id-Version: recall\nPO-Revision-Date: 2026-01-01 00:00+0000\n"
            "Last-Translator: A Translator <translator@example.org>\n"
            f"Language-Team: {tag} <team@example.org>\nLanguage: {tag}\nMIME-Version: 1.0\n"
            "Content-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: 8bit\n",
        ),
    )
    return Catalogue(path="x.po", language=tag, header=header, entries=(entry,))


def _write(folder: Path, catalogues: list[Catalogue]) -> list[Path]:
    folder.mkdir()
    paths = []
    for number, one in enumerate(catalogues):
        path = folder / f"{number:05}.po"
        path.write_bytes(catalogue.write(one))
        paths.append(path)
    return paths


def _findings(path: Path, style: object) -> list[object]:
    from appeal.checks import Style

    assert isinstance(style, Style)
    found = catalogue.read(path, name="x.po")
    return [
        finding
        for finding in check_catalogue(
            found, language=style.language, names=style.protected, glossary=style.glossary
        )
        if finding.line == found.entries[0].msgstr_lines[0]
    ]


def _ours(seed: Seed, path: Path) -> bool:
    found = _findings(path, seed.base.style)
    if seed.severity == "error":
        return any(getattr(finding, "severity", "") == "error" for finding in found)
    return bool(found)


def _msgfmt(path: Path) -> bool:
    """Tell whether ``msgfmt -c`` says anything, a warning included."""
    done = subprocess.run(
        ["msgfmt", "-c", "-o", "/dev/null", str(path)], capture_output=True, check=False
    )
    return done.returncode != 0 or bool(done.stderr.strip())


def _pofilter(program: str, folder: Path, count: int) -> list[set[str]]:
    """Return what pofilter says of each file: the names of its failed tests."""
    out = folder.with_name(f"{folder.name}-told")
    command = [program, "--progress=none", str(folder), str(out)]
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr.decode())
    told: list[set[str]] = [set() for _ in range(count)]
    for path in out.glob("*.po"):
        text = path.read_text(encoding="utf-8")
        told[int(path.stem)] = set(re.findall(r"\(pofilter\) (\w+):", text))
    return told


def _table(planted: list[Seed], found: dict[str, list[bool]]) -> str:
    made = Counter((s.kind, s.severity) for s in planted)
    rows = []
    for (kind, severity), count in made.items():
        cells = [
            _share(
                sum(f for s, f in zip(planted, found[tool], strict=True) if s.kind == kind), count
            )
            for tool in TOOLS
        ]
        rows.append(f"| {kind} | {severity} | {count} | {' | '.join(cells)} |\n")
    for severity in ("error", "warning"):
        count = sum(n for (_, of), n in made.items() if of == severity)
        cells = [
            _share(
                sum(f for s, f in zip(planted, found[tool], strict=True) if s.severity == severity),
                count,
            )
            for tool in TOOLS
        ]
        rows.append(f"| **all {severity}s** | | {count} | {' | '.join(cells)} |\n")
    return "".join(rows)


def _share(hits: int, count: int) -> str:
    return f"{100 * hits / count:.1f} %"


def _version(command: list[str]) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.split("\n")[0]


if __name__ == "__main__":
    main()
