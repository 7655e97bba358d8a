"""The parts of the page about what was decided and done: approvals, investigations, meetings, hand-overs, deadlines."""

from collections.abc import Iterator, Mapping, Sequence

from app.models.case_terms import OpinionForm
from app.services.approvals.rows import ApprovalCard, OpinionCard
from app.services.case_packages.card_sections import day, joined
from app.services.case_packages.gathering import MatterContents
from app.services.case_packages.html import (
    Block,
    Cell,
    Facts,
    Heading,
    LampWords,
    Link,
    Links,
    Note,
    Section,
    Steps,
    Table,
)
from app.services.case_registers.rows import MeetingCard
from app.services.docket.rows import DeadlineCard, EventLine
from app.services.investigations.rows import InvestigationCard
from app.services.suggestions.rows import AttachmentRow

_OPINIONS = ("环节", "姓名", "日期", "结论", "意见", "形式", "扫描件")
Files = Mapping[int, Link]  # the files of the record in the package, by attachment id
_NOTHING = (Note("没有。"),)


def approvals(contents: MatterContents, files: Files) -> Section:
    """审批, each opinion with the form it was given in."""
    blocks = [block for card in contents.approvals for block in _approval(card, files)]
    note = Note(
        f"只有“{OpinionForm.PAPER.label}”是依职权清单作出的审批；“{OpinionForm.SCREEN.label}”供内部参考，不是批准。"
    )
    return Section("approvals", "审批", (note, *blocks) if blocks else _NOTHING)


def _approval(card: ApprovalCard, files: Files) -> Iterator[Block]:
    yield Heading(f"{card.name}：{card.state.label}")
    by = f"{card.decided_by}（{card.decided_as}）" if card.decided_as else card.decided_by
    powers = ((card.proposes, "提请"), (card.reviews, "审核"), (card.decides, "决定"))
    yield Facts(
        (
            ("提请", f"{card.proposed_on} {card.proposed_by}"),
            ("内容", card.content),
            ("职权", "、".join(f"{who}{what}" for who, what in powers if who)),
            ("依据", card.basis),
            ("决定", joined(day(card.decided_on), by)),
            ("授权或决定文号", card.authority),
            ("等待", card.waits_for),
        )
    )
    if card.opinions:
        yield Table(_OPINIONS, [_opinion(each, files) for each in card.opinions], (12, 14, 16, 11, 19, 13, 15))


def _opinion(each: OpinionCard, files: Files) -> tuple[Cell, ...]:
    who = f"{each.person}（{each.post}）" if each.post else each.person
    said = (each.role.label, who, day(each.given_on), each.verdict.label)
    scan: Cell = files.get(each.attachment_id or 0, each.file_name)
    return (*said, each.opinion, each.form.label, scan)


def investigations(contents: MatterContents, files: Files) -> Section:
    """调查核实."""
    blocks = [block for card in contents.investigations for block in _investigation(card, files)]
    return Section("investigations", "调查核实", tuple(blocks) or _NOTHING)


def _investigation(card: InvestigationCard, files: Files) -> Iterator[Block]:
    yield Heading(f"{card.kind.label}：{card.title}")
    yield Facts(
        (
            ("日期", " 至 ".join(filter(None, (day(card.began_on), day(card.ended_on))))),
            ("地点", card.place),
            ("承办人员", card.people),
            ("其他人员", card.others),
            ("结果", card.result),
            ("是否计入期限", f"{card.clock_words}（{card.clock_basis}）" if card.stops_clock else ""),
            ("材料", _links(card.files, files)),
        )
    )


def meetings(contents: MatterContents, files: Files) -> Section:
    """会议与请示."""
    blocks = [block for card in contents.meetings for block in _meeting(card, files)]
    for report in contents.reports:
        draft, answer = report.draft, report.answer
        blocks += [
            Heading(f"{draft.kind.label}（{draft.direction.label}）{report.entry_number}：{draft.title}"),
            Facts(
                (
                    ("对方", draft.counterpart),
                    ("日期、文号", joined(day(draft.sent_on), draft.number)),
                    ("内容", draft.content),
                    ("答复", f"{answer.answered_on} {answer.answer_number}\n{answer.answer}" if answer else ""),
                    ("落实", joined(day(report.implemented_on), report.implementation)),
                    ("状态", report.state.label),
                    ("材料", _links(report.files, files)),
                )
            ),
        ]
    return Section("meetings", "会议与请示", tuple(blocks) or _NOTHING)


