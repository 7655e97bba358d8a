"""The parts of the page about the matter itself: basics, case card by stage, steps, how it left, links."""

from collections.abc import Iterator

from app.models.dates import PartialDate
from app.services.case_packages.gathering import MatterContents
from app.services.case_packages.html import Block, Facts, Heading, LampWords, Note, Section, Table
from app.services.matters.rows import CaseCard


def day(known: PartialDate | None) -> str:
    """A date as the page writes it; empty where there is none."""
    return "" if known is None else known.text


def joined(*parts: str | None) -> str:
    """What there is of several texts, a space between."""
    return " ".join(part for part in parts if part)


def basics(contents: MatterContents) -> Section:
    """基本情况."""
    card, draft = contents.card, contents.card.draft
    pairs = (
        ("登记号", card.entry_number),
        ("统一受案号", draft.number),
        ("事项类型", draft.kind),
        ("监督对象", draft.unit),
        ("案件名称", draft.subject),
        ("当事人", draft.parties),
        ("来源", draft.source),
        ("线索提供人", draft.source_person),
        ("来源日期", day(draft.source_on)),
        ("发现的问题", draft.found),
        ("转办单号", draft.task_number),
        ("要求办结日", draft.wanted_by.isoformat() if draft.wanted_by else ""),
        ("报结日期", day(card.reported_on)),
        ("受理日期", day(draft.accepted_on)),
        ("承办部门", draft.department),
        ("承办人", draft.handler),
        ("现在的阶段", draft.stage.label),
        ("期限", LampWords(card.lamp, card.lamp_words or card.lamp.label)),
    )
    return Section("basics", "基本情况", (Facts(pairs),))


def case_card(contents: MatterContents) -> Section:
    """案卡, of a matter with a type stage by stage; what no stage has a field for below."""
    case = contents.case
    course = _course(contents)
    if case is None:
        return Section("card", "案卡", (Facts([(title, text) for _name, title, text in course]),))
    taken = {field.name for stage in case.stages for field in stage.rule.fields}
    further = [(title, text) for name, title, text in course if name not in taken and text]
    blocks: list[Block] = [Note(f"办理依据：{case.type_name}（{case.type_version}）"), *_stages(case)]
    if further:
        blocks += [Heading("其他"), Facts(further)]
    return Section("card", "案卡", tuple(blocks))


def _stages(case: CaseCard) -> Iterator[Block]:
    for stage in case.stages:
        if stage.rule.fields:
            yield Heading(stage.rule.stage.label)
            titles = (field.title for field in stage.rule.fields)
            yield Facts(tuple(zip(titles, stage.texts, strict=True)))


def _course(contents: MatterContents) -> tuple[tuple[str, str, str], ...]:
    draft = contents.card.draft
    return (
        ("reason_requested_on", "要求说明理由日期", day(contents.card.reason_requested_on)),
        ("instrument", "监督文书", draft.instrument),
        ("instrument_on", "文书日期", day(draft.instrument_on)),
        ("response", "对方处理", draft.response),
        ("responded_on", "处理日期", day(draft.responded_on)),
        ("outcome", "结果", draft.outcome),
        ("closed_on", "办结日期", day(draft.closed_on)),
        ("remarks", "备注", draft.remarks),
    )


def moves(contents: MatterContents) -> Section:
    """阶段流转."""
    rows = [
        (day(each.moved_on), f"{each.left.label} → {each.entered.label}", each.moved_by, each.reason)
        for each in contents.moves
    ]
    return _listed("moves", "阶段流转", Table(("日期", "阶段", "经办人", "理由"), rows, (16, 32, 14, 38)))


def ending(contents: MatterContents) -> Section:
    """结案与归档."""
    end = contents.card.ending
    pairs = (
        ("结案方式", end.exit.label if end.exit else ""),
        ("结果", contents.card.draft.outcome),
        ("办结日期", day(contents.card.draft.closed_on)),
        ("终结事由", end.ground),
        ("理由", end.reason),
        ("转为案件的受案号", end.converted_number),
        ("是否有过问干预情形", end.interference),
        ("重新办理日期", day(end.reopened_on)),
        ("档号", end.archive_number),
        ("保管期限", end.retention.label if end.retention else ""),
        ("归档日期", day(end.archived_on)),
    )
    is_closed = any((end.exit, contents.card.draft.closed_on, end.archived_on, end.reopened_on))
    return Section("ending", "结案与归档", (Facts(pairs),) if is_closed else (Note("还没有结案。"),))


def links(contents: MatterContents) -> Section:
    """关联."""
    rows = [
        (each.kind.label, each.record_type.label, each.entry_number, each.title, each.reason) for each in contents.links
    ]
    return _listed("links", "关联", Table(("关系", "记录", "登记号", "名称", "理由"), rows, (10, 13, 20, 33, 24)))


def _listed(anchor: str, title: str, table: Table) -> Section:
    return Section(anchor, title, (table,) if table.rows else (Note("没有。"),))
