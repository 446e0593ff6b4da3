"""Reading: what msgfmt refuses is refused, with line and reason; everything else reads the same."""

from __future__ import annotations

import contextlib
import dataclasses
import random
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import polib
import pytest
from hypothesis import given, settings

from appeal.catalogue import CatalogueError, parse, read, write
from appeal.catalogue.scanner import MAX_FINDINGS, read_strict
from appeal.catalogue.syntax import read_fast
from appeal.model import Catalogue, Entry
from tests.catalogue import mutations
from tests.catalogue.gettext_tools import msgcat, msgfmt_faults
from tests.strategies import cases, catalogues

HEADER = (
    'msgid ""\nmsgstr ""\n"Language: de\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
)
BODY = 'msgid "a"\nmsgstr "b"\n'


def refused(data: bytes | str) -> list[str]:
    """Return the findings of a file that must be refused, as people read them."""
    with pytest.raises(CatalogueError) as caught:
        parse(data.encode() if isinstance(data, str) else data, path="x.po")
    return [f"{f.line}: {f.code}: {f.message}" for f in caught.value.findings]


def accepted(body: str) -> tuple[Entry, ...]:
    return parse((HEADER + body).encode(), path="x.po").entries


# -- both readers ------------------------------------------------------------------


@given(catalogues())
@settings(max_examples=cases(50, 3000), deadline=None)
def test_the_fast_and_the_strict_reader_read_the_same(any_catalogue: Catalogue) -> None:
    text = write(any_catalogue).decode()
    fast = read_fast(text)
    strict, findings = read_strict(text, "x.po")
    assert findings == []
    if "\\\n" not in text and "\x04" not in text:
        assert fast is not None
    if fast is not None:
        assert fast == strict
        assert [(e.line, e.msgstr_lines) for e in fast] == [
            (e.line, e.msgstr_lines) for e in strict
        ]


@pytest.mark.parametrize("layout", [("--width=79",), ("--width=30",), ("--indent", "--width=60")])
def test_any_layout_of_gettext_reads_the_same(layout: tuple[str, ...]) -> None:
    for seed in range(cases(5, 100)):
        data = mutations.specimen(random.Random(seed))
        catalogue = parse(data, path="x.po")
        assert parse(msgcat(data, *layout), path="x.po") == catalogue


@pytest.mark.parametrize("width", [20, 78, 0])
def test_what_polib_writes_reads_the_same(width: int) -> None:
    for seed in range(cases(5, 100)):
        catalogue = parse(mutations.specimen(random.Random(seed)), path="x.po")
        foreign = polib.pofile(write(catalogue).decode(), wrapwidth=width)
        read_back = parse(str(foreign).encode(), path="x.po")
        # polib wraps comments, drops empty ones and the previous texts of obsolete entries.
        assert [
            dataclasses.replace(e, comments=(), extracted=())
            for e in read_back.entries
            if not e.obsolete
        ] == [
            dataclasses.replace(e, comments=(), extracted=())
            for e in catalogue.entries
            if not e.obsolete
        ]


def test_polib_reads_what_we_read() -> None:
    for seed in range(cases(20, 500)):
        data = mutations.specimen(random.Random(seed))
        foreign = polib.pofile(data.decode())
        theirs = [
            (e.msgctxt, e.msgid, e.msgstr or tuple(e.msgstr_plural.values()), e.obsolete, e.linenum)
            for e in foreign
        ]
        ours = [
            (e.context, e.msgid, e.msgstr if e.plural else e.msgstr[0], e.obsolete, e.line)
            for e in parse(data, path="x.po").entries
        ]
        assert [t[:4] for t in theirs] == [o[:4] for o in ours]


def test_lines_of_msgid_and_msgstr_are_known() -> None:
    (entry,) = accepted(
        '# note\n#. x\nmsgctxt "c"\nmsgid ""\n"a\\n"\n"b"\nmsgid_plural "as"\n'
        'msgstr[0] "x"\nmsgstr[1] ""\n"y\\n"\n"z"\n'
    )
    assert (entry.line, entry.msgstr_lines) == (10, (14, 15))


