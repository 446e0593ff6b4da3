"""Where a release is pulled from: a web server, a folder or a zip."""

from __future__ import annotations

import contextlib
import struct
import tempfile
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, Protocol

from appeal.release.manifest import FileEntry
from appeal.release.paths import SIGNATURE, SIGNATURE_SUFFIX, SUMS
from appeal.release.signature import SignatureError, verify
from appeal.release.web import NotThere, Web, WebError

MOST_SUMS_BYTES = 32 << 20
MOST_SIGNATURE_BYTES = 4096
MOST_ZIP_BYTES = 4 << 30
MOST_ZIP_ENTRIES = 200_000
_CHUNK = 1 << 16

# What `zipfile` raises for archives that are not as they should be, by versions and settings
# that it does not know, too.
_BROKEN_ZIP = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
)


class SourceFailure(Exception):
    """A source cannot be read, or has not what it should; the message is for people."""


class Missing(SourceFailure):
    """The source has no such file."""


class Source(Protocol):
    """A release that somebody offers. Nothing that it gives is trusted before it is checked."""

    name: str

    def small(self, path: str, limit: int) -> bytes:
        """Return a file of at most ``limit`` bytes; raises `Missing`, `SourceFailure`."""

    def fetch(self, file: FileEntry, stream: BinaryIO) -> None:
        """Append what a stream, standing at its end, lacks of a file; never more than its size."""

    def signed(self, sums: bytes, key: str) -> bytes:
        """Return the file of the signature, which holds for the sums; raises `SourceFailure`."""


@contextlib.contextmanager
def opened(place: str, *, sleep: Callable[[float], None] = time.sleep) -> Iterator[Source]:
    """Open a source by its address: http(s)://…, the path of a folder, or the path of a zip.

    An http(s) address that ends in .zip is a zip on a web server. ``sleep``
    waits, in seconds, before a broken transfer is tried again. Raises
    `SourceFailure`.
    """
    if "://" in place:
        with _translated(), Web(place, sleep=sleep) as web:
            if place.endswith(".zip"):
                with tempfile.TemporaryDirectory(prefix="appeal-pull-") as folder:
                    yield from _zip(_download(web, Path(folder, "release.zip")), place)
            else:
                yield WebSource(web)
        return
    path = Path(place).absolute()
    if path.is_dir():
        # "latest" may be switched while we read: hold on to the release that it is now.
        yield FolderSource(path.resolve())
    elif path.is_file():
        yield from _zip(path, place)
    else:
        raise SourceFailure(f"{place}: neither a folder, nor a zip, nor an http address")


class WebSource:
    def __init__(self, web: Web) -> None:
        self.name = web.url
        self._web = web

    def small(self, path: str, limit: int) -> bytes:
        with _translated():
            return self._web.get(path, limit)

    def fetch(self, file: FileEntry, stream: BinaryIO) -> None:
        with _translated():
            self._web.fetch(file.path, file.size, stream)

    def signed(self, sums: bytes, key: str) -> bytes:
        return _signed(self, sums, key)


class FolderSource:
    def __init__(self, folder: Path) -> None:
        self.name = str(folder)
        self._folder = folder

    def small(self, path: str, limit: int) -> bytes:
        with self._open(path) as stream:
            return _bounded(stream, limit, path)

    def fetch(self, file: FileEntry, stream: BinaryIO) -> None:
        with self._open(file.path) as source:
            source.seek(stream.tell())
            _copy(source, stream, file)

    def signed(self, sums: bytes, key: str) -> bytes:
        return _signed(self, sums, key)

    @contextlib.contextmanager
    def _open(self, path: str) -> Iterator[BinaryIO]:
        try:
            stream = (self._folder / path).open("rb")
        except (FileNotFoundError, NotADirectoryError):
            raise Missing(f"{self.name}/{path}: not there") from None
        except OSError as error:
            raise SourceFailure(f"{self.name}/{path}: {error.strerror}") from None
        with stream:
            yield stream


