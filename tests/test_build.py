"""The build touches what its inputs changed, all of it or nothing."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from appeal.editions import EditionError
from appeal.pipeline import Refused
from tests.builds import (
    DAY,
    complete_spanish,
    copy_appeal,
    from_scratch,
    made,
    make,
    outputs,
    reword,
)
from tests.workspaces import SLUG, edit, tree

EDITIONS = ("england-wales/en-GB", "germany/de", "japan/ja", "jordan/ar", "usa/en-US")
PAGES = {f"{edition}/{SLUG}: page" for edition in EDITIONS}
TEXTS = {f"{edition}/{SLUG}: text" for edition in EDITIONS}


def of(edition: str, *kinds: str) -> set[str]:
    return {f"{edition}/{SLUG}: {kind}" for kind in kinds}


def stamps(folder: Path) -> dict[str, int]:
    return {str(path): path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


# -- incremental ----------------------------------------------------------------------


def test_a_build_without_a_change_makes_and_touches_nothing(workspace: Path) -> None:
    first = make(workspace)
    before = stamps(workspace / "build")
    second = make(workspace)
    assert made(first) == PAGES | TEXTS
    assert (made(second), second.kept, second.removed) == (set(), 10, ())
    # What lets the next build know at once that nothing has changed is written anew.
    after = stamps(workspace / "build")
    assert {name for name in before if before[name] != after[name]} <= {
        str(workspace / "build/.appeal-build/head")
    }
    assert before.keys() == after.keys()


def rename_germany(root: Path) -> None:
    edit(root / "sections.toml", "[germany]\n", '[germany]\nname = "Bundesrepublik"\n')


def new_contact(root: Path) -> None:
    edit(root / "campaign.toml", "1 Example Street", "9 Example Street")


def new_source(root: Path) -> None:
    edit(root / f"source/{SLUG}/letter.md", "subject:", "# A comment.\nsubject:")


def german_formula(root: Path) -> None:
    text = (root / f"locale/de/LC_MESSAGES/{SLUG}.po").read_text(encoding="utf-8")
    header = text.partition("\n\n")[0]
    (root / "locale/de/LC_MESSAGES/common.po").write_text(
        f'{header}\n\nmsgid "Minister of Justice"\nmsgstr "Herr Justizminister"\n', encoding="utf-8"
    )


def lose_a_text(root: Path) -> None:
    (root / f"build/japan/ja/{SLUG}/letter.txt").unlink()


def cut_a_page(root: Path) -> None:
    (root / f"build/japan/ja/{SLUG}/index.html").write_bytes(b"half")


CHANGES: dict[Callable[[Path], None], set[str]] = {
    (lambda root: reword(root, "de")): of("germany/de", "page", "text"),
    (lambda root: reword(root, "ja")): of("japan/ja", "page", "text"),
    german_formula: of("germany/de", "page", "text"),
    # Every page links to the new edition.
    complete_spanish: PAGES | of("usa/es", "page", "text"),
    rename_germany: PAGES | of("germany/de", "text"),
    new_contact: PAGES | TEXTS,
    new_source: PAGES | TEXTS,
    lose_a_text: of("japan/ja", "text"),
    cut_a_page: of("japan/ja", "page"),
}


@pytest.mark.parametrize("number", range(len(CHANGES)))
def test_a_change_of_one_input_rebuilds_what_depends_on_it(workspace: Path, number: int) -> None:
    change, wanted = list(CHANGES.items())[number]
    make(workspace)
    change(workspace)
    result = make(workspace)
    assert made(result) == wanted
    assert outputs(workspace / "build") == from_scratch(workspace)


def test_the_day_matters_where_there_is_a_deadline(workspace: Path) -> None:
    make(workspace)
    assert made(make(workspace, today=DAY.replace(day=2))) == PAGES | TEXTS
    assert outputs(workspace / "build") == from_scratch(workspace, today=DAY.replace(day=2))
    edit(workspace / f"source/{SLUG}/appeal.md", "send_before: 2026-05-01\n", "")
    make(workspace)
    assert made(make(workspace, today=DAY.replace(day=3))) == set()


def test_fonts_matter_to_what_is_printed_alone(workspace: Path, tmp_path: Path) -> None:
    font = tmp_path / "NotoSerif-Regular.ttf"
    font.write_bytes(b"one")
    make(workspace, fonts=(str(font),))
    font.write_bytes(b"two")
    assert made(make(workspace, fonts=(str(font),))) == set()


def test_a_new_number_alone_makes_a_new_manifest_but_not_outside_git(workspace: Path) -> None:
    make(workspace)
    manifest = workspace / "build/manifest.json"
    before = manifest.read_bytes()
    make(workspace, serial=8, undated=True)
    assert manifest.read_bytes() != before  # It was numbered inside git before.
    before = manifest.read_bytes()
    make(workspace, serial=9, undated=True)
    assert manifest.read_bytes() == before
    assert made(make(workspace, serial=10)) == set()
    assert b'"serial": 10' in manifest.read_bytes()


def test_any_order_of_changes_ends_in_the_bytes_of_a_new_build(workspace: Path) -> None:
    rng = random.Random(8)
    make(workspace)
    once = [german_formula, complete_spanish, rename_germany, new_contact, new_source]
    always = [lose_a_text, cut_a_page, *list(CHANGES)[:2]]
    for _ in range(4):
        for change in rng.sample(always, 2):
            change(workspace)
        if once:
            once.pop(rng.randrange(len(once)))(workspace)
        make(workspace)
        assert outputs(workspace / "build") == from_scratch(workspace)


# -- what goes ------------------------------------------------------------------------


def drop_section(root: Path) -> None:
    edit(root / "sections.toml", '[jordan]\ncountry = "JO"\nlanguages = ["ar"]\n', "")


def drop_language(root: Path) -> None:
    edit(root / "sections.toml", '"en_US", "es"', '"es"')


def drop_translation(root: Path) -> None:
    (root / f"locale/ar/LC_MESSAGES/{SLUG}.po").unlink()


@pytest.mark.parametrize(
    ("change", "gone"),
    [
        (drop_section, "jordan"),
        (drop_language, "usa"),
        (drop_translation, "jordan"),
    ],
)
def test_files_of_an_edition_that_is_no_more_go(
    workspace: Path, change: Callable[[Path], None], gone: str
) -> None:
    make(workspace)
    assert (workspace / "build" / gone).is_dir()
    change(workspace)
    result = make(workspace)
    assert f"{gone}.zip" in result.removed
    assert not (workspace / "build" / gone).exists()
    assert outputs(workspace / "build") == from_scratch(workspace)


def test_files_of_an_appeal_that_is_no_more_go(workspace: Path) -> None:
    copy_appeal(workspace, "another")
    make(workspace)
    assert (workspace / "build/germany/de/another/index.html").is_file()
    for path in (workspace / "source/another").iterdir():
        path.unlink()
    for path in workspace.glob("locale/*/LC_MESSAGES/another.po"):
        path.unlink()
    result = make(workspace)
    assert made(result) == set()
    assert outputs(workspace / "build") == from_scratch(workspace)
    assert not (workspace / "build/germany/de/another").exists()


def test_files_of_others_in_the_folder_stay(workspace: Path) -> None:
    make(workspace)
    mine = workspace / "build/germany/mine.txt"
    mine.write_text("mine")
    drop_section(workspace)
    make(workspace)
    assert mine.read_text() == "mine"


# -- selections -----------------------------------------------------------------------


def test_only_makes_these_kinds_and_keeps_the_others(workspace: Path) -> None:
    assert made(make(workspace, kinds=("text",))) == TEXTS
    assert not list((workspace / "build").rglob("fragment.html"))
    assert made(make(workspace, kinds=("page",))) == PAGES
    assert made(make(workspace, kinds=("page", "text"))) == set()
    assert outputs(workspace / "build") == from_scratch(workspace)


def test_a_selection_makes_these_editions_and_keeps_the_others(workspace: Path) -> None:
    make(workspace)
    reword(workspace, "de")
    reword(workspace, "ja")
    assert made(make(workspace, sections=("germany",))) == of("germany/de", "page", "text")
    assert made(make(workspace, tags=("de",))) == set()
    assert made(make(workspace)) == of("japan/ja", "page", "text")
    assert outputs(workspace / "build") == from_scratch(workspace)


# -- reasons --------------------------------------------------------------------------


def test_every_output_tells_why_it_was_made(workspace: Path) -> None:
    place = (f"germany/de/{SLUG}", "page")
    assert make(workspace).made[place] == ("it was not there",)
    reword(workspace, "de")
    assert make(workspace).made[place] == (f"locale/de/LC_MESSAGES/{SLUG}.po changed",)
    complete_spanish(workspace)
    assert make(workspace).made[place] == ("the editions that it links to changed",)
    new_contact(workspace)
    assert make(workspace).made[place] == ("campaign.toml changed",)
    (workspace / "build" / place[0] / "index.html").unlink()
    assert make(workspace).made[place] == ("a file is gone",)
    assert make(workspace, today=DAY.replace(day=2)).made[place] == ("the day changed",)


# -- all or nothing -------------------------------------------------------------------


def test_errors_of_all_texts_are_told_and_the_build_stays_as_it_was(workspace: Path) -> None:
    copy_appeal(workspace, "another")
    make(workspace)
    before = tree(workspace / "build")
    edit(workspace / "source/another/appeal.md", "title: Free the miners\n", "")
    edit(workspace / f"locale/ja/LC_MESSAGES/{SLUG}.po", 'msgstr "司法大臣"', 'msgstr "司法大臣')
    with pytest.raises(Refused) as refused:
        make(workspace)
    assert [finding.path for finding in refused.value.findings] == [
        "source/another/appeal.md",
        f"locale/ja/LC_MESSAGES/{SLUG}.po",
    ]
    assert tree(workspace / "build") == before


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_error_names_its_edition_and_the_build_stays_as_it_was(
    workspace: Path, jobs: int
) -> None:
    kinds = ("page", "text", "mail", "letter")
    make(workspace, kinds=kinds[:2])
    before = tree(workspace / "build")
    reword(workspace, "de")
    # Without fonts the press can set no letter.
    with pytest.raises(EditionError, match=rf"^[a-z/A-Z-]+/{SLUG}: letter: "):
        make(workspace, kinds=kinds, jobs=jobs)
    assert tree(workspace / "build") == before


def test_a_broken_state_is_no_state(workspace: Path) -> None:
    make(workspace)
    for path in (workspace / "build/.appeal-build").rglob("*"):
        if path.is_file():
            path.write_bytes(b"{")
    assert made(make(workspace)) == PAGES | TEXTS


# -- workers --------------------------------------------------------------------------


@pytest.mark.parametrize("appeals", [1, 5])
def test_two_workers_make_the_bytes_of_one(workspace: Path, appeals: int) -> None:
    for number in range(1, appeals):
        copy_appeal(workspace, f"another-{number}")
    kinds = ("page", "text", "mail")
    result = make(workspace, kinds=kinds, jobs=2)
    assert len(result.made) == 15 * appeals
    assert outputs(workspace / "build") == from_scratch(workspace, kinds=kinds)