def test_the_language_is_that_of_the_folder_or_else_of_the_header() -> None:
    data = (HEADER + BODY).encode()
    assert parse(data, path="locale/zh_Hant/LC_MESSAGES/x.po").language == "zh_Hant"
    assert parse(data, path="x.po").language == "de"
    bare = data.replace(b'"Language: de\\n"\n', b"")
    assert parse(bare, path="locale/x.pot").language == ""


def test_several_lines_of_flags_all_count() -> None:
    # gettext 0.21 keeps the last line only, and so loses the fuzzy mark.
    (entry,) = accepted(f"#, fuzzy\n#, c-format\n{BODY}")
    assert entry.flags == ("fuzzy", "c-format")


def test_references_with_a_lone_number_or_leading_zeros_read_as_gettext_does() -> None:
    (entry,) = accepted(f"#: a.md :5  b.md:007 a.md:5\n{BODY}")
    assert entry.references == ("a.md:5", "b.md:7")


# -- what is refused ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "finding"),
    [
        ('msgid "a\nmsgstr "b"\n', "7: catalogue-syntax: the text has no closing quotation mark"),
        ('msgid "a"\nmsgstr "b', "8: catalogue-syntax: the text has no closing quotation mark"),
        ('msgid "a"\n', "8: catalogue-syntax: the entry ends after its msgid"),
        ('msgid "a"\n# c\nmsgstr "b"\n', "8: catalogue-syntax: the entry ends after its msgid"),
        ('msgid "a"\nmsgstr "b\\q"\n', "8: catalogue-escape: unknown escape \\q"),
        ('msgid "a"\nmsgstr "\\x41"\n', "8: catalogue-escape: unknown escape \\x"),
        ('# c\nmsgstr "b"\n', "8: catalogue-syntax: msgstr stands without a msgid before it"),
        ('# c\n"b"\n', "8: catalogue-syntax: quoted text stands without a keyword before it"),
        ('msgid "a" x\n', "7: catalogue-syntax: unknown keyword 'x'"),
        ("msgid\n", "8: catalogue-syntax: the entry ends after its msgid"),
        ("msgid msgstr\n", "7: catalogue-syntax: msgid lacks its quoted text"),
        ('msgid "a";\n', "7: catalogue-syntax: ';' stands outside the quotes"),
        ('domain "x"\n', "7: catalogue-syntax: domain lines have no meaning here"),
        (
            'msgid "a"\nmsgctxt "c"\n',
            "8: catalogue-syntax: msgctxt stands after msgid, where msgid_plural or msgstr must",
        ),
        (
            'msgid "a"\nmsgstr "b"\nmsgstr "c"\n',
            "9: catalogue-syntax: the entry has two translations",
        ),
        (
            'msgid "a"\nmsgid_plural "as"\nmsgstr[1] "b"\n',
            "9: catalogue-plurals: msgstr[1] stands where msgstr[0] must follow",
        ),
        (
            'msgid "a"\nmsgid_plural "as"\nmsgstr[0] "b"\nmsgstr[2] "c"\n',
            "10: catalogue-plurals: msgstr[2] stands where msgstr[1] must follow",
        ),
        (
            'msgid "a"\nmsgid_plural "as"\nmsgstr[0] "b"\n',
            "7: catalogue-plurals: the entry has 1 plural forms, its language has 2",
        ),
        (
            '#~ msgid "a"\nmsgstr "b"\n',
            "8: catalogue-syntax: the lines of one entry begin partly with #~ and partly not",
        ),
        (
            '#| msgid "old"\n# note\nmsgid "a"\nmsgstr "b"\n',
            "8: catalogue-syntax: a comment stands between #| lines and their entry",
        ),
        ('#| msgctxt "c"\n' + BODY, "8: catalogue-syntax: the #| lines have no msgid"),
        ('#| msgid "old"\n', "8: catalogue-syntax: the file ends after #| lines without an entry"),
        ("# back\\\n" + BODY, "7: catalogue-syntax: a comment ends in a backslash"),
        (
            BODY + "\n" + BODY,
            "10: catalogue-duplicate: the entry stands in the file twice, first at line 7",
        ),
        (
            BODY + '\n#~ msgid "a"\n#~ msgstr "c"\n',
            "10: catalogue-duplicate: the entry stands in the file twice, first at line 7",
        ),
        (
            "<<<<<<< HEAD\n" + BODY + "=======\n" + BODY + ">>>>>>> theirs\n",
            "7: catalogue-conflict: a merge conflict stands unresolved in the file",
        ),
    ],
)
def test_a_damaged_entry_is_refused_at_its_line(body: str, finding: str) -> None:
    assert refused(HEADER + body)[0] == finding


