"""The manifest says of each file and edition what its schema promises."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest

from appeal.release.manifest import (
    AppealEntry,
    EditionEntry,
    FileEntry,
    Manifest,
    ManifestError,
    SectionEntry,
    make_manifest,
    read_manifest,
    write_manifest,
)
from appeal.release.records import FileRecord
from tests.release.samples import CAMPAIGN, SERIAL, Sample, build

SCHEMA = json.loads(
    (Path(__file__).parents[2] / "docs/manifest.schema.json").read_text(encoding="utf-8")
)
VALIDATOR = jsonschema.Draft202012Validator(
    SCHEMA, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
)


@pytest.fixture
def manifest(tmp_path: Path) -> Manifest:
    return build(Sample(), tmp_path)


@pytest.fixture
def document(manifest: Manifest) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(write_manifest(manifest))
    return loaded


def test_schema_is_itself_valid() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_manifest_fits_its_schema(document: dict[str, Any]) -> None:
    VALIDATOR.validate(document)


@pytest.mark.parametrize(
    ("where", "struct"),
    [
        (SCHEMA, Manifest),
        (SCHEMA["$defs"]["section"], SectionEntry),
        (SCHEMA["$defs"]["appeal"], AppealEntry),
        (SCHEMA["$defs"]["edition"], EditionEntry),
        (SCHEMA["$defs"]["file"], FileEntry),
    ],
)
def test_schema_names_every_field_and_no_other(
    where: dict[str, Any], struct: type[msgspec.Struct]
) -> None:
    names = [field.encode_name for field in msgspec.structs.fields(struct)]
    assert where["required"] == names
    assert list(where["properties"]) == names


def test_schema_refuses_a_manifest_without_any_one_of_its_fields(
    document: dict[str, Any],
) -> None:
    for name in list(document):
        lacking = copy.deepcopy(document)
        del lacking[name]
        assert not VALIDATOR.is_valid(lacking), name
    for part in ("sections", "appeals", "editions", "files"):
        for name in list(document[part][0]):
            lacking = copy.deepcopy(document)
            del lacking[part][0][name]
            assert not VALIDATOR.is_valid(lacking), (part, name)


@pytest.mark.parametrize(
    ("part", "name", "value"),
    [
        ("files", "path", "../evil"),
        ("files", "path", "/etc/passwd"),
        ("files", "sha256", "0" * 63),
        ("files", "size", -1),
        ("files", "tag", "de_DE"),
        ("files", "state", "closed"),
        ("editions", "completeness", 101),
        ("editions", "deadline", "2026-13-01"),
        ("editions", "updated", "yesterday"),
        ("editions", "release", "maybe"),
        ("sections", "country", "de"),
    ],
)
def test_schema_refuses_wrong_values(
    document: dict[str, Any], part: str, name: str, value: object
) -> None:
    document[part][0][name] = value
    assert not VALIDATOR.is_valid(document)


def test_schema_refuses_an_edition_held_without_a_reason(document: dict[str, Any]) -> None:
    held = next(e for e in document["editions"] if e["release"] == "held")
    held["reason"] = ""
    assert not VALIDATOR.is_valid(document)


def test_file_of_an_edition_says_all_about_it(document: dict[str, Any]) -> None:
    entry = next(f for f in document["files"] if f["path"] == "israel/he/stop-evictions/letter.pdf")
    assert {name: entry[name] for name in entry if name not in ("sha256", "size")} == {
        "path": "israel/he/stop-evictions/letter.pdf",
        "kind": "letter",
        "section": "israel",
        "tag": "he",
        "direction": "rtl",
        "appeal": "stop-evictions",
        "source_revision": "0123456789abcdef",
        "completeness": 100,
        "reviewed": True,
        "deadline": "2026-10-01",
        "state": "open",
    }


def test_edition_held_back_has_its_reason_and_no_file(document: dict[str, Any]) -> None:
    (held,) = (e for e in document["editions"] if e["release"] == "held")
    assert (held["section"], held["tag"]) == ("brazil", "pt-BR")
    assert held["reason"] == "10 of 20 entries are not translated"
    assert not [f for f in document["files"] if f["section"] == "brazil"]


def test_edition_with_marked_source_text_has_its_page_and_a_reason(
    document: dict[str, Any],
) -> None:
    (arabic,) = (e for e in document["editions"] if e["tag"] == "ar")
    assert (arabic["release"], arabic["completeness"]) == ("released", 50)
    assert arabic["reason"] == "10 of 20 entries are not translated"
    names = {f["path"].rpartition("/")[2] for f in document["files"] if f["tag"] == "ar"}
    assert names == {"index.html", "fragment.html", "card.png", "feed.xml"}


def test_manifest_lists_every_file_but_itself_and_the_sums(tmp_path: Path) -> None:
    manifest = build(Sample(), tmp_path)
    on_disk = {str(p.relative_to(tmp_path)) for p in tmp_path.rglob("*") if p.is_file()}
    assert {file.path for file in manifest.files} == on_disk - {"manifest.json", "SHA256SUMS"}


def test_manifest_survives_writing_and_reading(manifest: Manifest) -> None:
    assert read_manifest(write_manifest(manifest)) == manifest


def test_unknown_fields_of_a_later_version_are_passed_over(document: dict[str, Any]) -> None:
    document["mood"] = "calm"
    document["files"][0]["mood"] = "calm"
    assert read_manifest(json.dumps(document).encode()).serial == SERIAL


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "manifest.json: Input data was truncated"),
        (b"[]", "manifest.json: Expected `object`, got `array`"),
        (b'{"format": 1}', "manifest.json: Object missing required field `serial`"),
    ],
)
def test_what_is_no_manifest_is_refused_with_the_place(data: bytes, message: str) -> None:
    with pytest.raises(ManifestError) as caught:
        read_manifest(data)
    assert str(caught.value) == message


def test_manifest_of_a_later_format_is_refused(document: dict[str, Any]) -> None:
    document["format"] = 2
    with pytest.raises(ManifestError) as caught:
        read_manifest(json.dumps(document).encode())
    assert str(caught.value) == "manifest.json: format 2, this version of appeal reads 1"


def test_manifest_with_a_path_outside_is_refused(document: dict[str, Any]) -> None:
    document["files"][0]["path"] = "../../home/x/.profile"
    with pytest.raises(ManifestError) as caught:
        read_manifest(json.dumps(document).encode())
    assert str(caught.value) == (
        "manifest.json: '../../home/x/.profile' is no path inside a release"
    )


def test_order_of_the_work_does_not_show(tmp_path: Path) -> None:
    one = build(Sample(), tmp_path / "one")
    two = build(Sample(), tmp_path / "two", order=lambda records: records[::-1])
    assert one == two


def test_section_of_two_appeals_has_them_in_order(tmp_path: Path) -> None:
    manifest = build(replace(Sample(), slugs=("stop", "free")), tmp_path)
    israel = [(e.appeal, e.tag) for e in manifest.editions if e.section == "israel"]
    assert israel == [("free", "he"), ("free", "ar"), ("stop", "he"), ("stop", "ar")]


@pytest.mark.parametrize("files", [0, 1, 999, 1000, 1001, 2500])
def test_a_manifest_in_pieces_is_the_manifest_in_one(files: int) -> None:
    sample = Sample(campaign=replace(CAMPAIGN, name='"editions": [] "files": []'))
    records = [
        FileRecord(path=f"a/{n}", sha256="0" * 64, size=n, kind="page") for n in range(files)
    ]
    manifest = make_manifest(sample.campaign, sample.records(), records, serial=1)
    whole = msgspec.json.format(msgspec.json.encode(manifest), indent=2) + b"\n"
    assert write_manifest(manifest) == whole
    assert read_manifest(whole) == manifest
