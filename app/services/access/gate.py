"""Stands before the store: asks who has signed in, what they may, what they see, and whether a second person agreed."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, select, text
from sqlalchemy.orm import Session as Reading

from app.models.actor import Actor
from app.models.gate import Views
from app.models.terms import RecordType
from app.models.trust_terms import Role
from app.services.access.permissions import Permissions, read_permissions
from app.services.access.rows import Session, Standing
from app.services.foundation.errors import NotAllowed
from app.services.foundation.intentions import Intention, refuse_without

if TYPE_CHECKING:
    from app.models.database import Database, Declared, Unit
    from app.models.trail import Change
    from app.services.access.four_eyes import FourEyes

_ON = text("select exists (select 1 from account where is_active)")
_STANDING = text(
    "select is_active, (select group_concat(role) from account_role where account_id = account.id), "
    "(select group_concat(department_id) from account_department where account_id = account.id) "
    "from account where id = :id"
)


class AccessGate:
    """One store's gate. Without accounts it asks whether there are any, once after every commit, and nothing else."""

    def __init__(self, database: "Database", folder: Path) -> None:
        """``folder`` is resources/access, read when accounts are on."""
        self.database = database
        self._folder = folder
        self.session: Session | None = None
        self._views: tuple[Session, Views | None] | None = None
        self._known: tuple[int, bool] | None = None  # the store's stamp, and whether accounts were on then
        self._sound: tuple[int, Session] | None = None  # the stamp at which a session was found to stand

    @cached_property
    def permissions(self) -> Permissions:
        """The table of this office."""
        return read_permissions(self._folder)

    @cached_property
    def four_eyes(self) -> "FourEyes":
        """The acts that two people agree on."""
        from app.services.access.four_eyes import FourEyes

        return FourEyes.read(self._folder)

    @property
    def is_on(self) -> bool:
        """Whether one has to sign in here."""
        stamp = self.database.stamp
        if self._known is None or self._known[0] != stamp:
            with self.database.read_behind() as reading:
                self._known = stamp, _is_on(reading.connection())
        return self._known[1]

    @property
    def shows_every_record(self) -> bool:
        """Whether whoever reads now sees the records of every department; raises NotAllowed where nobody signed in."""
        return not self.is_on or self._sound_session().reads_all

    def views(self, is_whole: bool) -> Views | None:
        """What is seen by whoever has signed in; raises NotAllowed where nobody has."""
        if not self.is_on:
            return None
        session = self._sound_session()
        if is_whole and session.reads_cases:
            return None
        if self._views is None or self._views[0] is not session:
            self._views = session, self._laid(session)
        return self._views[1]

    def _laid(self, session: Session) -> Views:
        from app.services.access.views import views_of

        return views_of(
            session, self.permissions.officer_tables, Role.AUDITOR in session.roles and not session.must_change
        )

    def _sound_session(self) -> Session:
        session, stamp = self.session, self.database.stamp
        if session is None:
            raise NotAllowed("本台账已启用账户，请先登录。")
        if self._sound is None or self._sound[0] != stamp or self._sound[1] is not session:
            with self.database.read_behind() as reading:
                refuse_changed(reading.connection(), session)
            self._sound = stamp, session
        return session

    def admit(self, session: Reading, actor: Actor, intention: "Declared") -> "Watched | None":
        """Whether this actor may begin this write; raises NotAllowed."""
        connection = session.connection()
        if not _is_on(connection):
            return None
        wanted = intention if isinstance(intention, Intention) else None
        if actor.session is None and wanted is not None and wanted.permission in self.permissions.without_session:
            return None
        signed_in = self.session
        if signed_in is None or actor.session is not signed_in:
            raise NotAllowed("本台账已启用账户，请先登录再办理；没有登录的不能改动，什么都没有写入。")
        refuse_changed(connection, signed_in)
        if wanted is not None:
            refuse_without(actor, wanted)
        return Watched(self, actor, wanted, signed_in)


class Watched:
    """One write of somebody who has signed in: two people agreed where they must, and every record is one they see."""

    def __init__(self, gate: AccessGate, actor: Actor, intention: Intention | None, session: Session) -> None:
        """Nothing was changed yet."""
        self._gate, self._actor, self._intention, self._session = gate, actor, intention, session
        self._changes: list[tuple[str, int, Mapping[str, Any] | None]] = []

    def note(self, changes: "Sequence[Change]") -> None:
        """Keep which rows were changed, with what names the record they hang on."""
        self._changes += [(each.table, each.row_id, each.before) for each in changes]

    def close(self, unit: "Unit") -> None:
        """Refuse what one person alone may not do, and what touches records this person does not see."""
        done = unit.amounts_to or self._intention
        if isinstance(done, Intention):
            changed = ((table, row_id) for table, row_id, _before in self._changes)
            four_eyes, database = self._gate.four_eyes, self._gate.database
            four_eyes.use_where_asked(unit, self._actor, done, changed, database)
        is_office_wide = (
            self._intention is not None and self._intention.permission in self._gate.permissions.office_wide
        )
        if self._session.reads_all or is_office_wide:
            return
        for record_type, ids in self._owners(unit.session).items():
            self._refuse_unseen(record_type, ids)

    def _owners(self, session: Reading) -> dict[RecordType, set[int]]:
        from app.services.trail.family import OWN, owner_of

        owners: dict[RecordType, set[int]] = {}
        made = {(table, row_id) for table, row_id, before in self._changes if before is None}
        for table, row_id, before in self._changes:
            owner = owner_of(session, table, row_id, before or {})
            if owner is not None and (OWN[owner[0]].__tablename__, owner[1]) not in made:
                owners.setdefault(owner[0], set()).add(owner[1])
        return owners

    def _refuse_unseen(self, record_type: RecordType, ids: set[int]) -> None:
        from app.services.trail.family import OWN

        table = OWN[record_type]
        wanted = select(table.id).where(table.id.in_(sorted(ids)))
        database = self._gate.database
        with database.read() as seen, database.read_behind() as everything:
            hidden = set(everything.scalars(wanted)) - set(seen.scalars(wanted))
        if hidden:
            raise NotAllowed(
                f"这里有 {len(hidden)} 件{record_type.label}不在您可以查看的部门之内，不能改动，什么都没有写入。"
                "请由承办部门办理，或者先办移交转办。"
            )


def refuse_changed(connection: Connection, session: Session) -> None:
    """Refuse a session whose account was stopped or given other roles meanwhile; raises NotAllowed."""
    found = connection.execute(_STANDING, {"id": session.account_id}).one_or_none()
    if found is None or _standing(found) != session.standing:
        raise NotAllowed("您的账户已经停用，或者角色、可见部门有变动。请退出后重新登录。")


def standing_of(connection: Connection, account_id: int) -> Standing:
    """What an account is now."""
    return _standing(connection.execute(_STANDING, {"id": account_id}).one())


def _standing(found: Any) -> Standing:
    is_active, roles, departments = found
    held = {Role(each) for each in (roles or "").split(",") if each}
    ids = sorted(int(each) for each in (departments or "").split(",") if each)
    return Standing(bool(is_active), tuple(role for role in Role if role in held), tuple(ids))


def _is_on(connection: Connection) -> bool:
    return bool(connection.execute(_ON).scalar())
