"""专家库 and 人才库: who may be asked about what, and what they said about which record."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.actor import Actor
from app.models.database import Database, Unit
from app.models.dates import PartialDate
from app.models.expert import Expert, ExpertOpinion
from app.services.experts import intentions as wish
from app.services.experts.opinions import Opinions, opinions_where
from app.services.experts.rows import ExpertCard, ExpertDraft
from app.services.foundation.changes import Changes, Written
from app.services.foundation.clock import Clock
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.intentions import Intention, performs
from app.services.foundation.refusals import day_that_can_be, needed
from app.services.lists.listing import Listing
from app.services.trail.since import refuse_changed

_TEXTS = ("unit", "post", "telephone", "remarks")
_LONGEST = {
    "name": ("姓名", 80),
    "field": ("专业领域", 120),
    "unit": ("单位", 120),
    "post": ("职务", 80),
    "telephone": ("联系电话", 60),
}


@dataclass(frozen=True)
class Experts:
    """The register of one store; ``opinions`` are what its people gave."""

    listing: Listing
    database: Database
    clock: Clock
    changes: Changes
    opinions: Opinions

    def card(self, key: int) -> ExpertCard:
        """One entry with the opinions given, the newest first; raises DomainError where it is gone."""
        with self.database.read() as session:
            return _card(session, _had(session, key))

    def all(self) -> tuple[ExpertCard, ...]:
        """Those who may be asked, by field and name: whom a window offers."""
        wanted = select(Expert).where(Expert.left_on.is_(None)).order_by(Expert.field, Expert.name, Expert.id)
        with self.database.read() as session:
            return tuple(_bare(each) for each in session.scalars(wanted))

    def fields(self) -> tuple[str, ...]:
        """The fields known so far."""
        with self.database.read() as session:
            return tuple(sorted(session.scalars(select(Expert.field).distinct())))

    @performs(wish.REGISTER)
    def register(self, actor: Actor, draft: ExpertDraft) -> Written:
        """Enter somebody; the same name at the same unit is refused. Raises FieldProblem."""
        _check(draft)
        with self._writing(actor, wish.REGISTER) as unit:
            _refuse_known(unit.session, draft, 0)
            made = Expert()
            _fill(made, draft)
            unit.session.add(made)
            unit.session.flush()
            return Written(made.id, unit.act)

    @performs(wish.AMEND)
    def amend(self, actor: Actor, key: int, version: int, draft: ExpertDraft) -> Written:
        """Change an entry; raises FieldProblem, ChangedMeanwhile."""
        _check(draft)
        with self._writing(actor, wish.AMEND) as unit:
            expert = _had(unit.session, key)
            refuse_changed(unit.session, expert, version, f"{expert.name}的登记")
            _refuse_known(unit.session, draft, key)
            _fill(expert, draft)
            return Written(key, unit.act)

    @performs(wish.LEAVE)
    def leave(self, actor: Actor, key: int, on: PartialDate) -> Written:
        """Say that somebody is asked no more; the opinions given stay. Raises FieldProblem, DomainError."""
        day_that_can_be("left_on", "出库日期", on, self.clock.today(), None)
        with self._writing(actor, wish.LEAVE) as unit:
            expert = _had(unit.session, key)
            if expert.left_on is not None:
                raise DomainError(f"{expert.name}已于 {expert.left_on} 出库，不必再登记。")
            expert.left_on = on
            return Written(key, unit.act)

    @performs(wish.COME_BACK)
    def come_back(self, actor: Actor, key: int) -> Written:
        """Offer somebody again; raises DomainError."""
        with self._writing(actor, wish.COME_BACK) as unit:
            expert = _had(unit.session, key)
            if expert.left_on is None:
                raise DomainError(f"{expert.name}本来就在库中。请刷新后再看。")
            expert.left_on = None
            return Written(key, unit.act)

    @contextmanager
    def _writing(self, actor: Actor, intention: Intention) -> Iterator[Unit]:
        with self.database.write(actor, intention, self.clock.now()) as unit:
            yield unit
        self.changes.publish(None)


def _check(draft: ExpertDraft) -> None:
    needed("name", "姓名", draft.name)
    needed("field", "专业领域", draft.field)
    for name, (title, most) in _LONGEST.items():
        if len(getattr(draft, name).strip()) > most:
            raise FieldProblem(name, f"{title}最多 {most} 个字，请改短。")


def _refuse_known(session: Session, draft: ExpertDraft, but: int) -> None:
    unit = draft.unit.strip() or None
    same = select(Expert).where(Expert.name == draft.name.strip(), Expert.kind == draft.kind, Expert.id != but)
    same = same.where(Expert.unit.is_(None) if unit is None else Expert.unit == unit)
    if session.scalars(same).first() is not None:
        raise FieldProblem(
            "name",
            f"{draft.kind.label}库里已有{unit or ''}的“{draft.name.strip()}”。确是两个人的，请在单位里写明区别。",
        )


def _fill(expert: Expert, draft: ExpertDraft) -> None:
    expert.kind, expert.name, expert.field = draft.kind, draft.name.strip(), draft.field.strip()
    for name in _TEXTS:
        setattr(expert, name, getattr(draft, name).strip() or None)


def _had(session: Session, key: int) -> Expert:
    expert = session.get(Expert, key)
    if expert is None:
        raise DomainError("这条专家人才登记已经不在了，可能已随撤销的操作消失。请刷新后再看。")
    return expert


def _bare(expert: Expert) -> ExpertCard:
    texts = {name: getattr(expert, name) or "" for name in _TEXTS}
    draft = ExpertDraft(expert.kind, expert.name, expert.field, **texts)
    return ExpertCard(expert.id, expert.version, draft, expert.left_on, ())


def _card(session: Session, expert: Expert) -> ExpertCard:
    return replace(_bare(expert), opinions=opinions_where(session, ExpertOpinion.expert_id == expert.id))
