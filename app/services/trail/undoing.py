"""Takes an act back: restores what stood before it, while nobody has worked on those rows since."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from sqlalchemy import TypeDecorator, select
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, aliased

from app.models.audit import AuditEntry
from app.models.base import Base, Record
from app.models.database import Unit
from app.models.document import Document, NumberTaken
from app.models.terms import RecordType
from app.services.foundation.errors import DomainError
from app.services.foundation.intentions import TAKEN_BACK
from app.services.trail.family import BY_NAME, OWN, Owner, children_of, hangs_on, hangs_on_any
from app.services.trail.intention_index import title_of
from app.services.trail.lines import title_taken_back
from app.services.trail.net import Net, RowKey, Values, entries_of_act, entries_since, nets
from app.services.trail.standing_rows import portions, rows_of
from app.services.trail.titles import TABLES

_ANY = DefaultDialect()  # our types read the same text on every database
# Numbers once given are not given again, and an agreement once used is not used again; an organisation or a kept rule
# may have been used by others meanwhile.
LEFT_STANDING = frozenset(
    {
        "entry_sequence",
        "number_sequence",
        "organisation",
        "kept_rule",
        "kept_matter_type",
        "template_version",
        "countersign",
    }
)
# Rows that follow from others. They never stand in the way of taking back the act that led to them; whoever keeps them
# looks again afterwards. Acts on nothing but such rows are taken back like any other.
FOLLOWING = frozenset({"figure_warning"})


class NothingToTakeBack(DomainError):
    """The act is not in the trail, or changed nothing that can be restored."""


class WorkedOnSince(DomainError):
    """Somebody has changed rows of the act after it."""

    def __init__(self, doing: str, later: list[Net], session: Session) -> None:
        """``doing`` is 撤销“…” or 重做“…”, ``later`` what happened to the rows since, in order.

        ``session`` knows the numbers of their records.
        """
        shown = "；".join(
            f"{described(net, session)}已由{net.actor}于{moment(net.at)}“{title_of(net.intention)}”"
            for net in later[:3]
        )
        more = f"等 {len(later)} 处" if len(later) > 3 else ""
        super().__init__(f"不能{doing}：{shown}{more}。请先撤销后来的操作，或者直接更正。")
        self.later = later


class StillUsed(DomainError):
    """Something made by the act is used by later records."""

    def __init__(self, doing: str, why: str) -> None:
        """``doing`` is 撤销“…” or 重做“…”; ``why`` says what uses it."""
        super().__init__(f"不能{doing}：{why}。请先撤销后来的操作，或者直接更正。")


def changed_since(session: Session, act: int) -> list[Net]:
    """What later acts made of the rows of this act; rows that stand again as the act left them do not count."""
    left = LEFT_STANDING | _following(session, act)
    return [net for net in _since(session, act) if net.table not in left]


def restore(unit: Unit, act: int, reason: str = "") -> list[Net]:
    """Put back what stood before an act, within an open unit; returns what the act had done to each row.

    Papers that were frozen and numbers the program gave are voided with ``reason`` and stay.
    Raises NothingToTakeBack, WorkedOnSince, StillUsed.
    """
    entries = entries_of_act(unit.session, act)
    kept = _followed_since(unit.session, act)
    done = [
        net
        for key, net in nets(entries).items()
        if net.table not in LEFT_STANDING and not net.is_nothing and key not in kept
    ]
    if not done:
        raise NothingToTakeBack(f"没有可以撤销的操作（第 {act} 号）。请刷新后再看。")
    title = title_of(entries[0].intention)
    doing = _doing(unit.session, act, entries[0].intention)
    later = changed_since(unit.session, act)
    if later:
        raise WorkedOnSince(doing, later, unit.session)
    for net, hanging in _hung_on_since(unit.session, done):
        raise StillUsed(doing, f"{described(net)}名下后来又登记了{TABLES[hanging]}")
    try:
        _restore_rows(unit.session, done, f"撤销“{title}”{f'：{reason}' if reason else ''}")
    except IntegrityError as error:
        raise StillUsed(doing, "其中的编号或内容已被后来的记录使用") from error
    for net, pointing in _pointed_at(unit.session, done):
        raise StillUsed(doing, f"{described(net)}名下后来又登记了{TABLES[pointing]}")
    return done


def _doing(session: Session, act: int, intention: str) -> str:
    """What taking an act back is called: of one that took something back it is doing that again."""
    verb = "重做" if intention == TAKEN_BACK else "撤销"
    return f"{verb}“{title_taken_back(session, act) or title_of(intention)}”"


def _since(session: Session, act: int) -> list[Net]:
    return [net for net in nets(entries_since(session, act)).values() if not net.is_nothing]


def _following(session: Session, act: int) -> frozenset[str]:
    """The tables whose rows only followed from what an act did."""
    others = select(AuditEntry.seq).where(AuditEntry.act == act, AuditEntry.table_name.not_in(FOLLOWING))
    return FOLLOWING if session.scalars(others.limit(1)).first() is not None else frozenset()


def _followed_since(session: Session, act: int) -> set[RowKey]:
    """Such rows that somebody worked on since: they stay as they are."""
    following = _following(session, act)
    return {(net.table, net.row_id) for net in _since(session, act) if net.table in following}


def _restore_rows(session: Session, done: list[Net], reason: str) -> None:
    """Rows come back before they are pointed at, and go after; those of one table come and go together."""
    standing = rows_of(session, ((net.table, net.row_id) for net in done if net.after is not None))
    for _table, nets_of_it in groupby(_in_table_order(net for net in done if net.after is None), _table_of):
        session.add_all([_remade(net) for net in nets_of_it])
        session.flush()
    for net in done:
        if net.before is not None and net.after is not None:
            _put_back(_standing(standing, net), net.before)
    session.flush()
    made = _in_table_order(net for net in done if net.before is None)
    for _table, nets_of_it in groupby(reversed(made), _table_of):
        for net in nets_of_it:
            _take_away(session, _standing(standing, net), reason)
        session.flush()


def _take_away(session: Session, row: Record, reason: str) -> None:
    if isinstance(row, Document) or (isinstance(row, NumberTaken) and row.is_automatic):
        row.void(reason)
    else:
        session.delete(row)


def _table_of(net: Net) -> str:
    return net.table


def _hung_on_since(session: Session, done: list[Net]) -> Iterator[tuple[Net, str]]:
    """Records about to go that have got children by later acts; files and deadlines hang on by no foreign key.

    What the act itself hung on them goes too, or goes back to where it hung before.
    """
    going = {(net.table, net.row_id) for net in done if net.before is None or "record_id" in net.before}
    for record_type, table in OWN.items():
        nets_of_it = {net.row_id: net for net in done if net.before is None and net.table == table.__tablename__}
        for some in portions(nets_of_it):
            for child in children_of(record_type):
                wanted = select(child.id).where(hangs_on_any(child, record_type, some))
                later = [key for key in session.scalars(wanted) if (child.__tablename__, key) not in going]
                if later:
                    yield _parent(session, child, later[0], nets_of_it, record_type), child.__tablename__


def _pointed_at(session: Session, done: list[Net]) -> Iterator[tuple[Net, str]]:
    """Rows that went and are still pointed at by a reference that is looked at only when the transaction ends."""
    made: dict[str, dict[int, Net]] = {}
    for net in done:
        if net.before is None:
            made.setdefault(net.table, {})[net.row_id] = net
    for table in BY_NAME.values():
        for column in table.__table__.columns:
            targets = (key.column.table.name for key in column.foreign_keys if key.deferrable)
            for name in (name for name in targets if name in made):
                found = _dangling(session, column, BY_NAME[name], made[name])
                if found is not None:
                    yield made[name][found], table.__tablename__


def _dangling(session: Session, column: Any, target: type[Record], ids: Iterable[int]) -> int | None:
    """One of the ids that a column points at and that is gone; what was voided stands."""
    there = aliased(target)
    for some in portions(ids):
        wanted = select(column).where(column.in_(some), column.not_in(select(there.id).where(there.id.in_(some))))
        found: int | None = session.execute(wanted.limit(1)).scalar()
        if found is not None:
            return found
    return None


def _parent(session: Session, child: Any, key: int, nets_of_it: dict[int, Net], record_type: RecordType) -> Net:
    """Which of the records a child hangs on."""
    its = (net for row_id, net in nets_of_it.items() if _is_of(session, child, key, (record_type, row_id)))
    return next(its)


def _is_of(session: Session, child: Any, key: int, owner: Owner) -> bool:
    wanted = select(child.id).where(child.id == key, hangs_on(child, owner))
    return session.scalars(wanted).first() is not None


def described(net: Net, session: Session | None = None) -> str:
    """A row as a sentence names it: its table and its number or name, where the entry or the row has one."""
    known: Values = {**(net.before or {}), **(net.after or {})}
    named = known.get("entry_number") or known.get("name") or known.get("file_name") or ""
    if not named and session is not None:  # an entry tells only the fields that changed
        named = getattr(session.get(BY_NAME[net.table], net.row_id), "entry_number", "")
    return f"{TABLES.get(net.table, net.table)}{named}"


def moment(at: str) -> str:
    """A stored moment as a sentence shows it, to the minute."""
    return at[:16].replace("T", " ")


def _in_table_order(done: Iterable[Net]) -> list[Net]:
    order = {table.name: place for place, table in enumerate(Base.metadata.sorted_tables)}
    return sorted(done, key=lambda net: (order[net.table], net.row_id))


def _standing(standing: Mapping[RowKey, Record], net: Net) -> Record:
    row = standing.get((net.table, net.row_id))
    if row is None:
        raise NothingToTakeBack(f"{described(net)}已经不在台账里，不能撤销。请运行“检查”核对台账。")
    return row


def _remade(net: Net) -> Record:
    table = BY_NAME[net.table]
    row = table(id=net.row_id)
    _put_back(row, net.before or {})
    return row


def _put_back(row: Record, before: Values) -> None:
    columns = row.__table__.columns
    for name, value in before.items():
        if name not in {"id", "version"} and name in columns:
            setattr(row, name, _typed(columns[name].type, value))


def _typed(kind: Any, value: Any) -> Any:
    return kind.process_result_value(value, _ANY) if isinstance(kind, TypeDecorator) else value
