"""Builds of the small campaign, as the tests of the build need them."""

from __future__ import annotations

import dataclasses
import datetime
import shutil
from pathlib import Path
from typing import Any

from appeal.build import Options, Result, build
from appeal.workspace import Workspace
from tests.workspaces import SLUG, edit, tree

# Before the deadline of the campaign's appeal.
DAY = datetime.date(2026, 4, 1)


def options(root: Path, **more: Any) -> Options:
    """Return options that need no press: page and text."""
    plain = Options(out=root / "build", kinds=("page", "text"), today=DAY, serial=7)
    return dataclasses.replace(plain, **more)


def make(root: Path, **more: Any) -> Result:
    """Build a workspace from what is on the disk now."""
    return build(Workspace(root), options(root, **more))


def made(result: Result) -> set[str]:
    """Return what a build made, as "edition folder: kind"."""
    return {f"{folder}: {kind}" for folder, kind in result.made}


def outputs(folder: Path) -> dict[str, bytes]:
    """Return the files of a build with their bytes, without its own state."""
    return {name: data for name, data in tree(folder).items() if not name.startswith(".")}


def from_scratch(root: Path, **more: Any) -> dict[str, bytes]:
    """Return the files of a build of the workspace into a new folder."""
    folder = root.parent / "scratch"
    shutil.rmtree(folder, ignore_errors=True)
    make(root, out=folder, **more)
    found = outputs(folder)
    shutil.rmtree(folder)
    return found


def copy_appeal(root: Path, slug: str) -> None:
    """Give the campaign another appeal, a copy of its own under another name."""
    shutil.copytree(root / "source" / SLUG, root / "source" / slug)
    for path in root.glob(f"locale/*/LC_MESSAGES/{SLUG}.po"):
        shutil.copyfile(path, path.with_name(f"{slug}.po"))


def complete_spanish(root: Path) -> None:
    """Fill the campaign's empty language, whose edition is then released."""
    german = (root / f"locale/de/LC_MESSAGES/{SLUG}.po").read_text(encoding="utf-8")
    spanish = german.replace('"Language: de\\n"', '"Language: es\\n"')
    (root / f"locale/es/LC_MESSAGES/{SLUG}.po").write_text(
        spanish.replace("5. April", "5 de abril"), encoding="utf-8"
    )


def reword(root: Path, language: str) -> None:
    """Change a word of a language's translation."""
    path = root / f"locale/{language}/LC_MESSAGES/{SLUG}.po"
    old, new = {"de": ("Bergleute", "Kumpel"), "ja": ("炭鉱", "鉱山")}[language]
    text = path.read_text(encoding="utf-8")
    if old not in text:
        old, new = new, old
    edit(path, old, new)
