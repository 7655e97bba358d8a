"""The items of a case card that have a column of the matter; every other item is the type's own."""

from typing import NamedTuple

from app.services.matter_types.model import FieldKind


class CardColumn(NamedTuple):
    """``name`` is the column; ``kind`` cannot be another than what the column holds."""

    name: str
    title: str
    kind: FieldKind


CARD_COLUMNS: tuple[CardColumn, ...] = (
    CardColumn("source", "线索来源", FieldKind.TEXT),
    CardColumn("source_person", "来源人员", FieldKind.TEXT),
    CardColumn("source_on", "来源日期", FieldKind.DATE),
    CardColumn("subject", "案件名称", FieldKind.TEXT),
    CardColumn("number", "统一受案号", FieldKind.TEXT),
    CardColumn("found", "发现的问题", FieldKind.LONG_TEXT),
    CardColumn("parties", "当事人", FieldKind.LONG_TEXT),
    CardColumn("accepted_on", "受理日期", FieldKind.DATE),
    CardColumn("task_number", "转办单号", FieldKind.TEXT),
    CardColumn("wanted_by", "要求办结日", FieldKind.DATE),
    CardColumn("reason_requested_on", "要求说明理由日期", FieldKind.DATE),
    CardColumn("instrument", "监督文书", FieldKind.TEXT),
    CardColumn("instrument_on", "文书日期", FieldKind.DATE),
    CardColumn("response", "对方处理", FieldKind.LONG_TEXT),
    CardColumn("responded_on", "处理日期", FieldKind.DATE),
    CardColumn("outcome", "结果", FieldKind.TEXT),
    CardColumn("closed_on", "办结日期", FieldKind.DATE),
    CardColumn("remarks", "备注", FieldKind.LONG_TEXT),
)
COLUMN_KINDS: dict[str, FieldKind] = {each.name: each.kind for each in CARD_COLUMNS}
_TEXTS = frozenset({FieldKind.TEXT, FieldKind.LONG_TEXT, FieldKind.CHOICE})


def can_hold(name: str, kind: FieldKind) -> bool:
    """Whether an item of that kind can lie in the column; the type's own items may be of any kind."""
    held = COLUMN_KINDS.get(name)
    return held is None or held is kind or (held in _TEXTS and kind in _TEXTS)
