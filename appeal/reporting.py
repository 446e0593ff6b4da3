"""Findings as people and machines read them: text, JSON, JUnit, SARIF, GitHub's annotations."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from appeal.model import Finding
from appeal.xmltext import escape, quoteattr

FORMATS = ("text", "json", "junit", "sarif", "github")
SEVERITIES = ("error", "warning", "note")
_FIELDS = ("path", "line", "code", "severity", "message", "hint", "msgid")

# GitHub shows ten annotations of a kind for each step, and no more.
_ANNOTATIONS = 10


def ordered(findings: Sequence[Finding]) -> list[Finding]:
    """Return findings by place, each once."""
    return sorted(dict.fromkeys(findings), key=lambda f: (f.path, f.line or 0, f.code, f.message))


def at_least(findings: Sequence[Finding], severity: str) -> list[Finding]:
    """Return the findings that are as severe as this or more."""
    wanted = SEVERITIES[: SEVERITIES.index(severity) + 1]
    return [finding for finding in findings if finding.severity in wanted]


def summary(findings: Sequence[Finding]) -> str:
    """Return "2 errors, 1 warning", without what there is none of."""
    counts = [(sum(f.severity == name for f in findings), name) for name in SEVERITIES]
    parts = [f"{count} {name}{'' if count == 1 else 's'}" for count, name in counts if count]
    return ", ".join(parts) or "nothing found"


def place(finding: Finding) -> str:
    return f"{finding.path}:{finding.line}" if finding.line else finding.path


def text(findings: Sequence[Finding]) -> str:
    """Return one line a finding, as compilers write them, with the hint below it."""
    lines = []
    for finding in findings:
        lines.append(f"{place(finding)}: {finding.severity} {finding.code}: {finding.message}")
        if finding.hint:
            lines.append(f"  hint: {finding.hint}")
    return "".join(f"{line}\n" for line in lines)


def as_dict(finding: Finding) -> dict[str, object]:
    return {name: getattr(finding, name) for name in _FIELDS}


def as_json(findings: Sequence[Finding]) -> str:
    """Return a list of objects, one a finding."""
    return json.dumps([as_dict(f) for f in findings], ensure_ascii=False, indent=2) + "\n"


def junit(findings: Sequence[Finding], checked: Sequence[str] = ()) -> str:
    """Return JUnit's XML: a test case for each file checked, a failure for each error.

    Warnings and notes are the case's ``system-out``: they fail nothing.
    """
    files: dict[str, list[Finding]] = {path: [] for path in checked}
    for finding in findings:
        files.setdefault(finding.path, []).append(finding)
    failures = sum(f.severity == "error" for f in findings)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<testsuites name="appeal" tests="{len(files)}" failures="{failures}">',
        f'  <testsuite name="appeal check" tests="{len(files)}" failures="{failures}">',
    ]
    for path, found in sorted(files.items()):
        lines.append(f"    <testcase classname={_attribute(path)} name={_attribute(path)}>")
        for finding in found:
            if finding.severity == "error":
                lines.append(
                    f"      <failure type={_attribute(finding.code)}"
                    f" message={_attribute(f'{place(finding)}: {finding.message}')}>"
                    f"{_xml(finding.hint)}</failure>"
                )
        others = [f for f in found if f.severity != "error"]
        if others:
            lines.append(f"      <system-out>{_xml(text(others))}</system-out>")
        lines.append("    </testcase>")
    lines += ["  </testsuite>", "</testsuites>"]
    return "\n".join(lines) + "\n"


def _xml(value: str) -> str:
    return escape("".join(c if c >= " " or c in "\n\t" else f"U+{ord(c):04X}" for c in value))


def _attribute(value: str) -> str:
    return quoteattr("".join(c if c >= " " else f"U+{ord(c):04X}" for c in value))


def sarif(findings: Sequence[Finding], explained: Mapping[str, str] | None = None) -> str:
    """Return SARIF 2.1.0 (OASIS), for code scanning.

    ``explained`` says of each code what it is about.
    """
    codes = sorted({finding.code for finding in findings})
    rules = [
        {
            "id": code,
            "shortDescription": {"text": (explained or {}).get(code) or code},
        }
        for code in codes
    ]
    results = [
        {
            "ruleId": finding.code,
            "ruleIndex": codes.index(finding.code),
            "level": finding.severity,
            "message": {
                "text": f"{finding.message}. {finding.hint}" if finding.hint else finding.message
            },
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": _uri(finding.path), "uriBaseId": "%SRCROOT%"},
                        "region": {"startLine": finding.line or 1},
                    }
                }
            ],
        }
        for finding in findings
    ]
    run = {
        "tool": {"driver": {"name": "appeal", "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    document = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _uri(path: str) -> str:
    from urllib.parse import quote

    return quote(path)


def github(findings: Sequence[Finding]) -> str:
    """Return GitHub's workflow commands, errors first, for annotations at the lines.

    GitHub shows ten of each severity; `github_summary` has them all.
    """
    commands = {"error": "error", "warning": "warning", "note": "notice"}
    lines = []
    for severity in SEVERITIES:
        found = [f for f in findings if f.severity == severity]
        for finding in found[:_ANNOTATIONS]:
            properties = [f"file={_property(finding.path)}"]
            if finding.line:
                properties.append(f"line={finding.line}")
            properties.append(f"title={_property(finding.code)}")
            body = f"{finding.message} ({finding.hint})" if finding.hint else finding.message
            lines.append(f"::{commands[severity]} {','.join(properties)}::{_data(body)}")
        if len(found) > _ANNOTATIONS:
            lines.append(f"{len(found) - _ANNOTATIONS} more {severity}s are in the job summary.")
    return "".join(f"{line}\n" for line in lines)


def _data(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")


def github_summary(findings: Sequence[Finding], heading: str) -> str:
    """Return the job summary in Markdown: every finding in a table, file by file."""
    lines = [f"## {heading}", "", f"{summary(findings)}.", ""]
    for severity in SEVERITIES:
        found = [f for f in findings if f.severity == severity]
        if not found:
            continue
        lines += [
            f"### {severity.capitalize()}s",
            "",
            "| place | code | what | hint |",
            "|---|---|---|---|",
        ]
        lines += [
            f"| {_cell(place(f))} | `{f.code}` | {_cell(f.message)} | {_cell(f.hint)} |"
            for f in found
        ]
        lines.append("")
    return "\n".join(lines) + "\n"


def _cell(value: str) -> str:
    table = {"|": "\\|", "<": "&lt;", "&": "&amp;", "\n": " ", "*": "\\*", "_": "\\_", "`": "\\`"}
    return "".join(table.get(c, c) for c in value)


def written(
    findings: Sequence[Finding],
    form: str,
    *,
    checked: Sequence[str] = (),
    explained: Mapping[str, str] | None = None,
) -> str:
    """Return findings in one of `FORMATS`."""
    match form:
        case "text":
            return text(findings)
        case "json":
            return as_json(findings)
        case "junit":
            return junit(findings, checked)
        case "sarif":
            return sarif(findings, explained)
        case "github":
            return github(findings)
        case _:
            raise ValueError(form)
