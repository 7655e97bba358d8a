"""A matter begins with a version of its type and keeps it; ledgers bring the type their word fits."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.database import Database
from app.models.dates import PartialDate
from app.models.matter import Matter
from app.models.matter_type import KeptMatterType
from app.models.terms import RecordType, Stage, StartEvent
from app.services.foundation.errors import DomainError
from app.services.matter_types.keeping import digest_of, kept_type
from app.services.matter_types.model import TypeDeadline
from tests.services.matter_types.conftest import Register
from tests.services.matter_types.test_adopting import damage


def codes(desk: OpenDesk, matter: int) -> list[str | None]:
    return sorted(str(card.rule_code) for card in desk.docket.of(RecordType.MATTER, matter))


def test_a_registered_matter_keeps_the_version_of_its_type(
    desk: OpenDesk, database: Database, register: Register
) -> None:
    matter = register.matter("行政公益诉讼")
    code, digest = register.began_with(matter)
    standard = desk.type_library.find("公益诉讼", date(2026, 11, 22))
    assert (code, digest) == ("public-interest", digest_of(standard))
    with database.read() as session:
        assert kept_type(session, digest or "") == standard
        assert session.get_one(Matter, matter).entered_stage is Stage.INTAKE


def test_a_running_matter_keeps_its_version_when_the_type_is_changed(
    desk: OpenDesk, actor: Actor, register: Register
) -> None:
    before = register.matter("行政违法行为监督")
    kept = register.began_with(before)
    desk.matter_types.adopt(
        actor, replace(desk.matter_types.draft("administrative-violation"), deadlines=()), "本院规定"
    )
    register.amend(before, subject="某案")
    after = register.matter("行政违法行为监督", "2026-11-22")
    assert register.began_with(before) == kept
    assert register.began_with(after) != kept
    assert (codes(desk, before), codes(desk, after)) == (["H13"], [])


def test_a_deadline_of_the_offices_own_version_starts_and_is_met(
    desk: OpenDesk, actor: Actor, register: Register
) -> None:
    draft = desk.matter_types.draft("social-governance")
    own = TypeDeadline(StartEvent.ACCEPTED, ("M05",), StartEvent.INSTRUMENT_ISSUED, "受理日期")
    desk.matter_types.adopt(actor, replace(draft, deadlines=(own,)), "本院规定")
    matter = register.matter("社会治理", "2026-11-22")
    assert codes(desk, matter) == ["M05"]
    register.amend(matter, instrument="检察建议书", instrument_on=PartialDate("2026-11-22"))
    (card,) = desk.docket.of(RecordType.MATTER, matter)
    assert card.state.label == "已完成"


def test_correcting_the_kind_to_another_type_gives_the_matter_that_type(register: Register) -> None:
    matter = register.matter("社会治理")
    register.amend(matter, kind="行政违法行为监督")
    assert register.began_with(matter)[0] == "administrative-violation"


def test_correcting_the_kind_within_its_type_keeps_the_version(
    desk: OpenDesk, actor: Actor, register: Register
) -> None:
    matter = register.matter("民事公益诉讼", "2026-11-22")
    kept = register.began_with(matter)
    desk.matter_types.adopt(actor, replace(desk.matter_types.draft("public-interest"), note="本院另有规定"), "本院规定")
    register.amend(matter, kind="行政公益诉讼")
    assert register.began_with(matter) == kept


def test_taking_back_the_first_matter_of_a_type_leaves_the_version_for_the_others(
    desk: OpenDesk, actor: Actor, database: Database, register: Register
) -> None:
    first = register.matter("社会治理")
    second = register.matter("社会治理")
    act = desk.history.lines(RecordType.MATTER, first)[0].act
    desk.history.take_back(actor, act)
    with database.read() as session:
        assert session.scalars(select(KeptMatterType.code)).all() == ["social-governance"]
    register.amend(second, subject="仍能修改")


def test_a_ledger_brings_the_types_its_words_fit(
    desk: OpenDesk, actor: Actor, database: Database, tmp_path: Path
) -> None:
    ledger = tmp_path / "台账.csv"
    rows = [
        "事项类型,监督对象,受理日期,监督文书",
        "撤案监督,青山县公安局,2026-11-02,通知撤销案件书",
        "某种监督,青山县司法局,2026-11-03,",
    ]
    ledger.write_text("\n".join([*rows, "行政公益诉讼,青山县水利局,2026-11-04,"]), encoding="utf-8-sig")
    desk.importing.commit(actor, desk.importing.plan("matters", ledger))
    with database.read() as session:
        found = [
            (each.kind, each.type_code, each.entered_stage)
            for each in session.scalars(select(Matter).order_by(Matter.accepted_on))
        ]
        kept = set(session.scalars(select(KeptMatterType.digest)))
        assert set(session.scalars(select(Matter.type_digest).where(Matter.type_digest.is_not(None)))) == kept
    assert found == [
        ("撤案监督", "withdrawal-supervision", Stage.SUPERVISION),
        ("某种监督", None, Stage.INTAKE),
        ("行政公益诉讼", "public-interest", Stage.INTAKE),
    ]


def test_a_spoilt_version_refuses_its_own_type_by_hand_and_warns_in_a_ledger(
    desk: OpenDesk, actor: Actor, database: Database, register: Register, tmp_path: Path
) -> None:
    own = desk.matter_types.adopt(actor, replace(desk.matter_types.draft("social-governance"), note="试"), "试").id
    damage(database, own)
    with pytest.raises(DomainError, match=r"“社会治理”的本院版本（本院 2026-11-22）已损坏"):
        register.matter("社会治理", "2026-11-22")
    assert register.began_with(register.matter("行政违法行为监督"))[0] == "administrative-violation"
    ledger = tmp_path / "台账.csv"
    ledger.write_text("事项类型,监督对象,受理日期\n社会治理,青山县水利局,2026-11-22", encoding="utf-8-sig")
    plan = desk.importing.plan("matters", ledger)
    assert any("已损坏" in str(warning) for warning in plan.warnings)
    assert len(plan.rows) == 1
