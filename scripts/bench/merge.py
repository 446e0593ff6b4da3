"""Merging beside msgmerge --previous and pot2po: `python -m scripts.bench.merge [NAME]...`.

"many" is 10 appeals in 40 languages, about 35 messages each; three of five
paragraphs are long, as the points of a protest letter are. The appeals were
revised: every second text edited, five paragraphs new; "light" is the same
after a light revision, one text of ten edited and one paragraph new. "one" is one catalogue of
3,500 messages, one text of ten edited. Both sides read files and write
files, in turns in one run; what each recovered is compared after every run.
msgmerge takes all cores, ours one. "scale" is 1,000 appeals in one
language, and its halves.
"""

from __future__ import annotations

import functools
import os
import random
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from appeal import catalogue
from appeal.__main__ import spare_collector
from appeal.files import write_all
from scripts.bench import peers
from scripts.bench.runner import Contender, UnequalWork, fresh, race, ratio, seconds, table
from tests.catalogue import corpus, edits

ROUNDS = 5
# The share of paragraphs that are long, as the points of a protest letter are.
LONG = 0.6
LATER = "2025-02-02 03:04+0000"


def main(names: Sequence[str]) -> None:
    for name in names or ("many", "light", "one", "scale"):
        with tempfile.TemporaryDirectory(prefix="appeal-bench-") as folder:
            RACES[name](Path(folder))


def many(root: Path) -> None:
    """Race over 400 catalogues of thoroughly revised appeals; 40 × is asked for, 10 of pot2po."""
    _write_many(root, rate=0.5, fresh=5)
    _race(root, "10 appeals × 40 languages, revised", limit=40, pot2po=True)


def light(root: Path) -> None:
    """Race over 400 catalogues of lightly revised appeals."""
    _write_many(root, rate=0.1, fresh=1)
    _race(root, "10 appeals × 40 languages, lightly revised")


