"""The values of merge fields in the front matter, and how the texts use them."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping

import yaml

from appeal import fields
from appeal.frontmatter import Reader
from appeal.languages import language
from appeal.model import Appeal, Finding, Value, ValueType

# Merge fields that every appeal has, beside its own `values`.
BUILT_IN_COUNTS = ("sections.count",)
BUILT_IN_TEXTS = ("section.name", "section.country", "campaign.name")

_TYPES: tuple[ValueType, ...] = ("text", "date", "number", "money", "country", "phone")
# What YAML takes a plain scalar for.
_GUESSED: dict[str, ValueType] = {"timestamp": "date", "int": "number", "float": "number"}
# A text may become the target of a link.
_SCRIPT = re.compile(r"[\W_]*(?:(?:javascript|vbscript)\s*:|data\s*:\s*\w+/)", re.I)
_NUMBER = re.compile(r"-?[0-9]{1,20}(?:\.[0-9]{1,10})?")


def read_values(reader: Reader, node: yaml.Node | None) -> dict[str, Value]:
    """Read ``values:``, each a plain scalar or a mapping that says what it is.

    ``deadline: 2026-05-01`` is a date, ``victims: 14`` a number, other
    scalars text; ``{money: 300, currency: EUR}``, ``{country: KZ}``,
    ``{phone: "+44 …"}``, ``{number: 14}``, ``{date: 2026-05-01}``,
    ``{text: …}`` say it.
    """
    if node is None:
        return {}
    read = (_value(reader, name, item) for name, item in reader.mapping(node, (), "values").items())
    return {value.name: value for value in read if value is not None}


def _value(reader: Reader, name: str, node: yaml.Node) -> Value | None:
    where = f"values.{name}"
    if not fields.FIELD.fullmatch(f"{{{{{name}}}}}"):
        reader.error(
            node,
            "value-name",
            f"{where}: a merge field's name begins with a small letter"
            " and has small letters, digits, _, - and .",
            "rename it",
        )
        return None
    if name in BUILT_IN_COUNTS or name in BUILT_IN_TEXTS:
        reader.error(node, "value-name", f"{where}: is built in", "choose another name")
        return None
    if isinstance(node, yaml.ScalarNode):
        kind = _GUESSED.get(node.tag.rpartition(":")[2], "text")
        # YAML takes a time of day (14:30) for a number.
        return _typed(reader, name, "text" if ":" in node.value else kind, node, None)
    before = len(reader.findings)
    inner = reader.mapping(node, (*_TYPES, "currency"), where)
    currency = inner.pop("currency", None)
    if len(reader.findings) > before:
        return None
    if len(inner) != 1:
        reader.error(
            node,
            "value-type",
            f"{where}: expected one value and its type",
            f"write one of: {', '.join(_TYPES)}",
        )
        return None
    (written, item), *_ = inner.items()
    kind = next(kind for kind in _TYPES if kind == written)
    return _typed(reader, name, kind, item, currency)


def _typed(
    reader: Reader, name: str, kind: ValueType, node: yaml.Node, currency_node: yaml.Node | None
) -> Value | None:
    where = f"values.{name}"

    def wrong(message: str, hint: str) -> None:
        reader.error(node, "value-type", f"{where}: {message}", hint)

    if not isinstance(node, yaml.ScalarNode):
        wrong("expected one value", "write it on one line")
        return None
    text, date, currency = node.value, None, ""
    if kind in ("number", "money") and not _NUMBER.fullmatch(text):
        wrong(f"{text} is not a number", "write digits: 1250.50")
        return None
    if kind == "money":
        currency = reader.text(currency_node, f"{where}.currency")
        if currency not in language("en").locale.currencies:
            wrong(
                f"{currency} is not a currency" if currency else "has no currency",
                "add currency: EUR, three letters of ISO 4217",
            )
            return None
    elif currency_node is not None:
        reader.error(
            currency_node, "value-type", f"{where}: only money has a currency", "delete currency"
        )
    if kind == "date":
        date = reader.date(node, where)
        if date is None:
            return None
    elif kind == "country":
        text = reader.country(node, where)
    elif kind == "phone":
        text = reader.phone(node, where)
    elif kind == "text" and node.tag.endswith(":str"):
        text = reader.text(node, where)
        if _SCRIPT.match(text):
            wrong(f"{text[:40]} is a program, not a text", "write https://…")
            return None
    line = node.start_mark.line + 1
    return Value(name=name, type=kind, text=text, date=date, currency=currency, line=line)


# -- how they are used ------------------------------------------------------------


def declared(node: yaml.Node | None) -> frozenset[str]:
    """Return the names of all values, those included that could not be read."""
    if not isinstance(node, yaml.MappingNode):
        return frozenset()
    return frozenset(key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode))


def field_findings(appeal: Appeal, declared: frozenset[str]) -> Iterator[Finding]:
    """Find fields that are malformed, unknown or in an unknown form, and values not used.

    ``declared`` are the names that have a value, be it one that is wrong.
    """
    known = (*declared, *BUILT_IN_COUNTS, *BUILT_IN_TEXTS)
    used: set[str] = set()
    for path, line, text in _lines(appeal):
        for found in fields.SUSPECT.finditer(text):
            match = fields.FIELD.fullmatch(found[0])
            if match is None:
                yield Finding(
                    path=path,
                    line=line,
                    code="field-malformed",
                    message=f"{found[0]} is not a merge field",
                    hint="write {{name}} or {{name:form}} on one line, with small letters",
                )
                continue
            name, form = match[1], match[2] or ""
            used.add(name)
            if name not in known:
                close = difflib.get_close_matches(name, known, n=1)
                yield Finding(
                    path=path,
                    line=line,
                    code="field-unknown",
                    message=f"{{{{{name}}}}} has no value",
                    hint=f"did you mean {{{{{close[0]}}}}}?"
                    if close
                    else f"add {name}: … under values: in the front matter",
                )
            elif name in declared and name not in appeal.values:
                continue  # what is wrong with its value has been told
            elif problem := _form_problem(appeal.values, name, form):
                yield Finding(
                    path=path,
                    line=line,
                    code="field-form",
                    message=f"{{{{{name}:{form}}}}}: there is no such form",
                    hint=problem,
                )
    for source in (appeal.page, appeal.letter):
        for prose in source.prose:
            if (forms := fields.counted(prose.text)) and fields.counted(forms[0]):
                yield Finding(
                    path=source.path,
                    line=prose.line,
                    code="field-counts",
                    message=f"{prose.key.partition('.')[2]}: a text can count only one thing",
                    hint="write one of the numbers without its forms",
                )
    for name, value in appeal.values.items():
        if name not in used:
            yield Finding(
                path=appeal.page.path,
                line=value.line,
                code="value-unused",
                severity="warning",
                message=f"values.{name} is not used",
                hint=f"write {{{{{name}}}}} where it belongs, or delete it",
            )


def _form_problem(values: Mapping[str, Value], name: str, form: str) -> str:
    """Return how a field's form is wrong, as a hint, or ""."""
    if not form:
        return ""
    value = values.get(name)
    number = name in BUILT_IN_COUNTS or (value is not None and value.type == "number")
    if "|" in form:
        if form.count("|") > 1:
            return f"write two forms, of one and of many: {{{{{name}:country|countries}}}}"
        whole = name in BUILT_IN_COUNTS or (value is not None and value.text.isdecimal())
        return "" if number and whole else "only whole numbers have a singular and a plural"
    forms = fields.FORMS["number" if number else value.type if value is not None else "text"]
    if form in forms:
        return ""
    return f"write one of: {', '.join(forms)}" if forms else f"write {{{{{name}}}}}"


def _lines(appeal: Appeal) -> Iterator[tuple[str, int, str]]:
    for source in (appeal.page, appeal.letter):
        for prose in source.prose:
            yield source.path, prose.line or 1, prose.text
        for number, line in enumerate(source.body.split("\n"), start=source.body_line):
            yield source.path, number, line
