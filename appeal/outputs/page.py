"""index.html, one self-contained page without script, and fragment.html, its body for a CMS."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import TYPE_CHECKING

from appeal.model import Artifact, Edition
from appeal.outputs.embed import picture_hosts
from appeal.outputs.facts import party
from appeal.outputs.links import (
    Alternate,
    Choice,
    alternates,
    other_languages,
    own_languages,
)
from appeal.outputs.render import render
from appeal.outputs.style import font_file, style
from appeal.outputs.view import View, view

if TYPE_CHECKING:
    from markupsafe import Markup

    from appeal.interface import Interface, Words
    from appeal.outputs.press import Press


def artifacts(edition: Edition, interface: Interface, press: Press) -> Iterator[Artifact]:
    """Yield the page, its fragment and the font files that readers may lack."""
    words = interface(edition.language)
    page = index(edition, words)
    yield Artifact(path=f"{edition.folder}/index.html", data=page.encode(), kind="page")
    yield Artifact(
        path=f"{edition.folder}/fragment.html",
        data=fragment(edition, words).encode(),
        kind="fragment",
    )
    for name in style(words.language).fonts:
        yield Artifact(path=f"{edition.folder}/{name}", data=font_file(name), kind="font")


def index(edition: Edition, words: Words) -> str:
    """Return the page of an edition."""
    sheet = style(words.language)
    shown = view(edition, words, cms=False)
    campaign = edition.campaign
    source = campaign.source_language
    signatory = party(edition.own, edition.appeal.signatory, words.language)
    return render(
        "page.html",
        t=shown,
        words=words,
        css=_raw(sheet.css),
        csp=_policy(shown, sheet.csp, bool(sheet.fonts)),
        campaign=campaign.name,
        campaign_lang="" if edition.language.startswith(source) else source.replace("_", "-"),
        organisation=signatory.organisation or signatory.name,
        og_locale=_og_locale(edition),
        alternates=_alternates(alternates(edition)),
        own_languages=own_languages(edition),
        other_languages=_languages(other_languages(edition)),
    )


# With forty languages these two are half of a page's work, and many pages share them.
@functools.lru_cache(maxsize=64)
def _alternates(found: tuple[Alternate, ...]) -> Markup:
    return _raw(render("alternates.html", alternates=found))


@functools.lru_cache(maxsize=256)
def _languages(choices: tuple[Choice, ...]) -> Markup:
    return _raw(render("languages.html", choices=choices))


def fragment(edition: Edition, words: Words) -> str:
    """Return the body of the page for somebody else's site.

    WordPress's filter (KSES) leaves it as it is: no script, no ``bdi``, no
    ``time``, no ``hreflang``, and no heading of the first level, which is
    the site's own.
    """
    return render("fragment.html", t=view(edition, words, cms=True), words=words)


def _policy(shown: View, style_source: str, fonts: bool) -> Markup:
    """Return the Content-Security-Policy: our style sheet by its hash, and no more than needed."""
    hosts = sorted({*picture_hosts(shown.page_html), *picture_hosts(shown.letter_html)})
    directives = ["default-src 'none'", f"style-src {style_source}"]
    if fonts:
        directives.append("font-src 'self'")
    if hosts:
        directives.append(f"img-src {' '.join(hosts)}")
    return _raw("; ".join([*directives, "base-uri 'none'", "form-action 'none'"]))


def _raw(text: str) -> Markup:
    """Mark text that must reach the page byte for byte, as a style sheet with its hash."""
    from markupsafe import Markup

    return Markup(text)


def _og_locale(edition: Edition) -> str:
    """Return Open Graph's locale, language_TERRITORY."""
    tag = edition.language.split("_")
    territory = tag[-1] if len(tag) > 1 and len(tag[-1]) == 2 else edition.section.country
    return f"{tag[0]}_{territory}"
