"""A grade is proposed, its handler heard, decided by 检察长 or 检察委员会, corrected by a later decision."""

from dataclasses import replace
from datetime import date

import pytest

from app.models.actor import Actor
from app.models.case_terms import Role, Verdict
from app.models.review_terms import FindingVerdict
from app.models.terms import RecordType
from app.services.approvals.rows import COMMITTEE, Proposal, SignedOpinion, SignedSheet
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.refusals import ChangedMeanwhile
from app.services.papers.rows import RecordKey
from app.services.review_grades.rows import CASE_GRADE, GradeDecision, GradeWithdrawal, Signature
from tests.services.review_grades.conftest import CHIEF, GRADER, HANDLER, HEAD, Grading, by_chief, day
from tests.services.review_records import lay_case


def refused(grading: Grading, grade: int, word: str, signature: Signature, **facts: str) -> str:
    """Which field a decision is refused for."""
    with pytest.raises(FieldProblem) as problem:
        grading.decide(grade, word, signature, **facts)
    return problem.value.field


def test_a_grade_is_proposed_heard_and_decided_and_shown_with_its_set(grading: Grading) -> None:
    grade = grading.propose("基本合格")
    assert grading.row(grade).missing == ("没有登记听取当事检察官意见",)
    grading.hear(grade, "同意。")
    grading.decide(grade)
    row = grading.row(grade)
    assert (row.proposed, row.decided, row.decided_by, row.decided_as) == (
        "基本合格（2026 年规定）",
        "基本合格（2026 年规定）",
        CHIEF,
        "检察长",
    )
    assert (row.heard_who, row.statement, row.missing, row.is_standing) == (HANDLER, "同意。", (), True)


def test_no_grade_is_decided_before_the_handler_was_heard_and_the_review_concluded(grading: Grading) -> None:
    grade = grading.propose()
    with pytest.raises(DomainError, match="听取当事检察官的意见"):
        grading.decide(grade)
    grading.hear(grade)
    grading.concluded(None)
    with pytest.raises(DomainError, match="还没有审结"):
        grading.decide(grade)
    grading.concluded("2026-11-19")
    assert refused(grading, grade, "基本合格", by_chief("2026-11-18")) == "decided_on"


@pytest.mark.parametrize(
    ("field", "facts"),
    [
        ("proposed_by", {"proposed_by": HANDLER}),
        ("proposed_by", {"proposed_by": "路人"}),
        ("proposed_on", {"on": "2026-11"}),
        ("proposed_on", {"on": "2026-11-23"}),
        ("proposed_on", {"on": "2026-11-01"}),
        ("reason", {"reason": " "}),
        ("grade", {"grade": ""}),
        ("grade", {"grade": "瑕疵"}),  # of the set before
        ("case_id", {"case_id": 999}),
    ],
)
def test_a_proposal_names_who_why_and_a_grade_of_the_set_in_force(
    grading: Grading, field: str, facts: dict[str, object]
) -> None:
    with pytest.raises(FieldProblem) as problem:
        grading.propose(**facts)  # type: ignore[arg-type]  # a test's own fields
    assert problem.value.field == field


def test_only_an_original_handler_is_heard_and_no_other_name_is_told(grading: Grading) -> None:
    grade = grading.propose()
    with pytest.raises(FieldProblem, match="陈某") as problem:
        grading.hear(grade, who="陈某")
    assert HANDLER not in str(problem.value)
    with pytest.raises(FieldProblem, match="无意见"):
        grading.hear(grade, said=" ")
    with pytest.raises(FieldProblem, match="早于"):
        grading.hear(grade, on="2026-11-10")


@pytest.mark.parametrize(
    ("field", "signature"),
    [
        ("decided_as", by_chief(decided_as="副检察长", decided_by="郑某")),
        ("decided_as", by_chief(decided_as="部门负责人", decided_by=HEAD)),
        ("decided_by", by_chief(decided_by="郑某")),
        ("decided_by", by_chief(decided_by="")),
        ("number", by_chief(number=" ")),
        ("decided_on", by_chief("2026-11-11")),
        ("decided_on", by_chief("2026-11")),
        ("approval", Signature(approval_id=999)),
    ],
)
def test_nobody_but_the_chief_or_the_committee_decides_and_never_without_a_number(
    grading: Grading, field: str, signature: Signature
) -> None:
    grade = grading.propose()
    grading.hear(grade)
    assert refused(grading, grade, "基本合格", signature) == field
    assert grading.row(grade).decided == ""


