"""The shipped paths, and files that are refused with file and key."""

import shutil
from pathlib import Path

import pytest

from app.bootstrap import OpenDesk
from app.models.terms import Certainty, SuggestionKind
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.resources import Resources
from app.services.matter_types.reading import POWERS_FILE, read_powers
from app.services.suggestion_paths.library import PathLibrary
from app.services.suggestion_paths.model import Need


@pytest.fixture
def library(resources: Resources) -> PathLibrary:
    """The shipped set."""
    return PathLibrary(resources.suggestion_paths)


def test_every_kind_of_letter_has_a_path(library: PathLibrary) -> None:
    kinds = {each.kind for each in library.all}
    assert kinds == set(SuggestionKind) - {SuggestionKind.UNCLASSIFIED}
    assert library.first_of(SuggestionKind.UNCLASSIFIED) == ""


def test_what_a_path_names_is_there(library: PathLibrary, desk: OpenDesk, resources: Resources) -> None:
    acts = {power.act for power in read_powers(resources.matter_types / POWERS_FILE)}
    for path in library.all:
        for step in path.steps:
            assert not step.act or step.act in acts, (path.code, step.code)
            for code in step.starts:
                desk.deadlines.library.rule(code)
            for paper in step.papers:
                desk.documents.library.find(paper, desk.clock.today())


def test_nothing_unverified_is_a_hard_fact(library: PathLibrary) -> None:
    firm = [step for path in library.all for step in path.steps if step.need is Need.REQUIRED and step.is_before_issue]
    assert all(step.certainty is not Certainty.UNVERIFIED for step in firm)


@pytest.mark.parametrize(
    ("path", "act"),
    [
        ("social-governance", "social-governance"),
        ("retrial-civil", "retrial"),
        ("retrial-administrative", "retrial"),
        ("correction-criminal", "instrument"),
        ("public-interest-administrative", "instrument"),
    ],
)
def test_who_decides_depends_on_the_path(library: PathLibrary, path: str, act: str) -> None:
    step = library.find(path).step("decide")
    assert step is not None
    assert step.act == act


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('need = "必经"\nact = "investigate"', 'need = "必须"\nact = "investigate"', "“need”（必须）应当是 必经"),
        ('date = "investigated_on"', 'date = "happy_on"', "“date”（happy_on）不是检察建议上的日期"),
        ('opinion = "上级院复核"', 'opinion = "上级院同意"', "“opinion”（上级院同意）应当是"),
        ('when = "异地单位"', 'when = "外国"', "“when”（外国）应当是"),
        ('code = "seal"', 'code = "open"', "“code”（open）重复了"),
        ('title = "用印"', 'titel = "用印"', "“titel”是不认识的项"),
        ('date = "decided_on"\n', "", "“date”没有填写：由审批决定的步骤"),
    ],
)
def test_a_spoilt_common_step_is_refused(resources: Resources, tmp_path: Path, old: str, new: str, told: str) -> None:
    with pytest.raises(FieldProblem, match=r"common\.toml") as refused:
        _ = PathLibrary(_changed(resources, tmp_path, "common.toml", old, new)).all
    assert told in str(refused.value)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"open", "investigate"', '"investigate", "opne"', "“opne”没有这个步骤"),
        ('"report", "draft"', '"report", "report", "draft"', "有重复的步骤"),
        ('"open", "investigate", "report", "draft"', '"draft", "open", "investigate", "report"', "的顺序不对"),
        ('"draft", ', "", "没有“draft”"),
        ('kind = "其他"', 'kind = "别的"', "“kind”（别的）应当是"),
    ],
)
def test_a_spoilt_path_is_refused(resources: Resources, tmp_path: Path, old: str, new: str, told: str) -> None:
    with pytest.raises(FieldProblem, match=r"09_other\.toml") as refused:
        _ = PathLibrary(_changed(resources, tmp_path, "09_other.toml", old, new)).all
    assert told in str(refused.value)


def test_two_paths_of_one_code_are_refused(resources: Resources, tmp_path: Path) -> None:
    folder = _changed(resources, tmp_path, "09_other.toml", 'code = "other"', 'code = "social-governance"')
    with pytest.raises(DomainError, match="与另一个办理类别重复"):
        _ = PathLibrary(folder).all


def _changed(resources: Resources, folder: Path, name: str, old: str, new: str) -> Path:
    copied = folder / "paths"
    shutil.copytree(resources.suggestion_paths, copied)
    text = (copied / name).read_text(encoding="utf-8")
    assert old in text
    (copied / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    return copied
