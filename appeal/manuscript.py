"""An appeal parsed once: its two documents, their block trees, and its messages.

Everything that depends on the English alone is here, so that a language
costs only its own words.
"""

from __future__ import annotations

import functools
import hashlib
from dataclasses import dataclass

from appeal import blocks, markup
from appeal.markup import Document
from appeal.messages import messages
from appeal.model import Appeal, Block, Finding, Message
from appeal.source import SourceError, parse_appeal


# Without slots, so that the block trees, which translators' files need none of, wait.
@dataclass(frozen=True, kw_only=True)
class Manuscript:
    """``findings`` are warnings; an appeal with errors has no manuscript.

    ``revision`` names the source's content: 12 hex digits of its SHA-256.
    """

    appeal: Appeal
    page: Document
    letter: Document
    messages: tuple[Message, ...]
    findings: tuple[Finding, ...]
    revision: str

    @functools.cached_property
    def page_blocks(self) -> tuple[Block, ...]:
        """The page's block tree, with holes."""
        return blocks.template(self.page.pieces)

    @functools.cached_property
    def letter_blocks(self) -> tuple[Block, ...]:
        """The letter's block tree, with holes."""
        return blocks.template(self.letter.pieces)


def parse_manuscript(
    slug: str,
    page_bytes: bytes | None,
    letter_bytes: bytes | None,
    *,
    source_language: str = "en",
) -> Manuscript:
    """Parse the bytes of appeal.md and letter.md, None for a file that is not there.

    Raises `SourceError` with every error of both files.
    """
    try:
        appeal, found = parse_appeal(slug, page_bytes, letter_bytes)
    except SourceError as error:
        appeal, found = error.appeal, error.findings
    findings = list(found)
    page, page_findings = markup.parse(appeal.page, source_language=source_language)
    letter, letter_findings = markup.parse(
        appeal.letter, source_language=source_language, kind="letter", id_prefix="letter-"
    )
    findings.extend(page_findings)
    findings.extend(letter_findings)
    if any(finding.severity == "error" for finding in findings):
        raise SourceError(tuple(findings), appeal)
    return Manuscript(
        appeal=appeal,
        page=page,
        letter=letter,
        messages=messages(appeal, page.units, letter.units),
        findings=tuple(findings),
        revision=_revision(page_bytes or b"", letter_bytes or b""),
    )


def _revision(page: bytes, letter: bytes) -> str:
    return hashlib.sha256(page + b"\0" + letter).hexdigest()[:12]
