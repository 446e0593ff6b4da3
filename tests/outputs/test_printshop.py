"""The folder of personal letters: whole, resumed after a stop, merged, with its envelopes."""

from __future__ import annotations

import csv
import io
import subprocess
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from appeal.outputs import personal
from appeal.outputs.people import Signatory
from appeal.outputs.printshop import STATE, Folder
from tests.outputs import samples
from tests.outputs.printed import reader_text
from tests.outputs.test_personal import crowd, run_of


@pytest.fixture
def run() -> personal.Run:
    return personal.fitted(run_of(samples.edition("de")), crowd(1)[0])


def work(folder: Folder, stop_after: int | None = None) -> list[int]:
    """Do what is to be done and return how many people each task was for."""
    done = []
    for task in folder.tasks()[:stop_after]:
        folder.keep(task, personal.render(task.job))
        done.append(len(task.job.people))
    return done


def complete(path: Path, run: personal.Run, people: Sequence[Signatory]) -> tuple[str, ...]:
    folder = Folder(path, run, people, "tool")
    work(folder)
    return folder.finish()


def rows(path: Path) -> list[dict[str, str]]:
    text = (path / "envelopes.csv").read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_run_that_was_stopped_goes_on_where_it_stopped(tmp_path: Path, run: personal.Run) -> None:
    people = crowd(30)
    assert work(Folder(tmp_path, run, people, "tool"), stop_after=1) == [personal.JOB_SIZE]
    # A new process knows nothing but the folder.
    assert sum(work(Folder(tmp_path, run, people, "tool"))) == 30 - personal.JOB_SIZE
    assert Folder(tmp_path, run, people, "tool").tasks() == []
    assert len(list(tmp_path.glob("*.pdf"))) == 30


def test_only_what_changed_is_made_again(tmp_path: Path, run: personal.Run) -> None:
    people = crowd(5)
    complete(tmp_path, run, people)
    moved = (*people[:2], replace(people[2], address=("Neu 1", "1 X")), *people[3:])
    (task,) = Folder(tmp_path, run, moved, "tool").tasks()
    assert [person.number for person in task.job.people] == [3]
    assert len(Folder(tmp_path, run, people, "new tool").tasks()[0].job.people) == 5


def test_file_that_has_gone_is_made_again(tmp_path: Path, run: personal.Run) -> None:
    people = crowd(2)
    names = complete(tmp_path, run, people)
    (tmp_path / names[0]).unlink()
    (task,) = Folder(tmp_path, run, people, "tool").tasks()
    assert task.names == (names[0],)


def test_broken_state_only_costs_time(tmp_path: Path, run: personal.Run) -> None:
    complete(tmp_path, run, crowd(2))
    for broken in (b"", b"{", b"[]", b'{"a": 1}', b'{"a": ["x"]}'):
        (tmp_path / STATE).write_bytes(broken)
        assert len(Folder(tmp_path, run, crowd(2), "tool").tasks()[0].job.people) == 2


def test_letters_of_people_who_left_the_list_go(tmp_path: Path, run: personal.Run) -> None:
    complete(tmp_path, run, crowd(3))
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    complete(tmp_path, run, crowd(2))
    assert sorted(path.name for path in tmp_path.iterdir() if path.name[0] != ".") == [
        "0001-person-1.pdf",
        "0002-person-2.pdf",
        "envelopes.csv",
        "notes.txt",
    ]


def test_envelopes_stand_in_the_order_of_printing(tmp_path: Path, run: personal.Run) -> None:
    people = (*crowd(2), replace(crowd(3)[2], name="=1+1"))
    merged = replace(run, merged=True)
    complete(tmp_path, merged, people)
    found = rows(tmp_path)
    assert [row["number"] for row in found] == ["1", "2", "3"]
    assert [(row["first_page"], row["last_page"]) for row in found] == [
        ("1", "1"),
        ("2", "2"),
        ("3", "3"),
    ]
    assert {row["file"] for row in found} == {"letters.pdf"}
    assert found[0]["to"].split("\n")[-1] == "KASACHSTAN"
    assert found[0]["from"] == "Person 1\nWeg 1\n12345 Musterstadt"
    # A spreadsheet would evaluate it.
    assert found[2]["from"].startswith("'=1+1")


def test_merged_file_is_one_tagged_pdf_in_the_order_of_the_list(
    tmp_path: Path, run: personal.Run
) -> None:
    people = crowd(60)
    assert complete(tmp_path, replace(run, merged=True), people) == (
        "letters.pdf",
        "envelopes.csv",
    )
    path = tmp_path / "letters.pdf"
    checked = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True)
    assert (checked.returncode, checked.stderr) == (0, "")
    pages = reader_text(path.read_bytes()).split("\f")[:-1]
    assert len(pages) == 60
    assert all(f"Person {number}\n" in page for number, page in enumerate(pages, 1))
    with pikepdf.open(path) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked)
        tree = pdf.Root.StructTreeRoot
        (document,) = [tree.K] if isinstance(tree.K, pikepdf.Dictionary) else list(tree.K)
        assert str(document.S) == "/Document"
        keys = [int(page.obj.StructParents) for page in pdf.pages]
        assert len(set(keys)) == 60
        numbers = [int(key) for key in list(tree.ParentTree.Nums)[::2]]
        assert numbers == sorted(numbers)
        assert set(keys) <= set(numbers)
        # What a page's entry names stands on that page, or began on another of these pages.
        entries = dict(zip(numbers, list(tree.ParentTree.Nums)[1::2], strict=True))
        known = {page.obj.objgen for page in pdf.pages}
        for page, key in zip(pdf.pages, keys, strict=True):
            begun = {element.Pg.objgen for element in entries[key]}
            assert page.obj.objgen in begun
            assert begun <= known


def test_merged_file_is_the_same_however_it_came_about(tmp_path: Path, run: personal.Run) -> None:
    people = crowd(30)
    merged = replace(run, merged=True)
    complete(tmp_path / "a", merged, people)
    stopped = Folder(tmp_path / "b", merged, people, "tool")
    work(stopped, stop_after=1)
    complete(tmp_path / "b", merged, people)
    assert (tmp_path / "a/letters.pdf").read_bytes() == (tmp_path / "b/letters.pdf").read_bytes()


def test_several_addressees_are_several_rows(tmp_path: Path) -> None:
    embassy = replace(samples.PRESIDENT, key="", name="", organisation="Botschaft", country="DE")
    edition = samples.edition("de")
    section = replace(edition.section, recipients=(embassy,))
    run = personal.fitted(run_of(replace(edition, section=section)), crowd(1)[0])
    complete(tmp_path, run, crowd(2))
    found = rows(tmp_path)
    assert [(row["number"], row["first_page"]) for row in found] == [
        ("1", "1"),
        ("1", "2"),
        ("2", "1"),
        ("2", "2"),
    ]
    assert found[1]["to"].startswith("Botschaft") or "Botschaft" in found[1]["to"]
