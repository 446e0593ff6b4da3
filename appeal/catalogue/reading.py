"""Reading PO and POT files: what `msgfmt` refuses is refused, with file, line and reason."""

from __future__ import annotations

import functools
import gettext
import re
from collections.abc import Iterable
from pathlib import Path

from appeal.catalogue.errors import CatalogueError
from appeal.catalogue.scanner import MAX_FINDINGS, read_strict
from appeal.catalogue.syntax import read_fast
from appeal.model import Catalogue, Entry, Finding

_CHARSET = re.compile(r"charset=([^ \t\n;]*)")
_NPLURALS = re.compile(r"nplurals=[ \t]*([^;\n]*)")
_PLURAL = re.compile(r"(?<!n)plural=([^;\n]*)")
_TEMPLATE_PLURALS = ("INTEGER", "EXPRESSION")
_FOLDER = re.compile(r"(?:^|/)([A-Za-z_]+)/LC_MESSAGES/[^/]+$")


def read(path: Path, *, name: str) -> Catalogue:
    """Read the PO or POT file at path; ``name`` is its path in the workspace, for findings.

    Raises `CatalogueError` with every fault found, and OSError where the
    file cannot be read at all.
    """
    return parse(path.read_bytes(), path=name)


def parse(data: bytes, *, path: str) -> Catalogue:
    """Return the catalogue that data holds. Raises `CatalogueError` with every fault found."""
    text = _decode(data, path)
    unusual = "\x04" in text or "\\\n" in text
    entries = None if unusual else read_fast(text)
    if entries is None:
        entries, findings = read_strict(text, path)
        if findings:
            raise CatalogueError(findings)
    header, rest = _split(entries, path)
    catalogue = Catalogue(
        path=path, language=_language(header, path), header=header, entries=tuple(rest)
    )
    findings = [*_duplicates(entries, path), *_header_faults(catalogue, text)]
    if findings:
        raise CatalogueError(sorted(findings, key=lambda f: f.line or 0)[:MAX_FINDINGS])
    return catalogue


def _decode(data: bytes, path: str) -> str:
    def refuse(code: str, line: int, message: str, hint: str) -> CatalogueError:
        finding = Finding(path=path, line=line, code=code, message=message, hint=hint)
        return CatalogueError([finding])

    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in data[:4]:
        raise refuse(
            "catalogue-encoding",
            1,
            "the file is in UTF-16, not in UTF-8",
            "save it as UTF-8 (without BOM)",
        )
    if data.startswith(b"\xef\xbb\xbf"):
        raise refuse(
            "catalogue-bom",
            1,
            "the file begins with a byte order mark (BOM)",
            "save it as UTF-8 without BOM",
        )
    if b"\0" in data:
        line = data.count(b"\n", 0, data.index(b"\0")) + 1
        raise refuse("catalogue-encoding", line, "the file contains a NUL byte", "delete it")
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        declared = re.search(rb"charset=([\w.-]+)", data)
        charset = declared[1].decode("ascii", "replace") if declared else "UTF-8"
        legacy = charset.upper() not in ("UTF-8", "UTF8", "CHARSET")
        raise refuse(
            "catalogue-encoding",
            line,
            f"the bytes {data[error.start : error.start + 4].hex(' ')} are not UTF-8",
            f"the file says that it is in {charset}; convert it: msgconv --to-code=UTF-8 {path}"
            if legacy
            else "save the file as UTF-8; if it was cut off or mixed, take it from the translator"
            " again",
        ) from None
    if "\r" in text:
        line = text.count("\n", 0, text.index("\r")) + 1
        if "\r\n" in text:
            raise refuse(
                "catalogue-line-ends",
                line,
                "the lines end in CR LF (Windows)",
                "save the file with Unix line ends (LF); in git, `appeal driver --install` writes"
                " the .gitattributes that keeps them",
            )
        raise refuse(
            "catalogue-line-ends",
            line,
            "the file contains a carriage return (CR)",
            "save the file with Unix line ends (LF)",
        )
    return text


def _split(entries: list[Entry], path: str) -> tuple[Entry, list[Entry]]:
    for place, entry in enumerate(entries):
        if entry.msgid == "" and entry.context is None and not entry.obsolete:
            return entry, entries[:place] + entries[place + 1 :]
    raise CatalogueError(
        [
            Finding(
                path=path,
                line=1,
                code="catalogue-header",
                message='the header is missing (the entry msgid "" at the beginning)',
                hint="take the header from an earlier version of the file, or begin with"
                " `appeal init`",
            )
        ]
    )


