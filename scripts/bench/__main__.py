"""All races of the table in docs/performance.md: `python -m scripts.bench [NAME…]`.

Each race runs its contenders in turns on the same texts and checks what
they made; the last column is how many times longer the peer takes in that
race. Merging, checking and letters have races of their own, which are run
too when no name is given.
"""

from __future__ import annotations

import math
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from scripts.bench import corpus, peers
from scripts.bench.prose import LANGUAGES
from scripts.bench.runner import Contender, UnequalWork, fresh, race, ratio, run, seconds, table

APPEAL = [sys.executable, "-m", "appeal"]
TAGS = LANGUAGES[:4]
ROUNDS = 3
PO4A_EXTRACT = """
for f in source/*.md; do
  po4a-updatepo -f text -o markdown -M UTF-8 -m "$f" -p "$(basename "$f" .md).pot"
done
"""


def extract(root: Path) -> None:
    """Templates of 100 appeals."""
    slugs = corpus.slugs(100)
    corpus.write_workspace(root / "ours", 100, 1)
    peers.write_documents(root / "toolkit/source", slugs)
    peers.write_documents(root / "po4a/source", slugs)
    _report(
        "extract 100 appeals",
        [
            Contender(
                name="appeal extract",
                command=[*APPEAL, "extract"],
                folder=root / "ours",
                prepare=fresh("locale/*.pot"),
                check=_counts("locale/*.pot", 100),
            ),
            Contender(
                name="md2po (translate-toolkit)",
                command=peers.module(
                    "translate.convert.md2po", "--pot", "--progress=none", "source", "pot"
                ),
                folder=root / "toolkit",
                prepare=fresh("pot"),
                check=_counts("pot/*.pot", 200),
            ),
            Contender(
                name="po4a-updatepo",
                command=["sh", "-e", "-c", PO4A_EXTRACT],
                folder=root / "po4a",
                prepare=fresh("*.pot"),
                check=_counts("*.pot", 200),
                repeated=False,
            ),
        ],
    )


def pages(root: Path) -> None:
    """HTML and text of 10 appeals in 4 languages."""
    slugs = corpus.slugs(10)
    corpus.write_workspace(root / "ours", 10, 4)
    peers.sphinx(root / "sphinx", slugs, 4)
    peers.mdpo(root / "mdpo", slugs, 4)

    def ours(folder: Path) -> None:
        peers.check_translated(
            (slug, tag, path.read_text(encoding="utf-8"))
            for tag in TAGS
            for slug in slugs
            for path in folder.glob(f"build/*/{tag.replace('_', '-')}/{slug}/index.html")
        )

    kinds = ("--only", "page,text")
    both = [
        Contender(
            name=f"appeal build, {jobs} {'process' if jobs == 1 else 'processes'}",
            command=[*APPEAL, "build", *kinds, "--jobs", str(jobs)],
            folder=root / "ours",
            prepare=fresh("build"),
            check=ours,
        )
        for jobs in (1, 2)
    ]
    sphinx = Contender(
        name="Sphinx html + text",
        command=peers.sphinx_build(TAGS, ("html", "text")),
        folder=root / "sphinx",
        prepare=fresh("out", "doctrees"),
        check=lambda folder: peers.check_sphinx(folder, slugs, TAGS, "html text"),
        repeated=False,
    )
    _report("HTML and text, 10 appeals × 4 languages", [*both, sphinx])
    page = Contender(
        name="appeal build, pages only",
        command=[*APPEAL, "build", "--only", "page", "--jobs", "2"],
        folder=root / "ours",
        prepare=fresh("build"),
        check=ours,
    )
    mdpo = Contender(
        name="mdpo2html",
        command=["sh", "-e", "-c", peers.MDPO],
        folder=root / "mdpo",
        prepare=fresh("out/*/*.html"),
        environment={"PYTHON": str(peers.PYTHON)},
        repeated=False,
    )
    _report("HTML only, 10 appeals × 4 languages", [page, mdpo])


def unchanged(root: Path) -> None:
    """Nothing changed, and how long starting takes."""
    slugs = corpus.slugs(10)
    corpus.write_workspace(root / "ours", 10, 4)
    build = [*APPEAL, "build", "--only", "page,text"]
    subprocess.run(build, cwd=root / "ours", check=True, stdout=subprocess.DEVNULL)
    peers.sphinx(root / "sphinx", slugs, 4)
    again = peers.sphinx_build(TAGS, ("html", "text"), fresh=False)
    subprocess.run(again, cwd=root / "sphinx", check=True)
    peers.po4a(root / "po4a", slugs, 4)
    po4a = ["po4a", "--quiet", "--keep", "0", "--no-update", "po4a.cfg"]
    subprocess.run(po4a, cwd=root / "po4a", check=True)
    _report(
        "nothing changed, 10 appeals × 4 languages",
        [
            Contender(name="appeal build", command=build, folder=root / "ours"),
            Contender(name="Sphinx html + text", command=again, folder=root / "sphinx"),
            Contender(name="po4a --no-update", command=po4a, folder=root / "po4a"),
        ],
    )
    _report(
        "start-up",
        [
            Contender(name="python -c pass", command=[sys.executable, "-c", "pass"], folder=root),
            Contender(name="appeal --version", command=[*APPEAL, "--version"], folder=root),
        ],
        rounds=15,
    )


