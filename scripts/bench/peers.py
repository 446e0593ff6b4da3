"""The peers: where they are, and the same appeals as each of them keeps them.

Everything that a peer asks its users for (configuration, templates,
complete catalogues) is written before a race and is not timed.
"""

from __future__ import annotations

import compileall
import html
import re
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from appeal import catalogue
from appeal.languages import language
from appeal.model import Catalogue
from scripts.bench import corpus
from scripts.bench.prose import LANGUAGES, translate
from scripts.bench.runner import UnequalWork

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv-bench"
PYTHON = VENV / "bin" / "python"
REQUIREMENTS = Path(__file__).parent / "requirements.txt"
DEBIAN = {"gettext": "msgfmt", "po4a": "po4a", "pandoc": "pandoc"}


def install() -> None:
    """Make the peers' own environment, compile ours as pip did theirs; tell what Debian lacks."""
    compileall.compile_dir(ROOT / "appeal", quiet=1)
    done = VENV / "requirements.txt"
    wanted = REQUIREMENTS.read_bytes()
    if not (done.is_file() and done.read_bytes() == wanted):
        subprocess.run([sys.executable, "-m", "venv", VENV], check=True)
        subprocess.run([PYTHON, "-m", "pip", "install", "--quiet", "-r", REQUIREMENTS], check=True)
        done.write_bytes(wanted)
    missing = [
        package
        for package, program in DEBIAN.items()
        if subprocess.run(["which", program], capture_output=True).returncode
    ]
    if missing:
        sys.exit(f"apt-get install {' '.join(missing)}")


def versions() -> dict[str, str]:
    """Return the peers' versions by name."""
    names = [
        line.partition("==")
        for line in REQUIREMENTS.read_text().splitlines()
        if line and line[0] != "#"
    ]
    found = {name: version for name, _, version in names}
    for package, program in DEBIAN.items():
        said = subprocess.run([program, "--version"], capture_output=True, text=True, check=True)
        number = re.search(r"\d+(?:\.\d+)+", said.stdout)
        found[package] = number[0] if number else "?"
    return found


def module(name: str, *arguments: str | Path) -> list[str | Path]:
    """Return a command line that runs a module of the peers' environment."""
    return [PYTHON, "-m", name, *arguments]


# -- the same texts ------------------------------------------------------------------


def write_documents(folder: Path, slugs: Iterable[str], version: int = 1) -> list[str]:
    """Write each appeal's two documents as Markdown; return their names without suffix."""
    folder.mkdir(parents=True, exist_ok=True)
    names = []
    for slug in slugs:
        for name, text in corpus.documents(corpus.texts(slug, version)).items():
            (folder / f"{name}.md").write_text(text, encoding="utf-8")
            names.append(name)
    return names


def fill(template: Path, target: Path, tag: str) -> None:
    """Write a template's complete catalogue in a language."""
    made = catalogue.parse(template.read_bytes(), path=template.name)
    known = language(tag)
    plurals = f"Language: {tag}\nPlural-Forms: {known.plural_forms}\n"
    text = re.sub(r"(?m)^(?:Language|Plural-Forms):.*\n", "", made.header.msgstr[0]) + plurals
    done = Catalogue(
        path=target.name,
        language=tag,
        header=replace(made.header, msgstr=(text,), flags=()),
        entries=tuple(
            replace(entry, msgstr=(translate(entry.msgid, tag),)) for entry in made.entries
        ),
    )
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(catalogue.write(done))


def check_translated(texts: Iterable[tuple[str, str, str]], *, share: float = 0.95) -> None:
    """Hold outputs to the work: each is (slug, locale tag, text or HTML).

    A share of the appeal's plain paragraphs must stand there in the
    language. Raises `UnequalWork`.
    """
    wanted = found = 0
    for slug, tag, text in texts:
        shown = " ".join(html.unescape(re.sub(r"<[^>]*>", "", text)).split())
        bare = re.sub(r"\s", "", shown)
        for paragraph in plain_paragraphs(slug):
            wanted += 1
            found += re.sub(r"\s", "", translate(paragraph, tag)) in bare
    if not wanted or found < share * wanted:
        raise UnequalWork(f"{found} of {wanted} paragraphs are there and translated")


def plain_paragraphs(slug: str) -> list[str]:
    """Return the paragraphs of an appeal's page that have no markup of any kind."""
    blocks = corpus.texts(slug).page.split("\n\n")
    plain = [" ".join(block.split()) for block in blocks]
    return [text for text in plain if text[0].isalpha() and not re.search(r"[*_\[<>'\"&]", text)][
        :4
    ]


# -- each peer's project ---------------------------------------------------------------


