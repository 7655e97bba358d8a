"""Between a template and what the office edits of it, and the two versions side by side."""

import tomllib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from app.services.documents.templates.model import BlockSpec, Template
from app.services.own_templates.pairing import Side, paired
from app.services.own_templates.rows import BlockDraft, Difference, TemplateDraft

_NEVER_KEPT = ("valid_to",)  # the next version ends this one


def draft_of(template: Template, valid_from: date | None = None) -> TemplateDraft:
    """A version as it is edited."""
    return TemplateDraft(
        code=template.code,
        title=template.title,
        number_form=template.number_form,
        valid_from=valid_from,
        copies_for=template.copies_for,
        approvals=template.approvals,
        closing_note=template.closing_note,
        blocks=tuple(
            BlockDraft(block.form, _said(block), block.item, block.needs, place)
            for place, block in enumerate(template.blocks)
        ),
    )


def toml_of(draft: TemplateDraft, base: Template) -> str:
    """The whole template of a draft; what is not edited comes from ``base``."""
    import tomli_w

    whole: dict[str, Any] = {key: value for key, value in tomllib.loads(base.text).items() if key not in _NEVER_KEPT}
    kept = whole.get("block", [])
    whole |= {"title": draft.title.strip(), "valid_from": draft.valid_from}
    whole |= {"copies_for": list(draft.copies_for), "approvals": list(draft.approvals)}
    if draft.number_form.strip():
        whole["number_form"] = draft.number_form.strip()
    if draft.closing_note.strip() != base.closing_note:  # what the base leaves unsaid stays the official paper's only
        whole["closing_note"] = draft.closing_note.strip()
    blocks = [_table(block, kept) for block in draft.blocks]
    # Tables must follow the plain keys in TOML.
    whole.pop("block", None)
    return tomli_w.dumps({**whole, **({"block": blocks} if blocks else {})}, multiline_strings=True)


def differences(standard: Template, own: Template) -> tuple[Difference, ...]:
    """Both versions place by place, paragraphs brought together where they are alike."""
    found = [
        Difference("标题", standard.title, own.title),
        Difference("文号样式", standard.number_form, own.number_form),
        Difference("份数", "、".join(standard.copies_for), "、".join(own.copies_for)),
        Difference("附注", standard.closing_note, own.closing_note),
        Difference("审签", "、".join(standard.approvals), "、".join(own.approvals)),
    ]
    for place, (one, other) in enumerate(paired(_sides(standard), _sides(own)), 1):
        found.append(Difference(f"正文第 {place} 段", one.text, other.text, one.form, other.form))
    return tuple(found)


def moved(blocks: Sequence[BlockDraft], place: int, by: int) -> tuple[BlockDraft, ...]:
    """The blocks with one moved up (-1) or down (1), as far as it goes."""
    target = min(max(place + by, 0), len(blocks) - 1)
    rest = [*blocks[:place], *blocks[place + 1 :]]
    return (*rest[:target], blocks[place], *rest[target:])


def reworded(blocks: Sequence[BlockDraft], place: int, text: str) -> tuple[BlockDraft, ...]:
    """The blocks with another text in one place."""
    return (*blocks[:place], replace(blocks[place], text=text), *blocks[place + 1 :])


def _table(block: BlockDraft, kept: Sequence[dict[str, Any]]) -> dict[str, Any]:
    table = dict(kept[block.origin]) if block.origin is not None and block.origin < len(kept) else {}
    table["form"] = block.form
    if block.is_worded:
        table["text"] = block.text.strip()
    for key, value in (("item", block.item), ("needs", block.needs)):
        if value:
            table[key] = value
        else:
            table.pop(key, None)
    return table


def _said(block: BlockSpec) -> str:
    if block.form == "form":
        return "\n".join("　|　".join(cell.text for cell in row) for row in block.rows)
    if block.form == "table":
        return "　|　".join(block.titles)
    return block.text


def _sides(template: Template) -> list[Side]:
    return [Side(block.form, _said(block)) for block in template.blocks]
