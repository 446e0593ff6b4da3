"""campaign.toml and sections.toml: all that is wrong is told in one run, with key, line and"
" cure."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from appeal.config import WINDOWS, ConfigError, parse_campaign, read_campaign
from appeal.model import Campaign, Contact, Person, Section
from appeal.toml_lines import line_of, toml_lines
from tests.strategies import cases

CAMPAIGN = b"""name = "Example Campaign"
source_language = "en"
base_url = "https://appeals.example.org/"
publish = "partial"

[contact]
post = ["1 Example Street", "Exampleton"]
country = "GB"
tel = "+44 20 7946 0000"
fax = "+44 20 7946 0001"
email = "appeals@example.org"
url = "https://example.org"
"""
SECTIONS = b"""[south-africa]
country = "ZA"
languages = ["en_ZA", "zu-ZA"]

[germany]
name = "Deutschland"
country = "DE"
languages = ["de"]
address = ["Beispielstr. 1", "12345 Beispiel"]
paper = "a4"
window = "din5008b"
publish = "reviewed"

[germany.contact]
email = "kontakt@example.org"

[[germany.recipients]]
name = "B. Example"
role = "Botschafter"
organisation = "Botschaft"
salutation = "Exzellenz,"
address = ["Beispielallee 2"]
country = "DE"
fax = "+49 30 23125 000"
tel = "+49 30 23125 001"
email = "botschaft@example.org"
languages = ["de", "kk"]
"""


def parse(campaign: bytes | None = CAMPAIGN, sections: bytes | None = SECTIONS) -> Campaign:
    files = {"campaign.toml": campaign, "sections.toml": sections}
    return parse_campaign({name: data for name, data in files.items() if data is not None})


def told(campaign: bytes | None = CAMPAIGN, sections: bytes | None = SECTIONS) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        parse(campaign, sections)
    assert str(caught.value) == "\n".join(f"{f.path}: {f.message}" for f in caught.value.findings)
    return [f"{f.path}:{f.line}: {f.code}: {f.message} | {f.hint}" for f in caught.value.findings]


def test_every_key_is_read() -> None:
    contact = Contact(
        post=("1 Example Street", "Exampleton"),
        country="GB",
        tel="+44 20 7946 0000",
        fax="+44 20 7946 0001",
        email="appeals@example.org",
        url="https://example.org",
    )
    ambassador = Person(
        key="",
        name="B. Example",
        role="Botschafter",
        organisation="Botschaft",
        salutation="Exzellenz,",
        address=("Beispielallee 2",),
        country="DE",
        fax="+49 30 23125 000",
        tel="+49 30 23125 001",
        email="botschaft@example.org",
        languages=("de", "kk"),
    )
    assert parse() == Campaign(
        name="Example Campaign",
        source_language="en",
        base_url="https://appeals.example.org",
        contact=contact,
        publish="partial",
        sections=(
            Section(
                slug="south-africa",
                name="South Africa",
                country="ZA",
                languages=("en_ZA", "zu_ZA"),
            ),
            Section(
                slug="germany",
                name="Deutschland",
                country="DE",
                languages=("de",),
                address=("Beispielstr. 1", "12345 Beispiel"),
                contact=Contact(email="kontakt@example.org"),
                paper="a4",
                window="din5008b",
                publish="reviewed",
                recipients=(ambassador,),
            ),
        ),
    )


def test_what_may_be_left_out_has_its_default() -> None:
    campaign = parse(b'name = "x"\nbase_url = "https://x.org"\n[contact]\n')
    assert (campaign.source_language, campaign.publish) == ("en", "reviewed")
    assert campaign.contact == Contact()


@pytest.mark.parametrize(
    "data", [b"\xef\xbb\xbf" + SECTIONS, SECTIONS.replace(b"\n", b"\r\n")], ids=["BOM", "CRLF"]
)
def test_what_editors_do_to_a_file_changes_nothing(data: bytes) -> None:
    assert parse(sections=data) == parse()


def test_the_configuration_is_read_from_its_folder(tmp_path: Path) -> None:
    (tmp_path / "campaign.toml").write_bytes(CAMPAIGN)
    with pytest.raises(ConfigError, match="the file is missing"):
        read_campaign(tmp_path)
    (tmp_path / "sections.toml").write_bytes(SECTIONS)
    assert read_campaign(tmp_path) == parse()


def test_this_workspace_is_configured() -> None:
    campaign = read_campaign(Path(__file__).parent.parent)
    assert len(campaign.sections) == 35


# -- what is wrong ------------------------------------------------------------------------------

MISSING = "config-missing: the file is missing | appeal new SLUG writes one in an empty folder"
QUOTES = "put texts in quotes and lists in brackets"


def test_missing_files_are_both_named() -> None:
    assert told(None, None) == [f"campaign.toml:None: {MISSING}", f"sections.toml:None: {MISSING}"]


@pytest.mark.parametrize(
    ("data", "finding"),
    [
        (
            b"[germany\n",
            f"1: config-syntax: the file is not TOML: Expected ']' at the end of a table"
            f" declaration | {QUOTES}",
        ),
        (
            b"[germany]\ncountry = DE\n",
            f"2: config-syntax: the file is not TOML: Invalid value | {QUOTES}",
        ),
        (
            b"[germany]\n\nname = 'x",
            f'3: config-syntax: the file is not TOML: Expected "\'" | {QUOTES}',
        ),
        (
            b"[germany]\nname = 'x'\n[germany]\n",
            "3: config-syntax: the file is not TOML: Cannot declare ('germany',) twice |"
            " delete one of the two",
        ),
        (
            b"[germany]\nname = 'x'\nname = 'y'\n",
            "3: config-syntax: the file is not TOML: Cannot overwrite a value | delete one"
            " of the two",
        ),
        (
            b"[germany]\nname = 'caf\xe9'\n",
            "2: config-syntax: the file is not UTF-8 | save it as UTF-8",
        ),
        (
            "[germany]\n".encode("utf-16"),
            "1: config-syntax: the file is not UTF-8 | save it as UTF-8",
        ),
        (
            b"[germany]\nname = '\x00'\n",
            f"2: config-syntax: the file is not TOML: Found invalid character '\\x00' | {QUOTES}",
        ),
        (
            b"x = " + b"[" * 20_000,
            "None: config-syntax: values are nested too deeply to be read | write flat lists",
        ),
        (b"", "None: config: there is no section | add [germany] with country and languages"),
    ],
)
def test_a_file_that_cannot_be_read(data: bytes, finding: str) -> None:
    assert told(sections=data) == [f"sections.toml:{finding}"]


def test_both_files_are_judged_when_one_cannot_be_read() -> None:
    assert told(b"name = ", b"[germany]\ncountry = 'XX'\nlanguages = ['de']\n") == [
        f"campaign.toml:1: config-syntax: the file is not TOML: Invalid value | {QUOTES}",
        "sections.toml:2: config: germany.country: unknown country 'XX'"
        " | write the two letters of ISO 3166",
    ]


def test_all_that_is_wrong_with_the_campaign_is_told_at_once() -> None:
    text = (
        b"name = 3\nbase_ulr = 'x'\npublish = 'all'\nsource_language = 'englsh'\n[contact]\n"
        b"pots = []\ncountry = 'UK'\ntel = '1'\nfax = 'x'\nemail = 'x'\nurl = 'x'\npost = 'x'\n"
    )
    number = "is not a telephone number with its country code | write it as +44 20 …"
    assert told(text) == [
        f"campaign.toml:{finding}"
        for finding in (
            "1: config: name: expected `str`, got `int` | write one text in quotes",
            "2: config: base_ulr: there is no such key | did you mean 'base_url'?",
            "3: config: publish: 'all' is not known"
            " | write one of: reviewed, translated, partial, frozen",
            "6: config: contact.pots: there is no such key | did you mean 'post'?",
            '12: config: contact.post: expected a list | write it in brackets: ["…"]',
            "None: config: base_url: is missing | add base_url = …",
            "4: config: source_language: unknown language 'englsh' | did you mean 'en'?",
            "7: config: contact.country: unknown country 'UK' | did you mean 'GB'?",
            f"8: config: contact.tel: '1' {number}",
            f"9: config: contact.fax: 'x' {number}",
            "10: config: contact.email: 'x' is not an e-mail address | write name@example.org",
            "11: config: contact.url: 'x' is no web address | write https://…",
        )
    ]


def test_all_that_is_wrong_with_the_sections_is_told_at_once() -> None:
    text = (
        b"x = 1\n[Germany]\ncountry = 'Germany'\nlanguages = ['dee', 'de', 'pt-BR', 'pt_BR', 3]\n"
        b"paper = 'A4'\nwindow = 'din5008'\npublish = 'al'\naddress = ['x', ['y']]\nzzz = 1\n"
        b"[Germany.contact]\nfax = '1'\n[[Germany.recipients]]\nname = 1\n"
        b"[[Germany.recipients]]\nnmae = 'x'\nlanguages = ['ja', 'jp']\nemail = '@'\n"
    )
    assert told(sections=text) == [
        f"sections.toml:{finding}"
        for finding in (
            "1: config: x: expected a table | write [x] and its keys below it",
            "2: config: Germany: a section's name has small letters, digits and hyphens"
            " | write [south-africa]",
            "4: config: Germany.languages[4]: expected `str`, got `int` | write one text in quotes",
            "5: config: Germany.paper: 'A4' is not known | write one of: a4, us-letter",
            "6: config: Germany.window: 'din5008' is not known | did you mean 'din5008b'?",
            "7: config: Germany.publish: 'al' is not known"
            " | write one of: reviewed, translated, partial, frozen",
            "8: config: Germany.address[1]: expected `str`, got `array` | write one text in quotes",
            "9: config: Germany.zzz: there is no such key | known: country, languages, name,"
            " address, contact, paper, window, publish, recipients",
            "13: config: Germany.recipients[0].name: expected `str`, got `int`"
            " | write one text in quotes",
            "15: config: Germany.recipients[1].nmae: there is no such key | did you mean 'name'?",
            "3: config: Germany.country: unknown country 'Germany' | did you mean 'DE'?",
            "4: config: Germany.languages[0]: unknown language 'dee' | did you mean 'de'?",
            "4: config: Germany.languages: a language stands here twice | delete one",
            "11: config: Germany.contact.fax: '1' is not a telephone number with its country code"
            " | write it as +44 20 …",
            "12: config: Germany.recipients[0]: has neither name, role nor organisation | add name",
            "17: config: Germany.recipients[1].email: '@' is not an e-mail address"
            " | write name@example.org",
            "14: config: Germany.recipients[1]: has neither name, role nor organisation | add name",
            "16: config: Germany.recipients[1].languages[1]: unknown language 'jp'"
            " | did you mean 'ja'?",
        )
    ]


def test_tables_and_lists_that_are_none() -> None:
    text = (
        b"[a]\ncountry = ''\nlanguages = []\n[b]\ncontact = []\nrecipients = {}\n"
        b"[c]\ncountry = []\nlanguages = ''\nrecipients = [1]\n"
    )
    campaign = b"name = ''\nbase_url = ''\ncontact = 3\n"
    assert told(campaign, text) == [
        "campaign.toml:3: config: contact: expected a table | write [contact] and its keys"
        " below it",
        "campaign.toml:1: config: name: is empty | write the campaign's name",
        "campaign.toml:2: config: base_url: is empty | write https://…",
        "sections.toml:2: config: a.country: is empty | write the two letters of ISO 3166",
        'sections.toml:3: config: a.languages: is empty | write languages = ["de"]',
        "sections.toml:5: config: b.contact: expected a table | write [b.contact] and its"
        " keys below it",
        'sections.toml:6: config: b.recipients: expected a list | write it in brackets: ["…"]',
        "sections.toml:4: config: b.country: is missing | add country = …",
        "sections.toml:4: config: b.languages: is missing | add languages = …",
        "sections.toml:8: config: c.country: expected `str`, got `array` | write one text in"
        " quotes",
        'sections.toml:9: config: c.languages: expected a list | write it in brackets: ["…"]',
        "sections.toml:10: config: c.recipients[0]: expected a table"
        " | write [[c.recipients]] and its keys below it",
    ]


@pytest.mark.parametrize(
    "url", ["appeals.example.org", "ftp://example.org", "https://", "https://a b"]
)
def test_a_base_address_is_a_web_address(url: str) -> None:
    campaign = CAMPAIGN.replace(b"https://appeals.example.org/", url.encode())
    assert told(campaign) == [
        f"campaign.toml:3: config: base_url: {url!r} is no web address | write https://…"
    ]


@pytest.mark.parametrize("window", WINDOWS)
def test_every_window_may_be_chosen(window: str) -> None:
    sections = SECTIONS.replace(b"din5008b", window.encode())
    assert parse(sections=sections).sections[1].window == window


# -- lines ----------------------------------------------------------------------------------------


def test_lines_of_keys_tables_and_lists_of_tables() -> None:
    text = 'a = 1\n[b]\n# c = 2\n  c = 2\n[b."d"]\n[[b.e]]\nf = 1\n[[b.e]]\nf = [\n  1,\n]\n'
    lines = toml_lines(text)
    assert lines == {
        "a": 1,
        "b": 2,
        "b.c": 4,
        "b.d": 5,
        "b.e[0]": 6,
        "b.e[0].f": 7,
        "b.e[1]": 8,
        "b.e[1].f": 9,
    }
    assert line_of(lines, "b.e[1].f[0]") == 9
    assert line_of(lines, "b.e[1].missing") == 8
    assert line_of(lines, "b.missing.deep[3].er") == 2
    assert line_of(lines, "missing") is None
    assert line_of(lines, "") is None


# -- never a traceback -----------------------------------------------------------------------------


def survives(campaign: bytes, sections: bytes) -> None:
    try:
        parse(campaign, sections)
    except ConfigError as error:
        assert error.findings
        for finding in error.findings:
            assert finding.path in ("campaign.toml", "sections.toml")
            assert finding.line is None or finding.line >= 1
            assert finding.code and finding.hint and "\n" not in finding.message


_PIECES = (
    *(
        b"[",
        b"]",
        b"[[",
        b"=",
        b"\n",
        b'"',
        b"'",
        b'"""',
        b"#",
        b",",
        b"{",
        b"}",
        b".",
        b"1",
        b"true",
    ),
    *(
        b"\x00",
        b"\xff",
        b"\xc3\xa9",
        b"\r",
        b"\\",
        b"2026-01-01",
        b"= []",
        b"= {}",
        b"= 1\n",
        b"x = ''\n",
    ),
)


