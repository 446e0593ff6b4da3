"""Where an edition and its siblings are on the web: canonical, hreflang, switcher, files.

The sets are the same on every page of an appeal and in the sitemap, as
search engines ask: absolute addresses, each page names itself, and one
``x-default``.
"""

from __future__ import annotations

import functools
from typing import NamedTuple
from urllib.parse import quote

from appeal.languages import language
from appeal.model import Campaign, Edition, Link

# The one folder of an edition that people open; the address ends with "/" so that servers,
# archives and `canonical` agree on one spelling.
INDEX = "index.html"


class Alternate(NamedTuple):
    """One line of a hreflang set: a BCP 47 tag with region (``de-CH``), and an address."""

    hreflang: str
    url: str


class Choice(NamedTuple):
    """One language in the switcher, named in itself."""

    name: str
    tag: str
    href: str
    current: bool


def address(base_url: str, path: str) -> str:
    """Return the absolute address of a path below ``build/``, "" without a base URL."""
    return f"{base_url.rstrip('/')}/{quote(path)}" if base_url else ""


def page_url(campaign: Campaign, path: str) -> str:
    """Return the canonical address of the edition in a folder below ``build/``."""
    return address(campaign.base_url, f"{path}/")


def hreflang(section_country: str, tag: str) -> str:
    """Return what hreflang calls a section's language: its tag, with the section's country.

    A tag that names a territory keeps it (``pt-BR``).
    """
    known = language(tag)
    return known.bcp47 if known.territory else f"{known.bcp47}-{section_country}"


def alternates(edition: Edition) -> tuple[Alternate, ...]:
    """Return the hreflang set of an edition's appeal, ``x-default`` last.

    Where two sections share country and language, the first one stands in
    the set, for a tag may not have two addresses. Empty without a base URL
    and for an edition that the set does not name: it would not be reciprocal.
    """
    if not edition.campaign.base_url:
        return ()
    own = page_url(edition.campaign, edition.folder)
    found = alternates_of(edition.campaign, edition.siblings)
    return found if any(url == own for _, url in found) else ()


@functools.lru_cache(maxsize=256)
def alternates_of(campaign: Campaign, siblings: tuple[Link, ...]) -> tuple[Alternate, ...]:
    """Return the hreflang set of the released editions of one appeal, ``x-default`` last."""
    countries = {section.slug: section.country for section in campaign.sections}
    found: dict[str, str] = {}
    default = ""
    for link in siblings:
        url = page_url(campaign, link.path)
        found.setdefault(hreflang(countries.get(link.section, ""), link.language).rstrip("-"), url)
        if not default and language(link.language).language == campaign.source_language:
            default = url
    default = default or next(iter(found.values()), "")
    lines = [Alternate(tag, url) for tag, url in found.items()]
    return (*lines, Alternate("x-default", default)) if lines else ()


def own_languages(edition: Edition) -> tuple[Choice, ...]:
    """Return the languages in which the edition's own section has this appeal, its order.

    Addresses are relative, so they work wherever the section's folder is put.
    """
    return tuple(
        _choice(link.language, _relative(edition.folder, link.path), link.path == edition.folder)
        for link in edition.siblings
        if link.section == edition.section.slug
    )


def other_languages(edition: Edition) -> tuple[Choice, ...]:
    """Return the languages that only other sections have, each once, by name.

    Regional variants of a language stand for one another: de_AT is not
    offered beside de. Only where no section has the plain language are the
    variants of two territories two choices (pt_BR, pt_PT), the source
    language excepted. Addresses are absolute, since a webmaster may have
    pulled one section alone; without a base URL they are relative.
    """
    own = {_written(tag) for tag in _first(edition, own=True)}
    variants: dict[tuple[str, str], list[Link]] = {}
    for tag, link in _first(edition, own=False).items():
        variants.setdefault(_written(tag), []).append(link)
    source = _written(edition.campaign.source_language)
    choices = []
    for kind, links in variants.items():
        plain = [link for link in links if not language(link.language).territory]
        if kind in own:
            continue
        if plain or kind == source:
            choices.append(_elsewhere(edition, (plain or links)[0], plainly=True))
        else:
            choices.extend(_elsewhere(edition, link, plainly=len(links) == 1) for link in links)
    return tuple(sorted(choices, key=_by_name))


def _first(edition: Edition, *, own: bool) -> dict[str, Link]:
    """Return the first edition of each language, in the edition's own section or in others."""
    found: dict[str, Link] = {}
    for link in edition.siblings:
        if (link.section == edition.section.slug) is own:
            found.setdefault(link.language, link)
    return found


def _written(tag: str) -> tuple[str, str]:
    """Return language and script: what a reader must know to read a text."""
    known = language(tag)
    return (known.language, known.script)


def _elsewhere(edition: Edition, link: Link, *, plainly: bool) -> Choice:
    """Return another section's edition, named without its territory where that tells nothing."""
    url = page_url(edition.campaign, link.path) or _relative(edition.folder, link.path)
    choice = _choice(link.language, url, False)
    known = language(link.language)
    if plainly and known.territory:
        bare = link.language.removesuffix(f"_{known.territory}")
        return choice._replace(name=language(bare).own_name)
    return choice


def _by_name(choice: Choice) -> tuple[bool, str]:
    # Latin names first, then the other scripts as Unicode orders them.
    return (choice.name[:1] > "\u024f", choice.name.casefold())


def _choice(tag: str, href: str, current: bool) -> Choice:
    known = language(tag)
    return Choice(known.own_name, known.bcp47, href, current)


def _relative(folder: str, other: str) -> str:
    """Return the address of another edition's page from the page in a folder."""
    ours, theirs = folder.split("/"), other.split("/")
    shared = 0
    while shared < min(len(ours), len(theirs)) and ours[shared] == theirs[shared]:
        shared += 1
    steps = [".."] * (len(ours) - shared) + [quote(part) for part in theirs[shared:]]
    return "/".join([*steps, INDEX])
