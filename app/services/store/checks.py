"""Looks a store over: file, references, attachments, index, audit trail, and letters against what was registered."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models.attachment import Attachment
from app.models.clue import Clue
from app.models.deadline import Deadline
from app.models.matter import Matter
from app.models.original_case import OriginalCase
from app.models.own_template import OwnTemplate
from app.models.reverse_review import ReverseReview
from app.models.setting import Setting
from app.models.suggestion import RectificationRecord, Reply, ServiceRecord, Suggestion
from app.models.suggestion_item import SuggestionItem
from app.models.terms import Adoption, DeadlineState, RecordType, StartEvent
from app.services.foundation.errors import DomainError, KnownError
from app.services.foundation.progress import Progress
from app.services.office.attachment_files import AttachmentFiles, Condition
from app.services.office.attachment_kinds import RefusedKinds
from app.services.office.font_register import KEY
from app.services.office.vault import Vault
from app.services.review_triggers.model import Trigger
from app.services.search.rows import Freshness
from app.services.store.item_checks import letters_astray
from app.services.store.paper_checks import altered_papers, names_of_papers
from app.services.store.record_checks import altered_records
from app.services.store.rows import AuditVerdict, Finding
from app.services.store.trigger_checks import unlisted
from app.services.suggestion_items.deriving import adoption_of
from app.services.trail.titles import TABLES

FILE, REFERENCES, ATTACHMENTS, PAPERS, WORDING, INDEX, AUDIT, RECORDS, LETTERS, TRIGGERS = (
    "台账文件",
    "引用",
    "附件",
    "文书",
    "本院措辞",
    "检索",
    "审计",
    "记录",
    "案卡",
    "触发清单",
)
_SHOWN = 20  # findings of one kind that are told one by one
_HASH = re.compile(r"[0-9a-f]{64}")

Found = tuple[int, list[Finding]]  # how much was looked at, and what was found


def check_file(session: Session) -> Found:
    """SQLite's own integrity check."""
    told = [row[0] for row in session.connection().exec_driver_sql(f"PRAGMA integrity_check({_SHOWN})")]
    bad = [
        Finding(FILE, "错误", f"台账文件有损坏：{text}。请用最近的备份恢复到新位置。") for text in told if text != "ok"
    ]
    return 1, bad


def check_references(session: Session) -> Found:
    """Rows that point at rows which are not there."""
    rows = session.connection().exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    bad = [
        f"{TABLES.get(row[0], row[0])}第 {row[1]} 行指向不存在的{TABLES.get(row[2], row[2])}。请用备份核对。"
        for row in rows
    ]
    return len(TABLES), _told(REFERENCES, bad)


def check_attachments(session: Session, vault: Vault, progress: Progress) -> Found:
    """Files that are lost or changed, and bytes nobody speaks of (left for taking back; only hinted at)."""
    named = _named_files(session)
    files = AttachmentFiles(vault.folder, RefusedKinds(vault.folder), key=vault.key)  # looks only: nothing comes in
    bad: dict[Condition, list[str]] = {Condition.LOST: [], Condition.CHANGED: [], Condition.UNREADABLE: []}
    for done, (sha256, spoken_of) in enumerate(sorted(named.items())):
        progress.report(done, len(named))
        condition = files.condition(sha256)
        if condition is not Condition.SOUND:
            bad[condition] += [f"{name}的{_BAD[condition]}（{sha256[:12]}…）。{remedy}" for name, remedy in spoken_of]
    known = {vault.found(sha256) for sha256 in named}
    spare = sum(path not in known for path in vault.folder.rglob("*") if _HASH.fullmatch(path.stem))
    hint = [Finding(ATTACHMENTS, "提示", f"有 {spare} 个文件没有记录引用，可能是已移除的附件。")] if spare else []
    told = [finding for sentences in bad.values() for finding in _told(ATTACHMENTS, sentences)]
    return len(named), [*told, *hint]


