"""What somebody who has signed in sees of the store: temporary views that hide the tables of the same names.

SQLite takes an unqualified name for the temporary one first, so that queries of every kind see only what is allowed,
and there is no second list of queries to be kept in step. A table that nobody thought of here is hidden from officers.
"""

from collections.abc import Iterable, Iterator

from app.models.account import Account, Countersign
from app.models.audit import AuditEntry
from app.models.base import Base, Record
from app.models.case_terms import HandOverState
from app.models.document import NumberTaken, PaperLog
from app.models.gate import Views
from app.models.open_draft import OpenDraft
from app.models.record_link import RecordLink
from app.models.suggestion_library import Favourite
from app.models.terms import RecordType
from app.models.trash import RemovedRecord
from app.services.access.rows import Session
from app.services.trail.family import OF_ANY, OWN, PARENTS

_HIDDEN = "（案件内容不显示）"
_CLOSINGS = {"month_close", "system_count"}  # of figures, which name no case
_ACCOUNTS = ("account", "account_role", "account_department", "countersign", "backup_place", "trial_restore")


def views_of(session: Session, officer_tables: Iterable[str], is_auditor: bool) -> Views:
    """The statements for a connection on which this person reads."""
    if not session.reads_cases:
        return tuple(_blind(session, frozenset(officer_tables), is_auditor))
    return tuple(_own(session)) if session.reads_all else (*_own(session), *_of_departments(session))


def _view(table: str, condition: str = "", columns: str = "*") -> str:
    where = f" where {condition}" if condition else ""
    return f"create temp view {table} as select {columns} from main.{table} as c{where}"  # noqa: S608 - our own names


def _masked(table: str, **shown: str) -> str:
    """The columns of a table, some of them with other SQL in their place."""
    names = Base.metadata.tables[table].columns.keys()
    return ", ".join(f'{shown[name]} as "{name}"' if name in shown else f'c."{name}"' for name in names)


def _text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _texts(texts: Iterable[str]) -> str:
    return "(" + ", ".join(_text(text) for text in sorted(set(texts))) + ")"


def _account() -> str:
    name = Account.__tablename__
    return _view(name, columns=_masked(name, **dict.fromkeys(("password_hash", "past_hashes"), "''")))


def _own(session: Session) -> Iterator[str]:
    """What is hidden from everybody: other people's passwords, drafts and favourites."""
    yield _account()
    yield _view(OpenDraft.__tablename__, f"c.actor = {_text(session.name)}")
    yield _view(Favourite.__tablename__, f"c.person in {_texts((session.name, session.person))}")


def _blind(session: Session, open_tables: frozenset[str], is_auditor: bool) -> Iterator[str]:
    yield _account()
    yield _view(Countersign.__tablename__, f"c.table_name in {_texts(_ACCOUNTS)}")
    yield _view(OpenDraft.__tablename__, f"c.actor = {_text(session.name)}")
    told = {Account.__tablename__, Countersign.__tablename__, OpenDraft.__tablename__, *open_tables}
    if is_auditor:
        yield from _audited(open_tables)
        told |= {AuditEntry.__tablename__, PaperLog.__tablename__}
    for table in sorted(Base.metadata.tables.keys() - told):
        yield _view(table, "0")


def _audited(open_tables: frozenset[str]) -> Iterator[str]:
    """Who did what and when, to which row; before, after and the reason only where no case is told of."""
    entry, log = AuditEntry.__tablename__, PaperLog.__tablename__
    signed = Countersign.__tablename__
    of_accounts = f"select id from main.{signed} where table_name in {_texts(_ACCOUNTS)}"  # noqa: S608 - our own names
    about = f"c.row_id in ({of_accounts})"
    is_told = f"(c.table_name in {_texts(set(_ACCOUNTS) - {signed})} or c.table_name = {_text(signed)} and {about})"
    shown = {
        side: f"case when {is_told} or c.{side} is null then c.{side} else '{{}}' end" for side in ("before", "after")
    }
    # 〔12〕 before a reason says which act was taken back.
    mark = "substr(c.reason, 1, case when c.reason like '〔%' then instr(c.reason, '〕') else 0 end)"
    hidden = f"case when c.reason = {mark} then c.reason else {mark} || {_text(_HIDDEN)} end"
    is_open = f"{is_told} or c.table_name in {_texts(open_tables | _CLOSINGS)} or c.reason is null"
    shown["reason"] = f"case when {is_open} then c.reason else {hidden} end"
    yield _view(entry, columns=_masked(entry, **shown))
    yield _view(log, columns=_masked(log, title=_text(_HIDDEN), number="null", target="''"))


