"""Personal letters beside WeasyPrint: `python -m scripts.bench.letters`.

The same letters of this repository's appeal for the same people, in
German, Arabic and Japanese, both as tagged PDF/UA with the same Noto
fonts on the same page. Both warm: one process each, its first letter not
counted. What each made is checked: every name and the end of the text stand
in every letter. What counts is the ratio within one race; the seconds are
those of one core.
"""

from __future__ import annotations

import argparse
import html
import json
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from appeal.languages import language
from appeal.model import Block
from appeal.outputs import fonts, personal
from appeal.outputs.correspondence import Letter, block_texts
from appeal.outputs.letter import typeset
from appeal.outputs.people import Signatory
from appeal.outputs.press import shared
from appeal.outputs.typography import SIZES_PT
from appeal.plan import AppealPlan
from appeal.workspace import Workspace
from scripts.bench import peers
from scripts.bench.runner import Contender, UnequalWork, race, ratio, table

CASES = (("germany", "de"), ("israel", "ar"), ("japan", "ja"))

OURS = """
import json, pickle, sys, time
from pathlib import Path
from appeal.outputs.personal import Drafts
from scripts.bench.letters import one
run, people = pickle.loads(Path("job.pickle").read_bytes())
drafts = Drafts(run)
spent = []
for person in people:
    begun = time.process_time()
    data = one(drafts, person)
    spent.append(time.process_time() - begun)
    Path(f"{person.number}.pdf").write_bytes(data)
Path("spent.json").write_text(json.dumps(spent))
"""

THEIRS = """
import json, time
from pathlib import Path
from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration
spent = []
configuration = FontConfiguration()
for path in sorted(Path().glob("*.html"), key=lambda path: int(path.stem)):
    text = path.read_text()
    begun = time.process_time()
    data = HTML(string=text).write_pdf(pdf_variant="pdf/ua-1", font_config=configuration)
    spent.append(time.process_time() - begun)
    path.with_suffix(".pdf").write_bytes(data)
Path("spent.json").write_text(json.dumps(spent))
"""


def one(drafts: personal.Drafts, person: Signatory) -> bytes:
    """Typeset one signatory's letter."""
    run = drafts.run
    items = [(letter,) for letter in drafts.of(person)]
    return typeset(run.edition, items, shared(run.fonts), steps=run.steps).pdf


def people(count: int, country: str) -> tuple[Signatory, ...]:
    return tuple(
        Signatory(
            number=n,
            line=n + 1,
            name=f"Anna Example {n}",
            address=(f"{n} Example Road", f"{10000 + n} Exampletown"),
            city="Exampletown",
            country=country,
        )
        for n in range(1, count + 1)
    )


def page(letter: Letter) -> str:
    """Return a letter as HTML for WeasyPrint: the same parts in the same places."""
    target = language(letter.language)
    size = SIZES_PT.get(target.hand, 11.0)
    serif, sans = target.typeface.serif, target.typeface.sans

    def lines(texts: tuple[str, ...]) -> str:
        return "<br>".join(html.escape(text) for text in texts)

    style = f"""
      @page {{ size: A4; margin: 20mm 20mm 20mm 25mm;
        @bottom-right {{ content: counter(page) " / " counter(pages); font: 8pt "{sans}" }} }}
      body {{ font: {size}pt/1.36 "{serif}", "Noto Serif"; margin: 0 }}
      .from {{ position: absolute; left: 100mm; top: 30mm; font: 8.5pt "{sans}", "Noto Sans" }}
      .to {{ position: absolute; top: 43mm; font-size: 10pt }}
      h1 {{ font-size: 1em; margin: 78mm 0 1em }}
      p, li {{ text-align: justify; hyphens: auto }}
    """
    return (
        f'<!doctype html><html lang="{target.bcp47}" dir="{target.direction}"><head>'
        f"<meta charset=utf-8><title>{html.escape(letter.title)}</title><style>{style}</style>"
        f'</head><body><p class="from">{lines(letter.sender)}<p class="to">'
        f"{lines(letter.recipient)}<h1>{html.escape(letter.subject)}</h1>"
        f"<p>{html.escape(letter.salutation)}{''.join(map(_block, letter.blocks))}"
        f"<p>{html.escape(letter.closing)}<p>{lines(letter.signatory)}"
        f"<p>{html.escape(letter.copies_label)}<br>{lines(letter.copies)}</body></html>"
    )