_BAD = {
    Condition.LOST: "文件不见了",
    Condition.CHANGED: "文件被改动过",
    Condition.UNREADABLE: "文件读不出来",
}
_FONT_REMEDY = "请在系统管理的“字体”页移除后重新添加，或从备份恢复。"
_PAPER_REMEDY = "请从备份恢复，不要重新制作。"
_REMEDY = "请打开该件，在“附件”页重新添加同一个文件，或从备份恢复。"
_NUMBERED: tuple[tuple[RecordType, Any], ...] = (
    (RecordType.SUGGESTION, Suggestion),
    (RecordType.MATTER, Matter),
    (RecordType.CLUE, Clue),
    (RecordType.REVERSE_REVIEW, ReverseReview),
    (RecordType.ORIGINAL_CASE, OriginalCase),
)


def _named_files(session: Session) -> dict[str, list[tuple[str, str]]]:
    """For every content the store speaks of: which files of which records it is, and what to do where it is bad."""
    numbers = {
        (kind, key): f"{kind.label} {number} 的"
        for kind, table in _NUMBERED
        for key, number in session.execute(select(table.id, table.entry_number))
    }
    named: dict[str, list[tuple[str, str]]] = {}
    wanted = select(Attachment.sha256, Attachment.record_type, Attachment.record_id, Attachment.file_name)
    for sha256, kind, key, called in session.execute(wanted.order_by(Attachment.id)):
        of = numbers.get((kind, key), f"{kind.label}（编号 {key}）的")
        named.setdefault(sha256, []).append((f"{of}附件“{called}”", _REMEDY))
    for font, value in session.execute(select(Setting.key, Setting.value).where(Setting.key.startswith(KEY))):
        named.setdefault(font.removeprefix(KEY), []).append(
            (f"本院字体“{json.loads(value)['file_name']}”", _FONT_REMEDY)
        )
    for sha256, papers in names_of_papers(session).items():
        named.setdefault(sha256, []).extend((name, _PAPER_REMEDY) for name in papers)
    return named


def check_papers(session: Session) -> Found:
    """Registered papers whose text or template no longer fits their check code."""
    looked_at, told = altered_papers(session)
    return looked_at, _told(PAPERS, told)


def check_wording(session: Session, damaged: Iterable[str]) -> Found:
    """The office's versions of templates that cannot be read any more; withdrawn ones do no harm."""
    counted = select(func.count()).select_from(OwnTemplate).where(~OwnTemplate.is_withdrawn)
    return session.scalar(counted) or 0, _told(WORDING, damaged)


def check_index(freshness: Freshness) -> Found:
    """How far the index is behind; it follows by itself at the next search."""
    if not freshness.behind and freshness.indexed == freshness.records:
        return freshness.indexed, []
    lacking = f"，最近 {freshness.behind} 条改动还没有收录" if freshness.behind else ""
    words = f"索引收录 {freshness.indexed} 条，台账有 {freshness.records} 条{lacking}，下次检索时自动补齐。"
    return freshness.indexed, [Finding(INDEX, "提示", words)]


def check_audit(verdict: AuditVerdict) -> Found:
    """The audit chain from its first entry to its head, held against the heads kept elsewhere."""
    return verdict.entries, [Finding(AUDIT, "错误", sentence) for sentence in verdict.sentences]


def check_records(session: Session, progress: Progress) -> Found:
    """Records that are not what the trail says they came to."""
    looked_at, told = altered_records(session, progress)
    return looked_at, _told(RECORDS, told)


def check_triggers(session: Session, triggers: Callable[[], Sequence[Trigger]], progress: Progress) -> Found:
    """Cases that meet a trigger in force and stand on no list."""
    try:
        looked_at, sentences = unlisted(session, triggers(), progress)
    except DomainError as error:  # a shipped list that cannot be read is itself a finding
        return 0, _told(TRIGGERS, [str(error)])
    return looked_at, _told(TRIGGERS, sentences)