def cold(root: Path) -> None:
    """The real appeal whole, in a cold process, beside two languages of Sphinx."""
    slugs = corpus.slugs(1)
    peers.sphinx(root / "sphinx", slugs, 2)
    _report(
        "page, text and letter of the real appeal, 50 editions, cold",
        [
            Contender(
                name="appeal build",
                command=[
                    *(*APPEAL, "--root", str(peers.ROOT), "build"),
                    *("--only", "page,text,letter", "--out", "out"),
                ],
                folder=root / "ours",
                prepare=fresh("out"),
                check=_counts("out/*/*/*/letter.pdf", 50),
            ),
            Contender(
                name="Sphinx html, one such appeal, two languages",
                command=peers.sphinx_build(TAGS[:2], ("html",)),
                folder=root / "sphinx",
                prepare=fresh("out", "doctrees"),
            ),
        ],
    )


def many(root: Path) -> None:
    """4,000 editions of which none changed."""
    corpus.write_workspace(root / "ours", 100, 40)
    build = [*APPEAL, "build", "--only", "page,text"]
    first = run(Contender(name="first build", command=build, folder=root / "ours"))
    outcome = race([Contender(name="again", command=build, folder=root / "ours")], rounds=5)
    print("## 100 appeals × 40 languages: 4,000 editions\n")
    again = outcome["again"]
    rows = [
        ("build", "time", "largest process"),
        ("the first", seconds(first.wall), f"{first.peak_mb:.0f} MB"),
        ("nothing changed", seconds(again.wall), f"{again.peak_mb:.0f} MB"),
    ]
    print(table(rows), flush=True)


def linear(root: Path) -> None:
    """Cost against size: each verb on 1, 10, 100 and 1,000 appeals in one language."""
    sizes = (1, 10, 100, 1000)
    verbs: dict[str, Sequence[str]] = {
        "extract": ("extract",),
        "update": ("update",),
        "status": ("status",),
        "check": ("check",),
        "build": ("build", "--only", "page,text", "--jobs", "1"),
    }
    bare = race([Contender(name="bare", command=[*APPEAL, "--version"], folder=root)], rounds=5)[
        "bare"
    ].cpu
    rows = [("verb", *(f"{size:,}" for size in sizes), "exponent 100 to 1,000", "largest process")]
    costs: dict[str, list[float]] = {verb: [] for verb in verbs}
    peaks = dict.fromkeys(verbs, 0.0)
    for size in sizes:
        folder = root / str(size)
        corpus.write_workspace(folder, size, 1)
        for verb, command in verbs.items():
            if verb == "update":
                corpus.edit(folder, size)
            if verb == "build":
                corpus.write_workspace(folder, size, 1)
            sample = run(
                Contender(name=verb, command=[*APPEAL, *command], folder=folder)
                if verb != "check"
                else Contender(name=verb, command=["sh", "-c", _lenient(command)], folder=folder)
            )
            costs[verb].append(sample.cpu)
            peaks[verb] = max(peaks[verb], sample.peak_mb)
    for verb, spent in costs.items():
        exponent = math.log10((spent[3] - bare) / (spent[2] - bare))
        rows.append(
            (verb, *(seconds(one) for one in spent), f"{exponent:.2f}", f"{peaks[verb]:.0f} MB")
        )
    print("## cost against size, seconds of processor\n")
    print(table(rows), flush=True)


def _lenient(command: Sequence[str]) -> str:
    """Return a command line that findings do not end: the corpus is no careful translation."""
    return " ".join([*APPEAL, *command]) + " > /dev/null || [ $? = 1 ]"


def memory(root: Path) -> None:
    """1,000 appeals × 40 languages: 40,000 editions."""
    corpus.write_workspace(root / "ours", 1000, 40)
    build = [*APPEAL, "build", "--only", "page,text", "--jobs", "2"]
    first = run(Contender(name="build", command=build, folder=root / "ours"))
    again = run(Contender(name="again", command=build, folder=root / "ours"))
    print("## 1,000 appeals × 40 languages: 40,000 editions\n")
    rows = [("build", "time", "processor", "largest process")]
    rows += [
        (name, seconds(s.wall), seconds(s.cpu), f"{s.peak_mb:.0f} MB")
        for name, s in (("the first", first), ("nothing changed", again))
    ]
    print(table(rows), flush=True)


def _report(what: str, contenders: Sequence[Contender], rounds: int = ROUNDS) -> None:
    outcomes = race(contenders, rounds=rounds)
    first = contenders[0].name
    rows = [("", "time", "processor", f"times {first}")]
    rows += [
        (name, seconds(o.wall), seconds(o.cpu), f"{ratio(outcomes, first, name):.3g}")
        for name, o in outcomes.items()
    ]
    print(f"## {what}\n")
    print(table(rows) + "\n", flush=True)


def _counts(pattern: str, count: int) -> Callable[[Path], None]:
    def check(folder: Path) -> None:
        found = len(list(folder.glob(pattern)))
        if found < count:
            raise UnequalWork(f"{found} of {count} files are there")

    return check


RACES = {race_.__name__: race_ for race_ in (extract, pages, unchanged, cold, many, linear, memory)}
OTHERS = ("merge", "check", "letters")


def main(names: Sequence[str]) -> None:
    peers.install()
    for what, version in peers.versions().items():
        print(f"{what} {version}", end="; ")
    print("\n")
    for name, one in RACES.items():
        if not names or name in names:
            with tempfile.TemporaryDirectory() as folder:
                one(Path(folder))
    for name in OTHERS:
        if not names or name in names:
            subprocess.run([sys.executable, "-m", f"scripts.bench.{name}"], check=True)


if __name__ == "__main__":
    main(sys.argv[1:])
