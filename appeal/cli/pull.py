"""appeal pull"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from appeal.cli.options import json_option, language_option

if TYPE_CHECKING:
    from appeal.release.pull import Pulled


@click.command("pull")
@click.argument("source", metavar="SOURCE")
@click.option(
    "-s",
    "--section",
    "sections",
    multiple=True,
    required=True,
    metavar="SECTION",
    help="The section whose files are wanted (may be repeated).",
)
@language_option
@click.option(
    "--into",
    required=True,
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="The folder that shows them, below your site's root. It is made, or switched.",
)
@click.option(
    "--key",
    metavar="KEY",
    help="The campaign's public key: the line that begins with RW, or its file. Once given, it"
    " is remembered and asked for each time.",
)
@click.option(
    "--keep",
    type=click.IntRange(1),
    default=2,
    show_default=True,
    help="How many versions to keep, the one shown included.",
)
@click.option(
    "--accept-older",
    is_flag=True,
    help="Accept a release older than the last one. Only when the secretariat says so.",
)
@json_option
def command(
    source: str,
    sections: tuple[str, ...],
    languages: tuple[str, ...],
    into: Path,
    key: str | None,
    keep: int,
    accept_older: bool,
    as_json: bool,
) -> int:
    """Put a section's pages, texts and letters on your site, and keep them right there.

    SOURCE is the address of a release on the web, a folder, or a section's
    zip. Everything is checked before anything is shown: DIR changes from
    the old state to the new one in one step, or not at all. Only what
    changed is fetched. Nothing is printed when nothing changed, so it can
    run from cron.

    \b
    Examples:
      appeal pull https://example.org/latest --section germany --into /var/www/html/appeals
      appeal pull germany.zip -s germany -l de --into public/appeals --key campaign.pub
    \b
    Exit codes: 0 all is right, 1 refused or out of reach and nothing was touched, 2 usage.
    """
    from appeal.cli.show import say, show_json
    from appeal.release.installed import SiteError
    from appeal.release.pull import PullError, pull
    from appeal.release.report import changes
    from appeal.release.signature import SignatureError, read_public_key
    from appeal.release.sources import SourceFailure, opened
    from appeal.release.versions import Busy, NotALink

    try:
        public = read_public_key(_text_of(key)) if key else ""
    except SignatureError as error:
        raise click.BadParameter(str(error), param_hint="--key") from None
    if not into.absolute().name:
        raise click.BadParameter("a folder with a name is needed", param_hint="--into")
    hint = ""
    shown = into.readlink() if into.is_symlink() else None
    try:
        with opened(source) as release:
            done = pull(
                release,
                into,
                sections=sections,
                languages=languages,
                key=public,
                accept_older=accept_older,
                keep=keep,
            )
    except PullError as error:
        words, hint = str(error), error.hint
    except (SourceFailure, SiteError) as error:
        words = str(error)
    except Busy:
        words = f"another pull into {into} is running"
    except NotALink:
        words = f"{into} is there already, and was not made by appeal pull"
        hint = "move it away, or give another --into"
    except OSError as error:
        words = f"{error.filename or into}: {error.strerror or error}"
    else:
        if as_json:
            show_json(_as_dict(done))
        else:
            for line in changes(done):
                say(line)
            _notes(done, sections, into)
        return 0
    say(f"appeal pull: {words}", err=True)
    if hint:
        say(f"  hint: {hint}", err=True)
    if shown == (into.readlink() if into.is_symlink() else None):
        say(f"{into} is as it was.", err=True)
    return 1


def _text_of(key: str) -> str:
    path = Path(key)
    return path.read_text(encoding="utf-8") if path.is_file() else key


def _notes(done: Pulled, sections: tuple[str, ...], into: Path) -> None:
    from appeal.cli.show import say
    from appeal.release.pull import held_back

    if not done.changed or done.manifest is None:
        return
    for line in held_back(done.manifest, sections):
        say(f"held back: {line}")
    say(f"{into} now shows release {done.manifest.serial}.")
    if not done.signed:
        say("Not checked by signature: ask the secretariat for its key, and give --key.", err=True)


def _as_dict(done: Pulled) -> dict[str, Any]:
    return {
        "changed": done.changed,
        "release": done.manifest.serial if done.manifest else None,
        "files": len(done.files),
        "added": list(done.added),
        "replaced": list(done.replaced),
        "removed": list(done.removed),
        "repaired": list(done.repaired),
        "fetched": done.fetched,
        "fetched_bytes": done.fetched_bytes,
        "signed": done.signed,
    }