def check_letters(session: Session) -> Found:
    """A letter's current fields must stand among its services, replies and looks, where it has any."""
    wanted = select(Suggestion.id, Suggestion.entry_number)
    letters = {key: entry_number for key, entry_number in session.execute(wanted)}
    bad = [
        f"{letters[key]} 的{title}与登记的{of}对不上（案卡 {shown or '空'}）。请打开该件更正。"
        for title, of, current, among in _PAIRS
        for key, shown in _astray(session, current, among)
    ]
    bad += [
        f"{letters[key]} 的采纳情况与登记的{of}对不上（案卡 {shown or '空'}）。请打开该件更正。"
        for key, of, shown in _adoption_astray(session)
    ]
    return len(letters), _told(LETTERS, [*bad, *letters_astray(session), *_due_elsewhere(session)])


_PAIRS: tuple[tuple[str, str, Any, Any], ...] = (
    ("送达日期", "送达", Suggestion.received_on, (ServiceRecord, ServiceRecord.received_on)),
    ("回复日期", "回复", Suggestion.replied_on, (Reply, Reply.registered_on)),
    ("整改情况", "整改", Suggestion.rectification, (RectificationRecord, RectificationRecord.state)),
)
_OF_ITEMS = (Suggestion.rectification,)  # of a letter that was split its items decide


def _due_elsewhere(session: Session) -> Iterator[str]:
    """Letters whose due date is not that of their reply period's deadline."""
    wanted = (
        select(Suggestion.entry_number, Suggestion.due_on, Deadline.due_on)
        .join(Deadline, (Deadline.record_id == Suggestion.id) & (Deadline.record_type == RecordType.SUGGESTION))
        .where(Deadline.started_by == StartEvent.REPLY_PERIOD, Deadline.state != DeadlineState.MOOT)
        .where(Suggestion.due_on.is_distinct_from(Deadline.due_on))
    )
    for number, on_card, in_docket in session.execute(wanted):
        yield f"{number} 的届满日与期限登记对不上（案卡 {on_card or '空'}，期限 {in_docket or '空'}）。请打开该件更正。"


def _astray(session: Session, current: Any, among: tuple[Any, Any]) -> Iterator[tuple[int, str]]:
    table, field = among
    told: dict[int, set[Any]] = {}
    for key, value in session.execute(select(table.suggestion_id, field)):
        told.setdefault(key, set()).add(value)
    split = set(session.scalars(select(SuggestionItem.suggestion_id))) if current in _OF_ITEMS else set()
    for key, value in session.execute(
        select(Suggestion.id, current).where(Suggestion.id.in_(select(table.suggestion_id)))
    ):
        if value not in told[key] and key not in split:
            yield key, str(getattr(value, "label", value or ""))


def _adoption_astray(session: Session) -> Iterator[tuple[int, str, str]]:
    """Letters whose adoption is not what their items come to, or, where none are kept, not among their replies."""
    items: dict[int, list[Adoption]] = {}
    for key, said in session.execute(select(SuggestionItem.suggestion_id, SuggestionItem.adoption)):
        items.setdefault(key, []).append(said)
    wanted = select(Suggestion.id, Suggestion.adoption).where(Suggestion.id.in_(select(SuggestionItem.suggestion_id)))
    for key, adoption in session.execute(wanted):
        if adoption_of(items[key]) not in {adoption, Adoption.UNRECORDED}:
            yield key, "各项建议", adoption.label
    for key, shown in _astray(session, Suggestion.adoption, (Reply, Reply.adoption)):
        if key not in items:
            yield key, "回复", shown


def _told(area: str, sentences: Iterable[str]) -> list[Finding]:
    listed = list(sentences)
    findings = [Finding(area, "错误", sentence) for sentence in listed[:_SHOWN]]
    if len(listed) > _SHOWN:
        findings.append(Finding(area, "错误", f"同类问题共 {len(listed)} 处，以上只列前 {_SHOWN} 处。"))
    return findings


def told_of(error: KnownError, area: str) -> Found:
    """A check that could not be made is itself a finding."""
    return 0, [Finding(area, "错误", str(error))]