def sphinx(folder: Path, slugs: Sequence[str], languages: int) -> None:
    """Write a Sphinx project with MyST: source/, and complete catalogues in locale/."""
    names = write_documents(folder / "source", slugs)
    (folder / "source/conf.py").write_text(
        'project = "appeals"\nextensions = ["myst_parser"]\nlocale_dirs = ["../locale"]\n'
        'gettext_compact = False\nsuppress_warnings = ["*"]\n'
    )
    (folder / "source/index.md").write_text(
        "# Appeals\n\n```{toctree}\n" + "\n".join(names) + "\n```\n"
    )
    subprocess.run(module("sphinx", "-q", "-b", "gettext", "source", "pot"), cwd=folder, check=True)
    for name in (*names, "index"):
        for tag in LANGUAGES[:languages]:
            fill(folder / f"pot/{name}.pot", folder / f"locale/{tag}/LC_MESSAGES/{name}.po", tag)


def sphinx_build(tags: Sequence[str], builders: Sequence[str], *, fresh: bool = True) -> list[str]:
    """Return the command line that builds a Sphinx project in languages."""
    whole = "-E -a " if fresh else ""
    lines = [
        f"{PYTHON} -m sphinx -q {whole}-b {builder} -D language={tag}"
        f" -d doctrees/{tag} source out/{tag}/{builder}"
        for tag in tags
        for builder in builders
    ]
    return ["sh", "-e", "-c", "\n".join(lines)]


def check_sphinx(folder: Path, slugs: Sequence[str], tags: Sequence[str], kinds: str) -> None:
    check_translated(
        (
            (slug, tag, (folder / f"out/{tag}/{kind}/{slug}-page.{kind[:4]}").read_text())
            if kind == "html"
            else (slug, tag, (folder / f"out/{tag}/text/{slug}-page.txt").read_text())
        )
        for kind in kinds.split()
        for tag in tags
        for slug in slugs
    )


def po4a(folder: Path, slugs: Sequence[str], languages: int) -> None:
    """Write a po4a project: po4a.cfg, and complete catalogues in po/."""
    names = write_documents(folder / "source", slugs)
    tags = LANGUAGES[:languages]
    lines = [
        f"[po4a_langs] {' '.join(tags)}",
        "[po4a_paths] pot/$master.pot $lang:po/$lang/$master.po",
        '[po4a_alias:markdown] text opt:"-o markdown"',
        *(
            f"[type: markdown] source/{name}.md $lang:out/$lang/{name}.md pot={name}"
            for name in names
        ),
    ]
    (folder / "po4a.cfg").write_text("\n".join(lines) + "\n")
    for name in ("pot", *(f"po/{tag}" for tag in tags)):
        (folder / name).mkdir(parents=True, exist_ok=True)
    subprocess.run(["po4a", "--quiet", "--no-translations", "po4a.cfg"], cwd=folder, check=True)
    for name in names:
        for tag in tags:
            fill(folder / f"pot/{name}.pot", folder / f"po/{tag}/{name}.po", tag)


PO4A = "po4a --quiet --keep 0 po4a.cfg"
PANDOC = """
for f in out/*/*.md; do
  pandoc -f markdown -t html "$f" -o "${f%.md}.html"
  pandoc -f markdown -t plain "$f" -o "${f%.md}.txt"
done
"""


def check_po4a(folder: Path, slugs: Sequence[str], tags: Sequence[str], suffix: str) -> None:
    check_translated(
        (slug, tag, (folder / f"out/{tag}/{slug}-page.{suffix}").read_text())
        for tag in tags
        for slug in slugs
    )


def mdpo(folder: Path, slugs: Sequence[str], languages: int) -> None:
    """Write what mdpo2html works on: HTML made of each document, and complete catalogues."""
    names = write_documents(folder / "source", slugs)
    for name in names:
        source = folder / f"source/{name}.md"
        for target in (folder / f"pot/{name}.pot", folder / f"html/{name}.html"):
            target.parent.mkdir(parents=True, exist_ok=True)
        pot = folder / f"pot/{name}.pot"
        subprocess.run(
            [
                *module("mdpo.md2po", source, "--quiet", "--save", "--po-filepath", pot),
                *("--metadata", "Content-Type: text/plain; charset=UTF-8"),
            ],
            stdin=subprocess.DEVNULL,
            check=True,
        )
        subprocess.run(
            [
                "pandoc",
                "-f",
                "commonmark",
                "-t",
                "html",
                source,
                "-o",
                folder / f"html/{name}.html",
            ],
            check=True,
        )
        for tag in LANGUAGES[:languages]:
            fill(pot, folder / f"po/{tag}/{name}.po", tag)
    for tag in LANGUAGES[:languages]:
        (folder / f"out/{tag}").mkdir(parents=True, exist_ok=True)


MDPO = """
for f in html/*.html; do
  name=$(basename "$f" .html)
  for po in po/*; do
    "$PYTHON" -m mdpo.mdpo2html "$f" --quiet --pofiles "$po/$name.po" \
      --save "out/$(basename "$po")/$name.html"
  done
done
"""
