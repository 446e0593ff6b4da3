"""Checking a workspace, or any PO file: which names, glossary and rules hold for which file."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from appeal import catalogue, glossary
from appeal.catalogue import CatalogueError
from appeal.checks import CHECKS, Rule, check_catalogue
from appeal.checks.source import check_source
from appeal.checks.wording import words
from appeal.languages import UnknownLanguage, language
from appeal.model import Appeal, Finding
from appeal.workspace import Workspace, catalogue_path


class Inspector:
    """Checks the files of one workspace; glossaries and names are read once.

    ``today`` is the day that deadlines are compared with.
    """

    def __init__(
        self,
        workspace: Workspace,
        *,
        rules: Sequence[Rule] = CHECKS,
        today: datetime.date | None = None,
    ) -> None:
        self.workspace = workspace
        self.rules = rules
        self.today = today
        self._names = functools.lru_cache(maxsize=None)(self._read_names)

    def files(self, slugs: Sequence[str], tags: Sequence[str] = ()) -> Iterator[str]:
        """Yield the paths of all that can be checked: sources, glossaries, catalogues.

        With ``tags`` only those languages' files, and no source.
        """
        root = self.workspace.root
        if not tags:
            yield from (f"source/{slug}/appeal.md" for slug in slugs)
        for tag in tags or self._folders():
            if (root / glossary.path_of(tag)).is_file():
                yield glossary.path_of(tag)
            for domain in (*slugs, "common", "interface"):
                if (root / catalogue_path(tag, domain)).is_file():
                    yield catalogue_path(tag, domain)

    def _folders(self) -> tuple[str, ...]:
        found = (path.parent.name for path in self.workspace.root.glob("locale/*/*"))
        return tuple(sorted(set(found)))

    def check(self, path: str) -> Iterator[Finding]:
        """Yield the findings of one file, by its path in the workspace."""
        parts = PurePosixPath(path).parts
        if path.endswith(".po"):
            yield from self.check_po(path)
        elif parts[-1] == "glossary.toml" and parts[0] == "locale":
            yield from glossary.parse(self.workspace.read(path) or b"", path)[1]
        elif parts[0] == "source" and len(parts) == 3:
            yield from self.check_appeal(parts[1])

    def check_appeal(self, slug: str) -> Iterator[Finding]:
        """Yield what is wrong or odd in an appeal's two English files."""
        from appeal.source import SourceError

        try:
            manuscript = self.workspace.manuscript(slug)
        except SourceError as error:
            yield from error.findings
            if error.appeal is None:
                return
            appeal: Appeal = error.appeal
        else:
            yield from manuscript.findings
            appeal = manuscript.appeal
        yield from check_source(appeal, today=self.today)

    def check_po(self, path: str, data: bytes | None = None) -> Iterator[Finding]:
        """Yield the findings of a PO file; one that cannot be read yields why."""
        content = data if data is not None else self.workspace.read(path)
        if content is None:
            return
        try:
            found = catalogue.parse(content, path=path)
        except CatalogueError as error:
            yield from error.findings
            return
        tag = _tag(path) or found.language
        try:
            lang = language(tag)
        except UnknownLanguage as error:
            yield _unknown(path, error)
            return
        domain = PurePosixPath(path).stem
        yield from check_catalogue(
            found,
            language=lang,
            names=self._names(domain),
            glossary=self.workspace.glossary(lang.tag),
            rules=self.rules,
        )

    def _read_names(self, domain: str) -> tuple[str, ...]:
        """Return an appeal's protected names; those of all appeals for common.po."""
        slugs = self.workspace.slugs
        if domain == "common":
            return tuple(dict.fromkeys(name for slug in slugs for name in self._names(slug)))
        if domain not in slugs:
            return ()
        from appeal.source import SourceError

        try:
            return self.workspace.manuscript(domain).appeal.names
        except SourceError as error:
            return error.appeal.names if error.appeal else ()


def _tag(path: str) -> str:
    """Return the locale folder of a catalogue's path, "" outside the gettext layout."""
    parts = PurePosixPath(path).parts
    return parts[-3] if len(parts) >= 3 and parts[-2] == "LC_MESSAGES" else ""


def _unknown(path: str, error: UnknownLanguage) -> Finding:
    hint = (
        words("did you mean {tag}?", tag=error.suggestion)
        if error.suggestion
        else words("write a locale tag such as de or pt_BR in the header's Language field")
    )
    return Finding(
        path=path,
        line=1,
        code="header-language",
        message=words("{tag} is no language that CLDR knows", tag=error.tag or '""'),
        hint=hint,
    )


def relative(path: Path, root: Path) -> str:
    """Return a path as findings show it: inside the workspace relative to it, else as given."""
    try:
        return path.resolve().relative_to(root.resolve()).as_posix()
    except ValueError:
        return path.as_posix()


def expand(path: Path) -> Iterator[Path]:
    """Yield the files that can be checked at or below a path, sorted."""
    if path.is_dir():
        found = {
            p for pattern in ("**/*.po", "**/*.md", "**/glossary.toml") for p in path.glob(pattern)
        }
        yield from sorted(p for p in found if not any(part.startswith(".") for part in p.parts))
    else:
        yield path
