"""The docket on paper: 期限预警表 of a query, and the one page that explains one due date."""

from collections.abc import Sequence
from datetime import date

from app.models.dates import PartialDate
from app.services.deadlines.derivation import Derivation
from app.services.deadlines.rule import Rule
from app.services.docket.rows import NO_DAY, DeadlineCard, EventLine
from app.services.documents.facts import Align, Orientation, TableColumn, TableDocument
from app.services.documents.register import columns_of, orientation_of, row_of
from app.services.documents.templates.model import RegisterSpec
from app.services.lists.lamp_words import words_of
from app.services.lists.listing import Column, ListQuery, Row

WARNINGS = "deadline-warning"  # the template with the columns
_EXPLAINED = (TableColumn("项目", 22, Align.CENTRE), TableColumn("内容", 150))
_TITLES = {"issued_from": "届满日自", "issued_to": "届满日至"}


def warning_table(
    office: str, watermark: str, columns: tuple[Column, ...], rows: Sequence[Row], query: ListQuery, spec: RegisterSpec
) -> TableDocument:
    """The rows of the list as they are printed, in the columns of the template."""
    return TableDocument(
        title="期限预警表",
        columns=columns_of(spec),
        rows=tuple(row_of(spec, _warning(place, row, columns, query)) for place, row in enumerate(rows, start=1)),
        head_lines=(f"填报单位：{office}", f"范围：{_scope(columns, query)}", f"截止日期：{_day(query.as_of)}"),
        notes=(f"共 {len(rows)} 项。本院自身的期限过期写“超期”，外单位的写“逾期”；依据未核实的仅提醒。",),
        heading="内部台账",
        watermark=watermark,
        author=office,
        foot_lines=spec.foot_lines,
        orientation=orientation_of(spec),
    )


def _warning(place: int, row: Row, columns: tuple[Column, ...], query: ListQuery) -> dict[str, str]:
    """The cells of one line by key: those of the list, and the words a table needs."""
    keys = [column.key for column in columns]
    cells = {key: "" if cell is None else str(cell) for key, cell in zip(keys, row.cells, strict=True)}
    due_on = cells["due_on"] + ("（暂定）" if cells["is_provisional"] == "1" else "")
    return {**cells, "place": str(place), "due_on": due_on or "随办", "warning": words_of(row, columns, query, NO_DAY)}


def derivation_page(office: str, watermark: str, card: DeadlineCard, as_of: date) -> TableDocument:
    """How one due date came about: start, rule, steps, decisions, result."""
    record = card.record
    rows = [
        ("记录", f"{record.record_type.label} {record.number}　{record.subject}"),
        ("期限", f"{card.name}（{card.side.label}）" + (f"，规则 {card.rule_words}" if card.rule_code else "")),
        ("依据", f"{card.basis}（{card.certainty.label}）"),
        ("起算", f"{card.started_on or '不明'}{' ' + card.started_at if card.started_at else ''}　{card.start_proof}"),
        *(("推算" if place == 0 else "", step) for place, step in enumerate(card.steps)),
        *(("决定" if place == 0 else "", _decision(event)) for place, event in enumerate(card.events)),
        ("届满日", _due(card)),
        ("状态", f"{card.state.label}{f'（{card.ended_on}）' if card.ended_on else ''}，{card.lamp_words}"),
        *((("逾期后果", card.missed),) if card.missed else ()),
    ]
    return TableDocument(
        title="期限计算说明",
        columns=_EXPLAINED,
        rows=tuple(rows),
        head_lines=(f"单位：{office}", f"承办人：{record.handler or '未填'}", f"打印日期：{_day(as_of)}"),
        foot_lines=("计算人：", "核对人："),
        heading="内部台账",
        watermark=watermark,
        author=office,
        orientation=Orientation.PORTRAIT,
    )


def calculation_page(office: str, watermark: str, rule: Rule, found: Derivation, as_of: date) -> TableDocument:
    """What the calculator came to; it stands for no record."""
    rows = [
        ("规则", f"{rule.code} {rule.name}（{rule.side.label}，{rule.actor}）"),
        ("依据", f"{found.basis}（{rule.certainty.label}）"),
        *(("推算" if place == 0 else "", step) for place, step in enumerate(found.steps)),
        ("届满日", _calculated(found)),
        *((("逾期后果", rule.missed),) if rule.missed else ()),
    ]
    return TableDocument(
        title="期限计算说明",
        columns=_EXPLAINED,
        rows=tuple(rows),
        head_lines=(f"单位：{office}", "期限计算器", f"打印日期：{_day(as_of)}"),
        foot_lines=("计算人：", "核对人："),
        notes=("按填写的内容计算，没有登记到任何记录。",),
        heading="内部台账",
        watermark=watermark,
        author=office,
        orientation=Orientation.PORTRAIT,
    )


def _due(card: DeadlineCard) -> str:
    return _due_words(card.due_on, card.due_at or "", card.overdue_after, card.is_provisional)


def _calculated(found: Derivation) -> str:
    at = f"{found.due_at:%H:%M}" if found.due_at else ""
    return _due_words(found.due_on, at, found.overdue_after, found.provisional)


def _due_words(due_on: date | None, at: str, overdue_after: date | None, is_provisional: bool) -> str:
    if due_on is None:
        return "没有到期日，应当及时办理"
    told = f"{due_on} {at}".strip()
    if overdue_after and overdue_after != due_on:
        told += f"（过了 {overdue_after} 才算逾期）"
    return told + ("（暂定：放假通知未到）" if is_provisional else "")


def _decision(event: EventLine) -> str:
    parts = [f"{event.happened_on} {event.kind.label}{event.length}"]
    parts += [f"{event.decided_by}决定"] if event.decided_by else []
    parts += [event.reason] if event.reason else []
    parts += [event.document] if event.document else []
    if event.due_before != event.due_after:
        parts.append(f"届满日 {event.due_before or '无'} → {event.due_after or '无'}")
    return "，".join(parts) + "。"


def _scope(columns: tuple[Column, ...], query: ListQuery) -> str:
    titles = {column.key: column.title for column in columns}
    parts = [f"{titles.get(name, name)}：{shown or '未填'}" for name, shown in query.where]
    parts += [f"{title} {value}" for name, title in _TITLES.items() if (value := getattr(query, name))]
    parts += ["已超过期限"] if query.is_overdue else []
    parts += [f"含“{query.contains}”"] if query.contains else []
    return "；".join(parts) or "全部未完成的期限"


def _day(day: date) -> str:
    return PartialDate.of(day).chinese()
