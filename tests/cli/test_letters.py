"""appeal letters"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.outputs.printed import reader_text
from tests.workspaces import SLUG, appeal

PEOPLE = """name,street,postcode,city,country
Anna Example,1 Road,12345,Town,
,2 Road,12345,Town,
Bob Example,3 Road,12345,Town,Nowhere
Cleo Example,4 Road,12345,Town,FR
"""


@pytest.fixture
def people(tmp_path: Path) -> Path:
    path = tmp_path / "people.csv"
    path.write_text(PEOPLE, encoding="utf-8")
    return path


def test_good_rows_are_made_and_bad_ones_named(
    workspace: Path, people: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    arguments = ("letters", "--signatories", str(people), "--section", "germany", "--out", str(out))
    assert appeal(workspace, *arguments) == 1
    told = capsys.readouterr()
    assert told.err.splitlines() == [
        f"{people}:3: error people-name: the row has no name",
        "  hint: fill in the name, or delete the row",
        f"{people}:4: error people-country: 'Nowhere' is not a country",
        "  hint: write DE, FR, GB …",
    ]
    assert told.out == (
        f"2 signatories: letters of 2 made, of 0 unchanged, 2 rows not usable; 3 files in {out}.\n"
    )
    assert sorted(path.name for path in out.iterdir() if path.name[0] != ".") == [
        "0001-anna-example.pdf",
        "0002-cleo-example.pdf",
        "envelopes.csv",
    ]
    assert appeal(workspace, *arguments) == 1
    assert "letters of 0 made, of 2 unchanged" in capsys.readouterr().out


def test_merged_in_a_language_of_the_reader_and_by_two_processes(
    workspace: Path, people: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = "".join(f"P{n},{n} Road,12345,Town,\n" for n in range(30))
    people.write_text("name,street,postcode,city,country\n" + lines, encoding="utf-8")
    code = appeal(
        workspace,
        "letters",
        "--signatories",
        str(people),
        "--section",
        "germany",
        "--lang",
        "ja",
        "--merged",
        "--date",
        "2026-03-05",
        "-j",
        "2",
        "--json",
    )
    told = capsys.readouterr()
    assert code == 0, told.err
    folder = workspace / "letters/germany/ja" / SLUG
    assert json.loads(told.out) == {
        "folder": str(folder),
        "signatories": 30,
        "made": 30,
        "files": ["letters.pdf", "envelopes.csv"],
        "findings": [],
    }
    # Between figures and Japanese the typesetter puts a little space, which a reader may read.
    text = reader_text((folder / "letters.pdf").read_bytes()).replace(" ", "")
    assert text.count("2026年3月5日") == 30
    # The envelope is for the German post.
    assert text.count("KASACHSTAN") >= 30


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--section", "germny"), "There is no section 'germny'. Did you mean 'germany'?"),
        (
            ("--section", "germany", "--lang", "fr"),
            "There is no language 'fr'. Known: de, ja",
        ),
        (
            ("--section", "usa", "--lang", "es"),
            "The letter of usa in es is held back: 17 of 17 entries are not translated",
        ),
        (
            ("--section", "germany", "--date", "5.3.2026"),
            "'5.3.2026' is not a date. Write year-month-day: 2026-05-01",
        ),
        (("--section", "germany", "--appeal", "nope"), "There is no appeal 'nope'."),
    ],
)
def test_wrong_wishes_are_usage_errors(
    workspace: Path,
    people: Path,
    capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...],
    message: str,
) -> None:
    assert appeal(workspace, "letters", "--signatories", str(people), *arguments) == 2
    assert message in capsys.readouterr().err
    assert not (workspace / "letters").exists()


def test_nothing_is_written_when_no_row_can_be_used(
    workspace: Path, people: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    people.write_text("name\n", encoding="utf-8")
    assert appeal(workspace, "letters", "--signatories", str(people), "-s", "germany") == 1
    assert capsys.readouterr().err == "No row can be used; nothing is written.\n"
    assert not (workspace / "letters").exists()
