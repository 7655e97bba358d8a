"""The steps of a letter in words: rows of the table, ways to supply a step, the line above."""

from collections.abc import Mapping
from typing import NamedTuple

from app.models.terms import RecordType
from app.services.approvals.intentions import PROPOSE, REGISTER_SIGNED
from app.services.foundation.intentions import Intention
from app.services.papers.rows import RecordKey
from app.services.suggestion_paths.intentions import ANSWER, ASK, RECORD_STEP, REGISTER_SYSTEM
from app.services.suggestion_paths.rows import LetterProgress, OpinionRow, StepRow, StepState
from app.services.suggestions import intentions as letters
from app.views.shared.plain_table import Head

HEADS = (
    Head("环节", 90),
    Head("步骤", 200),
    Head("状态", 84),
    Head("日期", 92),
    Head("由什么完成，或者还缺什么", 370),
    Head("依据"),
)
OPINION_HEADS = (
    Head("审核、征求意见", 150),
    Head("送请单位", 180),
    Head("送出", 92),
    Head("答复", 92),
    Head("意见", 80),
    Head("答复人", 130),
    Head("内容", 260),
    Head("文号"),
)
# Acts of the letter itself that take a step, by their title in ``views/suggestions/acts``.
LETTER_ACTS = {
    "draft": "修改",
    "issue": "登记制发",
    "serve": "登记送达",
    "reply": "登记回复",
    "rectify": "登记整改",
    "close": "办结",
}
# What each way needs; a letter's own act what it needs anywhere.
_NEEDS: Mapping[str, Intention] = {
    "propose": PROPOSE,
    "sign": REGISTER_SIGNED,
    "system": REGISTER_SYSTEM,
    "ask": ASK,
    "answer": ANSWER,
    "record": RECORD_STEP,
}
_LETTER_NEEDS: Mapping[str, Intention] = {
    "draft": letters.AMEND,
    "issue": letters.REGISTER_ISSUE,
    "serve": letters.REGISTER_SERVICE,
    "reply": letters.RECORD_REPLY,
    "rectify": letters.RECORD_RECTIFICATION,
    "close": letters.CLOSE,
}
TEXT = "draft"
NOTHING = "这份建议没有选择办理类别，不按步骤办理，也不检查步骤。要按步骤办理的，在“修改”里选择办理类别。"


class Way(NamedTuple):
    """One way to supply a step: what is done, and the button's words."""

    how: str
    title: str


def key_of(letter_id: int) -> RecordKey:
    """The letter as other features know it."""
    return RecordKey(RecordType.SUGGESTION, letter_id)


def ways_of(row: StepRow) -> tuple[Way, ...]:
    """What can be done about a step now, the usual way first."""
    step = row.step
    is_closed = row.state in {StepState.DONE, StepState.NOT_NEEDED} and not _may_ask_again(row)
    if is_closed:
        return ()
    if step.act:
        usual = Way("sign", "登记签批…") if row.waits_for is not None else Way("propose", "提请审批…")
        return (usual, Way("system", "业务系统审批结果…")) if row.waits_for is None else (usual,)
    if step.opinion is not None:
        return (Way("answer", "登记结果…"),) if row.waits_for is not None else (Way("ask", "送请…"),)
    if step.code in LETTER_ACTS:
        return (Way("letter", f"{LETTER_ACTS[step.code]}…"),)
    if step.date and step.is_before_issue:
        return (Way("record", f"登记{step.title}…"),)
    return ()


def permission_of(row: StepRow, way: Way) -> str:
    """What whoever takes the step this way has to have."""
    return (_LETTER_NEEDS[row.step.code] if way.how == "letter" else _NEEDS[way.how]).permission


def next_title(row: StepRow) -> str:
    """What the coloured button of the page says about the next step."""
    step = row.step
    if step.act:
        return f"{'登记签批' if row.waits_for is not None else '提请'}：{step.title}"
    if step.opinion is not None:
        return f"登记{step.title}结果" if row.waits_for is not None else f"送{step.title}"
    return step.title


def table_row(row: StepRow, before: StepRow | None) -> tuple[str, ...]:
    """A row of the table; the phase stands where it begins."""
    phase = "" if before is not None and before.step.phase is row.step.phase else row.step.phase.label
    note = "" if row.state is StepState.NOT_NEEDED else row.step.note
    told = row.by if row.is_done else row.lacks or note
    optional = "" if row.is_required else "（可选）"
    state = f"✓ {row.state.label}" if row.is_done else row.state.label
    day = str(row.on) if row.on else ""
    return (phase, f"{row.step.title}{optional}", state, day, told, row.step.basis)


def tip(row: StepRow) -> str:
    """All that is known of a step."""
    lines = (row.step.note, row.by or row.lacks, f"{row.step.basis}（{row.step.certainty.label}）")
    return "\n".join(line for line in lines if line)


def opinion_row(row: OpinionRow) -> tuple[str, ...]:
    """A row of the table of opinions."""
    person = f"{row.person}（{row.post}）" if row.post and row.post != row.person else row.person
    days = (str(row.asked_on), str(row.answered_on or "等待"))
    return (row.kind, row.counterpart, *days, row.verdict, person, row.opinion.replace("\n", " "), row.number)


def summary(progress: LetterProgress) -> str:
    """The line above the table."""
    path = progress.path
    if path is None:
        return NOTHING
    now = progress.next
    present = f"　现在：{now.step.title}" if now else "　登记制发以前的步骤已经齐备。"
    note = f"\n{path.note}" if path.note else ""
    return f"按“{path.name}”办理（{path.basis}）。{present}{note}"


def _may_ask_again(row: StepRow) -> bool:
    return row.state is StepState.NOT_NEEDED and row.step.is_before_issue and row.step.opinion is not None
