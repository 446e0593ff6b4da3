"""appeal publish"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from appeal.cli.options import json_option, root_of

if TYPE_CHECKING:
    from appeal.release.publish import MakeSigner, Published
    from appeal.release.signature import Signer

KEY_VARIABLE = "APPEAL_SECRET_KEY"
PASSWORD_VARIABLE = "APPEAL_KEY_PASSWORD"


@click.command("publish")
@click.argument("dest", metavar="DEST", required=False, type=click.Path(path_type=Path))
@click.option(
    "--build",
    "build",
    type=click.Path(path_type=Path),
    help="The finished build. Default: build/ of the workspace.",
)
@click.option(
    "--keep",
    type=click.IntRange(1),
    default=10,
    show_default=True,
    help="How many releases to keep, the latest included.",
)
@click.option(
    "--key",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=f"Sign with the minisign secret key in this file. Else with the one in {KEY_VARIABLE}, if"
    f" that is set. The password of an encrypted key is in {PASSWORD_VARIABLE}, or asked for.",
)
@click.option(
    "--rollback",
    is_flag=True,
    help="Bring back what was out before, as a new release.",
)
@click.option(
    "--release",
    metavar="ID",
    default="",
    help="With --rollback: bring back this one, a folder of DEST/releases.",
)
@click.option(
    "--new-key",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Make a key: the secret one in FILE, the public one in FILE.pub. Publishes nothing.",
)
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    dest: Path | None,
    build: Path | None,
    keep: int,
    key: Path | None,
    rollback: bool,
    release: str,
    new_key: Path | None,
    as_json: bool,
) -> int:
    """Make a release of a build in DEST/releases, and switch DEST/latest to it in one step.

    Every file is checked against the build's manifest first. A release is
    never changed once it is out; the last ones stay, for --rollback.

    \b
    Examples:
      appeal publish /srv/appeals
      appeal publish /srv/appeals --key ~/keys/appeals.key
      appeal publish /srv/appeals --rollback
      appeal publish --new-key ~/keys/appeals.key
    """
    from appeal.cli.show import say, show_json
    from appeal.release.publish import PublishError, publish, roll_back
    from appeal.release.signature import SignatureError
    from appeal.release.versions import Busy, NotALink

    if new_key is not None:
        return _make_key(new_key)
    if dest is None:
        raise click.UsageError("Missing argument 'DEST'.")
    if release and not rollback:
        raise click.UsageError("--release belongs to --rollback.")
    folder = build or root_of(ctx) / "build"
    try:
        signer = _signer(key)
        done = (
            roll_back(dest, release=release, keep=keep, signer=signer)
            if rollback
            else publish(folder, dest, keep=keep, signer=signer)
        )
    except PublishError as error:
        problems = error.problems
    except SignatureError as error:
        problems = (str(error),)
    except Busy:
        problems = (f"another publish into {dest} is running",)
    except NotALink as error:
        problems = (f"{error} is there already, and was not made by appeal publish",)
    else:
        if as_json:
            show_json(
                {
                    "release": done.release,
                    "serial": done.manifest.serial,
                    "before": done.before or None,
                    "changed": done.changed,
                    "removed": list(done.removed),
                }
            )
        else:
            _show(done, dest)
        return 0
    for problem in problems:
        say(f"appeal publish: {problem}", err=True)
    say("Nothing was published.", err=True)
    return 1


def _show(done: Published, dest: Path) -> None:
    from appeal.cli.show import say

    if not done.changed:
        say(f"{dest}/latest is already release {done.release}.")
        return
    manifest = done.manifest
    held = [edition for edition in manifest.editions if edition.release == "held"]
    out = len(manifest.editions) - len(held)
    back = f", which brings back {manifest.restores}" if manifest.restores is not None else ""
    say(f"{dest}/latest is now release {done.release}{back}.")
    say(f"{out} editions released, {len(held)} held back, {len(manifest.files)} files.")
    for name in done.removed:
        say(f"Removed the old release {name}.")


def _signer(key: Path | None) -> MakeSigner | None:
    """Return what signs, from a file or the environment; None where there is no key."""
    from appeal.release import signature
    from appeal.release.history import is_committed

    if key is not None:
        if is_committed(key):
            raise click.BadParameter(
                f"{key} lies in a git repository that does not ignore it: a secret key"
                " belongs outside",
                param_hint="--key",
            )
        secret = key.read_bytes()
    elif text := os.environ.get(KEY_VARIABLE):
        secret = text.strip().encode()
    else:
        return None
    password = os.environ.get(PASSWORD_VARIABLE, "")
    if not password and signature.needs_password(secret) and sys.stdin.isatty():
        password = click.prompt("Password of the key", hide_input=True, err=True)

    def make(serial: int) -> Signer:
        return signature.signer(secret, serial=serial, password=password)

    return make


def _make_key(path: Path) -> int:
    from appeal.cli.show import say
    from appeal.release.history import is_committed
    from appeal.release.signature import new_key_pair

    public = path.with_name(f"{path.name}.pub")
    if path.exists() or public.exists():
        raise click.BadParameter(f"{path} or {public} is there already", param_hint="--new-key")
    if is_committed(path):
        raise click.BadParameter(
            f"{path} would lie in a git repository that does not ignore it: choose a place outside",
            param_hint="--new-key",
        )
    password = os.environ.get(PASSWORD_VARIABLE, "")
    if not password and sys.stdin.isatty():
        password = click.prompt(
            "Password (empty: none)",
            default="",
            show_default=False,
            hide_input=True,
            confirmation_prompt=True,
            err=True,
        )
    pair = new_key_pair(password)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as stream:
        stream.write(pair.secret)
    public.write_bytes(pair.public)
    say(pair.public.decode().splitlines()[1])
    say(
        f"The line above is the public key: give it to webmasters. It is also in {public}.",
        err=True,
    )
    say(f"The secret key is in {path}: keep it, keep a copy, give it to nobody.", err=True)
    if not password:
        say("It has no password: whoever has the file can sign.", err=True)
    return 0
