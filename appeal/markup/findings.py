"""What in a parsed source text must be mended: raw HTML and comments in the wrong place."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from appeal.fields import FIELD, SUSPECT, counted
from appeal.markup.remarks import SPEAKING, Remarks, author_comment
from appeal.model import Finding, SourceText, Unit

_FENCED = re.compile(r"^(`{3,}|~{3,})[^\n]*\n.*?^\1[ ]*$", re.M | re.S)
# An attribute list at the end of a block that Python-Markdown did not take for one.
_LEFT_OVER = re.compile(r"(?:^|\s)\{:[^{}]*\}$")


def block_findings(
    source: SourceText,
    raw_blocks: Sequence[str],
    dangling: Sequence[Remarks],
    inside: Collection[int],
) -> Iterator[Finding]:
    """Judge the raw HTML blocks, in their order, comments included.

    ``dangling`` are remarks after which no block comes, ``inside`` the
    numbers of the raw blocks that came to stand in some other block's text.
    """
    body = _FENCED.sub(lambda code: "\n" * code[0].count("\n"), source.body)
    unheard = [said for remarks in dangling for said in (*remarks.comments, remarks.context)]
    cursor = 0
    for number, block in enumerate(raw_blocks):
        opening = r"\s+".join(map(re.escape, block.split("\n")[0].split()))
        found = re.compile(opening).search(body, cursor)
        if found:
            cursor = found.start()
        line = source.body_line + body.count("\n", 0, cursor)
        cursor += bool(found)
        name, said = author_comment(block)
        if not block.lstrip().startswith("<!--"):
            yield _raw_html(source.path, line, block)
        elif number in inside:
            yield _inline_html(source.path, line, block.lstrip())
        elif name in SPEAKING and not said:
            yield Finding(
                path=source.path,
                line=line,
                code="comment-empty",
                message=f"the comment {name} says nothing",
                hint=f"write <!-- {name}: … -->",
            )
        elif name in SPEAKING and said in unheard:
            yield Finding(
                path=source.path,
                line=line,
                code="comment-misplaced",
                message=f"the comment {name} stands before no block",
                hint="put it on a line of its own right before the block that it is about",
            )


def unit_findings(
    source: SourceText,
    units: Sequence[Unit],
    raw_html: Sequence[Sequence[str]],
    unread: Collection[str],
) -> Iterator[Finding]:
    """Judge what stands inside of blocks.

    ``raw_html`` is that of each unit, ``unread`` are texts whose markup
    cannot be read.
    """
    for unit, tags in zip(units, raw_html, strict=True):
        line = unit.line or source.body_line
        for tag in dict.fromkeys(tags):
            yield _inline_html(source.path, line, tag)
        if unit.text in unread:
            yield Finding(
                path=source.path,
                line=line,
                code="markup-unread",
                message="where emphasis or a link ends cannot be told",
                hint="put spaces around it, or write _ for one of two: _one **two** three_",
            )
        if unit.plural is not None and counted(unit.text):
            yield Finding(
                path=source.path,
                line=line,
                code="field-counts",
                message="a text can count only one thing",
                hint="make two blocks of it, or write one of the numbers without its forms",
            )
        for part in SUSPECT.findall(unit.text) if "table" in unit.kind else ():
            if part.startswith("{{") and not FIELD.fullmatch(part):
                yield Finding(
                    path=source.path,
                    line=line,
                    code="field-malformed",
                    message=f"a table's border cuts {part}",
                    hint="write the table's counted fields outside of it",
                )
        if _LEFT_OVER.search(unit.text):
            yield Finding(
                path=source.path,
                line=line,
                code="attributes-misplaced",
                message="an attribute list stands where it would be printed",
                hint="put it right behind a word's markup, or alone on the block's last line",
            )


def kept_out_findings(
    source: SourceText, everywhere: Sequence[str], raw_html: Sequence[Sequence[str]]
) -> Iterator[Finding]:
    """Judge the raw HTML inside of blocks that are kept out of translation, which have no unit.

    ``everywhere`` is all raw inline HTML of the text, ``raw_html`` that of each unit.
    """
    known = {" ".join(tag.split()) for tags in raw_html for tag in tags}
    for tag in dict.fromkeys(everywhere):
        if " ".join(tag.split()) not in known:
            before = source.body.partition(tag)[0]
            yield _inline_html(source.path, source.body_line + before.count("\n"), tag)


def _inline_html(path: str, line: int, tag: str) -> Finding:
    if not tag.startswith("<!--"):
        return _raw_html(path, line, tag)
    return Finding(
        path=path,
        line=line,
        code="comment-misplaced",
        message="a comment stands inside a block",
        hint="put the comment on a line of its own before the block, not indented",
    )


def _raw_html(path: str, line: int, html: str) -> Finding:
    shown = " ".join(html.split())
    return Finding(
        path=path,
        line=line,
        code="raw-html",
        message=f"raw HTML is not allowed: {shown[:60]}",
        hint="write Markdown, or &lt; where the character < is meant",
    )
