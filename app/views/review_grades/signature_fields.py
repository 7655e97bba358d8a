"""The fields that say who decided: a signed approval of the review, or what is typed with the decision's number."""

from collections.abc import Sequence

from app.models.case_terms import ApprovalState
from app.models.terms import RecordType
from app.services.foundation.errors import FieldProblem
from app.services.papers.rows import RecordKey
from app.services.review_grades.rows import CASE_GRADE, CHIEF, COMMITTEE, Signature
from app.views.shared.form import Form
from app.views.shared.workplace import Workplace

_TYPED = "（没有登记的审批，写决定文号）"
_FIELDS = ("decided_as", "decided_by", "decided_on", "number", "scan")


class SignatureFields:
    """Adds its fields to a form; ``approval`` shows only where the review has a signed one."""

    def __init__(self, workplace: Workplace, form: Form) -> None:
        """No fields yet."""
        self._desk, self._form = workplace.desk, form
        self._approvals: dict[str, int] = {}
        self._names: tuple[str, ...] = ()

    def add_for_grade(self, review_id: int) -> None:
        """Decided by 检察长 or 检察委员会."""
        cards = self._desk.approvals.of(RecordKey(RecordType.REVERSE_REVIEW, review_id))
        self._approvals = {
            f"{each.decided_on} {each.decided_by}批准（{each.content[:20]}）": each.id
            for each in cards
            if each.act == CASE_GRADE and each.state is ApprovalState.APPROVED
        }
        if self._approvals:
            names = (*self._approvals, _TYPED)
            self._form.add_choice("approval", "等次审批", names, names[0]).currentTextChanged.connect(self._offer)
        self._add((CHIEF, COMMITTEE), "决定文号", "检察长批件或检察委员会决定的文号")
        self._offer()

    def add_for_finding(self) -> None:
        """Decided by one of the posts the office's data names."""
        self._add(self._desk.review_grades.deciders_of_findings(), "决定文号", "检察委员会决定的必填")

    def signature(self) -> Signature:
        """What was filled in; raises FieldProblem."""
        approval = self._approval()
        if approval is not None:
            return Signature(approval_id=approval)
        form = self._form
        return Signature(
            decided_as=form.text("decided_as"),
            decided_by=form.text("decided_by"),
            decided_on=form.date("decided_on"),
            number=form.text("number"),
            scan=form.file("scan"),
        )

    def _add(self, posts: Sequence[str], number: str, hint: str) -> None:
        form = self._form
        form.add_choice("decided_as", "由谁决定", posts)
        form.add_choice("decided_by", "决定人", self._desk.approvals.people_for("、".join(posts)))
        form.add_date("decided_on", "决定日期")
        form.add_text("number", number, hint=hint)
        form.add_file("scan", "决定扫描件")

    def _approval(self) -> int | None:
        if not self._approvals or self._form.text("approval") == _TYPED:
            return None
        found = self._approvals.get(self._form.text("approval"))
        if found is None:
            raise FieldProblem("approval", "请从列出的审批里选择一份，或者选择写决定文号。")
        return found

    def _offer(self) -> None:
        is_typed = not self._approvals or self._form.text("approval") == _TYPED
        for name in _FIELDS:
            self._form.show_field(name, is_typed)
