"""A hand-made store around March 2026 whose tables can be counted by hand: base data, people, grades, letters."""

from datetime import datetime
from typing import Any

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.database import Database
from app.models.dates import PartialDate
from app.models.office import Department, Person
from app.models.review_finding import CaseGrade
from app.models.review_terms import FindingVerdict
from app.services.base_data.rows import FigureDraft
from app.services.foundation.clock import FixedClock
from app.services.foundation.resources import Resources
from tests.conftest import CHINA
from tests.services.review_statistics.known import ANALYSIS, ERROR, FLAW, NONE, lay_known
from tests.services.review_statistics.reviews import Reviews
from tests.services.suggestion_library.conftest import Shelf

NOON = FixedClock(datetime(2026, 4, 2, 9, 0, tzinfo=CHINA))
CLERK, HEAD = Actor("张某"), Actor("李某")
_MONITORED = {
    "案件受理": (12, 3, 1, 0, 4, 4, 0),
    "办案期限": (9, 2, 2, 1, 5, 3, 1),
    "法律文书": (20, 6, 0, 0, 8, 6, 0),
}
_ENDS = (
    *("监控件数", "口头提示件数", "流程监控通知书份数", "报告检察长件数"),
    *("问题个数", "已整改问题个数", "逾期未回复件数"),
)
_STRUCTURE = {
    "刑事检察办案数": 40,
    "民事检察办案数": 8,
    "行政检察办案数": 3,
    "公益诉讼检察办案数": 9,
    "依程序办案数": 45,
    "依职权监督数": 15,
}
_FOUND: dict[int, tuple[tuple[str, FindingVerdict, dict[str, Any]], ...]] = {
    0: (("文书制作", FLAW, {}), ("文书制作", FLAW, {}), ("办案程序", ERROR, {}), ("法律适用", NONE, {})),
    1: (("办案程序", FLAW, {"is_own": False}), ("证据采信", ERROR, {"withdrawn_on": PartialDate("2026-03-20")})),
    11: (("证据采信", ERROR, {}), ("以前的方面", FLAW, {})),
    12: (("证据采信", ERROR, {"withdrawn_on": PartialDate("2026-04-01")}), ("释法说理", FLAW, {})),
}


class _Graded(Reviews):
    """Cases with grades too."""

    def graded(self, case: int, review: int, grade: str, decided_on: str, **facts: Any) -> int:
        """A grade that was decided, of the set of 2026 unless said otherwise."""
        usual: dict[str, Any] = {
            "review_id": review,
            "case_id": case,
            "grade_set": "2026",
            "proposed_set": "2026",
            "proposed": grade,
            "proposed_by": "王某",
            "proposed_on": PartialDate(decided_on),
            "reason": "经评查",
            "decided": grade,
            "decided_by": "钱某",
            "decided_as": "检察长",
            "decided_on": PartialDate(decided_on),
        }
        return self._put(CaseGrade, usual | facts)

    def person(self, name: str, post: str, department: int | None = None) -> int:
        """Somebody of the register."""
        return self._put(Person, {"name": name, "post": post, "department_id": department})


def open_known(database: Database, clock: FixedClock = NOON) -> OpenDesk:
    """The store, filled."""
    store = _Graded(database)
    lay_known(store)
    for each in ("刑事检察部", "案件管理部"):
        store._put(Department, {"name": each})
    _grade(store)
    store.person("钱某", "检察长")
    store.person("孙某", "副检察长")
    store.person("周某", "党组成员、检委会专职委员")
    store.lay()
    shelf = Shelf(database)
    shelf.issued("甲", "2026-03-05", "青山县水利局", handler="钱某", replied_on=PartialDate("2026-03-25"))
    shelf.issued("乙", "2026-03-10", "青山县教育局", handler="张某")
    desk = OpenDesk(database, clock, Resources.shipped())
    desk.base_data.record(CLERK, _drafts())
    return desk


def _grade(store: _Graded) -> None:
    """Thirteen grades of March 2026, two of March 2025 by the set of then; one of them was taken back.

    What was found in them: of the first two, the twelfth and the thirteenth; some of it withdrawn, some not our own.
    """
    grades = ["优质"] * 2 + ["合格"] * 9 + ["基本合格", "不合格"]
    for place, grade in enumerate(grades):
        case = store.case(department="刑事检察部" if place < 10 else "民事检察部", handlers=f"承办{place % 3}")
        review = store.review("2026-03-01", (case,), concluded_on=f"2026-03-{place + 1:02d}", **ANALYSIS)
        store.graded(case, review, grade, f"2026-03-{place + 1:02d}")
        for dimension, verdict, facts in _FOUND.get(place, ()):
            store.finding(review, "2026-03-01", verdict, dimension=dimension, case_id=case, **facts)
    gone = store.case(department="刑事检察部")
    store.graded(
        gone, store.review("2026-03-01", (gone,)), "不合格", "2026-03-20", withdrawn_on=PartialDate("2026-03-25")
    )
    for grade in ("合格", "瑕疵"):
        case = store.case(department="刑事检察部")
        review = store.review("2025-03-01", (case,))
        store.graded(case, review, grade, "2025-03-15", grade_set="2018")
        store.finding(review, "2025-03-10", FLAW, dimension="文书制作")  # of the review's only case


def _drafts() -> list[FigureDraft]:
    drafts = []
    for aspect, counts in _MONITORED.items():
        for end, count in zip(_ENDS, counts, strict=True):
            drafts.append(FigureDraft(f"{aspect}{end}", "2026-03", "2026-03", count, "刑事检察部"))
            drafts.append(FigureDraft(f"{aspect}{end}", "2026-02", "2026-02", 1, "刑事检察部"))
            drafts.append(FigureDraft(f"{aspect}{end}", "2026-01", "2026-01", 0, "刑事检察部"))
    drafts.append(FigureDraft("案件受理监控件数", "2026-03", "2026-03", 2, "民事检察部"))
    drafts.append(FigureDraft("办案期限超期件数", "2026-03", "2026-03", 1, "刑事检察部"))
    for place, field in enumerate(("刑事", "民事", "行政", "公益诉讼")):
        drafts.append(FigureDraft(f"检察长办理{field}案件数", "2026-03", "2026-03", 3 - place if place < 3 else 0))
        drafts.append(FigureDraft(f"副检察长办理{field}案件数", "2026-03", "2026-03", 12 - place))
    drafts.append(FigureDraft("检察长审批审核案件数", "2026-03", "2026-03", 31))
    drafts.append(FigureDraft("检察长出庭次数", "2026-03", "2026-03", 1))
    drafts.append(FigureDraft("全院办案数", "2026-03", "2026-03", 150))
    for month, closed in (("2026-01", 20), ("2026-02", 25), ("2026-03", 60)):
        drafts.append(FigureDraft("办结案件数", month, month, closed))
    drafts.append(FigureDraft("办结案件数", "2026-03", "2026-03", 40, "刑事检察部"))
    for back in range(25):
        month = f"{2024 + (2 + back) // 12}-{(2 + back) % 12 + 1:02d}"
        drafts += [FigureDraft(item, month, month, count + back) for item, count in _STRUCTURE.items()]
    return drafts
