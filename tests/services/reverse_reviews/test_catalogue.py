"""The office's data for findings: what is spoilt is refused with the file and the key."""

import shutil
from pathlib import Path

import pytest

from app.services.foundation.errors import DomainError
from app.services.foundation.resources import Resources
from app.services.review_findings.catalogue import FindingCatalogue


@pytest.fixture
def folder(resources: Resources, tmp_path: Path) -> Path:
    """A copy of the shipped data."""
    copy = tmp_path / "reverse_reviews"
    shutil.copytree(resources.reverse_reviews, copy)
    return copy


@pytest.mark.parametrize(
    ("file", "old", "new", "asked", "told"),
    [
        (
            "dimensions.toml",
            'certainty = "已核"',
            'certainty = "也许"',
            "dimensions",
            r"第 9 个方面 的“certainty”（也许）",
        ),
        ("dimensions.toml", 'name = "证据采信"', 'name = "事实认定"', "dimensions", r"“name”（事实认定）重复"),
        ("stages.toml", '["公安机关"]', '["派出所"]', "stages", r"第 1 个环节 的“bodies”（派出所）应当是 公安机关"),
        ("stages.toml", 'bodies = ["公安机关"]', "bodies = []", "stages", r"“bodies”没有填写"),
        (
            "causes.toml",
            'kind = "主观"',
            'kind = "天气"',
            "causes",
            r"第 1 个原因 的“kind”（天气）应当是 主观、客观、机制",
        ),
        ("problems.toml", 'dimension = "事实认定"', 'dimension = "天气"', "problems", r"（天气）不是 dimensions.toml"),
        ("problems.toml", "names = [", "namen = [", "problems", r"“namen”是不认识的项"),
    ],
)
def test_what_is_spoilt_is_refused_with_file_and_key(
    folder: Path, file: str, old: str, new: str, asked: str, told: str
) -> None:
    path = folder / file
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DomainError, match=told) as refused:
        getattr(FindingCatalogue(folder), asked)
    assert file in str(refused.value)


def test_a_missing_file_says_what_to_do(folder: Path) -> None:
    (folder / "causes.toml").unlink()
    with pytest.raises(DomainError, match=r"文件 causes\.toml 不存在，请重新安装程序或恢复该文件"):
        _ = FindingCatalogue(folder).causes
