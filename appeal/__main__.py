"""The entry point. Answers at once what needs no command line, else runs it."""

from __future__ import annotations

import gc
import sys


def spare_collector() -> None:
    """Let the cyclic garbage collector look less often.

    A command makes many values, keeps most of them and ends soon. Looking for cycles among
    them is up to a twentieth of its time (measured: `appeal check`, `appeal update`).
    """
    gc.set_threshold(100_000)


def main() -> None:
    """Run the command line and exit with the code that the outcome deserves."""
    from appeal.quick import answer

    code = answer(sys.argv[1:])
    if code is None:
        spare_collector()
        from appeal.cli import run

        code = run()
    sys.exit(code)


if __name__ == "__main__":
    main()
