"""Clues on the command line: import, list, search, documents."""

from pathlib import Path

import pytest

from tests.commands.conftest import Command

_TABLE = """单位名称,姓名,异常说明,推送时间,核查金额
青山县人社局,王某,死亡后仍领取养老金,2026-10-08,1200
青山县人社局,赵某,拟移送监委,2026-10-08,90
"""


@pytest.fixture
def empty(command: Command) -> Command:
    """A command on a new, empty store."""
    command("init", "--office", "青山县人民检察院", "--short", "青检")
    return command


def table(folder: Path) -> Path:
    """A model's result table of one good and one withheld row."""
    path = folder / "养老金模型.csv"
    path.write_text(_TABLE, encoding="utf-8")
    return path


def test_a_result_table_comes_in_as_clues(empty: Command, tmp_path: Path) -> None:
    report = empty("import", "clues", table(tmp_path), "--json").json
    assert (report["read"], report["added"], [error["row"] for error in report["errors"]]) == (2, 1, [3])
    (clue,) = empty("list", "clues", "--json").json
    assert clue.items() >= {
        ("id", "XS2026-00001"),
        ("source", "监督模型"),
        ("subject", None),
        ("unit", "青山县人社局"),
        ("found_on", "2026-10-08"),
        ("triage", "待研判"),
    }
    assert empty("list", "clues", "--where", "研判结果=备用", "--json").json == []
    hits = empty("search", "1200", "--json").json
    assert [(hit["id"], hit["type"]) for hit in hits] == [("XS2026-00001", "线索")]


def test_the_source_of_a_whole_file_may_be_named(empty: Command, tmp_path: Path) -> None:
    empty("import", "clues", table(tmp_path), "--source", "行政督查")
    assert [clue["source"] for clue in empty("list", "clues", "--json").json] == ["行政督查"]


def test_papers_of_a_clue_are_made_by_its_number(empty: Command, tmp_path: Path) -> None:
    empty("import", "clues", table(tmp_path))
    for kind in ("线索登记表", "线索移送函", "法律监督线索移送表", "线索处理情况反馈表"):
        made = empty("document", kind, "XS2026-00001", "--out", tmp_path / f"{kind}.pdf")
        assert made.status == 0, made.refused
        assert (tmp_path / f"{kind}.pdf").read_bytes().startswith(b"%PDF-")