def _meeting(card: MeetingCard, files: Files) -> Iterator[Block]:
    draft = card.draft
    yield Heading(f"{draft.kind.label} {card.entry_number}：{draft.topic}")
    yield Facts(
        (
            ("日期、地点", joined(day(draft.held_on), draft.place)),
            ("主持", draft.chair),
            ("参加人员", draft.people),
            ("材料", draft.papers),
            ("意见", draft.opinions),
            ("决定", joined(draft.decision_number, draft.decision)),
            ("反馈", joined(day(card.feedback_on), card.feedback)),
            ("落实", card.implementation),
            ("状态", card.state.label),
            ("附件", _links(card.files, files)),
        )
    )


def hand_overs(contents: MatterContents) -> Section:
    """移交转办 within the office, 移送 out of it."""
    blocks: list[Block] = []
    if contents.hand_overs:
        offered = [
            (
                f"{each.handed_on} {each.handed_by}",
                f"{each.giver.words} → {each.receiver.words}",
                each.reason,
                each.state.label,
                joined(day(each.answered_on), each.answered_by, each.answer),
            )
            for each in contents.hand_overs
        ]
        heads = ("移交", "从何处到何处", "理由", "状态", "接收或退回")
        blocks += [Heading("移交转办"), Table(heads, offered, (20, 27, 19, 10, 24))]
    if contents.referrals:
        sent = [
            (
                day(each.referred_on),
                each.recipient,
                each.letter_number,
                each.content,
                joined(day(each.answered_on), each.answer) or f"未反馈，已 {each.days} 天",
            )
            for each in contents.referrals
        ]
        heads = ("日期", "移送给", "移送函", "内容", "反馈")
        blocks += [Heading("移送线索"), Table(heads, sent, (16, 19, 19, 24, 22))]
    return Section("hand-overs", "移交与移送", tuple(blocks) or _NOTHING)


def deadlines(contents: MatterContents) -> Section:
    """期限, each with how it came about."""
    return Section("deadlines", "期限", tuple(deadline_blocks(contents.deadlines)) or _NOTHING)


def deadline_blocks(cards: Sequence[DeadlineCard]) -> Iterator[Block]:
    """Deadlines of one record with their derivations and decisions."""
    for card in cards:
        yield Heading(card.name)
        due = card.due_at or (card.due_on.isoformat() if card.due_on else "没有到期日")
        yield Facts(
            (
                ("届满日", f"{due}{'（暂定）' if card.is_provisional else ''}"),
                ("现状", LampWords(card.lamp, card.lamp_words or card.lamp.label)),
                ("谁的期限", card.side.label),
                ("期间", card.length),
                ("起算", joined(card.started_by.label, card.started_at or day(card.started_on))),
                ("结束", day(card.ended_on)),
                ("依据", f"{card.basis}（{card.certainty.label}）" if card.basis else ""),
                ("逾期的后果", card.missed),
            )
        )
        if card.steps:
            yield Steps(card.steps)
        if card.events:
            rows = [_event(each) for each in card.events]
            yield Table(("日期", "决定", "决定人、文书", "理由", "届满日变化"), rows, (16, 19, 20, 23, 22))


def _event(each: EventLine) -> tuple[str, ...]:
    is_moved = each.due_before != each.due_after
    change = f"{each.due_before or '无'} → {each.due_after or '无'}" if is_moved else ""
    what = joined(each.kind.label, each.length)
    return (day(each.happened_on), what, joined(each.decided_by, each.document), each.reason, change)


def _links(rows: Sequence[AttachmentRow], files: Files) -> Links:
    """Those that are in the package; the list of files says why others are not."""
    return Links(tuple(files[row.id] for row in rows if row.id in files))
