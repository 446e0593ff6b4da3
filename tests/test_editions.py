"""Batches of editions: what a worker gets, makes and says."""

from __future__ import annotations

import dataclasses
import pickle
from pathlib import Path

import pytest

from appeal.buildstate import ReleaseState
from appeal.editions import Batch, EditionError, Made, make, needed_files
from appeal.inputs import Inputs
from appeal.survey import survey
from appeal.work import Task, batches, out_of_date
from appeal.workspace import Workspace
from tests.builds import options
from tests.workspaces import SLUG


def divided(root: Path, parts: int, *, remote: bool = False) -> list[Batch]:
    """Return what is to be made of the campaign's appeal, in so many parts."""
    workspace = Workspace(root)
    asked = options(root)
    inputs = Inputs(root, workspace.campaign, asked)
    facts = inputs.facts(SLUG, ReleaseState())
    one = survey(workspace, SLUG, facts)
    task = Task(root=root, slug=SLUG, facts=facts, options=asked, staging=root / "staging")
    work = out_of_date(one, None, facts, asked)
    files = needed_files(workspace, SLUG) if remote else None
    return batches(one, work, task, parts=parts, files=files)


@pytest.mark.parametrize(("parts", "wanted"), [(1, 1), (2, 2), (50, 5)])
def test_editions_are_divided_with_each_language_in_one_part(
    workspace: Path, parts: int, wanted: int
) -> None:
    found = divided(workspace, parts)
    assert len(found) == wanted
    places = [{job.record.language for job in batch.jobs} for batch in found]
    assert sum(len(place) for place in places) == len(set().union(*places)) == 5


def test_a_part_travels_with_its_files_and_comes_back_as_values(workspace: Path) -> None:
    (local,) = divided(workspace, 1)
    (remote,) = divided(workspace, 1, remote=True)
    remote = pickle.loads(pickle.dumps(dataclasses.replace(remote, root=Path("/nowhere"))))
    made: tuple[Made, ...] = make(remote)
    assert [dataclasses.replace(one, artifacts=()) for one in made] == list(make(local))
    for one in made:
        assert [f"{one.folder}/{file.name}" for file in one.files] == [
            a.path for a in one.artifacts
        ]
        for artifact in one.artifacts:
            assert (workspace / "staging" / artifact.path).read_bytes() == artifact.data


def test_an_error_names_edition_and_kind(workspace: Path) -> None:
    (batch,) = divided(workspace, 1)
    jobs = tuple(dataclasses.replace(job, kinds=("letter",)) for job in batch.jobs)
    with pytest.raises(EditionError, match=rf"^jordan/ar/{SLUG}: letter: .+") as error:
        make(dataclasses.replace(batch, jobs=jobs))
    assert error.value.__cause__ is not None
    assert isinstance(pickle.loads(pickle.dumps(error.value)), EditionError)
