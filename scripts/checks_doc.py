"""docs/checks.md, from the rules themselves: `python -m scripts.checks_doc`."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from appeal.checks import CHECKS, Rule, facts, markup
from appeal.checks import language as language_rules
from appeal.checks.header import EXPLANATIONS as HEADER
from appeal.checks.language import inconsistent
from appeal.checks.layout import EXPLANATIONS as LAYOUT
from appeal.checks.source import SOURCE_CHECKS
from appeal.checks.source.rule import SourceRule
from appeal.languages import language
from appeal.spelling import CODE as SPELLING
from appeal.verification import EXPLANATIONS as VERIFICATION

PATH = Path(__file__).resolve().parents[1] / "docs" / "checks.md"
GROUPS = (("Facts", facts), ("Markup", markup), ("Language", language_rules))

HEAD = """\
# Checks

<!-- Written by scripts/checks_doc.py from the rules themselves. Do not edit. -->

`appeal check` holds every translation to the English, and the English to what translators and
printers need. An **error** would mislead somebody, and stops the edition from being released. A
**warning** is worth a look, and never stops anything. A rule that cries wolf is worse than none:
please report every false alarm, with the entry.

```
locale/fr/LC_MESSAGES/stop-evictions.po:41: error number-differs: 14 is not in the translation
  hint: write the same number, in the digits and separators of your language
```

The line is that of the `msgstr`. When an error is none, say so where it stands:

```
appeal waive number-differs locale/fr/LC_MESSAGES/stop-evictions.po:41 --reason "quinze jours"
```

This writes the comment `# ignore: number-differs 1f0c9a2e quinze jours` on the entry. It holds for
that English and that translation, and lapses when either changes.

| code | severity | what it holds to |
|---|---|---|
"""


def written() -> str:
    """Return the page."""
    rows = [(rule.CODE, rule.SEVERITY, _first(rule.__doc__)) for rule in CHECKS]
    rows.append((inconsistent.CODE, inconsistent.SEVERITY, _first(inconsistent.__doc__)))
    rows += [(rule.CODE, rule.SEVERITY, _first(rule.__doc__)) for rule in SOURCE_CHECKS]
    rows += [(code, "error", text) for code, text in HEADER.items()]
    rows += [
        (code, "warning" if code.startswith("mailto") else "error", text)
        for code, text in LAYOUT.items()
    ]
    rows.append((SPELLING, "warning", "Words are in the dictionary: with --spelling only."))
    rows += [
        (code, "error", f"{text} Told by `appeal verify`.") for code, text in VERIFICATION.items()
    ]
    parts = [HEAD + "".join(f"| `{code}` | {how} | {_cell(what)} |\n" for code, how, what in rows)]
    for title, package in GROUPS:
        parts.append(f"## {title}\n\n{_prose(package.__doc__)}\n")
        parts += [_rule(rule) for rule in CHECKS if _module(rule).startswith(package.__name__)]
    parts.append("## The English\n\nFor the secretariat, before translators see it.\n")
    parts += [_source(rule) for rule in SOURCE_CHECKS]
    return "\n".join(parts)


def _module(rule: Rule | SourceRule) -> str:
    return str(getattr(rule, "__name__", ""))


def _rule(rule: Rule) -> str:
    example = rule.EXAMPLE
    name = language(example.language).locale.get_language_name("en")
    lines = [f"### {rule.CODE}", "", f"{rule.SEVERITY.capitalize()}. {_prose(rule.__doc__)}", ""]
    for english, forms in (*example.names.items(), *example.terms.items()):
        lines += [f"The glossary has: {english} = {', '.join(forms)}.", ""]
    lines += [
        "| | |",
        "|---|---|",
        f"| English | {_sample(example.english)} |",
        f"| wrong ({name}) | {_sample(example.wrong)} |",
        f"| right | {_sample(example.right)} |",
        "",
    ]
    return "\n".join(lines)


def _source(rule: SourceRule) -> str:
    example = rule.EXAMPLE
    wrong, right = example.wrong, example.right
    if example.field:
        wrong, right = f"{example.field}: {wrong}\n", f"{example.field}: {right}\n"
    blocks = [_shortened(text) for text in (wrong, right)]
    return (
        f"### {rule.CODE}\n\n{rule.SEVERITY.capitalize()}. {_prose(rule.__doc__)}\n\n"
        f"Wrong:\n\n```\n{blocks[0]}```\n\nRight:\n\n```\n{blocks[1]}```\n"
    )


def _shortened(text: str) -> str:
    lines = [line if len(line) <= 90 else f"{line[:80].rstrip()} …" for line in text.split("\n")]
    return "\n".join(lines).rstrip("\n") + "\n"


def _first(text: str | None) -> str:
    return (text or "").strip().split("\n")[0]


def _prose(text: str | None) -> str:
    return re.sub(r"(?<!\n)\n(?!\n)", " ", (text or "").strip())


# Characters that a reader would not see are shown by their code point.
_HIDDEN = re.compile(
    "[\u0000-\u001f\u007f-\u00a0\u00ad\u0300-\u036f\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]"
)


def _sample(text: str) -> str:
    text = text.replace("  \n", "␣␣⏎")
    shown = _HIDDEN.sub(lambda m: f"⟨U+{ord(m[0]):04X}⟩", text).replace("  ", "␣␣")
    return f"<bdi>{_cell(shown)}</bdi>"


def _cell(text: str) -> str:
    table = {"|": "\\|", "<": "&lt;", "*": "\\*", "_": "\\_", "`": "\\`", "[": "\\[", "~": "\\~"}
    return "".join(table.get(c, c) for c in text)


def main() -> None:
    PATH.write_text(written(), encoding="utf-8")
    print(f"{PATH.name} written", file=sys.stderr)


if __name__ == "__main__":
    main()