@pytest.mark.parametrize(
    ("data", "finding"),
    [
        (
            b"\xef\xbb\xbf" + (HEADER + BODY).encode(),
            "1: catalogue-bom: the file begins with a byte order mark (BOM)",
        ),
        (
            (HEADER + BODY).encode("utf-16"),
            "1: catalogue-encoding: the file is in UTF-16, not in UTF-8",
        ),
        (
            (HEADER + BODY).encode("utf-16-be"),
            "1: catalogue-encoding: the file is in UTF-16, not in UTF-8",
        ),
        (
            (HEADER + BODY).replace("\n", "\r\n").encode(),
            "1: catalogue-line-ends: the lines end in CR LF (Windows)",
        ),
        (
            (HEADER + BODY).replace("b", "b\r").encode(),
            "8: catalogue-line-ends: the file contains a carriage return (CR)",
        ),
        (
            (HEADER + BODY).replace("b", "\0").encode(),
            "8: catalogue-encoding: the file contains a NUL byte",
        ),
        (
            (HEADER + BODY).replace("b", "ü").encode("latin-1"),
            "8: catalogue-encoding: the bytes fc 22 0a are not UTF-8",
        ),
        (
            (HEADER + BODY).encode() + "# é".encode()[:-1],
            "9: catalogue-encoding: the bytes c3 are not UTF-8",
        ),
        (
            (HEADER + BODY).replace("UTF-8", "ISO-8859-1").encode(),
            "1: catalogue-charset: the header says charset=ISO-8859-1",
        ),
        (
            b'msgid ""\nmsgstr "Language: de\\n"\n',
            "1: catalogue-charset: the header names no charset",
        ),
        (
            BODY.encode(),
            '1: catalogue-header: the header is missing (the entry msgid "" at the beginning)',
        ),
        (
            b"",
            '1: catalogue-header: the header is missing (the entry msgid "" at the beginning)',
        ),
    ],
)
def test_a_wrong_encoding_or_header_is_refused(data: bytes, finding: str) -> None:
    assert refused(data) == [finding]


@pytest.mark.parametrize(
    ("rule", "reason"),
    [
        ("nplurals=x; plural=0;", "nplurals=x is no number"),
        ("nplurals=2; plural=n +;", "plural=n + is no plural rule"),
        ("nplurals=2; plural=NNN;", "plural=NNN is no plural rule"),
        ("nplurals=2; plural=n/0;", "plural=n/0 divides by zero"),
        ("nplurals=2; plural=n-1;", "plural=n-1 can be negative"),
        ("nplurals=1; plural=n>1;", "plural=n>1 can be 1, but nplurals=1"),
        (f"nplurals=2; plural={'(' * 500}n;", f"plural={'(' * 500}n is no plural rule"),
    ],
)
def test_a_broken_plural_rule_is_refused(rule: str, reason: str) -> None:
    data = HEADER.replace("nplurals=2; plural=(n != 1);", rule) + BODY
    assert refused(data) == [f"1: catalogue-plurals: Plural-Forms: {reason}"]


def test_plural_forms_need_their_rule() -> None:
    data = HEADER.replace('"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n', "")
    body = 'msgid "a"\nmsgid_plural "as"\nmsgstr[0] "b"\nmsgstr[1] "c"\n'
    assert refused(data + body) == [
        "6: catalogue-plurals: the entry has plural forms, but the header has no Plural-Forms"
    ]
    # A template has none to fill in.
    template = data.replace("Language: de", "Plural-Forms: nplurals=INTEGER; plural=EXPRESSION;")
    empty = body.replace('"b"', '""').replace('"c"', '""')
    assert parse((template + empty).encode(), path="x.pot").entries[0].msgstr == ("", "")