class ZipSource:
    """A section's zip. Its signature is a file beside it, and holds for the zip as a whole."""

    def __init__(self, archive: zipfile.ZipFile, path: Path, name: str) -> None:
        self.name = name
        self._archive = archive
        self._path = path
        self._entries: dict[str, zipfile.ZipInfo] = {}
        for entry in archive.infolist():
            if entry.filename in self._entries:
                raise SourceFailure(f"{name}: has {entry.filename!r} twice")
            self._entries[entry.filename] = entry

    def small(self, path: str, limit: int) -> bytes:
        with self._open(path) as stream:
            return _bounded(stream, limit, path)

    def fetch(self, file: FileEntry, stream: BinaryIO) -> None:
        with self._open(file.path) as source:
            stream.seek(0)
            stream.truncate()
            _copy(source, stream, file)

    def signed(self, sums: bytes, key: str) -> bytes:
        beside = self._path.with_name(self._path.name + SIGNATURE_SUFFIX)
        try:
            signature = beside.read_bytes()[: MOST_SIGNATURE_BYTES + 1]
        except FileNotFoundError:
            raise SourceFailure(
                f"{self.name}: not signed: there is no {beside.name} beside it"
            ) from None
        with self._path.open("rb") as stream:
            try:
                verify(stream, signature, key)
            except SignatureError as error:
                raise SourceFailure(f"{self.name}: {error}") from None
        return b""

    @contextlib.contextmanager
    def _open(self, path: str) -> Iterator[BinaryIO]:
        entry = self._entries.get(path)
        if entry is None:
            raise Missing(f"{self.name}: has no {path}")
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise SourceFailure(f"{self.name}: {path} is packed in an unusual way")
        try:
            with self._archive.open(entry) as stream:
                yield stream  # type: ignore[misc]  # ZipExtFile is read-only, as all that we ask
        except _BROKEN_ZIP as error:
            raise SourceFailure(f"{self.name}: {path} cannot be unpacked: {error}") from None


def _zip(path: Path, name: str) -> Iterator[Source]:
    try:
        archive = zipfile.ZipFile(path)
    except _BROKEN_ZIP as error:
        raise SourceFailure(f"{name}: no zip: {error}") from None
    with archive:
        if len(archive.infolist()) > MOST_ZIP_ENTRIES:
            raise SourceFailure(f"{name}: more than {MOST_ZIP_ENTRIES} entries")
        yield ZipSource(archive, path, name)


def _download(web: Web, path: Path) -> Path:
    """Fetch a zip, and its signature where there is one, into a folder."""
    with path.open("wb") as stream:
        web.fetch("", MOST_ZIP_BYTES, stream)
    beside = path.with_name(path.name + SIGNATURE_SUFFIX)
    with contextlib.suppress(NotThere), Web(web.url + SIGNATURE_SUFFIX) as other:
        beside.write_bytes(other.get("", MOST_SIGNATURE_BYTES))
    return path


def _signed(source: Source, sums: bytes, key: str) -> bytes:
    try:
        signature = source.small(SIGNATURE, MOST_SIGNATURE_BYTES)
        verify(sums, signature, key)
    except Missing:
        raise SourceFailure(f"{source.name}: not signed: there is no {SIGNATURE}") from None
    except SignatureError as error:
        raise SourceFailure(f"{source.name}/{SUMS}: {error}") from None
    return signature


def _bounded(stream: BinaryIO, limit: int, path: str) -> bytes:
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise SourceFailure(f"{path}: larger than {limit} bytes")
    return data


def _copy(source: BinaryIO, stream: BinaryIO, file: FileEntry) -> None:
    left = file.size - stream.tell()
    while chunk := source.read(min(_CHUNK, left + 1)):
        left -= len(chunk)
        if left < 0:
            raise SourceFailure(f"{file.path}: larger than the {file.size} bytes expected")
        stream.write(chunk)


@contextlib.contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except NotThere as error:
        raise Missing(str(error)) from None
    except WebError as error:
        raise SourceFailure(str(error)) from None