def _write_many(root: Path, *, rate: float, fresh: int) -> None:
    tags = [f"l{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(40)]
    for number in range(10):
        _write(root, f"appeal-{number}", tags, seed=number, size=35, rate=rate, fresh=fresh)


def one(root: Path) -> None:
    """Race over one large catalogue; 100 × is asked for."""
    _write(root, "large", ["de"], seed=1, size=3500, rate=0.1, fresh=0)
    # msgmerge takes minutes here: once is enough.
    _race(root, "3,500 messages × 1 language", limit=100, repeated=False)


def scale(root: Path) -> None:
    """Time ours alone on 250, 500 and 1,000 appeals: the cost of a message has to stay."""
    rows = [("appeals", "messages", "processor", "a message")]
    for count in (250, 500, 1000):
        folder = root / str(count)
        for number in range(count):
            _write(folder, f"appeal-{number}", ["de"], seed=number, size=35, rate=0.1, fresh=0)
        contender = Contender(
            name="appeal",
            command=functools.partial(_ours, folder),
            folder=folder,
            prepare=_prepare,
            check=_check_merged,
        )
        taken = race([contender], rounds=3)["appeal"].cpu
        messages = 35 * count
        rows.append((str(count), str(messages), seconds(taken), seconds(taken / messages)))
    print(table(rows))


RACES: dict[str, Callable[[Path], None]] = {
    "many": many,
    "light": light,
    "one": one,
    "scale": scale,
}


def _write(
    root: Path, slug: str, tags: Sequence[str], *, seed: int, size: int, rate: float, fresh: int
) -> None:
    """Write an appeal's finished catalogues below old/ and its revised template below new/."""
    rng = random.Random(seed)
    old = corpus.texts(seed, size, LONG)
    new = []
    for text in old:
        kind = rng.choice(list(edits.SINGLE))
        new.append((edits.SINGLE[kind](rng, text) or text) if rng.random() < rate else text)
    new += [corpus.paragraph(rng, LONG) for _ in range(fresh)]
    files = [(root / "new" / f"{slug}.pot", corpus.template(slug, list(dict.fromkeys(new)), LATER))]
    files += [
        (root / "old" / tag / f"{slug}.po", corpus.translated(slug, old, tag)) for tag in tags
    ]
    catalogue.save_all(files)


def _ours(root: Path) -> None:
    """Do what `appeal update` does once the templates are made."""
    spare_collector()
    changed = []
    for pot in sorted((root / "new").glob("*.pot")):
        paths = sorted((root / "work").glob(f"*/{pot.stem}.po"))
        works = [catalogue.Work(path=str(path), data=path.read_bytes()) for path in paths]
        template = catalogue.read(pot, name=pot.name)
        merged, _ = catalogue.update_catalogues(template, works)
        changed += [(Path(one.path), one.data) for one in merged if one.changed]
    write_all(changed)


_LOOP = """
for pot in new/*.pot; do
  slug=$(basename "$pot" .pot)
  for po in work/*/"$slug".po; do
    msgmerge --previous --no-wrap --quiet --update --backup=none "$po" "$pot"
  done
done
"""

_POT2PO = f"""
mkdir out
for old in old/*; do
  {peers.PYTHON} -m translate.convert.pot2po --progress=none -t "$old" new "out/${{old#old/}}"
done
"""


def _prepare(folder: Path) -> None:
    shutil.rmtree(folder / "work", ignore_errors=True)
    shutil.copytree(folder / "old", folder / "work")
    # Ours waits until its files are on the disk; it need not wait for these.
    os.sync()


def _recovered(folder: Path, where: str = "work") -> int:
    """Return how many live entries have a translation. Raises `UnequalWork` for unmerged files."""
    paths = sorted(folder.glob(f"{where}/*/*.po"))
    found = [catalogue.read(path, name=path.name) for path in paths]
    if not found or any(one.headers["POT-Creation-Date"] != LATER for one in found):
        raise UnequalWork("a catalogue is not merged")
    return sum(any(e.msgstr) for one in found for e in one.entries if not e.obsolete)


def _check_merged(folder: Path) -> None:
    _recovered(folder)


def _race(
    root: Path, what: str, *, limit: int = 0, repeated: bool = True, pot2po: bool = False
) -> None:
    recovered: dict[str, int] = {}

    def check(name: str, where: str = "work") -> Callable[[Path], None]:
        def count(folder: Path) -> None:
            recovered[name] = _recovered(folder, where)

        return count

    contenders = [
        Contender(
            name="appeal",
            command=lambda: _ours(root),
            folder=root,
            prepare=_prepare,
            check=check("appeal"),
        ),
        Contender(
            name="msgmerge --previous",
            command=("sh", "-c", _LOOP),
            folder=root,
            prepare=_prepare,
            check=check("msgmerge --previous"),
            repeated=repeated,
        ),
    ]
    if pot2po:
        contenders.append(
            Contender(
                name="pot2po",
                command=("sh", "-e", "-c", _POT2PO),
                folder=root,
                prepare=fresh("out"),
                check=check("pot2po", "out"),
                repeated=False,
            )
        )
    outcomes = race(contenders, rounds=ROUNDS)
    if recovered["appeal"] < recovered["msgmerge --previous"]:
        raise UnequalWork(f"recovered {recovered}")
    rows = [(what, "time", "processor", "translations")]
    rows += [
        (name, seconds(o.wall), seconds(o.cpu), str(recovered[name]))
        for name, o in outcomes.items()
    ]
    print(table(rows))
    print(f"msgmerge takes {ratio(outcomes, 'appeal', 'msgmerge --previous'):.0f} ×", end="")
    print(f" (at least {limit})" if limit else "")
    if pot2po:
        print(f"pot2po takes {ratio(outcomes, 'appeal', 'pot2po'):.0f} × (at least 10)")
    print(flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
