"""待核查 → 已核查 → 已有结论, for several at once, each step taken back; nobody writes over somebody else."""

from datetime import date

import pytest

from app.models.indicator_terms import WarningConclusion, WarningKind, WarningState
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.refusals import ChangedMeanwhile
from app.services.indicator_warnings.rows import WarningQuery
from app.services.indicator_warnings.steps import WarningNotFound
from tests.services.indicator_warnings.conftest import CLERK, HEAD, HELD, NOT_HELD, OCTOBER, Typist

_USUAL = [40, 42, 38, 41, 40, 39, 43, 40, 41, 38, 40, 42]


@pytest.fixture
def two(typist: Typist) -> Typist:
    """Two warnings of one month."""
    for item in (HELD, NOT_HELD):
        typist.year_before(OCTOBER, _USUAL, item)
    typist.month(OCTOBER, **{HELD: 400, NOT_HELD: 0})
    return typist


def states(typist: Typist) -> list[str]:
    """How far all warnings have come."""
    return [each.state_shown for each in typist.desk.indicator_warnings.warnings()]


def test_several_are_verified_and_concluded_at_once_with_who_when_and_what(two: Typist) -> None:
    warnings = two.desk.indicator_warnings
    warnings.verify(CLERK, two.seen(), "与案卡逐件核对，无误", date(2026, 11, 20))
    warnings.conclude(HEAD, two.seen(), WarningConclusion.REAL, "专项行动集中报捕")
    assert states(two) == ["已有结论", "已有结论"]
    found = warnings.warnings()
    assert {(each.verified_by, each.verified_on, each.verification) for each in found} == {
        ("张某", date(2026, 11, 20), "与案卡逐件核对，无误")
    }
    assert {(each.outcome, each.conclusion, each.concluded_by, each.concluded_at[:10]) for each in found} == {
        (WarningConclusion.REAL, "专项行动集中报捕", "李某", "2026-11-22")
    }
    assert warnings.warnings(WarningQuery(states=(WarningState.OPEN, WarningState.VERIFIED))) == ()


def test_each_step_is_taken_back_by_the_trail_and_by_a_step_back_with_a_reason(two: Typist) -> None:
    warnings, history = two.desk.indicator_warnings, two.desk.history
    verified = warnings.verify(CLERK, two.seen(), "查看案卡").act
    concluded = warnings.conclude(HEAD, two.seen(), WarningConclusion.OTHER, "待查").act
    history.take_back(HEAD, concluded)
    assert states(two) == ["已核查", "已核查"]
    history.take_back(CLERK, verified)
    assert states(two) == ["待核查", "待核查"]
    warnings.verify(CLERK, two.seen(), "查看案卡")
    warnings.conclude(HEAD, two.seen(), WarningConclusion.OTHER, "待查")
    warnings.step_back(HEAD, two.seen(), "结论写错")
    assert states(two) == ["已核查", "已核查"]
    warnings.step_back(HEAD, two.seen(), "重新核查")
    assert states(two) == ["待核查", "待核查"]
    with pytest.raises(DomainError, match="还没有核查，没有可以退回的"):
        warnings.step_back(HEAD, two.seen(), "再退")


def test_corrected_can_be_said_only_of_a_figure_that_has_changed_or_with_a_reason(two: Typist) -> None:
    warnings = two.desk.indicator_warnings
    two.correct(HELD, OCTOBER, 40)
    warnings.verify(CLERK, two.seen(), "查看案卡")
    with pytest.raises(FieldProblem, match=r"2026-10 不捕人数 的数提出以后没有变过") as refused:
        warnings.conclude(CLERK, two.seen(), WarningConclusion.CORRECTED, "已更正")
    assert refused.value.field == "reason"
    assert states(two) == ["已核查", "已核查（现已不成立）"]  # all or none
    warnings.conclude(CLERK, two.seen(), WarningConclusion.CORRECTED, "已更正", "更正的是 9 月的数")
    assert [each.conclusion for each in warnings.warnings()] == [
        "已更正（数没有变动：更正的是 9 月的数）",
        "已更正",
    ]


def test_a_step_before_its_turn_is_refused_with_what_to_do(two: Typist) -> None:
    warnings = two.desk.indicator_warnings
    with pytest.raises(DomainError, match="还没有核查，不能作出结论。请先登记核查情况"):
        warnings.conclude(CLERK, two.seen(), WarningConclusion.REAL, "属实")
    with pytest.raises(FieldProblem, match="请填写核查情况"):
        warnings.verify(CLERK, two.seen(), " ")
    with pytest.raises(FieldProblem, match="晚于今天"):
        warnings.verify(CLERK, two.seen(), "查看", date(2027, 1, 1))
    with pytest.raises(DomainError, match="没有选择提示"):
        warnings.verify(CLERK, {}, "查看")
    with pytest.raises(WarningNotFound):
        warnings.verify(CLERK, {99: None}, "查看")


def test_whoever_comes_second_is_told_who_was_quicker(two: Typist) -> None:
    seen = two.seen()
    two.desk.indicator_warnings.verify(HEAD, seen, "查看案卡")
    with pytest.raises(ChangedMeanwhile, match="李某"):
        two.desk.indicator_warnings.verify(CLERK, seen, "也查看了")


def test_a_verification_of_another_value_does_not_hold_for_the_new_one(two: Typist) -> None:
    two.desk.indicator_warnings.verify(CLERK, two.seen(), "查看案卡")
    two.correct(HELD, OCTOBER, 500)
    assert two.told() == [(OCTOBER, NOT_HELD, "0", "已核查"), (OCTOBER, HELD, "500", "待核查")]


def test_the_list_goes_by_month_and_library_never_by_size(two: Typist) -> None:
    two.year_before("2026-11", [900] * 2, "起诉人数")
    two.month("2026-11", **{HELD: 4000, NOT_HELD: 3000})
    found = two.desk.indicator_warnings.warnings()
    library = list(two.desk.indicators.library.items)
    assert [each.month for each in found] == sorted((each.month for each in found), reverse=True)
    for month in {each.month for each in found}:
        places = [library.index(each.code) for each in found if each.month == month]
        assert places == sorted(places)


def test_the_list_is_narrowed_by_state_kind_unit_department_and_months(two: Typist) -> None:
    two.year_before("2026-11", _USUAL, HELD, "第一检察部")
    two.month("2026-11", "第一检察部", **{HELD: 400})
    warnings = two.desk.indicator_warnings
    assert [each.department for each in warnings.warnings(WarningQuery(department="第一检察部"))] == ["第一检察部"]
    outliers = (WarningKind.OUTLIER,)
    assert len(warnings.warnings(WarningQuery(kinds=outliers, last=OCTOBER))) == 2
    assert len(warnings.warnings(WarningQuery(kinds=outliers, first="2026-11"))) == 1
    assert warnings.warnings(WarningQuery(unit="别的院")) == ()
    assert warnings.departments() == ("第一检察部",)
    assert warnings.units() == ("青山县人民检察院",)
