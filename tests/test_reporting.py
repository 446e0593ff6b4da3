"""Findings as text, JSON, JUnit, SARIF and GitHub's annotations."""

from __future__ import annotations

import json
import xml.etree.ElementTree as etree

from appeal import reporting
from appeal.model import Finding

ERROR = Finding(
    path="locale/ta/LC_MESSAGES/x.po",
    line=41,
    code="number-differs",
    message='35 in the English is 53 in the "translation" <b>, 100 %',
    hint="write the same number",
    msgid="35 countries",
)
WARNING = Finding(
    path="locale/de/LC_MESSAGES/x.po",
    code="spaces",
    severity="warning",
    message="two spaces: a, b",
    hint="delete one | of them",
)
BOTH = [WARNING, ERROR]


def test_text_is_what_compilers_write() -> None:
    assert reporting.text(BOTH) == (
        "locale/de/LC_MESSAGES/x.po: warning spaces: two spaces: a, b\n"
        "  hint: delete one | of them\n"
        "locale/ta/LC_MESSAGES/x.po:41: error number-differs: "
        '35 in the English is 53 in the "translation" <b>, 100 %\n'
        "  hint: write the same number\n"
    )


def test_json_is_a_list_of_objects() -> None:
    assert json.loads(reporting.as_json(BOTH))[1] == {
        "path": "locale/ta/LC_MESSAGES/x.po",
        "line": 41,
        "code": "number-differs",
        "severity": "error",
        "message": '35 in the English is 53 in the "translation" <b>, 100 %',
        "hint": "write the same number",
        "msgid": "35 countries",
    }
    assert json.loads(reporting.as_json([])) == []


def test_junit_has_a_case_for_each_file_and_fails_errors_only() -> None:
    root = etree.fromstring(reporting.junit(BOTH, ["locale/fr/LC_MESSAGES/x.po"]))
    assert root.attrib == {"name": "appeal", "tests": "3", "failures": "1"}
    cases = {case.attrib["name"].split("/")[1]: case for case in root.iter("testcase")}
    assert list(cases["fr"]) == []
    (failure,) = cases["ta"]
    assert (failure.tag, failure.attrib["type"]) == ("failure", "number-differs")
    assert failure.attrib["message"] == f"{ERROR.path}:41: {ERROR.message}"
    (output,) = cases["de"]
    assert output.tag == "system-out"
    assert "two spaces" in (output.text or "")


def test_junit_is_xml_whatever_a_message_quotes() -> None:
    odd = Finding(path="x", code="c", message="\x07 & < \u202e", hint="\x00")
    assert "U+0007 & <" in etree.tostring(
        etree.fromstring(reporting.junit([odd])), encoding="unicode"
    ).replace("&amp;", "&").replace("&lt;", "<")


def test_sarif_names_rules_and_lines() -> None:
    document = json.loads(reporting.sarif(BOTH, {"spaces": "Words are parted by one space."}))
    assert document["version"] == "2.1.0"
    (run,) = document["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["number-differs", "spaces"]
    assert rules[1]["shortDescription"]["text"] == "Words are parted by one space."
    first, second = run["results"]
    assert (first["ruleId"], first["ruleIndex"], first["level"]) == ("spaces", 1, "warning")
    place = second["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "locale/ta/LC_MESSAGES/x.po"
    assert place["region"] == {"startLine": 41}


def test_github_gets_escaped_commands_errors_first() -> None:
    assert reporting.github(BOTH).splitlines() == [
        "::error file=locale/ta/LC_MESSAGES/x.po,line=41,title=number-differs::"
        '35 in the English is 53 in the "translation" <b>, 100 %25 (write the same number)',
        "::warning file=locale/de/LC_MESSAGES/x.po,title=spaces::"
        "two spaces: a, b (delete one | of them)",
    ]


def test_github_shows_ten_of_a_kind_and_the_summary_has_all() -> None:
    many = [
        Finding(path="x.po", line=n, code="c", message=f"message {n}", hint="mend it")
        for n in range(1, 24)
    ]
    lines = reporting.github(many).splitlines()
    assert len([line for line in lines if line.startswith("::error ")]) == 10
    assert lines[-1] == "13 more errors are in the job summary."
    page = reporting.github_summary(many, "Checks")
    assert all(f"| x.po:{n} | `c` | message {n} | mend it |" in page for n in range(1, 24))
    assert page.startswith("## Checks\n\n23 errors.\n")


def test_a_summary_cell_cannot_break_the_table() -> None:
    page = reporting.github_summary([ERROR, WARNING], "Checks")
    assert 'is 53 in the "translation" &lt;b>, 100 %' in page
    assert "delete one \\| of them" in page


def test_findings_are_ordered_and_told_once() -> None:
    assert reporting.ordered([ERROR, WARNING, ERROR]) == [WARNING, ERROR]


def test_severities() -> None:
    note = Finding(path="x", code="c", severity="note", message="m")
    assert reporting.at_least([note, *BOTH], "warning") == BOTH
    assert reporting.at_least([note, *BOTH], "error") == [ERROR]
    assert reporting.at_least([note, *BOTH], "note") == [note, *BOTH]
    assert reporting.summary([note, *BOTH, ERROR]) == "2 errors, 1 warning, 1 note"
    assert reporting.summary([]) == "nothing found"