def test_every_fault_is_told_and_sound_entries_are_skipped() -> None:
    body = 'msgid "a\n\nmsgid "ok"\nmsgstr "ok"\n\nmsgid "b"\nmsgstr "\\q"\n\nmsgid "c"\n\n# x\n'
    assert [line.split(":")[0] for line in refused(HEADER + body)] == ["7", "13", "17"]
    assert len(refused(HEADER + 'msgid "\n\n' * 100)) == MAX_FINDINGS


def test_findings_survive_the_way_back_from_a_worker() -> None:
    import pickle

    with pytest.raises(CatalogueError) as caught:
        parse(b"", path="x.po")
    assert pickle.loads(pickle.dumps(caught.value)).findings == caught.value.findings


def test_a_file_that_is_not_there_is_no_finding(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read(tmp_path / "x.po", name="x.po")


# -- campaigns -----------------------------------------------------------------------


def test_every_cut_in_mid_string_is_refused() -> None:
    data = mutations.specimen(random.Random(3))
    step = cases(7, 1)
    for end in range(1, len(data), step):
        line = data[:end].rpartition(b"\n")[2]
        if line.startswith(b"#") and not line.startswith((b"#~", b"#|")):
            continue
        quotes = line.replace(b"\\\\", b"").replace(b'\\"', b"").count(b'"')
        if quotes % 2:
            with pytest.raises(CatalogueError):
                parse(data[:end], path="x.po")


def _verdict(seed: int) -> str:
    """Return what is wrong with our reading of one damaged file, or ""."""
    rng = random.Random(seed)
    data = mutations.mutate(rng, mutations.specimen(rng))
    try:
        catalogue = parse(data, path="x.po")
    except CatalogueError as error:
        return "" if all(f.line and f.message for f in error.findings) else "no line or reason"
    faults = msgfmt_faults(data)
    if faults:
        return f"msgfmt refuses it: {faults}"
    if write(parse(write(catalogue), path="x.po")) != write(catalogue):
        return "written and read again it is another"
    if data.startswith(b'msgid ""\n') and not _two_flag_lines(data):
        try:
            if msgcat(data) != write(catalogue):
                return "msgcat reads something else"
        except subprocess.CalledProcessError as error:
            return f"msgcat refuses it: {error.stderr}"
    return ""


def _two_flag_lines(data: bytes) -> bool:
    """Tell whether an entry has several ``#,`` lines, of which gettext keeps the last only."""
    return any(
        sum(line.lstrip(b" \t~#").startswith((b",", b"!")) for line in block.split(b"\n")) > 1
        for block in data.split(b"\n\n")
    )


def test_damaged_files_end_in_no_traceback_and_nothing_that_msgfmt_refuses_is_accepted() -> None:
    with ThreadPoolExecutor(2) as pool:
        verdicts = list(pool.map(_verdict, range(cases(400, 20_000))))
    assert {seed: verdict for seed, verdict in enumerate(verdicts) if verdict} == {}


@pytest.mark.parametrize(
    "data",
    [
        b'"' * 200_000,
        b"msgid " * 50_000,
        b'msgid "' + b"\\" * 200_001,
        b"#" * 200_000,
        b"#: " + b":1 " * 50_000,
        b"#| " * 60_000,
        (HEADER + 'msgid "a"\nmsgstr "' + "-" * 200_000 + '"\n').encode(),
        (HEADER + 'msgid "a"\nmsgstr ""\n' + '"x"\n' * 50_000).encode(),
        (HEADER + BODY.replace("a", "{}") * 5_000).encode(),
    ],
    ids=lambda data: repr(data[:12]),
)
def test_no_input_makes_reading_slow(data: bytes) -> None:
    import time

    begun = time.perf_counter()
    with contextlib.suppress(CatalogueError):
        parse(data, path="x.po")
    assert time.perf_counter() - begun < 5
