"""The press: Typst with the given fonts, fed with values, never with markup."""

from __future__ import annotations

import contextlib
import datetime
import functools
import json
import os
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import typst

TEMPLATES = Path(__file__).parent / "templates"

# Archival with the document's structure and Unicode text, and accessible: both in one file.
STANDARDS = ("a-2a", "ua-1")

# PDF/A wants a date of creation. A letter without a date gets the first one that ZIP knows, as
# reproducible archives do, so that the clock never reaches the bytes.
UNDATED = datetime.date(1980, 1, 1)


class PressError(Exception):
    """Typst refused, or warned of, a document.

    ``hints`` are Typst's own. Whether a font lacks a character is better
    asked of `appeal.outputs.fonts.missing`, which names them all.
    """

    def __init__(self, template: str, message: str, hints: Sequence[str] = ()) -> None:
        super().__init__(f"{template}: {message}", tuple(hints))
        self.template = template
        self.message = message
        self.hints = tuple(hints)

    def __str__(self) -> str:
        return "; ".join((f"{self.template}: {self.message}", *self.hints))

    def __reduce__(self) -> tuple[type[PressError], tuple[str, str, tuple[str, ...]]]:
        return (PressError, (self.template, self.message, self.hints))


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A typeset document: its bytes, and what its template reports of its layout."""

    pdf: bytes
    facts: Mapping[str, Any] = field(default_factory=dict)


class Press:
    """Typst with a fixed set of font files; one compiler for each template, kept warm.

    Pickling keeps only the names of the files: a worker process that
    receives a Press starts its own compilers. ``families`` are the font
    families that the files hold.
    """

    def __init__(self, files: tuple[str, ...]) -> None:
        self.files = files
        self._compilers: dict[str, typst.Compiler] = {}

    def __reduce__(self) -> tuple[type[Press], tuple[tuple[str, ...]]]:
        return (Press, (self.files,))

    @property
    def families(self) -> frozenset[str]:
        return frozenset(load(self.files).families())

    def pdf(
        self, template: str, data: Mapping[str, Any], *, date: datetime.date | None = None
    ) -> Printed:
        """Typeset data with a template and return the PDF and the template's facts.

        The PDF fulfils `STANDARDS` and depends on nothing but the arguments
        and the fonts; date is its date of creation. Facts are the value of
        the template's ``<facts>`` metadata. Raises `PressError` for every
        error and every warning of Typst.
        """
        compiler = self._compiler(template)
        moment = datetime.datetime.combine(date or UNDATED, datetime.time(12), tzinfo=datetime.UTC)
        pdf = self._compile(
            template, data, format="pdf", pdf_standards=list(STANDARDS), timestamp=moment
        )
        facts = json.loads(compiler.query("<facts>", field="value"))
        return Printed(pdf=pdf, facts=facts[0] if facts else {})

    def png(self, template: str, data: Mapping[str, Any], *, ppi: float) -> bytes:
        """Typeset data with a template of one page and return it as PNG.

        Typst does not complain of characters that no font has here: ask
        `appeal.outputs.fonts.missing` first.
        """
        return self._compile(template, data, format="png", ppi=ppi)

    def _compiler(self, template: str) -> typst.Compiler:
        import typst

        if template not in self._compilers:
            self._compilers[template] = typst.Compiler(
                str(TEMPLATES / template), root=str(TEMPLATES), font_paths=load(self.files)
            )
        return self._compilers[template]

    def _compile(self, template: str, data: Mapping[str, Any], **options: Any) -> bytes:
        import typst

        inputs = {"data": json.dumps(data, ensure_ascii=False)}
        try:
            output, warnings = self._compiler(template).compile_with_warnings(
                sys_inputs=inputs, **options
            )
        except typst.TypstError as error:
            raise PressError(template, error.message, error.hints) from None
        if warnings:
            first = warnings[0]
            raise PressError(template, first.message, first.hints)
        if not isinstance(output, bytes):
            raise PressError(template, "gives several files where one was expected")
        return output


@functools.lru_cache(maxsize=4)
def load(files: tuple[str, ...]) -> typst.Fonts:
    import typst

    # Typst takes folders only, and Debian's folders hold files that must not be loaded.
    folder = Path(tempfile.mkdtemp(prefix="appeal-fonts-"))
    try:
        for number, name in enumerate(files):
            link = folder / f"{number:03}-{Path(name).name}"
            try:
                link.symlink_to(Path(name).resolve())
            except OSError:
                # Windows lets only some users make symbolic links.
                with contextlib.suppress(OSError):
                    os.link(name, link)
                if not link.exists():
                    shutil.copyfile(name, link)
        fonts = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)]
        )
        # Typst opens a file when it first needs it; it remembers where a link leads.
        if any(Path(font.path or "").parent == folder for font in fonts.fonts()):
            _KEEP.append(folder)
        return fonts
    finally:
        if folder not in _KEEP:
            shutil.rmtree(folder, ignore_errors=True)


_KEEP: list[Path] = []
