"""Between a matter type and what an administrator edits of it, and two versions side by side."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from app.models.terms import Stage
from app.services.matter_types.model import CardField, MatterType, StageRule, TypeDeadline
from app.services.matter_types.rows import TypeDraft, TypeFrame
from app.services.own_templates.rows import Difference


def draft_of(kind: MatterType, valid_from: date | None = None) -> TypeDraft:
    """A version as it is edited."""
    return TypeDraft(
        code=kind.code,
        name=kind.name,
        family=kind.family,
        names=other_names(kind),
        kinds=kind.kinds,
        basis=kind.basis,
        certainty=kind.certainty,
        valid_from=valid_from,
        stages=kind.stages,
        deadlines=kind.deadlines,
        exits=kind.exits,
        grounds=kind.grounds,
        note=kind.note,
    )


def draft_with(draft: TypeDraft, fields: Mapping[str, object], **further: object) -> TypeDraft:
    """The draft with other values in some of its fields."""
    return replace(draft, **{**fields, **further})  # type: ignore[arg-type]  # names and kinds are the form's


def toml_of(draft: TypeDraft) -> str:
    """The whole type of a draft as it is kept."""
    import tomli_w

    whole: dict[str, Any] = {
        "code": draft.code,
        "name": draft.name.strip(),
        "family": draft.family,
        "names": list(draft.names),
        "kinds": list(draft.kinds),
        "basis": draft.basis.strip(),
        "certainty": draft.certainty.label,
        "exits": [each.label for each in draft.exits],
        "grounds": list(draft.grounds),
    }
    if draft.valid_from is not None:
        whole["valid_from"] = draft.valid_from
    if draft.note.strip():
        whole["note"] = draft.note.strip()
    # Tables must follow the plain keys in TOML.
    whole["stage"] = [_stage(each) for each in draft.stages]
    whole["deadline"] = [_deadline(each) for each in draft.deadlines]
    return tomli_w.dumps(whole, multiline_strings=True)


def other_names(kind: MatterType) -> tuple[str, ...]:
    """What ledgers call the type besides its own name."""
    return tuple(name for name in kind.names if name != kind.name)


def differences(standard: MatterType, own: MatterType, frame: TypeFrame) -> tuple[Difference, ...]:
    """Both versions place by place, in words; the stages in their order."""
    pairs = [
        ("名称", standard.name, own.name),
        ("台账里又称", "、".join(other_names(standard)), "、".join(other_names(own))),
        ("登记时可选", "、".join(standard.offered), "、".join(own.offered)),
        ("依据", f"{standard.basis}（{standard.certainty.label}）", f"{own.basis}（{own.certainty.label}）"),
    ]
    for stage in Stage:
        one, other = (stage_lines(each.rule(stage), frame) for each in (standard, own))
        pairs += [(f"{stage.label} · {title}", one[title], other[title]) for title in one]
    pairs += [
        ("自动设定的期限", deadline_lines(standard.deadlines, frame), deadline_lines(own.deadlines, frame)),
        ("结案方式", _exits(standard), _exits(own)),
        ("终结审查的事由", "\n".join(standard.grounds), "\n".join(own.grounds)),
        ("说明", standard.note, own.note),
    ]
    return tuple(Difference(title, left, right) for title, left, right in pairs if left or right)


def stage_lines(rule: StageRule | None, frame: TypeFrame) -> dict[str, str]:
    """What a stage asks for, in words."""
    if rule is None:
        return {"阶段": "不设", "案卡项目": "", "文书": "", "审批": "", "提示": ""}
    return {
        "阶段": "可以跳过" if rule.is_optional else "必经",
        "案卡项目": "\n".join(field_words(each) for each in rule.fields),
        "文书": "\n".join(f"{frame.paper_name(each.code)}{_must(each.is_required)}" for each in rule.papers),
        "审批": "\n".join(f"{frame.act_name(each.act)}{_must(each.is_required)}" for each in rule.approvals),
        "提示": rule.note,
    }


def field_words(each: CardField) -> str:
    """An item of the card in one line."""
    kind = f"选择：{'／'.join(each.choices)}" if each.choices else each.kind.label
    return f"{each.title}（{kind}）{_must(each.is_required)}"


def deadline_lines(deadlines: Sequence[TypeDeadline], frame: TypeFrame) -> str:
    """Which event starts which rules."""
    return "\n".join(deadline_words(each, frame) for each in deadlines)


def deadline_words(each: TypeDeadline, frame: TypeFrame) -> str:
    """One line of the type's deadlines."""
    kinds = f"（限{'、'.join(each.kinds)}）" if each.kinds else ""
    met = f"，以“{each.met_by.label}”完成" if each.met_by else "，由承办人登记完成"
    return f"{each.event.label}{kinds} → {'、'.join(frame.rule_name(code) for code in each.codes)}{met}"


def _exits(kind: MatterType) -> str:
    return "、".join(way.label for way in kind.exits)


def _must(is_required: bool) -> str:
    return " 必须" if is_required else ""


def _stage(rule: StageRule) -> dict[str, Any]:
    table: dict[str, Any] = {"stage": rule.stage.label}
    if rule.is_optional:
        table["optional"] = True
    if rule.note.strip():
        table["note"] = rule.note.strip()
    table["field"] = [_field(each) for each in rule.fields]
    table["paper"] = [{"code": each.code, "required": each.is_required} for each in rule.papers]
    table["approval"] = [{"act": each.act, "required": each.is_required} for each in rule.approvals]
    return table


def _field(each: CardField) -> dict[str, Any]:
    table: dict[str, Any] = {"name": each.name, "title": each.title, "kind": each.kind.label}
    table["required"] = each.is_required
    if each.choices:
        table["choices"] = list(each.choices)
    if each.hint:
        table["hint"] = each.hint
    return table


def _deadline(each: TypeDeadline) -> dict[str, Any]:
    table: dict[str, Any] = {"event": each.event.label, "codes": list(each.codes), "proof": each.proof}
    if each.kinds:
        table["kinds"] = list(each.kinds)
    if each.met_by:
        table["met_by"] = each.met_by.label
    return table
