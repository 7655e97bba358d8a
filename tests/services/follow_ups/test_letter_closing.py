"""The end of a letter: the checklist before it, what refuses, what only has to be explained, taking up again."""

from pathlib import Path

import pytest
from sqlalchemy import select

from app.models.base import Record
from app.models.case_terms import Retention
from app.models.dates import PartialDate
from app.models.follow_up import FurtherMeasure
from app.models.letter_terms import CopyUse, ObjectionOutcome
from app.models.objection import Objection
from app.models.serving import LetterCopy
from app.models.suggestion import Suggestion
from app.models.terms import Adoption, RecordType, Rectification, ServiceMethod, SuggestionKind
from app.services.approvals.rows import Proposal
from app.services.closing.rows import LineState
from app.services.follow_ups.demands import Demands
from app.services.follow_ups.rows import Evaluation, ItemFinding, LetterArchiveDraft
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.intentions import Intention
from app.services.foundation.refusals import ChangedMeanwhile
from app.services.papers.rows import RecordKey
from app.services.suggestions.rows import IssueDraft, LetterDraft, ServiceDraft
from tests.services.follow_ups.conftest import Rectifying

ADD = Intention("test.add", "登记", "test:add")
DAY = PartialDate("2026-11-20")
LEDGER = """发出日期,送达日期,被建议单位,检察建议类型,主要问题,整改情况,后续处理
2019-09-09,2019-09-09,某市财政局,公益诉讼,国有财产流失,整改不到位,提起行政公益诉讼
2020-03-05,2020-03-06,青山县教育局,社会治理,校车无人看管,,
"""


def add(work: Rectifying, *rows: Record) -> None:
    with work.database.write(work.clerk, ADD, work.clock.now()) as unit:
        unit.session.add_all(rows)


def titles(work: Rectifying, letter: int, state: LineState) -> list[str]:
    return [line.title for line in work.desk.letter_closing.card(letter).of(state)]


def red(work: Rectifying, letter: int) -> list[str]:
    return titles(work, letter, LineState.MISSING)


def asked(work: Rectifying, letter: int) -> list[str]:
    return titles(work, letter, LineState.ASKED)


def measure(letter: int, **facts: object) -> FurtherMeasure:
    said = {
        "code": "notify",
        "name": "通报主管机关",
        "basis": "第25条",
        "decided_on": DAY,
        "decided_by": "钱某",
        "carried_out_on": DAY,
    } | facts
    return FurtherMeasure(suggestion_id=letter, **said)


def test_a_letter_put_right_answered_served_and_filed_has_no_red_line(work: Rectifying) -> None:
    letter = work.rectified("2026-09-15")
    assert (red(work, letter), asked(work, letter)) == ([], ["评估"])
    assert titles(work, letter, LineState.MET) == [
        "回复",
        "整改",
        "异议",
        "送达回证",
        "备案",
        "回头看",
        "审批",
        "移交转办",
    ]


def test_closing_keeps_the_reason_on_the_letter_and_taking_it_back_opens_it_again(work: Rectifying) -> None:
    letter = work.rectified("2026-09-15")
    act = work.close(letter, reason="整改到位；评估另行统一开展")
    row = work.row(letter)
    assert (str(row.closed_on), row.closing_note) == ("2026-11-20", "整改到位；评估另行统一开展")
    work.desk.history.take_back(work.clerk, act)
    assert (work.row(letter).closed_on, work.row(letter).closing_note) == (None, None)


def test_closing_with_red_lines_is_refused_and_names_each(work: Rectifying) -> None:
    letter = work.replied()
    with pytest.raises(DomainError) as refused:
        work.close(letter)
    told = str(refused.value).splitlines()
    assert told[0] == "青检建〔2026〕3号 还不能办结："
    assert [line.split("：")[0] for line in told[1:]] == ["整改", "备案"]
    assert work.row(letter).closed_on is None


def test_a_letter_without_a_reply_is_asked_why(work: Rectifying) -> None:
    letters, day = work.desk.suggestions, PartialDate
    letter = letters.draft(work.clerk, LetterDraft(SuggestionKind.OTHER, "青山县水利局")).id
    letters.register_issue(work.clerk, letter, IssueDraft("青检建〔2026〕5号", day("2026-06-01"), is_number_only=True))
    assert "回复" in asked(work, letter)
    assert "送达回证" in red(work, letter)


def test_a_receipt_that_was_attached_later_counts(work: Rectifying) -> None:
    letters, day = work.desk.suggestions, PartialDate
    letter = letters.draft(work.clerk, LetterDraft(SuggestionKind.OTHER, "青山县水利局")).id
    letters.register_issue(work.clerk, letter, IssueDraft("青检建〔2026〕5号", day("2026-06-01"), is_number_only=True))
    letters.register_service(work.clerk, letter, ServiceDraft(ServiceMethod.WRITTEN, day("2026-06-03")))
    assert "送达回证" in red(work, letter)
    work.desk.attachments.add(work.clerk, RecordType.SUGGESTION, letter, "送达回证", work.scan)
    assert "送达回证" not in red(work, letter)


