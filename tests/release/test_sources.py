"""A section's zip is a source like any other, and a malicious one is refused."""

from __future__ import annotations

import hashlib
import io
import json
import struct
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from appeal.release import signature
from appeal.release.publish import publish
from appeal.release.pull import MOST_MANIFEST_BYTES, PullError
from appeal.release.signature import KeyPair, Signer
from appeal.release.sources import SourceFailure
from tests.release.pulling import fetch, section, tree
from tests.release.samples import Sample, build, edited

PAGE = "germany/de/stop-evictions/index.html"
PDF = "germany/de/stop-evictions/letter.pdf"


@pytest.fixture
def release(tmp_path: Path) -> Path:
    build(Sample(), tmp_path / "release")
    return tmp_path / "release"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return tmp_path / "site/appeals"


def contents(archive: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(archive) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def packed(path: Path, files: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def forged(files: dict[str, bytes], change: Callable[[dict[str, Any]], None]) -> dict[str, bytes]:
    """Return a zip's files under a changed manifest, with sums that are right for it."""
    manifest = json.loads(files["manifest.json"])
    change(manifest)
    written = json.dumps(manifest).encode()
    sums = {file["path"]: file["sha256"] for file in manifest["files"]}
    sums["manifest.json"] = hashlib.sha256(written).hexdigest()
    lines = "".join(f"{sha256}  {path}\n" for path, sha256 in sums.items())
    return {**files, "manifest.json": written, "SHA256SUMS": lines.encode()}


def test_zip_of_a_section_gives_what_the_release_gives(release: Path, site: Path) -> None:
    fetch(release / "germany.zip", site)
    assert section(site, "germany") == section(release, "germany")


def test_zip_that_was_packed_again_gives_the_same(
    release: Path, site: Path, tmp_path: Path
) -> None:
    again = packed(tmp_path / "again.zip", contents(release / "germany.zip"))
    fetch(again, site)
    assert section(site, "germany") == section(release, "germany")


def test_zip_and_release_of_one_number_agree(release: Path, site: Path) -> None:
    fetch(release / "germany.zip", site)
    assert not fetch(release, site).changed


def test_unpacked_zip_is_a_source(release: Path, site: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(release / "germany.zip") as archive:
        archive.extractall(tmp_path / "unpacked")
    fetch(tmp_path / "unpacked", site)
    assert section(site, "germany") == section(release, "germany")


def test_pulled_site_is_a_source_for_another(release: Path, site: Path, tmp_path: Path) -> None:
    fetch(release, site)
    fetch(site, tmp_path / "mirror")
    assert tree(tmp_path / "mirror") == tree(site)


def test_zip_of_another_section_is_told(release: Path, site: Path) -> None:
    with pytest.raises(PullError) as caught:
        fetch(release / "austria.zip", site)
    assert (str(caught.value), caught.value.hint) == (
        "the release has no section germany",
        "there are austria",
    )


def test_older_zip_is_refused(release: Path, site: Path, tmp_path: Path) -> None:
    build(edited(Sample(), PAGE, b"new"), tmp_path / "new")
    fetch(tmp_path / "new", site)
    with pytest.raises(PullError) as caught:
        fetch(release / "germany.zip", site)
    assert "is older than" in str(caught.value)


@pytest.fixture(scope="module")
def pair() -> KeyPair:
    return signature.new_key_pair()


def test_zip_is_checked_by_the_signature_beside_it(
    release: Path, site: Path, tmp_path: Path, pair: KeyPair
) -> None:
    def sign(serial: int) -> Signer:
        return signature.signer(pair.secret, serial=serial)

    public = signature.read_public_key(pair.public.decode())
    publish(release, tmp_path / "dest", signer=sign)
    archive = tmp_path / "dest/latest/germany.zip"
    alone = tmp_path / "germany.zip"
    alone.write_bytes(archive.read_bytes())
    with pytest.raises(SourceFailure) as caught:
        fetch(alone, site, key=public)
    assert str(caught.value) == (f"{alone}: not signed: there is no germany.zip.minisig beside it")
    beside = tmp_path / "germany.zip.minisig"
    beside.write_bytes((tmp_path / "dest/latest/austria.zip.minisig").read_bytes())
    with pytest.raises(SourceFailure) as wrong:
        fetch(alone, site, key=public)
    assert str(wrong.value) == f"{alone}: the signature does not hold"
    assert fetch(archive, site, key=public).signed


@pytest.mark.parametrize(
    "path", ["../evil.html", "/etc/evil", "germany/../../evil", "germany\\evil", ".htaccess"]
)
def test_path_that_leads_out_is_refused(
    release: Path, site: Path, tmp_path: Path, path: str
) -> None:
    files = contents(release / "germany.zip")
    files[path] = files[PAGE]

    def change(manifest: dict[str, Any]) -> None:
        page = next(f for f in manifest["files"] if f["path"] == PAGE)
        manifest["files"].append({**page, "path": path})

    evil = packed(tmp_path / "evil.zip", forged(files, change))
    before = tree(tmp_path)
    with pytest.raises(PullError) as caught:
        fetch(evil, site)
    assert "is no path inside a release" in str(caught.value)
    assert {p for p in tree(tmp_path) if not p.startswith("site/.appeals.appeal/")} == set(before)


def test_entry_that_the_manifest_does_not_name_is_not_unpacked(
    release: Path, site: Path, tmp_path: Path
) -> None:
    files = contents(release / "germany.zip")
    fetch(packed(tmp_path / "more.zip", {**files, "../evil.html": b"x", "extra.php": b"x"}), site)
    assert not list(tmp_path.rglob("evil.html")) + list(tmp_path.rglob("extra.php"))


def test_bomb_is_not_unpacked_beyond_its_stated_size(
    release: Path, site: Path, tmp_path: Path
) -> None:
    files = contents(release / "germany.zip")
    files[PDF] = bytes(20_000_000)
    bomb = packed(tmp_path / "bomb.zip", files)
    assert bomb.stat().st_size < 100_000
    with pytest.raises(SourceFailure) as caught:
        fetch(bomb, site)
    assert str(caught.value) == f"{PDF}: larger than the 10274 bytes expected"
    assert sum(p.stat().st_size for p in site.parent.rglob("*") if p.is_file()) < 100_000


@pytest.mark.parametrize("name", ["SHA256SUMS", "manifest.json"])
def test_bomb_in_the_releases_own_files_is_not_unpacked(
    release: Path, site: Path, tmp_path: Path, name: str
) -> None:
    files = contents(release / "germany.zip")
    files[name] = bytes(MOST_MANIFEST_BYTES + 1)
    with pytest.raises((SourceFailure, PullError)) as caught:
        fetch(packed(tmp_path / "bomb.zip", files), site)
    assert "larger than" in str(caught.value)


def test_file_of_an_absurd_size_is_refused_before_it_is_fetched(
    release: Path, site: Path, tmp_path: Path
) -> None:
    def change(manifest: dict[str, Any]) -> None:
        page = next(f for f in manifest["files"] if f["path"] == PAGE)
        page["size"] = 1 << 40

    files = forged(contents(release / "germany.zip"), change)
    with pytest.raises(PullError) as caught:
        fetch(packed(tmp_path / "big.zip", files), site)
    assert str(caught.value) == f"{PAGE}: 1099511627776 bytes are too many"


def test_manifest_that_hides_a_file_of_the_sums_is_refused(
    release: Path, site: Path, tmp_path: Path
) -> None:
    files = contents(release / "germany.zip")
    changed = forged(files, lambda manifest: manifest["files"].pop())
    changed["SHA256SUMS"] += b"0" * 64 + b"  germany/de/more.html\n"
    path = packed(tmp_path / "odd.zip", changed)
    with pytest.raises(PullError) as caught:
        fetch(path, site)
    assert str(caught.value) == (f"{path}: manifest.json and SHA256SUMS do not name the same files")


def test_entry_that_is_there_twice_is_refused(release: Path, site: Path, tmp_path: Path) -> None:
    path = packed(tmp_path / "twice.zip", contents(release / "germany.zip"))
    with zipfile.ZipFile(path, "a") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        archive.writestr(PAGE, b"<p>other</p>")
    with pytest.raises(SourceFailure) as caught:
        fetch(path, site)
    assert str(caught.value) == f"{path}: has {PAGE!r} twice"


@pytest.mark.parametrize("compression", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_unusual_packing_is_refused(
    release: Path, site: Path, tmp_path: Path, compression: int
) -> None:
    path = packed(tmp_path / "odd.zip", contents(release / "germany.zip"), compression)
    with pytest.raises(SourceFailure) as caught:
        fetch(path, site)
    assert str(caught.value) == f"{path}: SHA256SUMS is packed in an unusual way"


def test_encrypted_entry_is_refused(release: Path, site: Path, tmp_path: Path) -> None:
    data = bytearray(packed(tmp_path / "z.zip", contents(release / "germany.zip")).read_bytes())
    # Bit 0 of the general purpose flags, in local headers and in the directory.
    for magic, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(magic)
        while place >= 0:
            flags = struct.unpack_from("<H", data, place + offset)[0] | 1
            struct.pack_into("<H", data, place + offset, flags)
            place = data.find(magic, place + 4)
    path = tmp_path / "locked.zip"
    path.write_bytes(data)
    with pytest.raises(SourceFailure) as caught:
        fetch(path, site)
    assert "cannot be unpacked" in str(caught.value)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"hello" * 100])
def test_file_that_is_no_zip_is_told(site: Path, tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(data)
    with pytest.raises(SourceFailure) as caught:
        fetch(path, site)
    assert str(caught.value) == f"{path}: no zip: File is not a zip file"


def test_every_cut_of_a_zip_is_refused(release: Path, site: Path, tmp_path: Path) -> None:
    data = packed(tmp_path / "z.zip", contents(release / "germany.zip")).read_bytes()
    path = tmp_path / "cut.zip"
    for length in range(0, len(data), max(1, len(data) // 40)):
        path.write_bytes(data[:length])
        with pytest.raises((SourceFailure, PullError)):
            fetch(path, site)
    assert not site.exists()


def test_zip_with_a_changed_byte_anywhere_gives_the_right_files_or_none(
    release: Path, site: Path, tmp_path: Path
) -> None:
    data = packed(tmp_path / "z.zip", contents(release / "germany.zip")).read_bytes()
    right = section(release, "germany")
    path = tmp_path / "changed.zip"
    refused = 0
    step = max(1, len(data) // 150)
    for place in range(0, len(data), step):
        path.write_bytes(data[:place] + bytes([data[place] ^ 0x55]) + data[place + 1 :])
        fresh = tmp_path / f"fresh-{place}/appeals"
        try:
            fetch(path, fresh)
        except (SourceFailure, PullError):
            refused += 1
            assert not fresh.exists()
        else:
            # A byte of no meaning: a date, a comment, the permissions.
            assert section(fresh, "germany") == right
    assert refused > 100


def test_sample_of_an_evil_zip_is_one(release: Path) -> None:
    """The forged sums are right, so only the path can be the reason of the refusal."""
    files = forged(contents(release / "germany.zip"), lambda manifest: None)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    assert hashlib.sha256(files["manifest.json"]).hexdigest().encode() in files["SHA256SUMS"]
