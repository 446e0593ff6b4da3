"""appeal merge: plain PO files of any project."""

from __future__ import annotations

from pathlib import Path

import pytest

from appeal.catalogue import read, save
from appeal.cli import run
from tests.catalogue import corpus

TEXTS = corpus.texts(1, 12)
CHANGED = [TEXTS[0] + " And more.", *TEXTS[1:]]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    save(tmp_path / "new.pot", corpus.template("x", CHANGED, "2025-02-02 03:04+0000"))
    for tag in ("de", "fr"):
        save(tmp_path / f"{tag}.po", corpus.translated("x", TEXTS, tag))
    return tmp_path


def files(project: Path) -> list[str]:
    return [str(project / "de.po"), str(project / "fr.po")]


def test_each_file_is_merged_and_a_second_time_nothing_changes(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["merge", "--template", str(project / "new.pot"), *files(project)]
    assert run([*command, "--check"]) == 1
    assert run(command) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "0 files unchanged, 2 changed."
    (entry, *_) = read(project / "fr.po", name="fr.po").entries
    assert (entry.msgid, entry.previous_msgid) == (CHANGED[0], TEXTS[0])
    assert run([*command, "--check"]) == 0
    assert capsys.readouterr().out == "2 files unchanged, 0 changed.\n"


def test_a_memory_fills_new_texts(project: Path) -> None:
    save(project / "memory.po", corpus.translated("y", ["Something else."], "de"))
    save(project / "new.pot", corpus.template("x", [*TEXTS, "Something else."]))
    pot, known = str(project / "new.pot"), str(project / "memory.po")
    assert run(["merge", "-t", pot, "-m", known, str(project / "de.po")]) == 0
    entry = read(project / "de.po", name="de.po").entries[-1]
    assert entry.msgstr == (corpus.translate("Something else.", "de"),)
    assert entry.fuzzy


def test_one_broken_file_stops_all_before_anything_is_written(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = project / "fr.po"
    broken.write_bytes(broken.read_bytes()[:-3])
    before = (project / "de.po").read_bytes()
    assert run(["merge", "-t", str(project / "new.pot"), *files(project)]) == 1
    assert f"{broken}:" in capsys.readouterr().err
    assert (project / "de.po").read_bytes() == before
