"""What becomes of an edition under each policy, end to end."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from appeal.plan import AppealPlan
from appeal.workspace import Workspace
from tests.workspaces import SLUG, appeal, edit, tree


def git(root: Path, *arguments: str, date: str = "2026-03-05T12:00:00+0000") -> None:
    subprocess.run(
        ["git", "-c", "user.name=T", "-c", "user.email=t@example.org", *arguments],
        cwd=root,
        check=True,
        capture_output=True,
        env={"GIT_COMMITTER_DATE": date, "GIT_AUTHOR_DATE": date, "PATH": "/usr/bin:/bin"},
    )


@pytest.fixture
def history(workspace: Path) -> Path:
    """German was complete on 5 March; then the English gained a sentence."""
    git(workspace, "init", "-q")
    git(workspace, "add", ".")
    git(workspace, "commit", "-q", "-m", "complete")
    edit(workspace / f"source/{SLUG}/letter.md", "4. Charge", "4. Now charge")
    assert appeal(workspace, "update") == 0
    git(workspace, "add", ".")
    git(workspace, "commit", "-q", "-m", "changed", date="2026-03-09T12:00:00+0000")
    return workspace


def planned(root: Path, section: str) -> tuple[str, str]:
    workspace = Workspace(root)
    plan = AppealPlan(workspace, workspace.manuscript(SLUG))
    (one,) = [p for p in plan.editions() if p.section.slug == section]
    return one.decision.state, one.decision.reason


def test_translated_holds_an_edition_with_a_fuzzy_entry(history: Path) -> None:
    assert planned(history, "germany") == ("held", "1 of 17 entries is not translated")


def test_frozen_shows_the_last_complete_state_and_its_date(
    history: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(
        history / "sections.toml",
        '[germany]\ncountry = "DE"',
        '[germany]\npublish = "frozen"\ncountry = "DE"',
    )
    assert planned(history, "germany")[0] == "frozen"
    assert appeal(history, "build", "--only", "page,text", "--today", "2026-03-10", "-j", "2") == 0
    capsys.readouterr()
    text = (history / f"build/germany/de/{SLUG}/letter.txt").read_text(encoding="utf-8")
    assert "4. Stellen Sie die vor Gericht, die sie geschlagen haben." in text
    page = (history / f"build/germany/de/{SLUG}/index.html").read_text(encoding="utf-8")
    assert "5. März 2026" in page
    assert "9. März 2026" not in page


def test_frozen_without_a_complete_state_is_held(history: Path) -> None:
    edit(history / "sections.toml", "[usa]\n", '[usa]\npublish = "frozen"\n')
    workspace = Workspace(history)
    plan = AppealPlan(workspace, workspace.manuscript(SLUG))
    (one,) = [p for p in plan.editions() if p.language == "es"]
    assert one.decision.state == "held"


def test_partial_marks_english_on_the_page_and_releases_no_letter(history: Path) -> None:
    edit(
        history / "sections.toml",
        '[germany]\ncountry = "DE"',
        '[germany]\npublish = "partial"\ncountry = "DE"',
    )
    assert appeal(history, "build", "--only", "page,text,mail", "--today", "2026-03-10") == 0
    built = tree(history / f"build/germany/de/{SLUG}")
    assert [name for name in built if name.endswith((".txt", ".eml", ".pdf"))] == []
    page = built["index.html"].decode()
    assert '<span class="untranslated" lang="en" dir="ltr">Now charge those who beat' in page


def test_reviewed_waits_for_every_signature(history: Path) -> None:
    edit(history / "sections.toml", "[japan]\n", '[japan]\npublish = "reviewed"\n')
    git(history, "checkout", "-q", "HEAD~1", "--", "source", "locale")
    assert planned(history, "japan") == ("held", "not reviewed")
    assert appeal(history, "review", "ja", "--by", "N. Speaker") == 0
    assert planned(history, "japan") == ("released", "")
