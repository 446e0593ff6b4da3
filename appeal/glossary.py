"""locale/<lang>/glossary.toml -> `Glossary`: names and terms as a language writes them.

```toml
[names]
"Madel Ismailov" = ["Мадэль Исмаилов", "Мадэля Исмаилова"]
[terms]
"hunger strike" = ["голодовка", "голодовку"]
```

The first form is the usual one, the others are its inflected forms.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from appeal.languages import Language
from appeal.model import Finding

TABLES = ("names", "terms")


@dataclass(frozen=True, slots=True, kw_only=True)
class Glossary:
    """English name or term -> its forms. ``path`` is the file's, relative to the workspace."""

    path: str = ""
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    terms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def words(self) -> frozenset[str]:
        """Every single word of every form, for a spelling checker to know."""
        return frozenset(
            word.strip(".,;:()«»„“”\"'")
            for table in (self.names, self.terms)
            for forms in table.values()
            for form in forms
            for word in re.split(r"[\s\-]+", form)
        )


def path_of(tag: str) -> str:
    """Return where a language's glossary lies, relative to the workspace."""
    return f"locale/{tag}/glossary.toml"


def read(root: Path, language: Language) -> tuple[Glossary, tuple[Finding, ...]]:
    """Read the glossary of a language, or of the wider language where it has none.

    A variant's own entries (``de_AT``) go before the wider language's
    (``de``). Every trouble is a finding at its line; what is sound is used.
    """

    def on_disk(path: str) -> bytes | None:
        try:
            return (root / path).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None

    return read_from(on_disk, language)


def read_from(
    read: Callable[[str], bytes | None], language: Language
) -> tuple[Glossary, tuple[Finding, ...]]:
    """Like `read`, from a function that gives a path's bytes, None where there is no file."""
    names: dict[str, tuple[str, ...]] = {}
    terms: dict[str, tuple[str, ...]] = {}
    findings: list[Finding] = []
    first = ""
    for tag in (language.tag, *language.fallbacks):
        path = path_of(tag)
        data = read(path)
        if data is None:
            continue
        glossary, found = parse(data, path)
        findings += found
        first = first or path
        names = {**glossary.names, **names}
        terms = {**glossary.terms, **terms}
    return Glossary(path=first, names=names, terms=terms), tuple(findings)


def parse(data: bytes, path: str) -> tuple[Glossary, tuple[Finding, ...]]:
    """Read the text of one glossary; a file that is no TOML gives an empty one."""
    findings: list[Finding] = []

    def report(line: int | None, code: str, message: str, hint: str) -> None:
        findings.append(Finding(path=path, line=line, code=code, message=message, hint=hint))

    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        report(line, "glossary-syntax", "the file is not UTF-8", "save it as UTF-8")
        return Glossary(path=path), tuple(findings)
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"at line (\d+)", str(error))
        report(
            int(place[1]) if place else text.count("\n") + 1,
            "glossary-syntax",
            f"not valid TOML: {str(error).partition(' (at')[0]}",
            'write each entry as "English" = ["form", "form"]',
        )
        return Glossary(path=path), tuple(findings)
    tables: dict[str, dict[str, tuple[str, ...]]] = {name: {} for name in TABLES}
    for name, table in content.items():
        if name not in tables or not isinstance(table, dict):
            report(
                _line(text, name),
                "glossary-table",
                f"[{name}] is no table of a glossary",
                "use [names] and [terms]",
            )
            continue
        for english, forms in table.items():
            trouble = _trouble(forms)
            if trouble:
                report(
                    _line(text, english, name),
                    "glossary-form",
                    f"{english}: {trouble}",
                    'write "English" = ["usual form", "other form"]',
                )
            else:
                tables[name][english] = tuple(unicodedata.normalize("NFC", f) for f in forms)
    return Glossary(path=path, names=tables["names"], terms=tables["terms"]), tuple(findings)


def _trouble(forms: object) -> str:
    if not isinstance(forms, list) or not forms:
        return "a list of at least one form is wanted"
    for form in forms:
        if not isinstance(form, str):
            return f"{form!r} is not a text"
        if not form.strip():
            return "a form is empty"
        if form != form.strip():
            return f"the form {form!r} begins or ends with a space"
    if len(set(forms)) < len(forms):
        return "a form stands twice"
    return ""


def _line(text: str, key: str, table: str = "") -> int | None:
    """Return the line on which a key is defined, after its table's heading."""
    inside = not table
    for number, line in enumerate(text.splitlines(), 1):
        stripped = line.strip()
        if table and stripped.startswith("["):
            inside = stripped.startswith(f"[{table}]")
        if inside and stripped.startswith(
            (f'"{key}"', f"'{key}'", f"{key} ", f"{key}=", f"[{key}")
        ):
            return number
    return None
