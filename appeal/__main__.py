"""The entry point. Answers at once what needs no command line, else runs it."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and exit with the code that the outcome deserves."""
    from appeal.quick import answer

    code = answer(sys.argv[1:])
    if code is None:
        from appeal.cli import run

        code = run()
    sys.exit(code)


if __name__ == "__main__":
    main()
