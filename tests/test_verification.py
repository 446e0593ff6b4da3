"""appeal verify: what CI proves, and that one broken language hides no other."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from appeal.model import Finding
from appeal.verification.resolve import unresolved
from tests.workspaces import SLUG, appeal, edit, tree

DE = f"locale/de/LC_MESSAGES/{SLUG}.po"
AR = f"locale/ar/LC_MESSAGES/{SLUG}.po"


@pytest.fixture(autouse=True)
def before_the_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    # 1 April 2026; the campaign's deadline is a month later.
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1775001600")


def verify(root: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    capsys.readouterr()
    code = appeal(root, "verify", "--jobs", "1", *arguments)
    return code, capsys.readouterr().out


def findings(
    root: Path, capsys: pytest.CaptureFixture[str], *arguments: str
) -> list[dict[str, str]]:
    _, out = verify(root, capsys, "--format", "json", *arguments)
    found: list[dict[str, str]] = json.loads(out)
    return found


def _line(root: Path) -> int:
    """Return the line of the German text that tests put a wrong number into."""
    lines = (root / DE).read_text(encoding="utf-8").split("\n")
    return next(n for n, line in enumerate(lines, 1) if "13 Bergleute" in line)


def test_a_sound_workspace_is_proved_and_nothing_is_written(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = tree(workspace)
    code, out = verify(workspace, capsys)
    assert code == 0
    assert tree(workspace) == before
    lines = {line.split()[0]: line.split()[1:5] for line in out.splitlines()}
    assert lines["de"] == ["0", "0", "1", "ok"]
    assert lines["ja"] == ["0", "0", "1", "ok"]
    assert lines["es"][:3] == ["0", "0", "0"]
    assert out.splitlines()[-1].startswith("5 files checked, 5 editions built, 1 held back,")


def test_a_broken_language_names_itself_and_hides_no_other(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = workspace / AR
    path.write_text(path.read_text(encoding="utf-8") + 'msgid "cut\n', encoding="utf-8")
    edit(workspace / DE, "Zwölf Bergleute sind", "13 Bergleute sind")
    code, out = verify(workspace, capsys)
    assert code == 1
    assert any(line.startswith(f"{AR}:") for line in out.splitlines())
    assert f"{DE}:{_line(workspace)}: error number-differs" in out
    table = {line.split()[0]: line.split()[1:4] for line in out.splitlines()}
    assert table["ja"] == ["0", "0", "1"]
    assert table["en_GB"] == ["0", "0", "1"]
    assert (workspace / AR).is_file()


def test_out_of_step_is_told_file_by_file(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(workspace / f"source/{SLUG}/letter.md", "Free all", "Release all")
    found = [f["path"] for f in findings(workspace, capsys) if f["code"] == "out-of-step"]
    assert found == [
        AR,
        DE,
        f"locale/es/LC_MESSAGES/{SLUG}.po",
        f"locale/{SLUG}.pot",
        f"locale/ja/LC_MESSAGES/{SLUG}.po",
    ]


def test_a_layout_that_is_not_canonical_is_told_as_such(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(workspace / DE, 'msgstr "Justizminister"', 'msgstr ""\n"Justiz"\n"minister"')
    found = [(f["path"], f["code"]) for f in findings(workspace, capsys)]
    assert (DE, "not-canonical") in found


def test_a_letter_beyond_its_pages_is_told_with_the_overflow(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    letter = workspace / f"source/{SLUG}/letter.md"
    text = letter.read_text(encoding="utf-8")
    more = "\n\n".join(f"We will write again. {'Do act. ' * 60}" for _ in range(30))
    letter.write_text(f"{text}\n{more}\n", encoding="utf-8")
    found = [f for f in findings(workspace, capsys) if f["code"] == "letter-too-long"]
    assert [f["path"] for f in found] == [f"source/{SLUG}/letter.md"]
    assert "lines more than" in found[0]["message"]


def test_a_character_without_a_font_is_told_at_its_line(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(workspace / DE, "Sie haben gestreikt.", "Sie haben gestreikt \U00012000.")
    found = [f for f in findings(workspace, capsys) if f["code"] == "glyph-missing"]
    line = next(
        n
        for n, text in enumerate((workspace / DE).read_text("utf-8").split("\n"), 1)
        if "\U00012000" in text
    )
    assert [(f["path"], str(f["line"])) for f in found] == [(DE, str(line))]
    assert "U+12000" in found[0]["message"]


def test_an_address_too_wide_for_the_window_is_told(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(
        workspace / f"source/{SLUG}/appeal.md",
        "2 Example Avenue, Exampletown",
        f"2 Example Avenue of the {'Very ' * 8}Long Name, Exampletown",
    )
    found = [f for f in findings(workspace, capsys) if f["code"] == "address-too-wide"]
    assert found
    assert "mm wide and the window" in found[0]["message"]


def test_one_language_alone_is_proved(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(workspace / DE, "Zwölf Bergleute sind", "13 Bergleute sind")
    assert verify(workspace, capsys, "--lang", "ja")[0] == 0
    assert verify(workspace, capsys, "--lang", "de")[0] == 1
    code = appeal(workspace, "verify", "--lang", "dd")
    assert code == 2


def test_a_source_that_cannot_be_used_stops_only_its_appeal(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(workspace / f"source/{SLUG}", workspace / "source/other")
    edit(workspace / "source/other/appeal.md", "country: KZ", "country: XQ")
    code, out = verify(workspace, capsys)
    assert code == 1
    assert "source/other/appeal.md" in out
    assert "5 editions built" in out


def test_a_broken_configuration_exits_with_2(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(workspace / "sections.toml", 'country = "DE"', 'country = "XQ"')
    assert appeal(workspace, "verify") == 2
    assert "sections.toml" in capsys.readouterr().err


# -- what a pull request changed --------------------------------------------------


def _git(root: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=Test", "-c", "user.email=test@example.org")
    subprocess.run(["git", "-C", str(root), *identity, *arguments], check=True, capture_output=True)


@pytest.fixture
def repository(workspace: Path) -> Path:
    _git(workspace, "init", "--initial-branch=main")
    _git(workspace, "add", ".")
    _git(workspace, "commit", "--message=Begin")
    _git(workspace, "checkout", "-b", "work")
    return workspace


def test_nothing_changed_is_nothing_to_prove(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert appeal(repository, "verify", "--changed-since", "main") == 0
    assert "Nothing of the campaign changed" in capsys.readouterr().err


def test_a_translators_change_proves_its_own_language(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(repository / DE, "Zwölf Bergleute sind", "13 Bergleute sind")
    _git(repository, "commit", "--all", "--message=Translate")
    code, out = verify(repository, capsys, "--changed-since", "main")
    assert code == 1
    table = [line.split()[0] for line in out.splitlines() if line.endswith(("ok", "check"))]
    assert set(table) <= {"de"}
    assert f"{DE}:{_line(repository)}: error number-differs" in out


def test_a_changed_source_proves_all_languages(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(repository / f"source/{SLUG}/letter.md", "Free all", "Release all")
    found = findings(repository, capsys, "--changed-since", "main")
    assert len({f["path"] for f in found if f["code"] == "out-of-step"}) == 5


def test_a_new_file_counts_as_changed(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (repository / "locale/ja/glossary.toml").write_text("[people]\n", encoding="utf-8")
    code, out = verify(repository, capsys, "--changed-since", "main")
    assert code == 1
    assert "locale/ja/glossary.toml:1: error glossary-table" in out


def test_an_unknown_revision_is_a_usage_error(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert appeal(repository, "verify", "--changed-since", "nowhere") == 2
    assert "nowhere" in capsys.readouterr().err


# -- links --------------------------------------------------------------------------


def _links(folder: Path, pages: dict[str, str]) -> list[tuple[str, str]]:
    for name, text in pages.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return [(f.path, f.message) for f in unresolved(folder, "https://base.example.org/x")]


def test_links_that_lead_somewhere_are_right(tmp_path: Path) -> None:
    page = (
        '<a href="b/">b</a> <a href="b/index.html#here">b</a> <a href="#top" id="top">t</a>'
        '<a href="https://base.example.org/x/b/index.html">b</a> <img src="b/%C3%A9.png">'
        '<a href="https://elsewhere.example.org/gone">e</a> <a href="tel:+44">t</a>'
    )
    pages = {"index.html": page, "b/index.html": '<p id="here">', "b/é.png": ""}
    assert _links(tmp_path, pages) == []


def test_links_that_lead_nowhere_are_told(tmp_path: Path) -> None:
    page = (
        '<a href="c/">1</a> <a href="#gone">2</a> <a href="../up.html">3</a>'
        '<a href="https://base.example.org/x/d.html">4</a> <img src="e.png">'
    )
    feed = "<urlset><loc>https://base.example.org/x/f.html</loc></urlset>"
    found = _links(tmp_path, {"index.html": page, "sitemap.xml": feed})
    assert found == [
        ("build/index.html", "the link c/ leads to nothing in the release"),
        ("build/index.html", "the link #gone leads to nothing in the release"),
        ("build/index.html", "the link ../up.html leads to nothing in the release"),
        (
            "build/index.html",
            "the link https://base.example.org/x/d.html leads to nothing in the release",
        ),
        ("build/index.html", "the link e.png leads to nothing in the release"),
        (
            "build/sitemap.xml",
            "the link https://base.example.org/x/f.html leads to nothing in the release",
        ),
    ]


def test_a_file_that_the_manifest_names_must_be_there(tmp_path: Path) -> None:
    manifest = {"files": [{"path": "a/there.txt"}, {"path": "a/gone.txt"}]}
    (tmp_path / "a").mkdir()
    (tmp_path / "a/there.txt").touch()
    (tmp_path / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    found: list[Finding] = list(unresolved(tmp_path, "https://base.example.org"))
    assert [(f.path, f.code) for f in found] == [("build/a/gone.txt", "file-missing")]
