"""Draw cost against size, log-log: `.venv-bench/bin/python scripts/bench/plot.py TABLE SVG`.

TABLE is the output of `python -m scripts.bench linear`.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import matplotlib as mpl  # type: ignore[import-not-found]  # in the bench's own environment

mpl.use("svg")
# Text as text, and the same bytes for the same figures.
mpl.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": "appeal", "font.size": 10})

from matplotlib import pyplot  # type: ignore[import-not-found]  # noqa: E402  # after its backend

SIZES = (1, 10, 100, 1000)
UNITS = {"ms": 0.001, "s": 1.0}


def main(table: Path, target: Path) -> None:
    figure, axes = pyplot.subplots(figsize=(6.4, 4.2))
    for line in table.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        found = [re.fullmatch(r"([\d.]+) (ms|s)", cell) for cell in cells[1:5]]
        if len(cells) == 7 and all(found):
            costs = [float(one[1]) * UNITS[one[2]] for one in found if one]
            axes.plot(SIZES, costs, marker="o", label=cells[0])
    axes.plot(SIZES, [0.01 * size for size in SIZES], color="grey", linestyle=":", label="linear")
    axes.set(xscale="log", yscale="log", xlabel="appeals", ylabel="seconds of processor")
    axes.grid(True, which="major", alpha=0.3)
    axes.legend()
    figure.tight_layout()
    figure.savefig(target, metadata={"Date": None, "Creator": None})


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
