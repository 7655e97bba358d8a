"""打印输出登记簿: who printed what, when, how often and where to; it only grows."""

from datetime import date
from pathlib import Path

import pytest

from app.models.actor import Actor
from app.models.terms import Output
from app.services.documents.preview import text_of
from app.services.foundation.errors import DomainError
from app.services.foundation.resources import Resources
from app.services.papers.rows import Delivery, LogQuery
from tests.services.papers.conftest import LETTER, Office


def test_a_print_is_noted_with_printer_copies_and_hash(office: Office) -> None:
    key = office.letter()
    paper = office.issue(key, "青检建〔2026〕3号")
    made = office.desk.papers.render(office.actor, LETTER, key)
    delivery = Delivery(Output.PRINTED, "HP LaserJet", copies=4, reason="送达和附卷")
    office.desk.papers.record_print(office.actor, LETTER, key, made, delivery)
    (line,) = office.desk.papers.log.lines()
    assert (line.who, line.act, line.title, line.number) == ("张某", Output.PRINTED, "检察建议书", "青检建〔2026〕3号")
    assert (line.entry_number, line.copies, line.target) == ("JY2026-00001", 4, "HP LaserJet")
    assert line.pages == paper.page_count
    assert (line.sha256, line.is_frozen, line.reason) == (paper.sha256, True, "送达和附卷")
    assert line.at.startswith("2026-11-22T09:00")


def test_a_draft_that_is_exported_is_noted_as_no_registered_paper(office: Office, tmp_path: Path) -> None:
    key = office.letter()
    office.desk.papers.write(office.actor, LETTER, key, tmp_path / "草稿.pdf")
    (line,) = office.desk.papers.log.lines()
    assert (line.act, line.is_frozen, line.number) == (Output.EXPORTED, False, "")
    assert line.target == str(tmp_path / "草稿.pdf")


def test_the_log_is_filtered_by_day_person_and_way(office: Office) -> None:
    key = office.letter()
    made = office.desk.papers.render(office.actor, LETTER, key)
    office.desk.papers.record_print(office.actor, LETTER, key, made, Delivery(Output.PRINTED, "甲"))
    office.desk.papers.record_print(Actor("李某"), LETTER, key, made, Delivery(Output.SAVED, "乙"))
    log = office.desk.papers.log
    assert [line.target for line in log.lines()] == ["乙", "甲"]
    assert [line.target for line in log.lines(LogQuery(who="张某"))] == ["甲"]
    assert [line.target for line in log.lines(LogQuery(act=Output.SAVED))] == ["乙"]
    assert len(log.lines(LogQuery(date(2026, 11, 22), date(2026, 11, 22)))) == 2
    assert log.lines(LogQuery(first=date(2026, 11, 23))) == log.lines(LogQuery(last=date(2026, 11, 21))) == ()
    assert log.people() == ("张某", "李某")


def test_the_register_prints_its_lines_the_oldest_first(office: Office) -> None:
    key = office.letter()
    made = office.desk.papers.render(office.actor, LETTER, key)
    office.desk.papers.record_print(office.actor, LETTER, key, made, Delivery(Output.PRINTED, "甲打印机", 2))
    office.desk.papers.record_print(office.actor, LETTER, key, made, Delivery(Output.SAVED, "乙文件"))
    text = text_of(office.desk.papers.registers.printed_log(LogQuery(who="张某")))
    assert "打印输出登记簿" in text
    assert text.index("甲打印机") < text.index("乙文件")
    assert "张某，共2次" in text


REGISTER = """
code = "print-register"
name = "打印输出登记簿"
title = "打印输出登记簿（本院）"
group = "登记簿"
record = "office"
style = "plain"
numbering = "none"
signing = "none"
basis = "本院制度"
grounding = "internal"
[register]
column = [{title = "打印人", key = "person", width = 20}, {title = "名称", key = "name", width = 60},
    {title = "批准人", key = "approver", width = 20}, {title = "去向", key = "purpose", width = 60}]
"""


def test_the_register_follows_the_template_of_the_office_where_there_is_one(
    office: Office, resources: Resources
) -> None:
    (resources.documents / "registers" / "print-register.toml").write_text(REGISTER, encoding="utf-8")
    key = office.letter()
    made = office.desk.papers.render(office.actor, LETTER, key)
    office.desk.papers.record_print(office.actor, LETTER, key, made, Delivery(Output.PRINTED, "甲\t打印机", 2))
    text = text_of(office.desk.papers.registers.printed_log(LogQuery()))
    assert "打印输出登记簿（本院）" in text
    assert "检察建议书（JY2026-00001）" in text
    assert "打印：甲打印机" in text


def test_a_line_of_the_log_is_not_taken_back_and_undo_steps_over_it(office: Office) -> None:
    key = office.letter()
    made = office.desk.papers.render(office.actor, LETTER, key)
    noted = office.desk.papers.record_print(office.actor, LETTER, key, made, Delivery(Output.PRINTED, "甲"))
    with pytest.raises(DomainError, match="只增不减"):
        office.desk.history.take_back(office.actor, noted.act)
    last = office.desk.history.last_act()
    assert last is not None
    assert last.title == "起草检察建议书"
    office.desk.history.take_back(office.actor, last.act)
    assert len(office.desk.papers.log.lines()) == 1