def test_a_chief_who_handled_the_case_leaves_the_decision_to_the_committee(grading: Grading) -> None:
    grading.case = lay_case(grading.database, 2, handlers=CHIEF)
    grading.review = grading.opened(grading.case)
    grading.concluded()
    grade = grading.propose()
    grading.hear(grade, who=CHIEF)
    assert refused(grading, grade, "基本合格", by_chief()) == "decided_by"
    grading.decide(grade, signature=by_chief(decided_as=COMMITTEE, decided_by=""))
    assert (grading.row(grade).decided_by, grading.row(grade).decided_as) == (COMMITTEE, COMMITTEE)


def test_a_signed_approval_decides_once(grading: Grading) -> None:
    approvals, key = grading.desk.approvals, RecordKey(RecordType.REVERSE_REVIEW, grading.review)
    grade = grading.propose()
    grading.hear(grade)
    approval = approvals.propose(Actor(GRADER), key, Proposal(CASE_GRADE, "拟评定为基本合格", HEAD)).id
    assert refused(grading, grade, "基本合格", Signature(approval_id=approval)) == "approval"
    today = day("2026-11-22")
    signed = (
        SignedOpinion(Role.REVIEW, HEAD, today, Verdict.AGREED),
        SignedOpinion(Role.DECIDE, CHIEF, today, Verdict.AGREED),
    )
    approvals.register_signed(Actor(GRADER), approval, SignedSheet(signed, grading.scan))
    grading.decide(grade, signature=Signature(approval_id=approval))
    assert (grading.row(grade).decided_by, grading.row(grade).decided_on) == (CHIEF, today)
    withdrawal = GradeWithdrawal("认定有误", Signature(approval_id=approval))
    with pytest.raises(FieldProblem, match="已用于另一次"):
        grading.desk.review_grades.withdraw(grading.actor, grade, withdrawal)


def test_another_grade_than_was_proposed_needs_its_reason(grading: Grading) -> None:
    grade = grading.propose("基本合格")
    grading.hear(grade)
    assert refused(grading, grade, "合格", by_chief()) == "note"
    grading.decide(grade, "合格", note="情节轻微。")
    assert grading.row(grade).decision_note == "情节轻微。"


def test_a_proposal_of_the_old_set_is_proposed_anew_or_decided_by_the_new_one_on_purpose(grading: Grading) -> None:
    grading.review = grading.opened(grading.case, "2025-12-01")
    grading.concluded("2025-12-20")
    grade = grading.propose("瑕疵", "2025-12-22")
    grading.hear(grade, on="2025-12-25")
    row = grading.row(grade)
    assert (row.proposed, row.missing) == (
        "瑕疵（2018 年规定）",
        ("拟定以后施行了“2026 年规定”，须重新提出或写明按它确定",),
    )
    for word in ("瑕疵", "基本合格", "合格"):
        assert refused(grading, grade, word, by_chief()) == "grade_set"
    assert refused(grading, grade, "基本合格", by_chief(), grade_set="2018", note="x") == "grade_set"
    assert refused(grading, grade, "基本合格", by_chief(), grade_set="2026") == "note"
    grading.decide(grade, "基本合格", grade_set="2026", note="按新规定确定。")
    assert (grading.row(grade).proposed, grading.row(grade).decided) == (
        "瑕疵（2018 年规定）",
        "基本合格（2026 年规定）",
    )


def test_the_set_in_force_on_the_day_of_the_decision_counts_and_sets_are_never_added_up(grading: Grading) -> None:
    grading.review = grading.opened(grading.case, "2025-11-03")
    grading.concluded("2025-11-20")
    old = grading.propose("瑕疵", "2025-11-21")
    grading.hear(old, on="2025-11-24")
    grading.decide(old, "瑕疵", by_chief("2025-12-31"))
    grading.case = lay_case(grading.database, 2, handlers=HANDLER)
    grading.review = grading.opened(grading.case)
    grading.concluded()
    grading.graded("基本合格")
    counts = grading.desk.review_grades.counts()
    assert [(each.words, each.count) for each in counts] == [
        ("瑕疵（2018 年规定）", 1),
        ("基本合格（2026 年规定）", 1),
    ]


