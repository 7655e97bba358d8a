"""What keeps a draft of a type from being adopted, in the user's words, with the place it belongs to."""

import re
from collections.abc import Iterator, Sequence

from app.models.case_terms import MatterExit
from app.models.terms import RecordType, Stage
from app.services.docket.starts import DATES
from app.services.matter_types.card_columns import can_hold
from app.services.matter_types.model import CardField, FieldKind, MatterType, StageRule
from app.services.matter_types.rows import TypeDraft, TypeFlaw, TypeFrame

MOST_CHARACTERS = 40
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_ALWAYS = (Stage.INTAKE, Stage.CLOSING)


def flaws_of(draft: TypeDraft, frame: TypeFrame, others: Sequence[MatterType]) -> Iterator[TypeFlaw]:
    """All of them, in the order of the window; ``others`` are the other types in force."""
    yield from _head_flaws(draft, others)
    yield from _course_flaws(draft)
    seen: dict[str, Stage] = {}
    for rule in draft.stages:
        yield from _field_flaws(rule, seen)
        yield from _choice_flaws(rule, frame)
    yield from _deadline_flaws(draft, frame)
    if not draft.exits:
        yield TypeFlaw("exits", "请至少选择一种结案方式。")
    if MatterExit.TERMINATED in draft.exits and not draft.grounds:
        yield TypeFlaw("grounds", "可以终结审查的，请写明有哪些事由，每行一条。")


def _head_flaws(draft: TypeDraft, others: Sequence[MatterType]) -> Iterator[TypeFlaw]:
    if not draft.name.strip():
        yield TypeFlaw("name", "请填写名称。")
    if not draft.basis.strip():
        yield TypeFlaw("basis", "请填写依据，如 本院重大监督事项案件化办理规定。")
    if draft.valid_from is None:
        yield TypeFlaw("valid_from", "请填写从哪一天起使用。")
    taken = {name: each.name for each in others for name in (each.name, *each.names, *each.kinds)}
    for field, names in (("name", (draft.name.strip(),)), ("names", draft.names), ("kinds", draft.kinds)):
        clash = next((name for name in names if name in taken), None)
        if clash is not None:
            yield TypeFlaw(field, f"“{clash}”已是“{taken[clash]}”的名称，程序分不清该按哪一类。请换一个，或者删去。")


def _course_flaws(draft: TypeDraft) -> Iterator[TypeFlaw]:
    present = {rule.stage: rule for rule in draft.stages}
    for stage in _ALWAYS:
        if stage not in present:
            yield TypeFlaw("stages", f"“{stage.label}”不能不设。请勾选。", stage)
        elif present[stage].is_optional:
            yield TypeFlaw("stages", f"“{stage.label}”不能跳过。请去掉“可以跳过”。", stage)


def _field_flaws(rule: StageRule, seen: dict[str, Stage]) -> Iterator[TypeFlaw]:
    titles: set[str] = set()
    for place, each in enumerate(rule.fields):
        sentence = _field_flaw(each, titles)
        if not sentence and each.name in seen:
            sentence = f"“{each.title}”在“{seen[each.name].label}”里已经有了。请保留一处。"
        if sentence:
            yield TypeFlaw("fields", sentence, rule.stage, place)
        seen.setdefault(each.name, rule.stage)
        titles.add(each.title)


def _field_flaw(each: CardField, titles: set[str]) -> str:
    if not each.title.strip() or len(each.title) > MOST_CHARACTERS:
        return f"案卡项目的名称“{each.title.strip()[:12]}”应当是 1 到 {MOST_CHARACTERS} 个字。请改正。"
    if not _NAME.fullmatch(each.name) or len(each.name) > MOST_CHARACTERS:
        return f"“{each.title}”的内部名称“{each.name}”不合格式。请删去后重新添加。"
    if each.title in titles:
        return f"这个阶段有两个“{each.title}”。请改名或删去一个。"
    if not can_hold(each.name, each.kind):
        return f"“{each.title}”是案卡上已有的项目，不能改成“{each.kind.label}”。"
    is_odd = (each.kind is FieldKind.CHOICE) != bool(each.choices)
    return f"“{each.title}”：只有“选择”要写可选的内容，而且一定要写。" if is_odd else ""


def _choice_flaws(rule: StageRule, frame: TypeFrame) -> Iterator[TypeFlaw]:
    papers, acts = {each.code for each in frame.papers}, {each.code for each in frame.acts}
    offered = (
        ("papers", [each.code for each in rule.papers], papers, "文书目录里没有“{}”。请删去或另选。"),
        ("approvals", [each.act for each in rule.approvals], acts, "职权清单里没有“{}”。请删去或另选。"),
    )
    for field, codes, known, sentence in offered:
        for place, code in enumerate(codes):
            if code not in known:
                yield TypeFlaw(field, sentence.format(code), rule.stage, place)
            elif code in codes[:place]:
                named = frame.paper_name(code) if field == "papers" else frame.act_name(code)
                yield TypeFlaw(field, f"“{named}”写了两次。请删去一个。", rule.stage, place)


def _deadline_flaws(draft: TypeDraft, frame: TypeFrame) -> Iterator[TypeFlaw]:
    rules, dates = {each.code for each in frame.rules}, DATES[RecordType.MATTER]
    for place, each in enumerate(draft.deadlines):
        unknown = next((code for code in each.codes if code not in rules), None)
        if not each.codes:
            yield TypeFlaw("deadlines", f"“{each.event.label}”没有选期限规则。请选择。", place=place)
        elif unknown is not None:
            yield TypeFlaw("deadlines", f"没有期限规则“{unknown}”。请另选。", place=place)
        elif each.event not in dates or (each.met_by is not None and each.met_by not in dates):
            yield TypeFlaw("deadlines", f"“{each.event.label}”不是监督事项上的日期。请另选。", place=place)
        elif not each.proof.strip():
            yield TypeFlaw("deadlines", f"“{each.event.label}”没有写起算依据，如 受理日期。", place=place)