def _block(block: Block) -> str:
    if block.kind == "list":
        items = "".join(f"<li>{html.escape(''.join(block_texts(b)))}" for b in block.children)
        return f'<ol start="{block.start or 1}">{items}</ol>'
    return f"<p>{html.escape(''.join(block_texts(block)))}"


def runs() -> Iterator[tuple[str, personal.Run]]:
    workspace = Workspace(peers.ROOT)
    plan = AppealPlan(workspace, workspace.manuscript(workspace.slugs[0]))
    for section, tag in CASES:
        planned = next(
            item
            for item in plan.editions()
            if item.section.slug == section and item.language == tag
        )
        edition = plan.make(planned, (), None)
        run = personal.Run(
            edition=edition,
            localised=edition.own,
            words=workspace.words(tag),
            date=None,
            fonts=fonts.find(),
            merged=False,
        )
        yield tag, personal.fitted(run, people(1, edition.section.country)[0])


def contenders(root: Path, run: personal.Run, count: int) -> list[Contender]:
    import pickle

    crowd = people(count, run.edition.section.country)
    ours, theirs = root / "ours", root / "theirs"
    for folder in (ours, theirs):
        folder.mkdir(parents=True)
    (ours / "job.pickle").write_bytes(pickle.dumps((run, crowd)))
    drafts = personal.Drafts(run)
    for person in crowd:
        (theirs / f"{person.number}.html").write_text(page(drafts.of(person)[0]))

    def check(folder: Path) -> None:
        for person in crowd:
            path = folder / f"{person.number}.pdf"
            said = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True)
            if said.stdout.decode().count(person.name) < 2:
                raise UnequalWork(f"{path.name} is not signed by {person.name}")
            listed = subprocess.run(["pdfinfo", path], capture_output=True, check=True)
            if not {b"Tagged: yes", b"Pages: 2"} <= _facts(listed.stdout):
                raise UnequalWork(f"{path.name} is not tagged, or not on two pages")

    python = peers.ROOT / ".venv" / "bin" / "python"
    return [
        Contender(
            name="appeal",
            command=[python, "-c", OURS],
            folder=ours,
            check=check,
            environment={"PYTHONPATH": str(peers.ROOT)},
        ),
        Contender(
            name="WeasyPrint",
            command=[peers.PYTHON, "-c", THEIRS],
            folder=theirs,
            check=check,
        ),
    ]


def _facts(said: bytes) -> set[bytes]:
    return {b" ".join(line.split()) for line in said.splitlines()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--letters", type=int, default=20, help="of each language")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    there = [str(peers.PYTHON), "-c", "import weasyprint"]
    if not peers.PYTHON.exists() or subprocess.run(there, capture_output=True).returncode:
        peers.install()
    rows = [("letters", "appeal, a second", "WeasyPrint, a second", "ratio warm", "whole process")]
    for tag, run in runs():
        with tempfile.TemporaryDirectory(prefix="appeal-bench-") as folder:
            racing = contenders(Path(folder), run, options.letters)
            warm: dict[str, list[float]] = {one.name: [] for one in racing}
            outcomes = race([_kept(one, warm[one.name]) for one in racing], options.rounds)
        ours, theirs = (min(warm[name]) for name in ("appeal", "WeasyPrint"))
        rows.append(
            (
                tag,
                f"{1 / ours:.0f}",
                f"{1 / theirs:.1f}",
                f"{theirs / ours:.0f}",
                f"{ratio(outcomes, 'appeal', 'WeasyPrint'):.1f}",
            )
        )
    print(table(rows))


def _kept(one: Contender, warm: list[float]) -> Contender:
    """Return a contender that keeps the mean seconds of its letters after the first."""

    def check(folder: Path) -> None:
        spent = json.loads((folder / "spent.json").read_text())[1:]
        warm.append(sum(spent) / len(spent))
        if one.check:
            one.check(folder)

    return replace(one, check=check)


if __name__ == "__main__":
    main()