def test_a_decided_grade_is_corrected_by_a_new_decision_and_stays_to_be_seen(grading: Grading) -> None:
    first = grading.graded("不合格")
    with pytest.raises(DomainError, match="更正等次"):
        grading.propose("合格")
    second = grading.propose("合格", "2026-11-19", corrects=first)
    assert grading.row(first).is_standing
    grading.hear(second, on="2026-11-20")
    grading.decide(second, "合格", by_chief("2026-11-21", number="青检评〔2026〕2号"))
    assert not grading.row(first).is_standing
    assert "青检评〔2026〕2号：由新的决定更正" in grading.row(first).withdrawn_words
    assert [(each.grade, each.count) for each in grading.desk.review_grades.counts()] == [("合格", 1)]


def test_a_decided_grade_is_withdrawn_by_decision_only_and_a_proposal_with_a_reason(grading: Grading) -> None:
    grades, grade = grading.desk.review_grades, grading.graded()
    with pytest.raises(DomainError, match="更正等次"):
        grades.drop(grading.actor, grade, "写错了")
    with pytest.raises(FieldProblem, match="检察长或者检察委员会"):
        grades.withdraw(grading.actor, grade, GradeWithdrawal("有误", by_chief("2026-11-20", decided_as="部门负责人")))
    grades.withdraw(grading.actor, grade, GradeWithdrawal("有误", by_chief("2026-11-20")))
    assert (grades.counts(), grading.row(grade).is_standing) == ((), False)
    again = grading.propose("合格", "2026-11-21")
    with pytest.raises(FieldProblem, match="撤回的理由"):
        grades.drop(grading.actor, again, " ")
    grades.drop(grading.actor, again, "写错了")
    with pytest.raises(DomainError, match="不能登记听取意见"):
        grading.hear(again, on="2026-11-22")


def test_whoever_decides_over_what_was_changed_meanwhile_is_told(grading: Grading) -> None:
    grade = grading.propose()
    shown = grading.row(grade).version
    grading.hear(grade)
    with pytest.raises(ChangedMeanwhile):
        grading.desk.review_grades.decide(grading.actor, grade, GradeDecision("合格", by_chief()), shown)


def test_nothing_is_graded_in_a_closed_review(grading: Grading) -> None:
    grade = grading.propose()
    grading.closed()
    with pytest.raises(DomainError, match="已于 2026-11-20 办结"):
        grading.hear(grade)


def test_a_bad_grade_or_an_error_of_our_own_is_only_hinted_at_with_its_source(grading: Grading) -> None:
    assert grading.card().hints == ()
    grading.found(FindingVerdict.ERROR, is_own=False)
    assert grading.card().hints == ()
    grading.found(FindingVerdict.ERROR, place=2)
    grading.found(FindingVerdict.FLAW, place=3)
    grading.graded("不合格")
    words = [hint.words for hint in grading.card().hints]
    assert ["请考虑是否移送检务督察" in each for each in words] == [True, True, False]
    assert "不等于司法责任" in words[2]
    assert all(hint.source for hint in grading.card().hints)


def test_the_office_moves_the_day_the_new_set_begins_with_its_reason(grading: Grading) -> None:
    grades = grading.desk.review_grades
    for code, moved in (("2018", date(2018, 3, 1)), ("2026", date(2017, 1, 1))):
        with pytest.raises(FieldProblem):
            grades.set_first_day(grading.actor, code, moved, "收到文件")
    with pytest.raises(FieldProblem, match="理由"):
        grades.set_first_day(grading.actor, "2026", date(2026, 1, 20), " ")
    written = grades.set_first_day(grading.actor, "2026", date(2026, 1, 20), "收到高检发〔2026〕1号文")
    old, new = grades.sets()
    assert (old.last, new.first) == (date(2026, 1, 19), date(2026, 1, 20))
    assert new.changed == "张某于 2026-11-22 设置：收到高检发〔2026〕1号文"
    assert grades.set_on(date(2026, 1, 19)).grades == ("优质", "合格", "瑕疵", "不合格")
    grading.desk.history.take_back(grading.actor, written.act)
    assert grades.sets()[1].first == date(2026, 1, 1)


def test_a_decided_grade_keeps_its_set_when_the_day_is_moved(grading: Grading) -> None:
    grade = grading.graded()
    grading.desk.review_grades.set_first_day(grading.actor, "2026", date(2026, 11, 20), "收到文件")
    assert grading.row(grade).decided == "基本合格（2026 年规定）"
    assert replace(grading.row(grade), missing=()).is_standing
