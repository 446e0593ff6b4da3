"""Options and arguments that several commands share."""

from __future__ import annotations

import contextlib
import datetime
import difflib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from appeal.interface import Words
    from appeal.workspace import Workspace

appeal_option = click.option(
    "-a",
    "--appeal",
    "appeals",
    multiple=True,
    metavar="SLUG",
    help="Only this appeal (may be repeated). Default: all.",
)
section_option = click.option(
    "-s",
    "--section",
    "sections",
    multiple=True,
    metavar="SECTION",
    help="Only this section (may be repeated).",
)
language_option = click.option(
    "-l",
    "--lang",
    "languages",
    multiple=True,
    metavar="TAG",
    help="Only this language, such as de or pt_BR (may be repeated).",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")


def root_of(ctx: click.Context) -> Path:
    """Return the workspace's folder."""
    root: Path = ctx.find_root().obj
    return root


def moment() -> datetime.datetime:
    """Return now, or SOURCE_DATE_EPOCH where a reproducible build asks for it."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch and epoch.isdigit():
        return datetime.datetime.fromtimestamp(int(epoch), tz=datetime.UTC)
    return datetime.datetime.now(tz=datetime.UTC)


def slugs_of(workspace: Workspace, wanted: Sequence[str]) -> tuple[str, ...]:
    """Return the appeals asked for, or all. A name that is none is a usage error."""
    known = workspace.slugs
    if not known:
        raise click.UsageError(
            f"{workspace.root / 'source'} has no appeal. Begin one: appeal new SLUG"
        )
    return choose("appeal", wanted, known)


def choose(what: str, wanted: Sequence[str], known: Sequence[str]) -> tuple[str, ...]:
    """Return those asked for in the known order, or all; unknown ones are a usage error."""
    for name in wanted:
        if name not in known:
            close = difflib.get_close_matches(name, known, n=1)
            hint = f" Did you mean {close[0]!r}?" if close else f" Known: {', '.join(known)}"
            raise click.UsageError(f"There is no {what} {name!r}.{hint}")
    return tuple(name for name in known if name in wanted) if wanted else tuple(known)


def words_of(workspace: Workspace, tag: str | None) -> Words:
    """Return the interface in a language that somebody asked for, English where nobody did."""
    from appeal.interface import ENGLISH
    from appeal.languages import UnknownLanguage

    if tag is None:
        return ENGLISH
    try:
        return workspace.words(tag.replace("-", "_"))
    except UnknownLanguage as error:
        hint = f" Did you mean {error.suggestion!r}?" if error.suggestion else ""
        raise click.UsageError(f"There is no language {tag!r}.{hint}") from None


def tags_of(workspace: Workspace, wanted: Sequence[str]) -> tuple[str, ...]:
    """Return the roster's locale tags asked for (in either spelling), or all."""
    return choose("language", [tag.replace("-", "_") for tag in wanted], workspace.roster)


@contextlib.contextmanager
def on(cluster: str | None) -> Iterator[Executor | None]:
    """Give the executor of a cluster, or None where no cluster is asked for."""
    if cluster is None:
        yield None
        return
    from appeal.cluster import ClusterError, connected

    try:
        with connected(cluster) as executor:
            yield executor
    except ClusterError as error:
        raise click.ClickException(str(error)) from None
