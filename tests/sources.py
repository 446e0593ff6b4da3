"""A whole appeal to read and to spoil, and what is told of it."""

from __future__ import annotations

from appeal.manuscript import parse_manuscript
from appeal.source import SourceError

PAGE = b"""---
title: Free the miners
summary: >-
  Twelve miners
  are in prison.
country: KZ
date: 2026-03-02
send_before: 2026-05-01
status: open
addressees:
  - name: A. Example
    role: Minister of Justice
    organisation: Ministry
    salutation: Dear Minister,
    address:
      - 2 Example Avenue
      - Exampletown
    country: KZ
    fax: "+7 7172 00 00 00"
    tel: "+7 7172 00 00 01"
    email: minister@example.org
    languages: [kk, pt-BR]
  - organisation: Court
copies_to:
  - organisation: Example Campaign
signatory:
  name: B. Example
  role: Secretary
contact:
  post: [1 Example Street]
  country: GB
  tel: "+44 20 7946 0000"
  fax: "+44 20 7946 0001"
  email: appeals@example.org
  url: https://appeals.example.org/now
names: [A. Example]
values:
  hearing: 2026-04-05
  miners: 12
notes: Formal letter.
---
On {{hearing:long}} {{miners}} miners go to court.
"""
LETTER = b"""---
subject: Twelve miners
salutation: "Dear Minister,"
closing: Yours faithfully,
enclosures: [A list, A map]
max_pages: 1
---

We protest.
"""
PAGE_PATH, LETTER_PATH = "source/free/appeal.md", "source/free/letter.md"


def told(page: bytes | None, letter: bytes | None = LETTER, slug: str = "free") -> list[str]:
    """Return every finding of an appeal, as one line each."""
    try:
        findings = parse_manuscript(slug, page, letter).findings
    except SourceError as error:
        findings = error.findings
        assert str(error) == "\n".join(f"{f.path}:{f.line}: {f.message}" for f in findings)
    for finding in findings:
        assert finding.hint and finding.code and "\n" not in finding.message
    return [
        f"{f.path.rpartition('/')[2]}:{f.line}: {f.severity} {f.code}: {f.message} | {f.hint}"
        for f in findings
    ]


def page(front: str, body: str = "Text.\n") -> bytes:
    """Return a page with the fields that must be there, and more."""
    needed = {
        "title: T": "title:",
        "country: KZ": "country:",
        "addressees: [{name: A}]": "addressees:",
    }
    lines = [
        line
        for line, key in needed.items()
        if not any(written.startswith(key) for written in front.split("\n"))
    ]
    return "\n".join(["---", *lines, front, "---", body]).encode()


def one(front: str, body: str = "Text.\n") -> str:
    found = told(page(front, body))
    assert len(found) == 1, found
    return found[0]
