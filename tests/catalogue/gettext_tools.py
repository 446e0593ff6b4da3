"""GNU gettext as the oracle: what its tools write, and what they refuse."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

# What `msgfmt -c` says about contents, which is the business of checks, not of reading.
_CONTENT = re.compile(
    r"do not both (?:begin|end) with '\\n'|is not a valid .* format string"
    r"|format specifications in|header field|found \d+ fatal error"
    r"|format specification for argument"
)


def msgcat(data: bytes, *arguments: str) -> bytes:
    """Return data as ``msgcat --no-wrap`` writes it, a header without entries, too."""
    command = ["msgcat", "--force-po", *(arguments or ("--no-wrap",)), "-"]
    run = subprocess.run(command, input=data, capture_output=True, check=True)
    return run.stdout


def msgfmt_faults(data: bytes) -> list[str]:
    """Return why ``msgfmt -c`` refuses data for its syntax; nothing if it does not."""
    run = subprocess.run(
        ["msgfmt", "-c", "-o", "/dev/null", "-"],
        input=data,
        capture_output=True,
        env={"LC_ALL": "C.UTF-8", "PATH": "/usr/local/bin:/usr/bin:/bin"},
        timeout=60,
    )
    if run.returncode == 0:
        return []
    lines = run.stderr.decode(errors="replace").splitlines()
    return [
        line
        for line in lines
        if "warning:" not in line and not line.startswith(" ") and not _CONTENT.search(line)
    ]


def msgmerge(old: bytes, template: bytes, folder: Path) -> bytes:
    """Return what ``msgmerge --previous --no-wrap`` makes of both."""
    (folder / "old.po").write_bytes(old)
    (folder / "new.pot").write_bytes(template)
    run = subprocess.run(
        ["msgmerge", "--previous", "--no-wrap", "--quiet", "-o", "-", "old.po", "new.pot"],
        cwd=folder,
        capture_output=True,
        check=True,
    )
    return run.stdout
