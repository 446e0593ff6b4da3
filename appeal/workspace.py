"""A folder with campaign.toml, sections.toml, source/ and locale/, read as it is needed."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from appeal import catalogue, glossary
from appeal.catalogue import CatalogueError, Lookup
from appeal.glossary import Glossary
from appeal.interface import Words
from appeal.languages import language
from appeal.model import Campaign, Catalogue, Finding, Message

if TYPE_CHECKING:
    from appeal.manuscript import Manuscript

# The tool's own words travel with it: in the package when installed, beside it in a checkout.
_PACKAGE = Path(__file__).parent
_OWN_LOCALE = next(
    (folder for folder in (_PACKAGE / "locale", _PACKAGE.parent / "locale") if folder.is_dir()),
    _PACKAGE / "locale",
)


class Workspace:
    """Reads a workspace's files, each at most once while it is in use.

    With ``files`` it reads from them (path -> bytes) instead of the disk:
    so a worker on another machine has a workspace too. Catalogues are kept
    only for as long as one appeal is at work, so that a thousand appeals need
    no more memory than one.
    """

    def __init__(self, root: Path, files: Mapping[str, bytes] | None = None) -> None:
        self.root = root
        self.files = files
        self._read: dict[str, tuple[tuple[Message, ...], tuple[Finding, ...]]] = {}
        self.manuscript = functools.lru_cache(maxsize=2)(self._manuscript)
        self.catalogue = functools.lru_cache(maxsize=256)(self._catalogue)
        self.lookup = functools.lru_cache(maxsize=128)(self._lookup)
        self.glossary = functools.lru_cache(maxsize=256)(self._glossary)
        self.words = functools.lru_cache(maxsize=256)(self._words)

    @functools.cached_property
    def campaign(self) -> Campaign:
        """The configuration. Raises `ConfigError`."""
        from appeal.config import parse_campaign

        return parse_campaign(
            {
                name: data
                for name in ("campaign.toml", "sections.toml")
                if (data := self.read(name)) is not None
            }
        )

    def read(self, name: str) -> bytes | None:
        """Return a file's bytes, None where there is no such file."""
        if self.files is not None:
            return self.files.get(name)
        try:
            return (self.root / name).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None

    @functools.cached_property
    def slugs(self) -> tuple[str, ...]:
        from appeal.source import slugs

        return slugs(self.root)

    @functools.cached_property
    def roster(self) -> tuple[str, ...]:
        """All locale tags of the roster, in its order, each once."""
        tags = (tag for section in self.campaign.sections for tag in section.languages)
        return tuple(dict.fromkeys(tags))

    @functools.cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages that have a folder below locale/, sorted."""
        found = (path.parent.name for path in self.root.glob("locale/*/LC_MESSAGES"))
        return tuple(sorted(found))

    def is_source(self, tag: str) -> bool:
        """Tell whether a locale tag is the source language or a variety of it."""
        return language(tag).language == language(self.campaign.source_language).language

    def _manuscript(self, slug: str) -> Manuscript:
        """Raises `SourceError`."""
        from appeal.manuscript import parse_manuscript
        from appeal.source import paths

        page, letter = (self.read(path) for path in paths(slug))
        return parse_manuscript(slug, page, letter, source_language=self.campaign.source_language)

    def messages(self, slug: str) -> tuple[Message, ...]:
        """Return an appeal's messages, which are kept. Raises `SourceError`."""
        if slug not in self._read:
            manuscript = self.manuscript(slug)
            self._read[slug] = (manuscript.messages, manuscript.findings)
        return self._read[slug][0]

    def findings(self, slug: str) -> tuple[Finding, ...]:
        """Return an appeal's warnings, which are kept. Raises `SourceError`."""
        self.messages(slug)
        return self._read[slug][1]

    def _catalogue(self, tag: str, domain: str) -> Catalogue | None:
        """Return a language's catalogue of a domain, None where there is no file.

        Raises `CatalogueError`.
        """
        name = catalogue_path(tag, domain)
        data = self.read(name)
        return None if data is None else catalogue.parse(data, path=name)

    def _lookup(self, slug: str, tag: str) -> Lookup:
        """Return where the translations of an appeal are looked up. Raises `CatalogueError`."""
        chain = (tag, *language(tag).fallbacks)
        pairs = [(self.catalogue(name, slug), self.catalogue(name, "common")) for name in chain]
        return catalogue.lookup(pairs[0][0], common=pairs[0][1], fallbacks=pairs[1:])

    def _glossary(self, tag: str) -> Glossary:
        """Return a language's names and terms; what is wrong with the file is for the checks."""
        return glossary.read_from(self.read, language(tag))[0]

    def _words(self, tag: str) -> Words:
        """Return the interface in a language: the workspace's own words over the tool's."""
        table: dict[str, tuple[str, ...]] = {}
        for name in reversed((tag, *language(tag).fallbacks)):
            path = catalogue_path(name, "interface")
            for data in (_own_words(name), self.read(path)):
                if data is not None:
                    entries = catalogue.parse(data, path=path).entries
                    table.update((e.msgid, e.msgstr) for e in entries if e.translated)
        return Words(tag=tag, table=table)


@functools.lru_cache(maxsize=256)
def _own_words(tag: str) -> bytes | None:
    path = _OWN_LOCALE / tag / "LC_MESSAGES" / "interface.po"
    return path.read_bytes() if path.is_file() else None


def catalogue_path(tag: str, domain: str) -> str:
    """Return a catalogue's path in the workspace."""
    return f"locale/{tag}/LC_MESSAGES/{domain}.po"


def template_path(domain: str) -> str:
    """Return a template's path in the workspace."""
    return f"locale/{domain}.pot"


def chain(tags: Iterable[str]) -> tuple[str, ...]:
    """Return locale tags with all their fallbacks, each once."""
    return tuple(dict.fromkeys(name for tag in tags for name in (tag, *language(tag).fallbacks)))


__all__ = ["CatalogueError", "Workspace", "catalogue_path", "chain", "template_path"]
