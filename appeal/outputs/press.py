"""The press: Typst with the given fonts, fed with values, never with markup."""

from __future__ import annotations

import contextlib
import datetime
import functools
import json
import os
import shutil
import tempfile
import threading
import weakref
from collections.abc import Callable, Iterator, Mapping, Sequence
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


class Press:
    """Typst with a fixed set of font files; one compiler for each template, kept warm.

    Pickling keeps only the names of the files, and all copies in one
    process are one Press: a worker warms its compilers once. Threads may
    share a Press; they take turns.
    """

    def __init__(self, files: tuple[str, ...]) -> None:
        self.files = files
        self._lock = threading.Lock()
        self._desk: _Desk | None = None

    def __reduce__(self) -> tuple[Callable[[tuple[str, ...]], Press], tuple[tuple[str, ...]]]:
        return (shared, (self.files,))

    @property
    def families(self) -> frozenset[str]:
        return frozenset(load(self.files).families())

    def pdf(
        self, template: str, data: Mapping[str, Any], *, date: datetime.date | None = None
    ) -> bytes:
        """Typeset data with a template and return the PDF.

        It fulfils `STANDARDS` and depends on nothing but the arguments and
        the fonts; date is its date of creation. Raises `PressError` for every
        error and every warning of Typst.
        """
        moment = datetime.datetime.combine(date or UNDATED, datetime.time(12), tzinfo=datetime.UTC)
        with self._lock:
            return self._compile(
                template, data, format="pdf", pdf_standards=list(STANDARDS), timestamp=moment
            )

    def facts(self, template: str, data: Mapping[str, Any]) -> Any:
        """Lay data out with a template and return the template's facts, without a PDF.

        Facts are the value of its ``<facts>`` metadata, None where it has none.
        A PDF of the same data costs a third of its time afterwards: the layout
        is remembered. Raises `PressError` for errors; warnings wait for the PDF.
        """
        with self._lock:
            compiler = self._laid(template, data)
            with _explained(template):
                facts = json.loads(compiler.query("<facts>", field="value"))
        return facts[0] if facts else None

    def png(self, template: str, data: Mapping[str, Any], *, ppi: float) -> bytes:
        """Typeset data with a template of one page and return it as PNG.

        Typst does not complain of characters that no font has here: ask
        `appeal.outputs.fonts.missing` first.
        """
        with self._lock:
            return self._compile(template, data, format="png", ppi=ppi)

    def _compiler(self, template: str) -> typst.Compiler:
        # A fork inherits the desk, but must not write on it.
        if self._desk is None or self._desk.process != os.getpid():
            self._desk = _Desk(self.files)
        return self._desk.compiler(template)

    def _laid(self, template: str, data: Mapping[str, Any]) -> typst.Compiler:
        compiler = self._compiler(template)
        assert self._desk is not None
        self._desk.lay(data)
        return compiler

    def _compile(self, template: str, data: Mapping[str, Any], **options: Any) -> bytes:
        compiler = self._laid(template, data)
        with _explained(template):
            output, warnings = compiler.compile_with_warnings(**options)
        if warnings:
            first = warnings[0]
            raise PressError(template, first.message, first.hints)
        if not isinstance(output, bytes):
            raise PressError(template, "gives several files where one was expected")
        return output


@contextlib.contextmanager
def _explained(template: str) -> Iterator[None]:
    """Raise Typst's errors as `PressError`."""
    import typst

    try:
        yield
    except typst.TypstError as error:
        # The first error with its place in the template; its kin follow from it.
        said = error.diagnostic.strip().split("\n\n")[0]
        raise PressError(template, said, error.hints[:1]) from None


@functools.lru_cache(maxsize=4)
def shared(files: tuple[str, ...]) -> Press:
    """Return this process's one Press with these font files."""
    return Press(files)


class _Desk:
    """A private folder with the templates and the values that they set now: Typst's whole world.

    The values lie in a file, not in Typst's ``sys.inputs``: these are part
    of its library, so that a change in them makes it forget every layout
    that it remembers. Measured: twice as fast for letters that differ only
    in their signatory.
    """

    def __init__(self, files: tuple[str, ...]) -> None:
        self.process = os.getpid()
        self.files = files
        self.compilers: dict[str, typst.Compiler] = {}
        self.folder = Path(tempfile.mkdtemp(prefix="appeal-press-"))
        weakref.finalize(self, _clear, self.folder, self.process)
        for template in TEMPLATES.glob("*.typ"):
            shutil.copyfile(template, self.folder / template.name)

    def lay(self, data: Mapping[str, Any]) -> None:
        text = json.dumps(data, ensure_ascii=False)
        (self.folder / "data.json").write_text(text, encoding="utf-8")

    def compiler(self, template: str) -> typst.Compiler:
        import typst

        if template not in self.compilers:
            self.compilers[template] = typst.Compiler(
                str(self.folder / template),
                root=str(self.folder),
                font_paths=load(self.files),
            )
        return self.compilers[template]


def _clear(folder: Path, process: int) -> None:
    if os.getpid() == process:
        shutil.rmtree(folder, ignore_errors=True)


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
