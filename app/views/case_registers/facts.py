"""What an entry of a register says, as sections of labelled facts."""

from typing import TYPE_CHECKING

from app.models.case_terms import Direction, ReportKind
from app.services.case_registers.rows import FEEDING_BACK
from app.views.shared.facts import Fact, Section

if TYPE_CHECKING:
    from app.models.dates import PartialDate
    from app.services.case_registers.rows import MeetingCard, RecordRef, ReportCard
    from app.services.suggestions.rows import AttachmentRow


def report_facts(card: "ReportCard") -> tuple[Section, ...]:
    """One entry of 请示报告登记簿; a 报备 has no answer to show."""
    draft, answer = card.draft, card.answer
    sent = "发文日期" if draft.direction is Direction.UP else "收文日期"
    own: Section = (
        "",
        (
            ("登记号", card.entry_number),
            ("状态", card.state.label),
            ("种类", f"{draft.kind.label}（{draft.direction.label}）"),
            ("对方单位", draft.counterpart),
            (sent, draft.sent_on.text),
            ("文号", draft.number),
            ("承办人", draft.handler),
            *_linked(card.record, card.files),
            ("内容", draft.content),
        ),
    )
    if draft.kind is ReportKind.FILING:
        return (own,)
    answered: Section = (
        "答复与落实",
        (
            ("答复日期", answer.answered_on.text if answer else ""),
            ("答复文号", answer.answer_number if answer else ""),
            ("答复内容", answer.answer if answer else ""),
            ("落实日期", _day(card.implemented_on)),
            ("落实情况", card.implementation),
        ),
    )
    return (own, answered)


def meeting_facts(card: "MeetingCard") -> tuple[Section, ...]:
    """One entry of 会议登记簿; only outsiders get feedback."""
    draft = card.draft
    feedback: tuple[Fact, ...] = (("反馈日期", _day(card.feedback_on)), ("反馈", card.feedback))
    return (
        (
            "",
            (
                ("登记号", card.entry_number),
                ("状态", card.state.label),
                ("种类", draft.kind.label),
                ("日期", draft.held_on.text),
                ("地点", draft.place),
                ("主持人", draft.chair),
                ("参加人员", draft.people),
                *_linked(card.record, card.files),
                ("材料", draft.papers),
            ),
        ),
        (
            "意见与决定",
            (
                ("意见", draft.opinions),
                ("决定文号", draft.decision_number),
                ("决定", draft.decision),
                *(feedback if draft.kind in FEEDING_BACK else ()),
                ("落实情况", card.implementation),
            ),
        ),
    )


def _linked(record: "RecordRef | None", files: "tuple[AttachmentRow, ...]") -> tuple[Fact, ...]:
    told = f"{record.entry_number} {record.name}" if record else ""
    names: tuple[Fact, ...] = (("文件", "\n".join(file.file_name for file in files)),) if files else ()
    return (("关联记录", told), *names)


def _day(known: "PartialDate | None") -> str:
    return "" if known is None else known.text
