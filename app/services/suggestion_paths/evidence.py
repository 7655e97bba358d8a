"""What the store knows about each step of a letter: its day, by what it was done, or what is still wanted."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.approval import Approval
from app.models.case_terms import ApprovalState, Verdict
from app.models.dates import PartialDate
from app.models.letter_terms import CopyUse, LetterOpinionKind
from app.models.serving import LetterCopy
from app.models.suggestion import Suggestion as Letter
from app.models.suggestion_review import LetterOpinion
from app.models.terms import RecordType, Rectification
from app.services.suggestion_paths.model import PathStep

WITH_PAPER = ("case-notice", "report")  # steps that leave a paper: it is attached, or was written here
# These need not agree: what they say is weighed by who decides.
_HEARD = (LetterOpinionKind.RESEARCH, LetterOpinionKind.ADDRESSEE)


@dataclass(frozen=True)
class Evidence:
    """``is_done`` with its day and by what; else ``lacks`` says what is wanted, ``waits_for`` what is open."""

    is_done: bool
    on: PartialDate | None = None
    by: str = ""
    lacks: str = ""
    waits_for: int | None = None


@dataclass(frozen=True)
class Known:
    """A letter with its approvals and opinions, the newest first."""

    letter: Letter
    approvals: tuple[Approval, ...]
    opinions: tuple[LetterOpinion, ...]
    copies: tuple[LetterCopy, ...]

    @classmethod
    def of(cls, session: Session, letter: Letter) -> "Known":
        """Read them; four short statements."""
        approvals = select(Approval).where(
            Approval.record_type == RecordType.SUGGESTION, Approval.record_id == letter.id
        )
        opinions = select(LetterOpinion).where(LetterOpinion.suggestion_id == letter.id)
        copies = select(LetterCopy).where(LetterCopy.suggestion_id == letter.id, LetterCopy.use == CopyUse.COPIED)
        return cls(
            letter,
            tuple(session.scalars(approvals.order_by(Approval.id.desc()))),
            tuple(session.scalars(opinions.order_by(LetterOpinion.id.desc()))),
            tuple(session.scalars(copies)),
        )

    def about(self, step: PathStep) -> Evidence:
        """What is known about a step."""
        if step.act:
            return self._decided(step)
        if step.opinion is not None:
            return self._opined(step)
        if step.code == "draft":
            return self._drafted()
        if step.code == "copies":
            return self._copied()
        if not step.date:
            return Evidence(False, lacks=step.note)
        return self._dated(step)

    def _decided(self, step: PathStep) -> Evidence:
        on: PartialDate | None = getattr(self.letter, step.date)
        if on is not None:
            return Evidence(True, on, self._who_decided(step, on))
        mine = [each for each in self.approvals if each.act == step.act]
        waiting = next((each for each in mine if each.state is ApprovalState.OPEN), None)
        if waiting is not None:
            words = f"已于 {waiting.proposed_on} 提请，{waiting.decides}决定后登记签批"
            return Evidence(False, lacks=words, waits_for=waiting.id)
        before = f"上一次{mine[0].state.label}；" if mine else ""
        return Evidence(False, lacks=f"{before}提请审批并登记签批，或者登记业务系统审批结果")

    def _who_decided(self, step: PathStep, on: PartialDate) -> str:
        signed = next(
            (
                each
                for each in self.approvals
                if each.act == step.act and each.state is ApprovalState.APPROVED and each.decided_on == on
            ),
            None,
        )
        if signed is not None:
            return f"签批件：{who(signed.decided_by, signed.decided_as)}"
        told = next((each for each in self._of(LetterOpinionKind.IN_SYSTEM) if is_about(each, step)), None)
        if told is not None:
            return f"业务系统审批结果：{who(told.person, told.post)}"
        return "与同一事项的另一份建议书一并办理"

    def _opined(self, step: PathStep) -> Evidence:
        if step.opinion is None:
            return Evidence(False)
        mine = self._of(step.opinion)
        if not mine:
            return Evidence(False, lacks=f"送请并登记{step.opinion.label}的结果")
        newest = mine[0]
        if newest.answered_on is None:
            words = f"已于 {newest.asked_on} 送{newest.counterpart}，收到后登记"
            return Evidence(False, lacks=words, waits_for=newest.id)
        return self._answered(step, newest)

    def _answered(self, step: PathStep, newest: LetterOpinion) -> Evidence:
        said = f"{newest.counterpart}：{newest.verdict.label if newest.verdict else '已答复'}"
        decided_on = self.letter.decided_on
        if step.opinion is LetterOpinionKind.RESEARCH and _is_after(newest.answered_on, decided_on):
            return Evidence(False, lacks=f"研究部门审核（{newest.answered_on}）晚于决定（{decided_on}），请核对日期")
        is_heard = step.opinion in _HEARD and newest.verdict is not Verdict.RETURNED
        if newest.verdict is Verdict.AGREED or is_heard or step.opinion is LetterOpinionKind.ADDRESSEE:
            return Evidence(True, newest.answered_on, said)
        settled = self._agreed(step.instead) if step.instead else None
        if settled is not None:
            return Evidence(True, settled.answered_on, f"{said}；{settled.counterpart}：同意")
        how = f"层报{step.instead.label.replace('复核', '')}决定并登记结果" if step.instead else "修改后再送，登记结果"
        return Evidence(False, lacks=f"{said}（{newest.answered_on}），{how}")

    def _agreed(self, kind: LetterOpinionKind) -> LetterOpinion | None:
        return next((each for each in self._of(kind) if each.verdict is Verdict.AGREED), None)

    def _of(self, kind: LetterOpinionKind) -> list[LetterOpinion]:
        return [each for each in self.opinions if each.kind is kind]

    def _drafted(self) -> Evidence:
        lacking = [title for name, title in _DRAFTED.items() if not getattr(self.letter, name)]
        if lacking:
            return Evidence(False, lacks=f"在“修改”或“文书”里写好{'、'.join(lacking)}")
        return Evidence(True, by=self.letter.handler or "")

    def _copied(self) -> Evidence:
        days = [each.sent_on for each in self.copies if each.sent_on is not None]
        if self.copies and len(days) == len(self.copies):
            return Evidence(True, max(days, key=str), "、".join(each.recipient for each in self.copies))
        return Evidence(False, lacks=f"抄送{self.letter.copies_to}" if self.letter.copies_to else "")

    def _dated(self, step: PathStep) -> Evidence:
        on: PartialDate | None = getattr(self.letter, step.date)
        is_undated = (step.date == "replied_on" and self.letter.is_reply_undated) or (
            step.date == "rectified_on" and self.letter.rectification is Rectification.COMPLETE
        )
        if on is not None or is_undated:
            return Evidence(True, on, "" if on is not None else "日期不明")
        paper = "，附上扫描件或者写好文书" if step.code in WITH_PAPER else ""
        verb = "" if step.title.startswith("登记") else "登记"
        return Evidence(False, lacks=f"{verb}{step.title}{paper}")


_DRAFTED = {"facts": "查明的事实", "proposal": "建议内容"}


def who(person: str | None, post: str | None) -> str:
    """钱某（检察长）; the committee once."""
    if not post or post == person:
        return person or ""
    return f"{person}（{post}）"


def is_about(told: LetterOpinion, step: PathStep) -> bool:
    """Whether a result of the national system is about this step."""
    return (told.opinion or "").startswith(step.title)


def evidence_of(known: Known, steps: Iterable[PathStep]) -> dict[str, Evidence]:
    """What is known about each step, by its code."""
    return {each.code: known.about(each) for each in steps}


def _is_after(day: Any, other: Any) -> bool:
    return bool(day and other and day.first > other.last)
