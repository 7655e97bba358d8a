"""What a matter's card says, as sections of labelled facts, and its seven stages."""

from typing import TYPE_CHECKING

from app.models.terms import Stage
from app.views.shared.facts import Section
from app.views.shared.stage_bar import Phase, Step

if TYPE_CHECKING:
    from app.models.dates import PartialDate
    from app.services.matters.rows import CaseCard, MatterCard, StageCard


def title_of(card: "MatterCard") -> str:
    """One line that names the matter: entry number, kind, unit."""
    return f"{card.entry_number}  {card.draft.kind} · {card.draft.unit}"


def case_card(card: "MatterCard", case: "CaseCard | None" = None) -> tuple[Section, ...]:
    """案卡: of a matter with a type stage by stage, with what no stage has a field for below."""
    if case is None:
        return (_basics(card), ("办理情况", tuple((title, text) for _, title, text in _course(card))))
    stages = [each for each in case.stages if each.rule.fields]
    taken = {field.name for each in stages for field in each.rule.fields}
    further = tuple((title, text) for name, title, text in _course(card) if name not in taken)
    heading, facts = _basics(card)
    kept = tuple(fact for fact in facts if fact[0] != "来源" or "source" not in taken)
    type_fact = ("办理依据", f"{case.type_name}（{case.type_version}）")
    return ((heading, (*kept, type_fact)), *(_stage(each) for each in stages), ("其他", further))


def _basics(card: "MatterCard") -> Section:
    draft = card.draft
    return (
        "基本情况",
        (
            ("登记号", card.entry_number),
            ("事项类型", draft.kind),
            ("监督对象", draft.unit),
            ("来源", draft.source),
            ("受理日期", _day(draft.accepted_on)),
            ("案件名称", draft.subject),
            ("统一受案号", draft.number),
            ("承办部门", draft.department),
            ("承办人", draft.handler),
        ),
    )


def _course(card: "MatterCard") -> tuple[tuple[str, str, str], ...]:
    """How it was handled: the field's name, its title, its text."""
    draft = card.draft
    return (
        ("instrument", "监督文书", draft.instrument),
        ("instrument_on", "文书日期", _day(draft.instrument_on)),
        ("response", "对方处理", draft.response),
        ("responded_on", "处理日期", _day(draft.responded_on)),
        ("outcome", "结果", draft.outcome),
        ("closed_on", "办结日期", _day(draft.closed_on)),
        ("remarks", "备注", draft.remarks),
    )


def _stage(stage: "StageCard") -> Section:
    facts = tuple(
        (f"* {field.title}" if field.is_required else field.title, text)
        for field, text in zip(stage.rule.fields, stage.texts, strict=True)
    )
    return (stage.rule.stage.label, facts)


def steps_of(card: "MatterCard", case: "CaseCard | None" = None) -> tuple[Step, ...]:
    """The stages of the matter's type, or all seven, the present one marked."""
    order = list(Stage)
    of_type = {each.rule.stage for each in case.stages} if case else set(order)
    place = order.index(card.draft.stage)
    shown = [stage for stage in order if stage in of_type or stage is card.draft.stage]
    return tuple(Step(stage.label, _phase(order.index(stage), place)) for stage in shown)


def next_stage(card: "MatterCard", case: "CaseCard | None" = None) -> Stage | None:
    """The stage proposed next: 复查救济 is gone through only where somebody asks for it; None at the last."""
    if case is not None:
        usual = [stage for stage in case.ahead if stage is not Stage.RE_EXAMINATION]
        return next(iter(usual or case.ahead), None)
    stages = list(Stage)
    place = stages.index(card.draft.stage)
    return stages[place + 1] if place + 1 < len(stages) else None


def _phase(number: int, place: int) -> Phase:
    if number < place:
        return "done"
    return "now" if number == place else "ahead"


def _day(known: "PartialDate | None") -> str:
    return "" if known is None else known.text
