"""Each act on grades and objections is taken back in turn, and the store stands as it stood before it."""

from collections.abc import Callable
from datetime import date

from app.models.review_terms import FindingObjectionForm, FindingObjectionOutcome, FindingVerdict
from app.services.review_grades.rows import GradeWithdrawal
from tests.services.review_grades.conftest import Grading, by_chief
from tests.services.test_taking_everything_back import state


def test_taking_back_each_act_restores_everything(grading: Grading) -> None:
    grades, changed = grading.desk.review_grades, FindingObjectionOutcome.CHANGED
    finding, other = grading.found(FindingVerdict.ERROR), grading.found(place=2)
    made: dict[str, int] = {}

    def remember(name: str, key: int) -> None:
        made[name] = key

    steps: tuple[Callable[[], object], ...] = (
        lambda: remember("said", grading.object_to(finding_id=finding, form=FindingObjectionForm.STATEMENT)),
        lambda: remember("first", grading.object_to(finding_id=finding)),
        lambda: grading.settle(made["first"], changed, verdict=FindingVerdict.FLAW),
        lambda: remember("second", grading.object_to(finding_id=other)),
        lambda: grading.settle(made["second"], FindingObjectionOutcome.WITHDRAWN),
        lambda: remember("gone", grading.propose("合格")),
        lambda: grades.drop(grading.actor, made["gone"], "写错了"),
        lambda: remember("grade", grading.propose("不合格")),
        lambda: grading.hear(made["grade"]),
        lambda: grading.decide(made["grade"], "不合格"),
        lambda: remember("third", grading.object_to(grade_id=made["grade"], on="2026-11-19")),
        lambda: grading.settle(made["third"], changed, by_chief("2026-11-20"), grade="基本合格"),
        lambda: remember("better", grading.propose("合格", "2026-11-20", corrects=grading.card().grades[0].id)),
        lambda: grading.hear(made["better"], on="2026-11-20"),
        lambda: grading.decide(made["better"], "合格", by_chief("2026-11-21")),
        lambda: grades.withdraw(grading.actor, made["better"], GradeWithdrawal("有误", by_chief("2026-11-22"))),
        lambda: grades.set_first_day(grading.actor, "2026", date(2026, 1, 15), "收到文件"),
        lambda: grades.set_reminders(grading.actor, 5, 5, "本院规定"),
    )
    before = []
    for step in steps:
        before.append(state(grading.database))
        step()
    for stood in reversed(before):
        last = grading.desk.history.last_act()
        assert last is not None
        grading.desk.history.take_back(grading.actor, last.act)
        assert state(grading.database) == stood
