"""Whatever people write in appeal.md and letter.md is read or refused, never a traceback."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from appeal.manuscript import parse_manuscript
from appeal.model import Contact, Person, Prose, Value
from appeal.source import SourceError, parse_appeal, read_appeal, slug_problem, slugs
from tests.sources import LETTER, LETTER_PATH, PAGE, PAGE_PATH, page
from tests.strategies import cases


def test_every_field_is_read() -> None:
    appeal, findings = parse_appeal("free", PAGE, LETTER)
    assert findings == ()
    assert (appeal.slug, appeal.country, appeal.status) == ("free", "KZ", "open")
    assert (appeal.date, appeal.send_before) == (
        datetime.date(2026, 3, 2),
        datetime.date(2026, 5, 1),
    )
    assert appeal.addressees == (
        Person(
            key="appeal.addressees.1",
            name="A. Example",
            role="Minister of Justice",
            organisation="Ministry",
            salutation="Dear Minister,",
            address=("2 Example Avenue", "Exampletown"),
            country="KZ",
            fax="+7 7172 00 00 00",
            tel="+7 7172 00 00 01",
            email="minister@example.org",
            languages=("kk", "pt_BR"),
        ),
        Person(key="appeal.addressees.2", organisation="Court"),
    )
    assert appeal.copies_to == (Person(key="appeal.copies_to.1", organisation="Example Campaign"),)
    assert appeal.signatory == Person(key="appeal.signatory", name="B. Example", role="Secretary")
    assert appeal.contact == Contact(
        post=("1 Example Street",),
        country="GB",
        tel="+44 20 7946 0000",
        fax="+44 20 7946 0001",
        email="appeals@example.org",
        url="https://appeals.example.org/now",
    )
    assert (appeal.names, appeal.notes) == (("A. Example",), "Formal letter.")
    assert (appeal.max_pages, appeal.enclosures) == (1, ("A list", "A map"))
    assert appeal.values == {
        "hearing": Value(
            name="hearing",
            type="date",
            text="2026-04-05",
            date=datetime.date(2026, 4, 5),
            line=38,
        ),
        "miners": Value(name="miners", type="number", text="12", line=39),
    }
    assert (appeal.page.path, appeal.page.body_line) == (PAGE_PATH, 42)
    assert appeal.page.body.startswith("On {{hearing:long}}")
    assert (appeal.letter.path, appeal.letter.body_line) == (LETTER_PATH, 8)


def test_only_prose_is_for_translators_each_with_its_context_line_and_kind() -> None:
    appeal, _ = parse_appeal("free", PAGE, LETTER)
    assert appeal.prose == tuple(
        Prose(key=key, text=text, line=line, comment=comment)
        for key, text, line, comment in (
            ("appeal.title", "Free the miners", 2, "title of the appeal, as a heading"),
            (
                "appeal.summary",
                "Twelve miners are in prison.",
                4,
                "one or two sentences for lists and previews",
            ),
            ("appeal.addressees.1.role", "Minister of Justice", 12, "role: addressee"),
            ("appeal.addressees.1.organisation", "Ministry", 13, "organisation: addressee"),
            ("appeal.addressees.1.salutation", "Dear Minister,", 14, "salutation: addressee"),
            ("appeal.addressees.2.organisation", "Court", 23, "organisation: addressee"),
            (
                "appeal.copies_to.1.organisation",
                "Example Campaign",
                25,
                "organisation: who gets a copy",
            ),
            ("appeal.signatory.role", "Secretary", 28, "role: signatory"),
            ("letter.subject", "Twelve miners", 2, "subject line of the letter"),
            (
                "letter.salutation",
                "Dear Minister,",
                3,
                "salutation, or the line that says to whom the letter is addressed",
            ),
            ("letter.closing", "Yours faithfully,", 4, "closing, before the signature"),
            ("letter.enclosures.1", "A list", 5, "enclosure"),
            ("letter.enclosures.2", "A map", 5, "enclosure"),
        )
    )


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbf" + PAGE,
        PAGE.replace(b"\n", b"\r\n"),
        PAGE.replace(b"\n", b"\r"),
        PAGE.replace(b"---\n", b"--- \t\n"),
    ],
    ids=["BOM", "CRLF", "CR", "blanks after the marks"],
)
def test_what_editors_do_to_a_file_changes_nothing(data: bytes) -> None:
    assert parse_appeal("free", data, LETTER) == parse_appeal("free", PAGE, LETTER)


def test_a_no_break_space_in_a_title_stays() -> None:
    appeal, _ = parse_appeal("free", page("title: 'No.\u00a05   a'"), LETTER)
    assert appeal.prose[0].text == "No.\u00a05 a"


def test_empty_fields_are_as_if_they_were_not_there() -> None:
    appeal, findings = parse_appeal("free", page("date:\nvalues:\ncontact: ~\nnames: null"), LETTER)
    assert findings == ()
    assert (appeal.date, appeal.values, appeal.contact, appeal.names) == (None, {}, None, ())


def test_an_appeal_is_read_from_its_folder(tmp_path: Path) -> None:
    folder = tmp_path / "source" / "free"
    folder.mkdir(parents=True)
    (folder / "appeal.md").write_bytes(PAGE)
    with pytest.raises(SourceError, match="letter"):
        read_appeal(tmp_path, "free")
    (folder / "letter.md").write_bytes(LETTER)
    assert read_appeal(tmp_path, "free") == parse_appeal("free", PAGE, LETTER)
    assert slugs(tmp_path) == ("free",)


@pytest.mark.parametrize(
    ("slug", "problem"),
    [
        ("interface", "is the name of a catalogue of its own"),
        ("common", "is the name of a catalogue of its own"),
        ("glossary", "is the name of a catalogue of its own"),
        ("Free", "cannot name an appeal: only small letters, digits and hyphens can"),
        ("free_them", "cannot name an appeal: only small letters, digits and hyphens can"),
        ("-free", "cannot name an appeal: only small letters, digits and hyphens can"),
        ("..", "cannot name an appeal: only small letters, digits and hyphens can"),
        ("free\n", "cannot name an appeal: only small letters, digits and hyphens can"),
    ],
)
def test_names_that_no_appeal_can_have(slug: str, problem: str) -> None:
    assert slug_problem(slug) == problem
    with pytest.raises(SourceError) as caught:
        parse_appeal(slug, PAGE, LETTER)
    (finding,) = caught.value.findings
    assert (finding.code, finding.message) == ("slug", f"{slug} {problem}")
    assert finding.hint == "rename the folder: small letters, digits and hyphens"


# -- never a traceback ---------------------------------------------------------------------------


def survives(page: bytes, letter: bytes) -> None:
    try:
        parse_manuscript("free", page, letter)
    except SourceError as error:
        assert error.findings
        for finding in error.findings:
            assert finding.path in (PAGE_PATH, LETTER_PATH)
            assert finding.line is None or finding.line >= 1
            assert finding.code and finding.hint and "\n" not in finding.message


_PIECES = (
    *(b"---\n", b"\n", b": ", b"- ", b"[", b"{", b"}}", b"{{", b"&a ", b"*a", b"!!x ", b"\t", b"|"),
    *(
        b">",
        b"#",
        b"'",
        b'"',
        b"\x00",
        b"\xff",
        b"\xc3\xa9",
        b"<b>",
        b"<!--",
        b"%",
        b"null",
        b"yes",
    ),
    *(b"2026-13-01", b"? ", b"<<: ", b"\r", b"\xe2\x80\xa8", b"\xef\xbb\xbf"),
)


def mutations(data: bytes) -> st.SearchStrategy[bytes]:
    """Cut, repeat, replace and insert pieces of a real file."""
    place = st.integers(0, len(data))
    piece = st.one_of(
        st.sampled_from(_PIECES),
        st.binary(max_size=4),
    )

    def mutate(begin: int, end: int, new: bytes) -> bytes:
        return data[: min(begin, end)] + new + data[max(begin, end) :]

    near = st.builds(lambda at, n, new: mutate(at, at + n, new), place, st.integers(0, 12), piece)
    return near | st.builds(mutate, place, place, piece)


fuzz = settings(
    max_examples=cases(300, 10_000), deadline=None, suppress_health_check=[HealthCheck.too_slow]
)


@fuzz
@given(mutations(PAGE), mutations(LETTER))
def test_mutated_files_are_read_or_refused(page: bytes, letter: bytes) -> None:
    survives(page, letter)


@fuzz
@given(st.binary(max_size=200), st.binary(max_size=50))
def test_any_bytes_are_read_or_refused(front: bytes, body: bytes) -> None:
    survives(front, body)
    survives(b"---\n" + front + b"\n---\n" + body, LETTER)


@fuzz
@given(st.text(alphabet="abé:-[]{}&*!|>#'\"%@`,?<= \n\t~0123.|", max_size=80))
def test_any_front_matter_is_read_or_refused(front: str) -> None:
    survives(b"---\n" + front.encode() + b"\n---\nText.\n", LETTER)
