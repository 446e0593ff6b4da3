"""Write appeal/own_names.tsv: what each of CLDR's locales calls itself.

Babel reads a locale's whole data for that, ten milliseconds each, and
every page names the languages of all others.
"""

from __future__ import annotations

from pathlib import Path

from babel import Locale
from babel.localedata import locale_identifiers

TARGET = Path(__file__).resolve().parents[1] / "appeal" / "own_names.tsv"


def main() -> None:
    lines = []
    for tag in sorted(locale_identifiers()):
        locale = Locale.parse(tag)
        if name := locale.get_display_name(locale):
            lines.append(f"{tag}\t{name}\n")
    TARGET.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
