"""Damaging PO files as disks, editors, mergers and people do."""

from __future__ import annotations

import random

from appeal.catalogue import write
from appeal.model import Catalogue, Entry
from tests.catalogue import corpus

_TOKENS = (
    *(b"msgid ", b"msgstr ", b'msgid ""\n', b'msgstr ""\n', b"msgctxt ", b"msgid_plural "),
    *(b"msgstr[0] ", b"msgstr[1] ", b"msgstr[2] ", b'"', b'""', b"\n", b"\n\n", b"[", b"]"),
    *(b"\\", b"\\q", b"\\n", b"\\x4", b"\\0", b"\t", b" ", b"x", "ü".encode()),
    *(b"#~ ", b"#| ", b"#~| ", b"#, fuzzy\n", b"#. x\n", b"#: a:1\n", b"# x\n", b"#", b"~"),
    *(b"domain x\n", b"\xff", b"\xc3", b"\xe2\x80", b"\0", b"\x04", b"\r\n", b"\r"),
    *(b"\xef\xbb\xbf", b"<<<<<<< ours\n", b"=======\n", b">>>>>>> theirs\n"),
    *(b"charset=", b"nplurals=3", b"plural=n;", b"UTF-16", b"ISO-8859-1"),
)


def specimen(rng: random.Random) -> bytes:
    """Return a sound file with every construct: plurals, contexts, previous, obsolete."""
    catalogue = corpus.translated("specimen", corpus.texts(rng.randrange(40), 6), "de")
    first, second, *rest = catalogue.entries
    more = (
        Entry(
            msgid="one {{n}}",
            plural="many\n{{n}}",
            context="letter.days",
            msgstr=("ein", 'viele\n"Tage"'),
            comments=("a note", ""),
            flags=("fuzzy", "no-wrap"),
            previous_msgid="old {{n}}",
            previous_plural="olds",
            previous_context="letter.day",
        ),
        Entry(msgid="days", plural="day\\s", msgstr=("Tag", "Tage"), extracted=("", "counted")),
        Entry(msgid="Gone.", msgstr=("Weg.\n",), obsolete=True, comments=("kept",)),
        Entry(
            msgid="Gone too", context="x", msgstr=("Auch weg",), obsolete=True, flags=("fuzzy",),
            previous_msgid="Went",
        ),
    )  # fmt: skip
    return write(
        Catalogue(
            path=catalogue.path,
            language="de",
            header=catalogue.header,
            entries=(first, second, *rest[:2], *more),
        )
    )


def mutate(rng: random.Random, data: bytes) -> bytes:
    """Return data with one to three damages."""
    for _ in range(rng.choice((1, 1, 1, 2, 3))):
        data = _DAMAGES[rng.randrange(len(_DAMAGES))](rng, data)
    return data


def _insert(rng: random.Random, data: bytes) -> bytes:
    at = rng.randrange(len(data) + 1)
    return data[:at] + rng.choice(_TOKENS) + data[at:]


def _insert_at_line(rng: random.Random, data: bytes) -> bytes:
    lines = data.split(b"\n")
    lines.insert(rng.randrange(len(lines) + 1), rng.choice(_TOKENS).rstrip(b"\n"))
    return b"\n".join(lines)


def _delete(rng: random.Random, data: bytes) -> bytes:
    at = rng.randrange(len(data) + 1)
    return data[:at] + data[at + rng.choice((1, 1, 1, 2, 5, 40)) :]


def _replace(rng: random.Random, data: bytes) -> bytes:
    at = rng.randrange(len(data) + 1)
    return data[:at] + rng.choice(_TOKENS) + data[at + rng.randrange(1, 8) :]


def _byte(rng: random.Random, data: bytes) -> bytes:
    if not data:
        return data
    at = rng.randrange(len(data))
    return data[:at] + bytes([rng.randrange(256)]) + data[at + 1 :]


def _cut(rng: random.Random, data: bytes) -> bytes:
    return data[: rng.randrange(len(data) + 1)]


def _lines(rng: random.Random, data: bytes) -> bytes:
    lines = data.split(b"\n")
    kind = rng.randrange(4)
    at, other = rng.randrange(len(lines)), rng.randrange(len(lines))
    if kind == 0:
        del lines[at]
    elif kind == 1:
        lines.insert(other, lines[at])
    elif kind == 2:
        lines[at], lines[other] = lines[other], lines[at]
    else:
        lines[at] = lines[at].rstrip() + b" " + (lines.pop(at + 1) if at + 1 < len(lines) else b"")
    return b"\n".join(lines)


def _blocks(rng: random.Random, data: bytes) -> bytes:
    blocks = data.split(b"\n\n")
    at = rng.randrange(len(blocks))
    kind = rng.randrange(3)
    if kind == 0:
        del blocks[at]
    elif kind == 1:
        blocks.insert(rng.randrange(len(blocks) + 1), blocks[at])
    else:
        blocks[at] = b"\n".join(b"#~ " + line for line in blocks[at].split(b"\n"))
    return b"\n\n".join(blocks)


def _conflict(rng: random.Random, data: bytes) -> bytes:
    lines = data.split(b"\n")
    at = rng.randrange(len(lines))
    end = min(len(lines), at + rng.randrange(1, 4))
    ours = lines[at:end]
    lines[at:end] = [b"<<<<<<< HEAD", *ours, b"=======", *ours, b">>>>>>> other"]
    return b"\n".join(lines)


def _swap_word(rng: random.Random, data: bytes) -> bytes:
    words = (
        b"msgid", b"msgstr", b"msgctxt", b"msgid_plural", b"[0]", b"[1]", b"UTF-8", b"nplurals=2",
        b"plural=(n != 1)", b"fuzzy", b"#~", b"#|", b"#~|", b"\n\n", b'""', b'"\n"',
    )  # fmt: skip
    word = rng.choice(words)
    places = data.count(word)
    if not places:
        return data
    at = -1
    for _ in range(rng.randrange(places) + 1):
        at = data.index(word, at + 1)
    return data[:at] + rng.choice((*words, *_TOKENS, b"")) + data[at + len(word) :]


_DAMAGES = (
    _insert, _insert, _insert_at_line, _delete, _replace, _byte, _cut, _lines, _blocks, _conflict,
    _swap_word, _swap_word,
)  # fmt: skip