def mutations(data: bytes) -> st.SearchStrategy[bytes]:
    """Cut, repeat, replace and insert pieces of a real file."""
    place = st.integers(0, len(data))
    piece = st.sampled_from(_PIECES) | st.binary(max_size=3)

    def mutate(begin: int, end: int, new: bytes) -> bytes:
        return data[: min(begin, end)] + new + data[max(begin, end) :]

    near = st.builds(lambda at, n, new: mutate(at, at + n, new), place, st.integers(0, 12), piece)
    return near | st.builds(mutate, place, place, piece)


fuzz = settings(
    max_examples=cases(300, 10_000), deadline=None, suppress_health_check=[HealthCheck.too_slow]
)


@fuzz
@given(mutations(CAMPAIGN), mutations(SECTIONS))
def test_mutated_files_are_read_or_refused(campaign: bytes, sections: bytes) -> None:
    survives(campaign, sections)


@fuzz
@given(st.binary(max_size=100))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    survives(data, SECTIONS)
    survives(CAMPAIGN, data)


_VALUES = st.recursive(
    st.sampled_from(["1", "1.5", "true", "2026-01-01", "''", "'de'", "'DE'", "'x'", "'+1'", "nan"]),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]")
        | st.dictionaries(st.sampled_from(["name", "country", "tel", "x"]), inner, max_size=2).map(
            lambda items: "{" + ", ".join(f"{key} = {value}" for key, value in items.items()) + "}"
        )
    ),
    max_leaves=5,
)
_KEYS = ("name", "country", "languages", "address", "contact", "paper", "window", "publish")


@fuzz
@given(
    st.dictionaries(
        st.sampled_from([*_KEYS, "recipients", "base_url", "source_language", "zzz"]), _VALUES
    )
)
def test_any_type_for_any_key_is_read_or_refused(table: dict[str, str]) -> None:
    text = "\n".join(f"{key} = {value}" for key, value in table.items()).encode()
    survives(text, SECTIONS)
    survives(CAMPAIGN, b"[a]\n" + text)
