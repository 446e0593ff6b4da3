"""Write locale/interface.pot: the tool's own words, extracted by Babel from code and templates.

    python scripts/interface.py            write it
    python scripts/interface.py --check    exit with 1 if it would change

References name files without lines, so that moving code changes no catalogue.
"""

from __future__ import annotations

import datetime
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.extract import extract

from appeal import catalogue
from appeal.files import write_atomic
from appeal.model import Catalogue, Message

ROOT = Path(__file__).resolve().parent.parent
TEMPLATE = "locale/interface.pot"
# `words("…")` and `words.plural("…", "…", n)`; Babel's Python extractor sees a method's own name.
KEYWORDS = {"words": None, "plural": (1, 2)}
FORMS = (("*.py", "python"), ("*.html", "jinja2"), ("*.jinja", "jinja2"))


def main(check: bool) -> int:
    path = ROOT / TEMPLATE
    previous = catalogue.read(path, name=TEMPLATE) if path.exists() else None
    made = _template(previous)
    data = catalogue.write(made)
    changed = not path.exists() or data != path.read_bytes()
    if changed and not check:
        write_atomic(path, data)
    state = "out of step" if changed and check else "written" if changed else "unchanged"
    print(f"{TEMPLATE}: {len(made.entries)} entries, {state}")
    return 1 if changed and check else 0


def _template(previous: Catalogue | None) -> Catalogue:
    found: dict[str, Message] = {}
    for message in _messages():
        known = found.get(message.msgid)
        if known is None:
            found[message.msgid] = message
        else:
            references = tuple(dict.fromkeys(known.references + message.references))
            comments = tuple(dict.fromkeys(known.comments + message.comments))
            found[message.msgid] = Message(
                msgid=message.msgid,
                plural=known.plural or message.plural,
                comments=comments,
                references=references,
            )
    return catalogue.template(
        list(found.values()),
        path=TEMPLATE,
        project="appeal",
        created=datetime.datetime.now(tz=datetime.UTC),
        previous=previous,
    )


def _messages() -> Iterator[Message]:
    for pattern, method in FORMS:
        for file in sorted((ROOT / "appeal").rglob(pattern)):
            name = file.relative_to(ROOT).as_posix()
            text = file.read_bytes()
            if method == "jinja2" and re.search(rb"\bwords\.plural\(", text):
                raise SystemExit(f"{name}: count in Python: Babel does not see methods here")
            for _, texts, comments, _ in _extract(method, file):
                singular, plural = texts if isinstance(texts, tuple) else (texts, None)
                if singular and re.search(r"\w", singular):
                    yield Message(
                        msgid=singular,
                        plural=plural,
                        comments=tuple(comments),
                        references=(name,),
                    )


def _extract(method: str, file: Path) -> Iterator[tuple[int, object, list[str], str | None]]:
    options = {"silent": "false", "encoding": "utf-8"} if method == "jinja2" else {}
    with file.open("rb") as stream:
        yield from extract(  # type: ignore[misc]  # Babel's message tuples are wider than these
            method,
            stream,
            keywords=KEYWORDS,
            comment_tags=("translators:",),
            options=options,
            strip_comment_tags=True,
        )


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv[1:]))