def test_every_item_must_be_answered_and_put_right(work: Rectifying) -> None:
    letter = work.filed(work.replied())
    first, second = work.split(letter, "清淤", "建立巡查制度", adoption=Adoption.UNRECORDED)
    work.look(letter, None, findings=(ItemFinding(first, Rectification.COMPLETE),))
    lines = {line.title: line for line in work.desk.letter_closing.card(letter).lines}
    assert lines["逐项答复"].sentence == "第 1、2 项还没有登记是否采纳。"
    assert lines["整改"].sentence.startswith("第 2 项没有整改到位")
    assert red(work, letter) == ["逐项答复", "整改"]
    assert second


def test_what_was_not_adopted_only_has_to_be_explained(work: Rectifying) -> None:
    letter = work.filed(work.replied())
    work.split(letter, "清淤", adoption=Adoption.NOT_ADOPTED)
    assert (red(work, letter), asked(work, letter)) == ([], ["整改", "评估"])


def test_measures_that_were_decided_stand_for_rectification(work: Rectifying) -> None:
    letter = work.filed(work.replied())
    work.look(letter, Rectification.INCOMPLETE)
    assert red(work, letter) == ["整改"]
    add(work, measure(letter, carried_out_on=None))
    assert (red(work, letter), asked(work, letter)) == ([], ["后续处理", "评估"])


def test_a_conclusion_of_the_case_stands_for_rectification_too(work: Rectifying) -> None:
    letter = work.filed(work.replied())
    with work.database.write(work.clerk, ADD, work.clock.now()) as unit:
        row = unit.session.get_one(Suggestion, letter)
        row.conclusion, row.concluded_on = "起诉", DAY
    assert red(work, letter) == []


def test_an_objection_that_is_not_decided_keeps_the_letter_open(work: Rectifying) -> None:
    letter = work.rectified()
    raised = {"raised_on": DAY, "content": "事实有出入", "is_late": False}
    add(work, Objection(suggestion_id=letter, outcome=ObjectionOutcome.PENDING, **raised))
    assert red(work, letter) == ["异议"]


def test_each_recipient_of_the_filing_is_ticked_off_by_itself(work: Rectifying) -> None:
    letter = work.rectified()
    of = {"suggestion_id": letter, "use": CopyUse.FILING, "copies": 1}
    sent = LetterCopy(recipient="上级院行政检察部门", sent_on=DAY, **of)
    add(work, sent, LetterCopy(recipient="上级院法律政策研究部门", **of))
    assert red(work, letter) == ["备案"]
    lines = {line.title: line.sentence for line in work.desk.letter_closing.card(letter).lines}
    assert lines["备案"] == "还没有向上级院法律政策研究部门备案。"


def test_a_running_approval_keeps_the_letter_open(work: Rectifying) -> None:
    letter = work.rectified()
    for name, post in (("张某", "检察官"), ("王某", "部门负责人"), ("钱某", "检察长")):
        work.desk.offices.add_person(work.clerk, name, post)
    key = RecordKey(RecordType.SUGGESTION, letter)
    work.desk.approvals.propose(work.clerk, key, Proposal("extend", "建议延长", "王某"))
    assert red(work, letter) == ["审批"]


def test_a_ledgers_letter_is_not_asked_for_a_history_it_does_not_have(work: Rectifying, tmp_path: Path) -> None:
    path = tmp_path / "台账.csv"
    path.write_text(LEDGER, encoding="utf-8")
    work.desk.importing.commit(work.clerk, work.desk.importing.plan("suggestions", path))
    assert (red(work, 1), asked(work, 1)) == ([], ["回复"])  # its ledger says what followed
    assert (red(work, 2), asked(work, 2)) == ([], ["回复", "整改"])
    work.desk.suggestions.close(work.clerk, 2, DAY, "台账没有记载，已电话核对")
    assert work.desk.follow_ups.card(2).is_closed


def test_no_letter_of_the_published_ledger_is_locked_up(work: Rectifying) -> None:
    sample = work.desk.resources.samples / "检察建议台账-公开案例.xlsx"
    work.desk.importing.commit(work.clerk, work.desk.importing.plan("suggestions", sample))
    with work.database.read() as session:
        going = session.scalars(
            select(Suggestion.id).where(Suggestion.closed_on.is_(None), Suggestion.withdrawn_on.is_(None))
        ).all()
    assert going
    assert {key: red(work, key) for key in going if red(work, key)} == {}
    replied = next(key for key in going if work.row(key).rectification is Rectification.INCOMPLETE)
    work.look(replied, Rectification.COMPLETE, "2026-11-20", signs=())
    assert [state for _, _, state in work.plan(replied)] == ["进行中", "进行中"]


