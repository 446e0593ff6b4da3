"""From a build to a published release: an immutable folder, then one switch of ``latest``.

DEST/releases/<id>/ holds each release, DEST/latest points to one of them.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import msgspec

from appeal.files import write_atomic
from appeal.model import Artifact
from appeal.release.finish import seal, signature, zips
from appeal.release.manifest import ZIP, FileEntry, Manifest, ManifestError, read_manifest
from appeal.release.paths import MANIFEST, SIGNATURE, SIGNATURE_SUFFIX, SUMS
from appeal.release.signature import Signer
from appeal.release.sums import SumsError, read_sums
from appeal.release.versions import draft, locked, point, pointed, prune, settle

LATEST = "latest"
RELEASES = "releases"
_ID = re.compile(r"(\d+)-[0-9a-f]{12}")

# Makes the signer of a release from its serial.
MakeSigner = Callable[[int], Signer]


class PublishError(Exception):
    """A build cannot be published; ``problems`` say why, one a line."""

    def __init__(self, *problems: str) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What stands now: the release's id and manifest, what was there before, what was removed.

    ``changed`` is False where the very release was already the latest.
    """

    release: str
    manifest: Manifest
    before: str
    removed: tuple[str, ...] = ()
    changed: bool = True


def verify_build(build: Path) -> Manifest:
    """Return the manifest of a build or release of which every byte is as it says.

    Raises `PublishError` with all that is missing or different.
    """
    try:
        written = (build / MANIFEST).read_bytes()
        manifest = read_manifest(written)
        sums = read_sums((build / SUMS).read_bytes())
    except FileNotFoundError as error:
        name = Path(error.filename).name
        raise PublishError(f"{build} is no finished build: it has no {name}") from None
    except (ManifestError, SumsError) as error:
        raise PublishError(str(error)) from None
    expected = {file.path: file.sha256 for file in manifest.files}
    expected[MANIFEST] = hashlib.sha256(written).hexdigest()
    problems = [
        f"{path}: {MANIFEST} and {SUMS} disagree"
        for path in sorted(expected.keys() | sums.keys())
        if expected.get(path) != sums.get(path)
    ]
    problems += [p for p in (_problem(build, file) for file in manifest.files) if p]
    if problems:
        raise PublishError(*problems)
    return manifest


def publish(
    build: Path, dest: Path, *, keep: int = 10, signer: MakeSigner | None = None
) -> Published:
    """Make a release of a build and switch ``latest`` to it; keep that many releases.

    Only what the manifest names is published. A key signs it; a release
    that is already out without a signature gets one. Raises `PublishError`
    where the build is not as its manifest says, where a newer release or
    another one of its number is out, and where an unsigned release would
    follow a signed one; `Busy` where another process is publishing.
    """
    manifest = verify_build(build)
    name = release_id(build)
    with locked(dest / RELEASES / ".lock"):
        before = _latest(dest)
        if before is not None:
            _check_order(before, manifest, name)
            if signer is None and _is_signed(before) and not _is_signed(build):
                raise PublishError(
                    "the latest release is signed and this build is not: give the key (--key)"
                )
            if before.name == name:
                fresh = signer is not None and not _is_signed(before)
                if signer and fresh:
                    _sign(before, manifest, signer(manifest.serial))
                return Published(release=name, manifest=manifest, before=name, changed=fresh)
        sign = signer(manifest.serial) if signer else None
        with draft(dest / RELEASES) as folder:
            for file in manifest.files:
                _place(build, before, file.path, folder)
            for path in (SUMS, MANIFEST):
                _place(build, None, path, folder)
            if sign:
                _sign(folder, manifest, sign)
            else:
                for path in _signable(manifest):
                    if (build / f"{path}{SIGNATURE_SUFFIX}").exists():
                        _place(build, None, f"{path}{SIGNATURE_SUFFIX}", folder)
            verify_build(folder)
            settle(folder, dest / RELEASES / name)
        return _switch(dest, name, manifest, before, keep)


def roll_back(
    dest: Path, *, release: str = "", keep: int = 10, signer: MakeSigner | None = None
) -> Published:
    """Bring back an earlier release's content as a new release, and switch ``latest`` to it.

    Without a name it is the one before the content that is out now. It
    gets a new, greater serial, for whoever pulls refuses to go back to an
    old one; zips, manifest and signatures are made anew, so a signed
    release needs its key again. Raises as `publish` does.
    """
    with locked(dest / RELEASES / ".lock"):
        before = _latest(dest)
        if before is None:
            raise PublishError(f"{dest} has no release yet")
        now = read_manifest((before / MANIFEST).read_bytes())
        source = _earlier(dest, now, release)
        old = verify_build(source)
        if signer is None and (_is_signed(source) or _is_signed(before)):
            raise PublishError("the releases are signed: give the key (--key)")
        manifest = msgspec.structs.replace(
            old,
            serial=now.serial + 1,
            restores=old.serial if old.restores is None else old.restores,
        )
        with draft(dest / RELEASES) as folder:
            manifest = _remake(manifest, source, folder)
            if signer:
                _sign(folder, manifest, signer(manifest.serial))
            verify_build(folder)
            name = release_id(folder)
            settle(folder, dest / RELEASES / name)
        return _switch(dest, name, manifest, before, keep)


