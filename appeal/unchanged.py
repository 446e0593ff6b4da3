"""Whether a build has nothing to do: known from one small file, before anything is imported.

The file ``head`` of a build's state holds a digest of all that the build
was made from, and the path and size of every file that it left.
"""

from __future__ import annotations

import os

from appeal import fingerprint

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

FOLDER = ".appeal-build"
_HEAD = f"{FOLDER}/head"
_FORMAT = "appeal build 1"


class Head:
    """What a whole build was made from and what it left.

    ``kinds`` are the outputs that it vouches for. ``deadlines`` tells that
    the day matters. ``environment`` is what APPEAL_FONTS was, ``folders``
    where fonts were looked for and ``fonts`` what was found. ``released`` and ``held``
    count editions, ``files`` are (path, size) of every file.
    """

    __slots__ = (
        "deadlines",
        "environment",
        "files",
        "folders",
        "fonts",
        "held",
        "kinds",
        "released",
    )

    def __init__(
        self,
        *,
        kinds: Sequence[str],
        deadlines: bool,
        environment: str,
        folders: Sequence[str],
        fonts: Sequence[str],
        released: int,
        held: int,
        files: Iterable[tuple[str, int]],
    ) -> None:
        self.kinds = list(kinds)
        self.deadlines = deadlines
        self.environment = environment
        self.folders = list(folders)
        self.fonts = list(fonts)
        self.released = released
        self.held = held
        self.files = list(files)

    def there(self, out: str | os.PathLike[str]) -> bool:
        """Tell whether all files are below out with the size that they had."""
        # Strings and os.stat: with Path this was half of a build that had nothing to do.
        prefix = f"{os.fspath(out)}/"
        stat = os.stat
        try:
            return all(stat(prefix + path).st_size == size for path, size in self.files)
        except OSError:
            return False

    def __str__(self) -> str:
        return (
            f"Nothing has changed. {self.released} editions released, {self.held} held back;"
            f" {len(self.files)} files."
        )


def key(
    root: str | os.PathLike[str],
    folders: Sequence[str],
    fonts: Sequence[str],
    today: str,
    *,
    inputs: Mapping[str, str] | None = None,
) -> str:
    """Return a digest of all that a build of the workspace depends on now.

    ``inputs`` are the digests of its files where they are known already,
    ``today`` is "" where the day does not matter.
    """
    return fingerprint.digest_of(
        (
            fingerprint.tool(),
            fingerprint.listing(folders),
            fingerprint.fonts(fonts),
            fingerprint.commit(root),
            list((fingerprint.inputs(root) if inputs is None else inputs).items()),
            today,
        )
    )


def write(out: str | os.PathLike[str], head: Head, made_from: str) -> None:
    """Keep what a build left, and the `key` of what it was made from."""
    lists = (head.kinds, head.folders, head.fonts)
    lines = [
        _FORMAT,
        made_from,
        *("\t".join(items) for items in lists),
        head.environment,
        f"{int(head.deadlines)} {head.released} {head.held}",
        *(f"{size} {path}" for path, size in head.files),
    ]
    if any("\n" in line for line in lines):
        # A font's folder with such a name: then every build looks at everything.
        remove(out)
        return
    path = os.path.join(out, _HEAD)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(f"{path}.new", "w", encoding="utf-8", errors="surrogateescape", newline="\n") as file:
        file.write("\n".join(lines))
    os.replace(f"{path}.new", path)


def read(out: str | os.PathLike[str]) -> tuple[Head, str] | None:
    """Return what the last build left with its key, None where nothing can be read."""
    try:
        with open(
            os.path.join(out, _HEAD), encoding="utf-8", errors="surrogateescape", newline="\n"
        ) as file:
            lines = file.read().split("\n")
        form, made_from, kinds, folders, fonts, environment, numbers, *files = lines
        deadlines, released, held = map(int, numbers.split())
        sizes = [line.partition(" ") for line in files]
        head = Head(
            kinds=kinds.split("\t"),
            deadlines=bool(deadlines),
            environment=environment,
            folders=folders.split("\t") if folders else [],
            fonts=fonts.split("\t") if fonts else [],
            released=released,
            held=held,
            files=[(path, int(size)) for size, _, path in sizes],
        )
    except (OSError, ValueError):
        return None
    return (head, made_from) if form == _FORMAT else None


def remove(out: str | os.PathLike[str]) -> None:
    """Forget it: from here on the folder is not what it was."""
    try:
        os.unlink(os.path.join(out, _HEAD))
    except OSError:
        pass


def holds(
    root: str | os.PathLike[str],
    out: str | os.PathLike[str],
    kinds: Sequence[str],
    today: str,
) -> Head | None:
    """Return what a build would find if it had nothing to do; None where it may have something.

    ``kinds`` are the outputs asked for, none means those that the last
    whole build was asked for; ``today`` is the day as year-month-day.
    """
    found = read(out)
    if found is None:
        return None
    head, made_from = found
    if (
        not set(kinds) <= set(head.kinds)
        or head.environment != os.environ.get("APPEAL_FONTS", "")
        or not head.there(out)
        or key(root, head.folders, head.fonts, today if head.deadlines else "") != made_from
    ):
        return None
    return head