def _of_departments(session: Session) -> Iterator[str]:
    for record_type, table in OWN.items():
        yield _view(table.__tablename__, _is_mine(record_type, session))
    for child, (parent, column) in PARENTS.items():
        seen = _stands(OWN[parent].__tablename__, "id", f"c.{column}")
        yield _view(child.__tablename__, f"c.{column} is null or {seen}")
    for child in OF_ANY:
        both = f" and {_seen('other_type', 'other_id')}" if child is RecordLink else ""
        yield _view(child.__tablename__, f"{_seen('record_type', 'record_id')}{both}")
    names = _texts((session.name, session.person))
    log, taken = PaperLog.__tablename__, NumberTaken.__tablename__
    named = _is_named("c.entry_number")
    yield _view(log, f"c.who in {names} or c.entry_number is null or {named}")
    hidden = {name: f"case when {named} then c.{name} end" for name in ("entry_number", "title", "reason")}
    yield _view(taken, columns=_masked(taken, **hidden))
    yield _view(RemovedRecord.__tablename__, f"c.removed_by in {names} or {_seen('record_type', 'record_id')}")
    asked = f"c.asked_by = {_text(session.name)} or c.answered_by = {_text(session.name)}"
    yield _view(Countersign.__tablename__, f"{asked} or {_seen('table_name', 'row_id')}")
    yield _view(AuditEntry.__tablename__, _told_of_seen())


def _told_of_seen() -> str:
    """That an entry tells of a record one sees: by its row, or where that is gone by what the entry says of it."""
    told = "json_extract(coalesce(c.after, c.before), '$.{}')"
    names = [_name(table) for table in OWN.values()]
    own = (f"when '{name}' then {_stands(name, 'id', 'c.row_id')}" for name in names)
    kinds = " ".join(f"when '{name}' then {_stands(name, 'id', told.format('record_id'))}" for name in names)
    gone = f"case {told.format('record_type')} {kinds} else 0 end"
    others = (f"when '{_name(child)}' then {_stands(_name(child), 'id', 'c.row_id')} or {gone}" for child in OF_ANY)
    kin = (
        f"when '{_name(child)}' then {_stands(_name(child), 'id', 'c.row_id')} or "
        f"{_stands(_name(OWN[parent]), 'id', told.format(column))}"
        for child, (parent, column) in PARENTS.items()
    )
    return f"case c.table_name {' '.join((*own, *kin, *others))} else c.table_name not in {_texts(_ACCOUNTS)} end"


def _name(table: type[Record]) -> str:
    return str(table.__tablename__)


def _seen(kind: str, key: str) -> str:
    """That a row belongs to no record, or to one that is seen; the tables are called like the types of records."""
    tables = (table.__tablename__ for table in OWN.values())
    cases = (f"when '{table}' then {_stands(table, 'id', f'c.{key}')}" for table in tables)
    return f"case coalesce(c.{kind}, '') {' '.join(cases)} else 1 end"


def _stands(table: str, column: str, value: str) -> str:
    """That a record one sees has a value, in SQL, in a column."""
    return f"exists (select 1 from temp.{table} as p where p.{column} = {value})"  # noqa: S608 - our own names


def _is_named(number: str) -> str:
    """That a 登记号 is one of a record that is seen."""
    tables = (table.__tablename__ for table in OWN.values())
    found = (_stands(table, "entry_number", number) for table in tables)
    return "(" + " or ".join(found) + ")"


def _is_mine(record_type: RecordType, session: Session) -> str:
    """Of one's departments or of none, handled by oneself, or offered to them and not accepted yet."""
    table = OWN[record_type].__tablename__
    departments, names = _texts(session.departments), _texts((session.name, session.person))
    if record_type is RecordType.ORIGINAL_CASE:
        lines = (
            f"instr(char(10) || c.handlers || char(10), char(10) || {_text(name)} || char(10))"
            for name in (session.name, session.person)
        )
        handled = f"({' or '.join(lines)}) or {_is_reviewed()}"
    else:
        handled = f"c.handler in {names}"
    offered = (
        f"exists (select 1 from main.hand_over as h where h.record_type = {_text(table)} and h.record_id = c.id "  # noqa: S608
        f"and h.state = {_text(str(HandOverState.OFFERED.value))} "
        f"and (h.to_department in {departments} or h.to_handler in {names}))"
    )
    return f"coalesce(c.department, '') in {_texts(('', *session.departments))} or {handled} or {offered}"


def _is_reviewed() -> str:
    """That one sees a review of the case: whoever reviews comes from another department than whoever handled it."""
    among = (
        "exists (select 1 from main.reviewed_case as rc join temp.reverse_review as r on r.id = rc.review_id "
        "where rc.case_id = c.id)"
    )
    return f"{_stands('reverse_review', 'case_id', 'c.id')} or {among}"
