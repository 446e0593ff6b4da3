"""A small campaign, and builds of it, for the tests of a release."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from appeal.model import Artifact, Campaign, Completeness, Contact, Section
from appeal.release.finish import finish
from appeal.release.manifest import Manifest, read_manifest
from appeal.release.policy import decide, policy_of
from appeal.release.records import EditionRecord, FileRecord
from appeal.release.signature import Signer

CAMPAIGN = Campaign(
    name="Solidarity & Rights",
    source_language="en",
    base_url="https://appeals.example.org/latest/",
    contact=Contact(email="office@example.org"),
    publish="translated",
    sections=(
        Section(slug="england", name="England", country="GB", languages=("en",)),
        Section(slug="germany", name="Germany", country="DE", languages=("de",)),
        Section(slug="austria", name="Austria", country="AT", languages=("de",)),
        Section(
            slug="israel", name="Israel", country="IL", languages=("he", "ar"), publish="partial"
        ),
        Section(slug="brazil", name="Brazil", country="BR", languages=("pt_BR",)),
    ),
)
SERIAL = 1_790_000_000
TODAY = datetime.date(2026, 9, 21)

TITLES = {
    "en": "Stop the <evictions>",
    "de": "Räumungen stoppen & bleiben",
    "he": "לעצור את הפינויים",
    "ar": "أوقفوا عمليات الإخلاء",
    "pt_BR": "Parem os despejos",
}


def complete(*, reviewed: bool = True, entries: int = 20) -> Completeness:
    return Completeness(
        words=entries * 10,
        translated=entries * 10,
        reviewed=entries * 10 if reviewed else 0,
        entries=entries,
        entries_translated=entries,
        entries_reviewed=entries if reviewed else 0,
    )


def half(entries: int = 20) -> Completeness:
    return Completeness(
        words=entries * 10,
        translated=entries * 5,
        entries=entries,
        entries_translated=entries // 2,
    )


@dataclass(frozen=True, kw_only=True)
class Sample:
    """One state of a campaign. ``texts`` replaces the bytes of single files."""

    campaign: Campaign = CAMPAIGN
    slugs: tuple[str, ...] = ("stop-evictions",)
    progress: Mapping[str, Completeness] = field(
        default_factory=lambda: {"pt_BR": half(), "ar": half()}
    )
    texts: Mapping[str, bytes] = field(default_factory=dict)
    serial: int = SERIAL
    today: datetime.date | None = TODAY

    def records(self) -> list[EditionRecord]:
        found = []
        for slug in self.slugs:
            for section in self.campaign.sections:
                for tag in section.languages:
                    completeness = self.progress.get(tag, complete())
                    found.append(
                        EditionRecord(
                            section=section.slug,
                            language=tag,
                            slug=slug,
                            title=TITLES[tag],
                            summary=f"Write today: {TITLES[tag]}",
                            source_title=TITLES["en"],
                            decision=decide(policy_of(self.campaign, section), completeness),
                            completeness=completeness,
                            date=datetime.date(2026, 9, 1),
                            deadline=datetime.date(2026, 10, 1),
                            revision="0123456789abcdef",
                            updated=datetime.datetime.fromtimestamp(
                                SERIAL - 1000 * len(tag), datetime.UTC
                            ),
                        )
                    )
        return found

    def artifacts(self, record: EditionRecord) -> list[Artifact]:
        """Return stand-ins for what outputs make: their names and kinds are those of real ones."""
        title = record.title
        bodies = {
            "index.html": (
                "page",
                f"<!doctype html><title>{title}</title>{record.folder}\n".encode(),
            ),
            "fragment.html": (
                "page",
                f"<p>{title} <a href='{record.folder}?a=1&amp;b=2'>&lt;</a></p>\n".encode(),
            ),
            "letter.txt": ("text", f"{title}\n{record.folder}\n".encode()),
            "letter.pdf": (
                "letter",
                b"%PDF-1.7\n" + bytes(range(256)) * 40 + record.folder.encode(),
            ),
            "letter.eml": ("mail", f"Subject: {title}\n\n{record.folder}\n".encode()),
            "card.png": ("card", b"\x89PNG" + record.folder.encode()),
        }
        made = []
        for name, (kind, data) in bodies.items():
            path = f"{record.folder}/{name}"
            if record.decision.releases(kind):
                made.append(Artifact(path=path, data=self.texts.get(path, data), kind=kind))
        return made


def edited(sample: Sample, path: str, data: bytes, *, later: int = 1000) -> Sample:
    """Return the state after one file changed, ``later`` seconds on."""
    return replace(sample, texts={**sample.texts, path: data}, serial=sample.serial + later)


def build(
    sample: Sample,
    folder: Path,
    *,
    sign: Callable[[int], Signer] | None = None,
    order: Callable[[Sequence[EditionRecord]], Sequence[EditionRecord]] = list,
) -> Manifest:
    """Write the sample's release below a folder and return its manifest."""
    records = sample.records()
    files = []

    def put(artifact: Artifact) -> None:
        path = folder / artifact.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(artifact.data)

    for record in order(records):
        for artifact in sample.artifacts(record):
            put(artifact)
            files.append(
                FileRecord.of(artifact, section=record.section, tag=record.tag, slug=record.slug)
            )
    for artifact in finish(
        sample.campaign,
        records,
        files,
        lambda path: (folder / path).read_bytes(),
        serial=sample.serial,
        today=sample.today,
        sign=sign(sample.serial) if sign else None,
    ):
        put(artifact)
    return read_manifest((folder / "manifest.json").read_bytes())
