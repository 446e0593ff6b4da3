"""Contact sheets of every edition's letters, for people to look at: all languages on one picture.

    .venv/bin/python -m scripts.contact_sheet --out sheets
    .venv/bin/python -m scripts.contact_sheet --out sheets --name fax.pdf --dpi 90 ja ur

Makes one picture for each kind of file with all editions, a column of pages
under each edition's name, and with languages given only these. Needs
poppler's pdftoppm.
"""

from __future__ import annotations

import argparse
import io
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from appeal.outputs import card, fax, fonts, letter, readers
from appeal.outputs.press import Press
from appeal.plan import AppealPlan
from appeal.workspace import Workspace

GAP = 10
TITLE_HEIGHT = 22
GROUND = "#8a8a8a"


def editions(root: Path, tags: Sequence[str]) -> Iterator[tuple[str, dict[str, bytes]]]:
    """Yield every edition's name and its printed files by name."""
    workspace = Workspace(root)
    press = Press(fonts.find())
    for slug in workspace.slugs:
        plan = AppealPlan(workspace, workspace.manuscript(slug))
        for planned in plan.editions():
            if tags and planned.language not in tags:
                continue
            edition = plan.make(planned, (), None)
            files = {
                artifact.path.rpartition("/")[2]: artifact.data
                for module in (letter, readers, fax, card)
                for artifact in module.artifacts(edition, workspace.words, press)
            }
            yield f"{planned.section.slug} {planned.language}", files


def pages(data: bytes, dpi: int) -> list[Image.Image]:
    """Return the pages of a PDF, or the one picture of a PNG, as pictures."""
    if data.startswith(b"\x89PNG"):
        picture = Image.open(io.BytesIO(data)).convert("RGB")
        return [picture.resize((picture.width * dpi // 144, picture.height * dpi // 144))]
    with tempfile.TemporaryDirectory() as folder:
        command = ["pdftoppm", "-r", str(dpi), "-png", "-", f"{folder}/page"]
        subprocess.run(command, input=data, check=True)
        return [
            Image.open(io.BytesIO(path.read_bytes())).convert("RGB")
            for path in sorted(Path(folder).glob("page*.png"))
        ]


def sheet(columns: Sequence[tuple[str, list[Image.Image]]], across: int) -> Image.Image:
    """Return one picture of all columns, so many beside each other, a title above each."""
    width = max(page.width for _, column in columns for page in column) + GAP
    heights = [
        max(sum(page.height + GAP for page in column) for _, column in columns[n : n + across])
        + TITLE_HEIGHT
        for n in range(0, len(columns), across)
    ]
    whole = Image.new("RGB", (width * min(across, len(columns)) + GAP, sum(heights) + GAP), GROUND)
    pen = ImageDraw.Draw(whole)
    face = ImageFont.load_default(size=14)
    for number, (title, column) in enumerate(columns):
        x = GAP + width * (number % across)
        y = sum(heights[: number // across]) + 4
        pen.text((x, y), title, fill="white", font=face)
        y += TITLE_HEIGHT
        for page in column:
            whole.paste(page, (x, y))
            y += page.height + GAP
    return whole


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("tags", nargs="*", metavar="TAG", help="only these languages")
    parser.add_argument("--root", type=Path, default=Path(), help="the workspace")
    parser.add_argument("--out", type=Path, required=True, help="the folder of the pictures")
    parser.add_argument("--name", action="append", help="only these files, such as letter.pdf")
    parser.add_argument("--dpi", type=int, default=60)
    parser.add_argument("--across", type=int, default=10)
    options = parser.parse_args()
    if not shutil.which("pdftoppm"):
        parser.error("pdftoppm is not there: apt-get install poppler-utils")
    found: dict[str, list[tuple[str, bytes]]] = {}
    for title, files in editions(options.root, [tag.replace("-", "_") for tag in options.tags]):
        for name, data in files.items():
            if not options.name or name in options.name:
                found.setdefault(name, []).append((title, data))
    options.out.mkdir(parents=True, exist_ok=True)
    for name, items in sorted(found.items()):
        with ThreadPoolExecutor() as pool:
            pictures = list(pool.map(lambda item: pages(item[1], options.dpi), items))
        columns = [(title, column) for (title, _), column in zip(items, pictures, strict=True)]
        path = options.out / f"{name}.png"
        sheet(columns, options.across).save(path)
        print(f"{path}: {len(items)} editions, {sum(map(len, pictures))} pages")


if __name__ == "__main__":
    main()
