"""What stands first among the documents of a record: what its type, its stage or what was decided about it asks for."""

import pytest

from app.models.case_terms import Triage
from app.models.dates import PartialDate
from app.models.terms import RecordType, Stage
from app.services.clues.rows import ClueDraft, TriageDraft
from app.services.documents.templates.model import Template
from app.services.foundation.errors import DomainError
from app.services.foundation.resources import Resources
from app.services.matter_types.library import TypeLibrary
from app.services.matter_types.model import MatterType
from app.services.matters.rows import CaseCard, MatterDraft, StageCard
from app.services.papers.offering import FILE, Offering
from app.services.papers.rows import LISTS, RecordKey
from tests.services.papers.conftest import Office

TYPES = TypeLibrary(Resources.shipped().matter_types).standard
STAGES = [(kind, rule.stage) for kind in TYPES for rule in kind.stages]


def named(value: object) -> str:
    """A parameter as the run names it."""
    return value.name if isinstance(value, MatterType) else getattr(value, "label", str(value))


def case(kind: MatterType, stage: Stage) -> CaseCard:
    """A matter of a type that has come to a stage."""
    stages = tuple(StageCard(rule, ()) for rule in kind.stages)
    return CaseCard(1, 1, "SX2026-00001", stage, kind.name, kind.version, stages, (), (), ())


def matter(office: Office, kind: str, unit: str) -> RecordKey:
    """A matter just registered."""
    return RecordKey(RecordType.MATTER, office.desk.matters.register(office.actor, MatterDraft(kind, unit)).id)


@pytest.fixture
def for_matters(office: Office) -> tuple[Template, ...]:
    """Every document that matters can have."""
    found = office.desk.documents.library.in_force(office.desk.clock.today())
    return tuple(each for each in found if "matters" in each.records and each.register is None)


@pytest.fixture
def offering(resources: Resources) -> Offering:
    """The shipped order."""
    return Offering(resources.documents)


@pytest.mark.parametrize(("kind", "stage"), STAGES, ids=named)
def test_a_matter_is_offered_the_documents_of_its_stage_first_and_those_of_its_type_before_all_others(
    offering: Offering, for_matters: tuple[Template, ...], kind: MatterType, stage: Stage
) -> None:
    groups = offering.of_case(case(kind, stage), for_matters)
    known = {each.asked_as for each in for_matters}
    at = [paper.code for paper in kind.rule(stage).papers if paper.code in known]  # type: ignore[union-attr]  # it has it
    of_type = {paper.code for rule in kind.stages for paper in rule.papers} & known
    offered = [each.asked_as for group in groups for each in group.templates]
    assert offered[: len(at)] == at
    assert set(offered[: len(of_type)]) == of_type
    assert sorted(offered) == sorted(known)
    assert all(kind.name in each.title or each.title.startswith("其他 · ") for each in groups)


@pytest.mark.parametrize(
    ("kind", "unit", "first"),
    [
        ("社会治理", "青山县农村商业银行", "立案（受理）审批表"),
        ("监督立案", "青山县公安局", "立案（受理）审批表"),
        ("没有这种类型", "青山县公安局", "立案（受理）审批表"),
    ],
)
def test_no_matter_just_registered_stands_on_a_document_of_another_type(
    office: Office, kind: str, unit: str, first: str
) -> None:
    assert office.desk.papers.offered(matter(office, kind, unit))[0].name == first


def test_a_stage_without_documents_of_the_matter_offers_those_of_the_stage_before(
    offering: Offering, for_matters: tuple[Template, ...]
) -> None:
    governance = next(each for each in TYPES if each.name == "社会治理")
    groups = offering.of_case(case(governance, Stage.SUPERVISION), for_matters)
    assert groups[0].title == "社会治理 · 其他阶段"
    assert [each.name for each in groups[0].templates[:2]] == ["调查终结报告", "呈批件"]


@pytest.mark.parametrize(
    ("triage", "first"),
    [(None, "线索登记表"), (Triage.DECLINED, "线索处理情况反馈表"), (Triage.REFERRED, "法律监督线索移送表")],
)
def test_a_clue_is_offered_what_follows_from_its_triage(office: Office, triage: Triage | None, first: str) -> None:
    said = ClueDraft("12345", unit="青山县水利局", found="河道采砂无人监管")
    clue = office.desk.clues.register(office.actor, said).id
    if triage is not None:
        to = "青山县公安局" if triage is Triage.REFERRED else ""
        decided = TriageDraft(triage, PartialDate("2026-11-22"), reason="不属本院管辖", referred_to=to)
        office.desk.clues.triage(office.actor, [clue], decided)
    groups = office.desk.papers.choices(RecordKey(RecordType.CLUE, clue))
    assert groups[0].templates[0].name == first
    assert len({each.asked_as for group in groups for each in group.templates}) == 5


def test_a_letter_stands_first_among_the_documents_of_its_record(office: Office) -> None:
    assert office.desk.papers.choices(office.letter())[0].templates[0].name == "检察建议书（社会治理）"


def test_every_document_named_in_the_order_is_one_that_those_records_get(office: Office, offering: Offering) -> None:
    known = {each.code: each for each in office.desk.documents.library.in_force(office.desk.clock.today())}
    for each in offering._firsts:
        assert all(each.record in known[code].records for code in each.papers), each.title
        assert set(each.when) <= {triage.label for triage in Triage}


def test_an_order_for_records_that_there_are_not_is_refused_by_its_place(resources: Resources) -> None:
    path = resources.documents / FILE
    path.write_text(path.read_text("utf-8").replace('record = "matters"', 'record = "office"'), "utf-8")
    with pytest.raises(DomainError, match=f"record.*{next(iter(LISTS))}"):
        Offering(resources.documents).of_record(RecordType.CLUE, "", ())
