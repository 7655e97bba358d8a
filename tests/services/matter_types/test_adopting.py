"""An administrator changes types and powers: checked, compared, counted before, adopted, withdrawn, taken back."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date

import pytest

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.database import Database
from app.models.terms import Certainty, Stage, StartEvent
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.matter_types.model import CardField, FieldKind, StageApproval, StagePaper, StageRule, TypeDeadline
from app.services.matter_types.rows import TypeDraft
from tests.services.matter_types.conftest import Register

CODE = "social-governance"
TODAY = date(2026, 11, 22)


def damage(database: Database, own_id: int) -> None:
    """Spoil a version as a bad page or a foreign hand would."""
    with closing(sqlite3.connect(database.path)) as connection:
        connection.execute("update own_matter_type set text = 'name = ' where id = ?", (own_id,))
        connection.commit()
    database.writes += 1


def with_stage(draft: TypeDraft, rule: StageRule) -> TypeDraft:
    return replace(draft, stages=tuple(rule if each.stage is rule.stage else each for each in draft.stages))


def rule_of(draft: TypeDraft, stage: Stage) -> StageRule:
    return next(each for each in draft.stages if each.stage is stage)


def edited(desk: OpenDesk) -> TypeDraft:
    draft = desk.matter_types.draft(CODE)
    intake = rule_of(draft, Stage.INTAKE)
    added = CardField("own_leader", "包案领导", FieldKind.TEXT, is_required=True)
    return with_stage(draft, replace(intake, fields=(*intake.fields, added)))


def test_a_version_of_the_office_counts_from_its_day_on(desk: OpenDesk, actor: Actor) -> None:
    desk.matter_types.adopt(actor, replace(edited(desk), valid_from=date(2026, 12, 1)), "本院规定")
    assert desk.type_library.find(CODE, date(2026, 11, 30)).version == "标准"
    own = desk.type_library.find(CODE, date(2026, 12, 1))
    assert own.version == "本院 2026-12-01"
    intake = own.rule(Stage.INTAKE)
    assert intake is not None
    assert "包案领导" in [each.title for each in intake.fields]
    (row,) = desk.matter_types.versions(CODE)
    assert (row.valid_from, row.reason, row.is_in_force) == (date(2026, 12, 1), "本院规定", False)


def test_adopting_without_a_reason_or_twice_for_a_day_is_refused(desk: OpenDesk, actor: Actor) -> None:
    with pytest.raises(FieldProblem, match="请写明为什么修改") as refused:
        desk.matter_types.adopt(actor, edited(desk), " ")
    assert refused.value.field == "reason"
    desk.matter_types.adopt(actor, edited(desk), "本院规定")
    again = desk.matter_types.draft(CODE)
    assert again.valid_from == date(2026, 11, 23)
    with pytest.raises(FieldProblem, match="2026-11-22 起已有一个本院版本"):
        desk.matter_types.adopt(actor, replace(again, note="再改", valid_from=TODAY), "再改")


def test_a_withdrawn_version_gives_way_to_the_standard_and_stays_in_the_register(desk: OpenDesk, actor: Actor) -> None:
    own = desk.matter_types.adopt(actor, edited(desk), "本院规定")
    with pytest.raises(FieldProblem, match="为什么停用"):
        desk.matter_types.withdraw(actor, own.id, "")
    withdrawn = desk.matter_types.withdraw(actor, own.id, "规定已废止")
    assert desk.type_library.find(CODE, TODAY).version == "标准"
    assert [row.is_withdrawn for row in desk.matter_types.versions(CODE)] == [True]
    with pytest.raises(DomainError, match="已经停用"):
        desk.matter_types.withdraw(actor, own.id, "再次")
    desk.history.take_back(actor, withdrawn.act)
    assert desk.type_library.find(CODE, TODAY).version == "本院 2026-11-22"
    desk.history.take_back(actor, own.act)
    assert desk.matter_types.versions(CODE) == ()


def test_both_versions_stand_side_by_side_in_words(desk: OpenDesk, actor: Actor) -> None:
    draft = edited(desk)
    changed = [each for each in desk.matter_types.compared(draft) if each.is_changed]
    assert [each.title for each in changed] == ["受理立案 · 案卡项目"]
    assert "包案领导（文字） 必须" in changed[0].own
    own = desk.matter_types.adopt(actor, draft, "本院规定").id
    assert desk.matter_types.comparison(own) == desk.matter_types.compared(draft)


def test_the_dry_run_counts_the_running_matters_that_keep_their_version(
    desk: OpenDesk, actor: Actor, register: Register
) -> None:
    register.matter("社会治理")
    register.matter("社会治理")
    register.matter("行政违法行为监督")
    desk.matter_types.adopt(actor, edited(desk), "本院规定")
    register.matter("社会治理", "2026-11-22")
    run = desk.matter_types.dry_run(desk.matter_types.draft(CODE))
    assert (run.running, dict(run.by_version)) == (3, {"标准": 2, "本院 2026-11-22": 1})
    running = {row.code: row.running for row in desk.matter_types.rows()}
    assert (running[CODE], running["administrative-violation"], running["petitions"]) == (3, 1, 0)


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        (lambda draft: replace(draft, name=" "), "name", "请填写名称"),
        (lambda draft: replace(draft, basis=""), "basis", "请填写依据"),
        (lambda draft: replace(draft, valid_from=None), "valid_from", "从哪一天起"),
        (lambda draft: replace(draft, names=("公益诉讼",)), "names", "已是“公益诉讼”的名称"),
        (lambda draft: replace(draft, exits=()), "exits", "至少选择一种结案方式"),
        (lambda draft: replace(draft, grounds=()), "grounds", "有哪些事由"),
        (lambda draft: replace(draft, stages=draft.stages[:-1]), "stages", "“结案归档”不能不设"),
        (
            lambda draft: replace(draft, deadlines=(TypeDeadline(StartEvent.ACCEPTED, ("Y99",), None, "受理日期"),)),
            "deadlines",
            "没有期限规则“Y99”",
        ),
        (
            lambda draft: replace(draft, deadlines=(TypeDeadline(StartEvent.SERVED, ("M05",), None, "送达"),)),
            "deadlines",
            "不是监督事项上的日期",
        ),
    ],
)
def test_a_flaw_of_the_whole_is_told_beside_its_field(
    desk: OpenDesk, change: object, field: str, sentence: str
) -> None:
    flaws = desk.matter_types.flaws(change(desk.matter_types.draft(CODE)))  # type: ignore[operator]  # a function of the table
    assert [(flaw.field, sentence in flaw.sentence) for flaw in flaws] == [(field, True)]


@pytest.mark.parametrize(
    ("rule", "field", "sentence"),
    [
        ({"is_optional": True}, "stages", "“受理立案”不能跳过"),
        ({"papers": (StagePaper("no-such-paper"),)}, "papers", "文书目录里没有“no-such-paper”"),
        ({"papers": (StagePaper("review-report"), StagePaper("review-report"))}, "papers", "“审查终结报告”写了两次"),
        ({"approvals": (StageApproval("dance"),)}, "approvals", "职权清单里没有“dance”"),
        ({"fields": (CardField("source_on", "来源日期", FieldKind.NUMBER),)}, "fields", "不能改成“数字”"),
        ({"fields": (CardField("own_a", "甲", FieldKind.CHOICE),)}, "fields", "一定要写"),
        ({"fields": (CardField("own_a", " ", FieldKind.TEXT),)}, "fields", "1 到 40 个字"),
        ({"fields": (CardField("outcome", "结论", FieldKind.TEXT),)}, "fields", "“受理立案”里已经有了"),
    ],
)
def test_a_flaw_of_a_stage_names_the_stage(desk: OpenDesk, rule: dict[str, object], field: str, sentence: str) -> None:
    draft = desk.matter_types.draft(CODE)
    changed = replace(rule_of(draft, Stage.INTAKE), **rule)  # type: ignore[arg-type]  # a test's own fields
    (flaw,) = desk.matter_types.flaws(with_stage(draft, changed))
    assert (flaw.field, sentence in flaw.sentence) == (field, True)
    assert flaw.stage is (Stage.CLOSING if "已经有了" in sentence else Stage.INTAKE)


def test_a_spoilt_version_blocks_its_own_type_only_and_a_new_one_begins_from_the_standard(
    desk: OpenDesk, actor: Actor, database: Database
) -> None:
    own = desk.matter_types.adopt(actor, edited(desk), "本院规定").id
    damage(database, own)
    problems = {row.code: row.problem for row in desk.matter_types.rows() if row.problem}
    assert list(problems) == [CODE]
    assert "已损坏" in problems[CODE]
    assert len(desk.type_library.in_force(TODAY)) == 15
    with pytest.raises(DomainError, match="请在“系统管理 · 事项类型与职权”停用这个版本"):
        desk.type_library.find(CODE, TODAY)
    assert "社会治理" not in desk.matter_types.kinds()
    assert desk.matter_types.draft(CODE).stages == desk.type_library.standard[11].stages
    desk.matter_types.withdraw(actor, own, "已损坏")
    assert desk.type_library.find(CODE, TODAY).version == "标准"


def test_the_offices_line_of_powers_counts_in_its_validity_and_shows_its_ground(desk: OpenDesk, actor: Actor) -> None:
    draft = replace(
        desk.matter_types.power_draft("close"),
        decides="部门负责人,分管副检察长",
        basis="本院〔2026〕3号",
        certainty=Certainty.VERIFIED,
        valid_to=date(2026, 12, 31),
    )
    desk.matter_types.set_power(actor, draft, "本院职权清单")
    own = desk.type_library.power("close", TODAY)
    assert (own.decides, own.version, own.certainty) == ("部门负责人、分管副检察长", "本院", Certainty.VERIFIED)
    assert desk.type_library.power("close", date(2027, 1, 1)).version == "标准"
    row = next(each for each in desk.matter_types.powers() if each.power.act == "close")
    assert (row.reason, row.standard is not None, row.power.basis) == ("本院职权清单", True, "本院〔2026〕3号")


def test_a_line_of_powers_is_withdrawn_and_taken_back(desk: OpenDesk, actor: Actor) -> None:
    made = desk.matter_types.set_power(actor, replace(desk.matter_types.power_draft("close"), decides="检察长"), "收紧")
    gone = desk.matter_types.withdraw_power(actor, made.id, "恢复标准")
    assert desk.type_library.power("close", TODAY).version == "标准"
    assert [row.is_withdrawn for row in desk.matter_types.power_versions("close")] == [True]
    desk.history.take_back(actor, gone.act)
    assert desk.type_library.power("close", TODAY).decides == "检察长"


def test_an_act_of_the_offices_own_can_be_asked_for_at_a_stage(desk: OpenDesk, actor: Actor) -> None:
    new = replace(desk.matter_types.power_draft(""), name="公开听证", decides="检察长", basis="本院规定")
    desk.matter_types.set_power(actor, new, "本院职权清单")
    act = next(offer.code for offer in desk.matter_types.frame(CODE).acts if offer.name == "公开听证")
    draft = desk.matter_types.draft(CODE)
    decision = rule_of(draft, Stage.DECISION)
    asked = replace(decision, approvals=(*decision.approvals, StageApproval(act)))
    assert desk.matter_types.flaws(with_stage(draft, asked)) == ()
    with pytest.raises(FieldProblem, match="已有“公开听证”"):
        desk.matter_types.set_power(actor, new, "再来一次")


def test_a_line_of_powers_without_who_decides_or_with_a_turned_validity_is_refused(
    desk: OpenDesk, actor: Actor
) -> None:
    draft = desk.matter_types.power_draft("close")
    for field, change in (("decides", {"decides": ""}), ("valid_to", {"valid_to": date(2026, 1, 1)})):
        with pytest.raises(FieldProblem) as refused:
            desk.matter_types.set_power(actor, replace(draft, **change), "改")  # type: ignore[arg-type]  # a test's own fields
        assert refused.value.field == field