def _language(header: Entry, path: str) -> str:
    # The folder has our locale tag; the header has gettext's, which knows no scripts.
    folder = _FOLDER.search(path)
    if folder:
        return folder[1]
    match = re.search(r"^Language:[ \t]*(\S*)", header.msgstr[0], re.MULTILINE)
    return match[1] if match else ""


def _duplicates(entries: Iterable[Entry], path: str) -> list[Finding]:
    first: dict[tuple[str | None, str], Entry] = {}
    findings = []
    for entry in entries:
        earlier = first.setdefault(entry.key, entry)
        if earlier is not entry:
            findings.append(
                Finding(
                    path=path,
                    line=entry.line,
                    code="catalogue-duplicate",
                    message=f"the entry stands in the file twice, first at line {earlier.line}",
                    hint="keep the better translation and delete the other entry",
                    msgid=entry.msgid,
                )
            )
    return findings


def _header_faults(catalogue: Catalogue, text: str) -> list[Finding]:
    header = catalogue.header
    fields = header.msgstr[0]

    def fault(code: str, message: str, hint: str, entry: Entry = header) -> Finding:
        return Finding(
            path=catalogue.path,
            line=entry.line,
            code=code,
            message=message,
            hint=hint,
            msgid=entry.msgid,
        )

    findings = []
    if header.plural is not None:
        findings.append(fault("catalogue-header", "the header has a msgid_plural", "delete it"))
    match = _CHARSET.search(fields)
    charset = match[1].upper() if match else ""
    if charset != "UTF-8" and not (charset in ("CHARSET", "US-ASCII", "ASCII") and text.isascii()):
        findings.append(
            fault(
                "catalogue-charset",
                f"the header says charset={match[1]}" if match else "the header names no charset",
                'write "Content-Type: text/plain; charset=UTF-8\\n"',
            )
        )
    number, expression = _NPLURALS.search(fields), _PLURAL.search(fields)
    counted = [
        entry
        for entry in catalogue.entries
        if entry.plural is not None and entry.msgstr != ("",) and not entry.obsolete
    ]
    counted = [entry for entry in counted if any(entry.msgstr) and not entry.fuzzy]
    if number is None or expression is None:
        findings += [
            fault(
                "catalogue-plurals",
                "the entry has plural forms, but the header has no Plural-Forms",
                'add "Plural-Forms: nplurals=…; plural=…;\\n" to the header',
                entry,
            )
            for entry in counted[:1]
        ]
    placeholders = tuple(m and m[1].strip() for m in (number, expression))
    if placeholders == _TEMPLATE_PLURALS and not counted:
        return findings
    count, reason = plural_rule(
        number[1] if number else None, expression[1] if expression else None
    )
    if reason:
        findings.append(
            fault("catalogue-plurals", f"Plural-Forms: {reason}", "take it from `appeal init`")
        )
    elif number and expression:
        findings += [
            fault(
                "catalogue-plurals",
                f"the entry has {len(entry.msgstr)} plural forms, its language has {count}",
                f"write msgstr[0] to msgstr[{count - 1}]",
                entry,
            )
            for entry in counted
            if len(entry.msgstr) != count
        ]
    return findings


@functools.lru_cache(maxsize=256)
def plural_rule(number: str | None, expression: str | None) -> tuple[int, str]:
    """Return nplurals and what is wrong with the rule ("": nothing), tried on 0 to 1000.

    None stands for a part that the header lacks.
    """
    count = 0
    if number is not None:
        digits = re.match(r"\d{1,3}", number.strip())
        if not digits:
            return 0, f"nplurals={number} is no number"
        count = int(digits[0])
    if expression is None:
        return count, ""
    try:
        rule = gettext.c2py(expression.strip())
        values = [rule(n) for n in range(1001)]
    except ZeroDivisionError:
        return count, f"plural={expression} divides by zero"
    except (ValueError, RecursionError, OverflowError, MemoryError, SyntaxError):
        return count, f"plural={expression} is no plural rule"
    if min(values) < 0:
        return count, f"plural={expression} can be negative"
    if number is not None and max(values) >= count:
        return count, f"plural={expression} can be {max(values)}, but nplurals={count}"
    return count, ""
