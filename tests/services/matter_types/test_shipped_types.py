"""The shipped types: every code, document, act and date they name exists, and every ledger's word finds its type."""

from datetime import date

import pytest

from app.bootstrap import OpenDesk
from app.models.case_terms import MatterExit
from app.models.terms import Stage, StartEvent
from app.services.matter_types.checking import flaws_of
from app.services.matter_types.drafting import draft_of, toml_of
from app.services.matter_types.model import MatterType
from app.services.matter_types.reading import parse_type

TODAY = date(2026, 11, 22)
ORDERED = [
    "监督立案",
    "监督撤案",
    "侦查活动违法",
    "纠正漏捕漏诉",
    "审判活动违法",
    "刑事执行",
    "社区矫正",
    "民事审判与执行监督",
    "行政审判与执行监督",
    "行政违法行为监督",
    "公益诉讼",
    "社会治理",
    "行刑反向衔接",
    "控告申诉",
    "内部移送线索",
    "其他重大事项",
]
# What ledgers write, the type it is, and what acceptance started before there were types.
WRITTEN = [
    ("立案监督", "监督立案", ()),
    ("刑事立案监督", "监督立案", ()),
    ("撤案监督", "监督撤案", ()),
    ("侦查活动监督", "侦查活动违法", ()),
    ("刑事审判监督", "审判活动违法", ()),
    ("审判活动监督", "审判活动违法", ()),
    ("执行监督", "刑事执行", ()),
    ("刑事执行监督", "刑事执行", ()),
    ("羁押必要性审查", "刑事执行", ("A26-1",)),
    ("社区矫正", "社区矫正", ()),
    ("民事生效裁判监督", "民事审判与执行监督", ("C01", "C03")),
    ("民事裁判结果监督", "民事审判与执行监督", ("C01", "C03")),
    ("民事审判监督", "民事审判与执行监督", ("C02", "C03")),
    ("民事审判活动监督", "民事审判与执行监督", ("C02", "C03")),
    ("民事审判程序监督", "民事审判与执行监督", ("C02", "C03")),
    ("民事执行监督", "民事审判与执行监督", ("C02", "C03")),
    ("行政生效裁判监督", "行政审判与执行监督", ("D01",)),
    ("行政审判监督", "行政审判与执行监督", ("D01",)),
    ("行政执行监督", "行政审判与执行监督", ("D01",)),
    ("行政非诉执行监督", "行政审判与执行监督", ()),
    ("行政违法行为监督", "行政违法行为监督", ("H13",)),
    ("行政公益诉讼", "公益诉讼", ("E01",)),
    ("公益诉讼", "公益诉讼", ()),
    ("民事公益诉讼", "公益诉讼", ()),
    ("社会治理", "社会治理", ()),
    ("行刑反向衔接", "行刑反向衔接", ("H18",)),
    ("刑事申诉", "控告申诉", ("B05-1",)),
    ("国家赔偿", "控告申诉", ("B06-1",)),
    ("国家司法救助", "控告申诉", ("B07",)),
    ("阻碍律师行使诉讼权利", "控告申诉", ("A24",)),
    ("线索移送", "内部移送线索", ()),
    ("其他", "其他重大事项", ()),
]


def types(desk: OpenDesk) -> tuple[MatterType, ...]:
    return desk.type_library.standard


def test_the_ordered_types_stand_there_in_their_order(desk: OpenDesk) -> None:
    assert [each.name for each in types(desk)] == ORDERED
    assert len({each.code for each in types(desk)}) == len(ORDERED)


def test_everything_a_shipped_type_names_exists(desk: OpenDesk) -> None:
    for each in types(desk):
        others = [other for other in types(desk) if other is not each]
        draft = draft_of(each, TODAY)
        assert list(flaws_of(draft, desk.matter_types.frame(each.code), others)) == [], each.name


def test_every_type_has_all_stages_but_those_its_nature_lacks(desk: OpenDesk) -> None:
    lacking = {each.name: [stage.label for stage in Stage if each.rule(stage) is None] for each in types(desk)}
    assert {name: stages for name, stages in lacking.items() if stages} == {"内部移送线索": ["复查救济"]}
    for each in types(desk):
        for stage in (Stage.INTAKE, Stage.CLOSING):
            rule = each.rule(stage)
            assert rule is not None
            assert not rule.is_optional


def test_every_type_ends_by_each_exit_and_a_termination_has_grounds(desk: OpenDesk) -> None:
    for each in types(desk):
        assert set(each.exits) == set(MatterExit)
        assert len(each.grounds) >= 3


def test_item_titles_are_told_apart_within_a_type(desk: OpenDesk) -> None:
    for each in types(desk):
        titles = [field.title for rule in each.stages for field in rule.fields]
        assert sorted(titles) == sorted(set(titles)), each.name


def test_a_type_written_and_read_again_is_the_same(desk: OpenDesk) -> None:
    for each in types(desk):
        again = parse_type(toml_of(draft_of(each)), "往返", each.version)
        assert draft_of(again) == draft_of(each)


@pytest.mark.parametrize(("kind", "name", "codes"), WRITTEN, ids=[kind for kind, *_ in WRITTEN])
def test_a_word_of_a_ledger_finds_its_type_and_acceptance_starts_what_it_did_before(
    desk: OpenDesk, kind: str, name: str, codes: tuple[str, ...]
) -> None:
    found = desk.type_library.called(kind, TODAY)
    assert found is not None
    assert found.name == name
    begun = [each for each in found.deadlines if each.event is StartEvent.ACCEPTED and each.fits(kind)]
    assert tuple(code for each in begun for code in each.codes) == codes


def test_a_word_that_fits_no_type_finds_none(desk: OpenDesk) -> None:
    assert desk.type_library.called("未归类", TODAY) is None


def test_every_act_says_who_proposes_and_decides_and_on_what_basis(desk: OpenDesk) -> None:
    powers = desk.type_library.powers(TODAY)
    assert {"open", "investigate", "instrument", "retrial", "terminate", "convert", "refer", "close"} <= {
        each.act for each in powers
    }
    assert [each.act for each in powers if not (each.proposes and each.decides and each.basis)] == []


def test_what_a_matter_is_registered_as_by_hand_leads_back_to_its_own_type(desk: OpenDesk) -> None:
    for each in types(desk):
        for kind in each.offered:
            assert desk.type_library.called(kind, TODAY) is each
    assert "行政公益诉讼" in desk.matter_types.kinds()
    assert desk.matter_types.kinds()[-1] == "其他重大事项"
