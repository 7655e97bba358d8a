"""Takes an act back: restores what stood before it, while nobody has worked on those rows since."""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import TypeDecorator, select
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.models.base import Base, Record
from app.models.database import Unit
from app.models.document import Document, NumberTaken
from app.services.foundation.errors import DomainError
from app.services.trail.family import BY_NAME, OWN, children_of, hangs_on
from app.services.trail.intention_index import title_of
from app.services.trail.net import Net, Values, entries_of_act, entries_since, nets
from app.services.trail.titles import TABLES

_ANY = DefaultDialect()  # our types read the same text on every database
# Numbers once given are not given again; an organisation or a kept rule may have been used by others meanwhile.
LEFT_STANDING = frozenset(
    {"entry_sequence", "number_sequence", "organisation", "kept_rule", "kept_matter_type", "template_version"}
)


class NothingToTakeBack(DomainError):
    """The act is not in the trail, or changed nothing that can be restored."""


class WorkedOnSince(DomainError):
    """Somebody has changed rows of the act after it."""

    def __init__(self, title: str, later: list[Net], session: Session) -> None:
        """``later`` is what happened to the rows since, in order; ``session`` knows their numbers."""
        shown = "；".join(
            f"{described(net, session)}已由{net.actor}于{moment(net.at)}“{title_of(net.intention)}”"
            for net in later[:3]
        )
        more = f"等 {len(later)} 处" if len(later) > 3 else ""
        super().__init__(f"不能撤销“{title}”：{shown}{more}。请先撤销后来的操作，或者直接更正。")
        self.later = later


class StillUsed(DomainError):
    """Something made by the act is used by later records."""

    def __init__(self, title: str, why: str) -> None:
        """``why`` says what uses it."""
        super().__init__(f"不能撤销“{title}”：{why}。请先撤销后来的操作，或者直接更正。")


def changed_since(session: Session, act: int) -> list[Net]:
    """What later acts made of the rows of this act; rows that stand again as the act left them do not count."""
    return [
        net
        for net in nets(entries_since(session, act)).values()
        if net.table not in LEFT_STANDING and not net.is_nothing
    ]


def restore(unit: Unit, act: int, reason: str = "") -> list[Net]:
    """Put back what stood before an act, within an open unit; returns what the act had done to each row.

    Papers that were frozen and numbers the program gave are voided with ``reason`` and stay.
    Raises NothingToTakeBack, WorkedOnSince, StillUsed.
    """
    entries = entries_of_act(unit.session, act)
    done = [net for net in nets(entries).values() if net.table not in LEFT_STANDING and not net.is_nothing]
    if not done:
        raise NothingToTakeBack(f"没有可以撤销的操作（第 {act} 号）。请刷新后再看。")
    title = title_of(entries[0].intention)
    later = changed_since(unit.session, act)
    if later:
        raise WorkedOnSince(title, later, unit.session)
    for net, hanging in _hung_on_since(unit.session, done):
        raise StillUsed(title, f"{described(net)}名下后来又登记了{TABLES[hanging]}")
    try:
        _restore_rows(unit.session, done, f"撤销“{title}”{f'：{reason}' if reason else ''}")
    except IntegrityError as error:
        raise StillUsed(title, "其中的编号或内容已被后来的记录使用") from error
    return done


def _restore_rows(session: Session, done: list[Net], reason: str) -> None:
    """Rows come back before they are pointed at, and go after."""
    for net in _in_table_order(net for net in done if net.after is None):
        session.add(_remade(net))
        session.flush()
    for net in done:
        if net.before is not None and net.after is not None:
            _put_back(_standing(session, net), net.before)
    session.flush()
    for net in reversed(_in_table_order(net for net in done if net.before is None)):
        row = _standing(session, net)
        if isinstance(row, Document) or (isinstance(row, NumberTaken) and row.is_automatic):
            row.void(reason)
        else:
            session.delete(row)
        session.flush()


def _hung_on_since(session: Session, done: list[Net]) -> Iterator[tuple[Net, str]]:
    """Records about to go that have got children by later acts; files and deadlines hang on by no foreign key."""
    going = {(net.table, net.row_id) for net in done if net.before is None}
    types = {table.__tablename__: record_type for record_type, table in OWN.items()}
    for net in (net for net in done if net.before is None and net.table in types):
        for child in children_of(types[net.table]):
            wanted = select(child.id).where(hangs_on(child, (types[net.table], net.row_id)))
            if any((child.__tablename__, key) not in going for key in session.scalars(wanted)):
                yield net, child.__tablename__


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


def _standing(session: Session, net: Net) -> Record:
    row = session.get(BY_NAME[net.table], net.row_id)
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