def _remake(manifest: Manifest, source: Path, folder: Path) -> Manifest:
    """Fill a folder with a release's files under a changed manifest; return it with its zips."""
    entries = {file.path: file for file in manifest.files}
    for path, entry in entries.items():
        if entry.kind != ZIP:
            _place(source, source, path, folder)
    for artifact in zips(manifest, lambda path: (folder / path).read_bytes()):
        _write(folder, artifact)
        entries[artifact.path] = msgspec.structs.replace(
            entries[artifact.path],
            sha256=hashlib.sha256(artifact.data).hexdigest(),
            size=len(artifact.data),
        )
    manifest = manifest.with_files(entries.values())
    for artifact in seal(manifest):
        _write(folder, artifact)
    return manifest


def releases(dest: Path) -> list[Path]:
    """Return the folders of all releases, by serial, the oldest first."""
    shelf = dest / RELEASES
    found = [(_ID.fullmatch(p.name), p) for p in shelf.iterdir()] if shelf.is_dir() else []
    return [p for _, p in sorted((int(match[1]), p) for match, p in found if match)]


def release_id(folder: Path) -> str:
    """Return a release's name: its serial, and the first 12 digits of its SHA256SUMS's hash."""
    manifest = read_manifest((folder / MANIFEST).read_bytes())
    digest = hashlib.sha256((folder / SUMS).read_bytes()).hexdigest()
    return f"{manifest.serial}-{digest[:12]}"


def _latest(dest: Path) -> Path | None:
    return pointed(dest / LATEST, dest / RELEASES)


def _check_order(before: Path, manifest: Manifest, name: str) -> None:
    latest = read_manifest((before / MANIFEST).read_bytes())
    if manifest.serial < latest.serial:
        raise PublishError(
            f"release {latest.serial} is out, and this build is older ({manifest.serial}):"
            " to go back, use --rollback"
        )
    if manifest.serial == latest.serial and before.name != name:
        raise PublishError(
            f"release {latest.serial} is out with other content:"
            " commit the change, or build with a greater --serial"
        )


def _earlier(dest: Path, now: Manifest, release: str) -> Path:
    kept = releases(dest)
    if release:
        for folder in kept:
            if folder.name == release:
                return folder
        names = ", ".join(folder.name for folder in kept)
        raise PublishError(f"{dest} has no release {release}; it has {names}")
    shown = now.serial if now.restores is None else now.restores
    for folder in reversed(kept):
        manifest = read_manifest((folder / MANIFEST).read_bytes())
        if manifest.restores is None and manifest.serial < shown:
            return folder
    raise PublishError(f"{dest} keeps no earlier release to go back to")


def _switch(dest: Path, name: str, manifest: Manifest, before: Path | None, keep: int) -> Published:
    version = dest / RELEASES / name
    point(dest / LATEST, version)
    removed = prune(releases(dest), keep=max(1, keep), spare=version)
    return Published(
        release=name,
        manifest=manifest,
        before=before.name if before else "",
        removed=tuple(folder.name for folder in removed),
    )


def _signable(manifest: Manifest) -> tuple[str, ...]:
    return (*(entry.zip for entry in manifest.sections if entry.zip), SUMS)


def _sign(folder: Path, manifest: Manifest, sign: Signer) -> None:
    # That of the sums last: a release with it is signed as a whole.
    for path in _signable(manifest):
        artifact = Artifact(path=path, data=(folder / path).read_bytes(), kind="")
        _write(folder, signature(artifact, sign))


def _is_signed(folder: Path) -> bool:
    return (folder / SIGNATURE).exists()


def _problem(folder: Path, file: FileEntry) -> str:
    path = folder / file.path
    try:
        if path.is_symlink():
            return f"{file.path}: a link, not a file"
        data = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return f"{file.path}: missing"
    except IsADirectoryError:
        return f"{file.path}: a folder, not a file"
    if len(data) != file.size or hashlib.sha256(data).hexdigest() != file.sha256:
        return f"{file.path}: not the bytes that {MANIFEST} names"
    return ""


def _place(build: Path, before: Path | None, path: str, folder: Path) -> None:
    """Put a file of the build into a new release; as the same file where nothing changed.

    One file on disk for many releases saves room, and its unchanged time
    lets browsers keep what they have.
    """
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    source = build / path
    if before is not None and _same(source, before / path):
        with contextlib.suppress(OSError):  # Not every disk has hard links.
            os.link(before / path, target, follow_symlinks=False)
            return
    shutil.copy2(source, target)
    target.chmod(0o444)


def _same(one: Path, other: Path) -> bool:
    try:
        return other.is_file() and not other.is_symlink() and one.read_bytes() == other.read_bytes()
    except OSError:
        return False


def _write(folder: Path, artifact: Artifact) -> None:
    target = folder / artifact.path
    target.parent.mkdir(parents=True, exist_ok=True)
    write_atomic(target, artifact.data)
    target.chmod(0o444)
