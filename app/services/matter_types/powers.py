"""The office's list of powers (职权清单) beside the shipped one: who proposes, reviews and decides each act."""

import hashlib

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.actor import Actor
from app.models.database import Database
from app.models.matter_type import OwnPower
from app.models.terms import Certainty
from app.services.foundation.changes import Written
from app.services.foundation.clock import Clock
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.refusals import needed
from app.services.matter_types import intentions as wish
from app.services.matter_types.library import TypeLibrary
from app.services.matter_types.model import Power
from app.services.matter_types.own import power_of
from app.services.matter_types.rows import PowerDraft, PowerRow

_PARTING = "、"
_OWN_ACT = "own-"


class Powers:
    """The list as it stands, and its changes; the service of matter types calls it."""

    def __init__(self, database: Database, clock: Clock, library: TypeLibrary) -> None:
        """Nothing is read yet."""
        self._database, self._clock, self._library = database, clock, library

    def rows(self) -> tuple[PowerRow, ...]:
        """Every act with its line of today, the standard order first; acts with lines of other days only come last."""
        today = self._clock.today()
        standard = {each.act: each for each in self._library.standard_powers}
        own: dict[str, PowerRow] = {}
        for act in self._own_acts():
            versions = [row for row in self.versions(act) if not row.is_withdrawn]
            counting = next((row for row in versions if row.is_in_force), None)
            shown = counting or (versions[0] if versions and act not in standard else None)
            if shown is not None:
                own[act] = shown
        listed = [
            own.pop(act, PowerRow(power, is_in_force=power.is_in_force(today))) for act, power in standard.items()
        ]
        return (*listed, *own.values())

    def versions(self, act: str) -> tuple[PowerRow, ...]:
        """The lines the office wrote of an act, the newest first."""
        today, standard = self._clock.today(), self._standard(act)
        wanted = select(OwnPower).where(OwnPower.act == act)
        with self._database.read() as session:
            found = session.scalars(wanted.order_by(OwnPower.valid_from.desc(), OwnPower.id.desc())).all()
            counting = next(
                (each for each in found if not each.is_withdrawn and power_of(each).is_in_force(today)), None
            )
            return tuple(
                PowerRow(power_of(each), each.id, each.reason, each.is_withdrawn, each is counting, standard)
                for each in found
            )

    def draft(self, act: str) -> PowerDraft:
        """The line of today as a draft from today on; an empty one for a new act."""
        today = self._clock.today()
        if not act:
            return PowerDraft("", "", "检察官", "部门负责人", "", "", Certainty.UNVERIFIED, today)
        power = next((row.power for row in self.rows() if row.power.act == act), None)
        if power is None:
            raise DomainError(f"职权清单里没有“{act}”。请刷新后再看。")
        return PowerDraft(
            act=power.act,
            name=power.name,
            proposes=power.proposes,
            reviews=power.reviews,
            decides=power.decides,
            basis=power.basis,
            certainty=power.certainty,
            valid_from=today,
            note=power.note,
        )

    def set(self, actor: Actor, draft: PowerDraft, reason: str) -> Written:
        """Write a line of the office; raises FieldProblem."""
        for name, title in (("name", "事项"), ("proposes", "谁提出"), ("decides", "谁决定"), ("basis", "依据")):
            needed(name, title, getattr(draft, name))
        if draft.valid_from is None:
            raise FieldProblem("valid_from", "请填写从哪一天起有效。")
        if draft.valid_to is not None and draft.valid_to < draft.valid_from:
            raise FieldProblem("valid_to", "有效期的最后一天早于第一天。请核对。")
        needed("reason", "修改的理由", reason)
        self._refuse_same_name(draft)
        with self._database.write(actor, wish.SET_POWER, self._clock.now(), reason.strip()) as unit:
            act = draft.act or self._new_act(draft.name)
            _refuse_same_day(unit.session, act, draft)
            own = OwnPower(
                act=act,
                name=draft.name.strip(),
                proposes=_posts(draft.proposes),
                reviews=_posts(draft.reviews) or None,
                decides=_posts(draft.decides),
                basis=draft.basis.strip(),
                certainty=draft.certainty,
                note=draft.note.strip() or None,
                valid_from=draft.valid_from,
                valid_to=draft.valid_to,
                reason=reason.strip(),
            )
            unit.session.add(own)
            unit.session.flush()
            return Written(own.id, unit.act)

    def withdraw(self, actor: Actor, own_id: int, reason: str) -> Written:
        """Go by a line no longer; it stays in the register. Raises DomainError, FieldProblem."""
        needed("reason", "停用的理由", reason)
        with self._database.write(actor, wish.WITHDRAW_POWER, self._clock.now(), reason.strip()) as unit:
            own = unit.session.get(OwnPower, own_id)
            if own is None:
                raise DomainError("这条规定已经不在了，可能已被撤销。请刷新后再看。")
            if own.is_withdrawn:
                raise DomainError("这条规定已经停用，不必再停用。")
            own.is_withdrawn = True
            return Written(own.id, unit.act)

    def _new_act(self, name: str) -> str:
        """A code no act had before: types may still name one that was taken back."""
        return _OWN_ACT + hashlib.sha256(f"{name} {self._clock.now().isoformat()}".encode()).hexdigest()[:10]

    def _own_acts(self) -> list[str]:
        with self._database.read() as session:
            return list(session.scalars(select(OwnPower.act).distinct().order_by(OwnPower.act)))

    def _standard(self, act: str) -> Power | None:
        return next((each for each in self._library.standard_powers if each.act == act), None)

    def _refuse_same_name(self, draft: PowerDraft) -> None:
        name = draft.name.strip()
        if any(row.power.name == name and row.power.act != draft.act for row in self.rows()):
            raise FieldProblem("name", f"职权清单里已有“{name}”。请在那一行上修改，或换一个名称。")


def _posts(text: str) -> str:
    """Posts parted by 、, each once, however they were typed."""
    for mark in "，,；; ":
        text = text.replace(mark, _PARTING)
    return _PARTING.join(dict.fromkeys(post.strip() for post in text.split(_PARTING) if post.strip()))


def _refuse_same_day(session: Session, act: str, draft: PowerDraft) -> None:
    same = select(OwnPower.id).where(
        OwnPower.act == act, OwnPower.valid_from == draft.valid_from, ~OwnPower.is_withdrawn
    )
    if session.scalars(same.limit(1)).first() is not None:
        raise FieldProblem("valid_from", f"{draft.valid_from} 起已有本院的规定。请先停用那一条，或换一个日期。")