def test_a_plan_of_revisits_is_asked_for_where_the_day_is_not_known(work: Rectifying) -> None:
    letter = work.filed(work.replied())
    work.look(letter, Rectification.COMPLETE, "2026-09")
    assert asked(work, letter) == ["评估", "回头看"]


def test_an_evaluation_puts_its_line_out(work: Rectifying) -> None:
    letter = work.rectified()
    told = Evaluation("河道已清淤", "建立巡河制度\n每月一次", "全县开展排查")
    act = work.desk.follow_ups.evaluate(work.clerk, letter, DAY, told).act
    card = work.desk.follow_ups.card(letter)
    assert (card.evaluated_on, card.evaluation) == (DAY, told)
    assert asked(work, letter) == []
    assert work.row(letter).evaluation == (
        "落实效果：河道已清淤\n长效机制：建立巡河制度\n每月一次\n行业治理：全县开展排查"
    )
    work.desk.history.take_back(work.clerk, act)
    assert work.desk.follow_ups.card(letter).evaluation == Evaluation()


def test_an_evaluation_says_the_effect_and_has_a_day_that_can_be(work: Rectifying) -> None:
    letter = work.rectified()
    with pytest.raises(FieldProblem) as refused:
        work.desk.follow_ups.evaluate(work.clerk, letter, DAY, Evaluation(mechanism="建立巡河制度"))
    assert refused.value.field == "effect"
    with pytest.raises(FieldProblem, match="晚于今天"):
        work.desk.follow_ups.evaluate(work.clerk, letter, PartialDate("2026-12-01"), Evaluation("已清淤"))


def test_closing_over_somebody_elses_change_is_refused(work: Rectifying) -> None:
    letter = work.rectified()
    shown = work.desk.letter_closing.card(letter).version
    work.desk.follow_ups.evaluate(work.clerk, letter, DAY, Evaluation("已清淤"))
    with pytest.raises(ChangedMeanwhile, match="登记评估"):
        work.desk.suggestions.close(work.clerk, letter, DAY, "整改到位", shown)


def test_a_closed_letter_is_taken_up_again_with_its_reason_and_what_ran_runs_on(work: Rectifying) -> None:
    letter = work.filed(work.served())
    work.look(letter, Rectification.COMPLETE)
    assert work.is_open(letter, "F02")
    work.close(letter, reason="整改到位")
    assert not work.is_open(letter, "F02")
    closing = work.desk.letter_closing
    with pytest.raises(FieldProblem, match="理由"):
        closing.reopen(work.clerk, letter, DAY, " ")
    act = closing.reopen(work.clerk, letter, PartialDate("2026-11-21"), "群众反映又堆满了").act
    row = work.row(letter)
    assert row.closed_on is None
    assert row.closing_note == "2026-11-21 重新办理：群众反映又堆满了（原办结 2026-11-20：整改到位）"
    assert work.is_open(letter, "F02")
    work.desk.history.take_back(work.clerk, act)
    assert str(work.row(letter).closed_on) == "2026-11-20"


def test_a_letter_in_hand_cannot_be_taken_up_again(work: Rectifying) -> None:
    with pytest.raises(DomainError, match="还没有办结，不能重新办理"):
        work.desk.letter_closing.reopen(work.clerk, work.rectified(), DAY, "再查")


def test_archive_numbers_of_letters_and_matters_are_one_series(work: Rectifying) -> None:
    first, second = work.rectified(), work.filed(work.replied(number=4))
    work.look(second, Rectification.COMPLETE)
    closing = work.desk.letter_closing
    with pytest.raises(DomainError, match="还没有办结，不能归档"):
        closing.archive(work.clerk, first, LetterArchiveDraft("青检-2026-3-00001", Retention.THIRTY_YEARS))
    work.close(first)
    work.close(second)
    card = closing.card(first)
    assert card.proposed_number == "青检-2026-3-00001"
    closing.archive(work.clerk, first, LetterArchiveDraft(card.proposed_number, Retention.THIRTY_YEARS, card.version))
    assert closing.card(second).proposed_number == "青检-2026-3-00002"
    with pytest.raises(FieldProblem, match="已由 JY2026-00001 使用"):
        closing.archive(work.clerk, second, LetterArchiveDraft(card.proposed_number, Retention.THIRTY_YEARS))
    with pytest.raises(FieldProblem, match="结案年度"):
        closing.archive(work.clerk, second, LetterArchiveDraft("青检-2025-3-00002", Retention.THIRTY_YEARS))


def test_the_shipped_checklist_reads_and_a_spoilt_one_names_file_and_key(tmp_path: Path, work: Rectifying) -> None:
    assert len(Demands(work.desk.resources.follow_ups).all) == 11
    line = '[[line]]\ncode = "reply"\ntitle = "回复"\nasks = "也许"\nimported = "不问"\nbasis = "第19条"\n'
    (tmp_path / "closing.toml").write_text(line, encoding="utf-8")
    with pytest.raises(FieldProblem, match=r"closing.toml.*“asks”"):
        _ = Demands(tmp_path).all
