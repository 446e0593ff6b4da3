"""A catalogue's header says which language it is in and how that language counts."""

from __future__ import annotations

from collections.abc import Iterator

from appeal.checks.wording import words
from appeal.languages import Language, UnknownLanguage
from appeal.languages import language as known_language
from appeal.model import Catalogue, Finding

LANGUAGE_CODE = "header-language"
PLURALS_CODE = "header-plurals"
EXPLANATIONS = {
    LANGUAGE_CODE: "The header's Language is the language of the file's folder.",
    PLURALS_CODE: "The header's Plural-Forms is the language's rule (CLDR's).",
}


def check_header(catalogue: Catalogue, language: Language) -> Iterator[Finding]:
    """Yield an error for a header of another language or another plural rule.

    Charset and the syntax of Plural-Forms are the catalogue reader's.
    """
    headers = catalogue.headers
    named = headers.get("Language", "")
    if named and not _same(named.replace("-", "_"), language):
        yield Finding(
            path=catalogue.path,
            line=_line(catalogue, "Language:"),
            code=LANGUAGE_CODE,
            message=words(
                "the header says Language: {named}, and the file is {tag}'s",
                named=named,
                tag=language.tag,
            ),
            hint=words("write Language: {tag}", tag=language.tag),
        )
    counted = any(entry.plural is not None and not entry.obsolete for entry in catalogue.entries)
    forms = headers.get("Plural-Forms", "")
    if not counted or not forms:
        return
    if _squeezed(forms) == _squeezed(language.plural_forms) or _agrees(forms, language):
        return
    yield Finding(
        path=catalogue.path,
        line=_line(catalogue, "Plural-Forms:"),
        code=PLURALS_CODE,
        message=words("Plural-Forms is not {language}'s rule", language=language.own_name),
        hint=words("write Plural-Forms: {forms}", forms=language.plural_forms),
    )


def _same(named: str, language: Language) -> bool:
    """Tell whether two tags are one language in one script: zh_CN is how gettext names zh_Hans."""
    if named == language.tag:
        return True
    try:
        other = known_language(named)
    except UnknownLanguage:
        return False
    return (
        not language.territory
        and other.language == language.language
        and other.script == language.script
        and named.partition("_")[2] in {"CN", "TW", language.script}
    )


def _line(catalogue: Catalogue, field: str) -> int | None:
    """Return the line of a header field in the canonical layout, one field a line."""
    start = catalogue.header.msgstr_lines[0] if catalogue.header.msgstr_lines else None
    if start is None:
        return None
    lines = catalogue.header.msgstr[0].split("\n")
    return start + 1 + next((n for n, line in enumerate(lines) if line.startswith(field)), -1)


def _squeezed(forms: str) -> str:
    return "".join(forms.split()).rstrip(";")


def _agrees(forms: str, language: Language) -> bool:
    """Tell whether a differently written rule gives every number the same form."""
    import gettext

    count = forms.partition("nplurals=")[2].partition(";")[0].strip()
    expression = forms.partition("plural=")[2]
    if "nplurals" in forms:
        expression = forms.split("plural=")[-1]
    if count != str(language.nplurals):
        return False
    try:
        rule = gettext.c2py(expression.strip().rstrip(";"))
    except ValueError:
        return False
    return all(rule(n) == language.plural_index(n) for n in (*range(210), 1000, 1001, 10000))
