"""The walls of the house: imports run downwards only, as docs/architecture.md says."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import appeal

PACKAGE = Path(appeal.__file__).parent
DOCUMENT = PACKAGE.parent / "docs" / "architecture.md"
FILES = sorted(PACKAGE.rglob("*.py"))


def rooms_by_line() -> list[list[str]]:
    """Return the rooms of the list in docs/architecture.md, line by line from the top."""
    text = DOCUMENT.read_text(encoding="utf-8")
    found = re.search(r"Imports run downwards only.*?```\n(.*?)```", text, re.S)
    assert found
    return [re.split(r"[,|]\s*", line.replace(" ", "")) for line in found[1].strip().split("\n")]


def room(path: Path) -> str:
    """Return the room of a file: the module or package right below `appeal`."""
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def imports(path: Path) -> Iterator[tuple[str, int]]:
    """Yield every module that a file imports anywhere, with its line."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((name.name, node.lineno) for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}:{node.lineno}: a relative import"
            if node.module == "appeal":
                yield from ((f"appeal.{name.name}", node.lineno) for name in node.names)
            else:
                yield str(node.module), node.lineno


def between_rooms() -> Iterator[tuple[str, str, str]]:
    """Yield (room, room that it imports, where) for every import across a wall."""
    for path in FILES:
        for module, line in imports(path):
            if module.startswith("appeal."):
                target = module.split(".")[1]
                if target != room(path):
                    yield room(path), target, f"{path.relative_to(PACKAGE)}:{line}"


def test_every_room_has_its_place() -> None:
    placed = [name for line in rooms_by_line() for name in line]
    assert len(set(placed)) == len(placed)
    assert set(placed) == {room(path) for path in FILES} - {"__init__"}


def test_imports_run_downwards_only() -> None:
    height = {name: -n for n, line in enumerate(rooms_by_line()) for name in line}
    upwards = [
        f"{where}: {importer} imports {target}"
        for importer, target, where in between_rooms()
        if height[target] > height[importer]
    ]
    assert upwards == []


def test_no_imports_run_in_a_circle() -> None:
    graph: dict[str, set[str]] = {}
    for importer, target, _ in between_rooms():
        graph.setdefault(importer, set()).add(target)
    # Raises CycleError, which names the circle.
    assert len(tuple(TopologicalSorter(graph).static_order())) > 20


def test_checks_and_outputs_never_import_each_other() -> None:
    pairs = {(importer, target) for importer, target, _ in between_rooms()}
    assert ("checks", "outputs") not in pairs
    assert ("outputs", "checks") not in pairs


@pytest.mark.parametrize(
    ("library", "rooms"),
    [
        ("markdown", {"markup"}),
        ("nh3", {"markup"}),
        ("polib", {"catalogue"}),
        ("yaml", {"frontmatter", "source", "values"}),
        ("tomllib", {"config", "glossary"}),
    ],
)
def test_a_library_has_its_rooms(library: str, rooms: set[str]) -> None:
    importers = {
        room(path)
        for path in FILES
        for module, _ in imports(path)
        if module.partition(".")[0] == library
    }
    assert importers <= rooms


HEAVY = {
    *("babel", "fontTools", "jinja2", "markdown", "msgspec", "nh3", "phonenumbers", "polib"),
    *("rapidfuzz", "typst", "yaml"),
}


@pytest.mark.parametrize("module", ["appeal.cli", "appeal.__main__"])
def test_the_command_line_imports_nothing_heavy(module: str) -> None:
    code = f"import sys, {module}; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in run.stdout.split()}
    assert "click" in loaded or module == "appeal.__main__"
    assert loaded.isdisjoint(HEAVY)
