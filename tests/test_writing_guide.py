"""docs/writing.md says what the code does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from appeal import source
from appeal.fields import FORMS
from appeal.languages import language
from appeal.localise import formatter
from appeal.manuscript import Manuscript, parse_manuscript
from appeal.markup import bounds
from appeal.model import Campaign, Contact, Section
from appeal.values import BUILT_IN_COUNTS, BUILT_IN_TEXTS

GUIDE = (Path(__file__).parent.parent / "docs" / "writing.md").read_text(encoding="utf-8")


def example() -> Manuscript:
    page, letter = re.findall(r"```markdown\n(.*?)```", GUIDE, re.S)
    return parse_manuscript("free-the-miners", page.encode(), letter.encode())


def chapter(title: str) -> str:
    return GUIDE.partition(f"## {title}\n")[2].partition("\n## ")[0]


def test_the_limits_are_those_of_the_code() -> None:
    text = chapter("The text")
    for number, what in (
        (bounds.MAX_CHARACTERS, "characters"),
        (bounds.MAX_BLOCKS, "blocks"),
        (bounds.MAX_BRACKETS, "brackets"),
        (bounds.MAX_FOOTNOTES, "footnotes"),
        (bounds.MAX_BLOCK_BRACKETS, "brackets"),
        (bounds.MAX_DEPTH, "levels"),
    ):
        assert f"{number:,} {what}" in text


def test_the_example_has_no_finding() -> None:
    assert example().findings == ()


@pytest.mark.parametrize(
    ("title", "fields"),
    [
        ("The fields of appeal.md", source.PAGE_FIELDS),
        ("The fields of appeal.md", source.PERSON_FIELDS),
        ("The fields of appeal.md", source.CONTACT_FIELDS),
        ("The fields of letter.md", source.LETTER_FIELDS),
    ],
)
def test_every_field_is_explained(title: str, fields: tuple[str, ...]) -> None:
    assert [field for field in fields if f"`{field}`" not in chapter(title)] == []


def test_every_type_form_and_built_in_field_is_explained() -> None:
    text = chapter("Merge fields")
    assert [kind for kind in FORMS if f"{{{kind}: " not in text and kind != "money"] == []
    assert "{money: 300, currency: EUR}" in text
    forms = {form for kind in ("date", "number") for form in FORMS[kind]}
    assert [form for form in forms if form not in text] == []
    assert [name for name in (*BUILT_IN_COUNTS, *BUILT_IN_TEXTS) if f"{{{{{name}" not in text] == []


def test_the_german_of_the_table_is_what_comes_out() -> None:
    rows = re.findall(r"^\| `(.*?)` \| (.*?) \| (.*?) \|$", chapter("Merge fields"), re.M)
    campaign = Campaign(name="x", source_language="en", base_url="https://x.org", contact=Contact())
    section = Section(slug="x", name="x", country="DE", languages=("de",))
    seen = 0
    for value, uses, german in rows:
        if "|" in uses:
            continue
        page = (
            f"---\ntitle: T\ncountry: KZ\naddressees: [{{name: A}}]\nvalues:\n  {value}\n---\nx\n"
        )
        letter = "---\nsalutation: S\nclosing: C\n---\nx\n"
        manuscript = parse_manuscript("x", page.encode(), letter.encode())
        formatted = formatter(manuscript, campaign, section)
        (name, form) = re.findall(r"\{\{(\w+):?(\w*)\}\}", uses)[0]
        written = formatted(name, form, language("de")).replace("\u00a0", " ")
        assert german.split(", ")[0].removesuffix(" …") == written.split(", ")[0]
        seen += 1
    assert seen == 7
