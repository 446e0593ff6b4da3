"""One zip a section, the same bytes wherever and whenever it is made.

It is a release of its own: the section's files with their own manifest.json
and SHA256SUMS, so what was downloaded by hand can be checked, and pulled.
"""

from __future__ import annotations

import hashlib
import io
import time
import zipfile
from typing import BinaryIO

from appeal.release.manifest import Manifest, write_manifest
from appeal.release.paths import MANIFEST, SUMS
from appeal.release.records import Read
from appeal.release.sums import write_sums

# A zip can tell times from 1980 to 2107.
_EARLIEST = 315_532_800
_LATEST = 4_354_819_198


def bundle(section: Manifest, read: Read) -> bytes:
    """Return the zip of a section's part of a manifest."""
    stream = io.BytesIO()
    write_bundle(stream, section, read)
    return stream.getvalue()


def write_bundle(stream: BinaryIO, section: Manifest, read: Read) -> None:
    """Write the zip of a section's part of a manifest into a stream that can seek.

    No more than one file is in memory.

    Entries are stored, not deflated, for deflated bytes differ between
    versions of zlib; most of the bytes are PDFs and pictures anyway. Their
    time is the release's number read as Unix seconds, so that a web server
    under an unpacked zip tells browsers of each change.
    """
    moment = min(max(section.serial, _EARLIEST), _LATEST)
    stamp = time.gmtime(moment)[:6]
    manifest = write_manifest(section)
    sums = sums_of(section, manifest)
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for file in section.files:
            _add(archive, file.path, read(file.path), stamp)
        _add(archive, SUMS, sums, stamp)
        _add(archive, MANIFEST, manifest, stamp)


def sums_of(manifest: Manifest, written: bytes) -> bytes:
    """Return the SHA256SUMS of a manifest's files and of the manifest itself, as written."""
    return sums_with(manifest, hashlib.sha256(written).hexdigest())


def sums_with(manifest: Manifest, sha256: str) -> bytes:
    """Like `sums_of`, from the hash of the manifest as it is written."""
    hashes = {file.path: file.sha256 for file in manifest.files}
    return write_sums({**hashes, MANIFEST: sha256})


def _add(
    archive: zipfile.ZipFile, path: str, data: bytes, stamp: tuple[int, int, int, int, int, int]
) -> None:
    entry = zipfile.ZipInfo(path, stamp)
    entry.create_system = 3  # Unix, whatever this machine is: the permissions below are its.
    entry.external_attr = 0o100644 << 16
    archive.writestr(entry, data)
