"""Every date and month of the English stands in the translation, day beside month."""

from __future__ import annotations

import re
from collections.abc import Iterator

from appeal.checks.dates import ENGLISH, Mention, mentions, month_names, persian, persian_month
from appeal.checks.rule import Example
from appeal.checks.style import Style
from appeal.checks.tables.spelled import spelled
from appeal.checks.texts import Original, Translation
from appeal.checks.traits import DATED
from appeal.checks.wording import words
from appeal.model import Finding, Severity

CODE = "date-differs"
SEVERITY: Severity = "error"
NEEDS = DATED
EXAMPLE = Example(
    language="es",
    english="On April 5th they took him to court.",
    wrong="El 5 de mayo lo llevaron ante un tribunal.",
    right="El 5 de abril lo llevaron ante un tribunal.",
)

_NUMBER = re.compile(r"\d+")
# What parts a month from the numbers of the next clause.
_CLAUSE = re.compile(r"[;:!?·؛፤։।။。；：]|[,،，.](?=\s)(?!\s\S{0,3}$)")
# A day stands at most so many characters from its month: "5-го числа апреля", "இல் 5 ஆம் தேதி".
_REACH = 16


def check(message: Original, translation: Translation, style: Style, /) -> Iterator[Finding]:
    text = translation.prose
    found = mentions(text, style.language)
    lost = [date for date in message.dates if not _stands(date, found, text, style)]
    months = {date.month for date in message.dates}
    strange = [m for m in found if m.month not in months and _sure(m, style)]
    if lost and (strange or any(m.month in months for m in found)):
        near = strange[0] if strange else next(m for m in found if m.month in months)
        yield translation.finding(
            CODE,
            SEVERITY,
            words(
                "{date} in the English is {found} in the translation",
                date=lost[0].text,
                found=_around(near, text),
            ),
            words("write the same day and month, in the order of your language"),
        )
    elif lost:
        yield translation.finding(
            CODE,
            SEVERITY,
            words("{date} is not in the translation", date=lost[0].text),
            words("write the same day and month, in the order of your language"),
        )
    elif strange:
        yield translation.finding(
            CODE,
            SEVERITY,
            words("{month} is in the translation and not in the English", month=strange[0].text),
            words(
                "the English has {months}", months=", ".join(ENGLISH[m - 1] for m in sorted(months))
            ),
        )


def day_spans(message: Original, translation: Translation, style: Style) -> list[tuple[int, int]]:
    """Return where the days of the translation's dates stand: those digits are this rule's."""
    if not any(date.day for date in message.dates):
        return []
    text = translation.prose
    months = {date.month for date in message.dates}
    spans = []
    for mention in mentions(text, style.language):
        if mention.day is not None:
            numbers = _NUMBER.finditer(text, mention.start, mention.end)
            spans += [(m.start(), m.end()) for m in numbers if int(m[0]) <= 31]
        elif mention.month in months or _sure(mention, style):
            days = _days(mention, text)
            wanted = {date.day for date in message.dates if date.month == mention.month}
            right = [day for day in days if day[0] in wanted]
            spans += [(start, end) for _, start, end in right or days]
    if style.code == "fa":
        for date in message.dates:
            spans += [(start, end) for _, start, end in _persian_days(date, text)]
    return spans


def _persian_days(date: Mention, text: str) -> list[tuple[int, int, int]]:
    """Return the numbers beside the month that a date has in the Persian calendar."""
    if not date.day or not date.year:
        return []
    name = persian_month(persian(date.year, date.month, date.day)[1])
    at = text.find(name)
    if at < 0:
        return []
    return _days(Mention(name, date.month, None, None, at, at + len(name)), text)


def _stands(date: Mention, found: list[Mention], text: str, style: Style) -> bool:
    """Tell whether a date of the English is among the mentions of the translation."""
    for mention in found:
        if mention.month != date.month:
            continue
        if date.day is None or mention.day == date.day:
            return True
        if mention.day is not None:
            continue
        if any(day == date.day for day, _, _ in _days(mention, text)):
            return True
        pattern = spelled(style.code, date.day)
        # Without the month itself: September begins as seven does.
        before = text[max(mention.start - 30, 0) : mention.start]
        after = text[mention.end : mention.end + 20]
        if pattern and (pattern.search(before) or pattern.search(after)):
            return True
    if style.code != "fa" or not date.day or not date.year:
        return False
    day = persian(date.year, date.month, date.day)[2]
    return any(number == day for number, _, _ in _persian_days(date, text))


def _days(mention: Mention, text: str) -> list[tuple[int, int, int]]:
    """Return the number nearest to a month, which is its day, with its place; both on a tie."""
    before = [
        (mention.start - m.end(), int(m[0]), m.start(), m.end())
        for m in _NUMBER.finditer(text, max(mention.start - _REACH, 0), mention.start)
        if int(m[0]) <= 31 and not _CLAUSE.search(text, m.end(), mention.start)
    ][-1:]
    after = [
        (m.start() - mention.end, int(m[0]), m.start(), m.end())
        for m in _NUMBER.finditer(text, mention.end, mention.end + _REACH)
        if int(m[0]) <= 31 and not _CLAUSE.search(text, mention.end, m.start())
    ][:1]
    near = sorted(before + after)
    return [(day, start, end) for distance, day, start, end in near if distance == near[0][0]]


def _sure(mention: Mention, style: Style) -> bool:
    """Tell whether a mention can be nothing but a month."""
    if mention.day is not None:
        return False
    return (
        mention.text.isalpha()
        and mention.month in month_names(style.language).sure
        and len(mention.text) >= 4
    )


def _around(mention: Mention, text: str) -> str:
    spans = [(mention.start, mention.end), *((s, e) for _, s, e in _days(mention, text))]
    return text[min(s for s, _ in spans) : max(e for _, e in spans)].strip()
