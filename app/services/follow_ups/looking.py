"""Writes one look at the rectification inside an act that has opened the letter, and what it comes to."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from app.models.database import Unit
from app.models.dates import PartialDate
from app.models.suggestion import RectificationRecord
from app.models.suggestion import Suggestion as Letter
from app.models.suggestion_item import RectificationItem, SuggestionItem
from app.models.terms import Rectification
from app.services.follow_ups.rows import STATES, ItemFinding, LookDraft
from app.services.foundation.errors import FieldProblem
from app.services.suggestion_items.deriving import rectification_of
from app.services.suggestion_items.reading import follow_items, kept_items


def write_look(unit: Unit, letter: Letter, look: LookDraft, attachment_id: int | None = None) -> RectificationRecord:
    """Keep the look, with the findings of its items, and bring items and letter into step; raises FieldProblem."""
    session = unit.session
    items = {each.id: each for each in kept_items(session, letter.id)}
    findings = _findings(items, look)
    state = _state(items, findings, look)
    refuse_contradiction(look, state)
    record = RectificationRecord(
        suggestion_id=letter.id,
        state=state,
        seen_on=look.seen_on,
        seen_by=look.seen_by.strip() or None,
        note=look.note.strip() or None,
        attachment_id=attachment_id,
        kind=look.kind,
        others=look.others.strip() or None,
        signs="\n".join(look.signs) or None,
        is_paper_only=look.is_paper_only,
    )
    session.add(record)
    session.flush()
    for finding in findings:
        _find(session, letter, record, items[finding.item_id], finding)
    _follow(session, letter, state, look, has_items=bool(items))
    return record


def refuse_contradiction(look: LookDraft, state: Rectification) -> None:
    """Put right and a sign that it was not, or put right on paper only, cannot both be (公益诉讼办案规则 art. 82)."""
    if state is Rectification.COMPLETE and look.signs:
        raise FieldProblem("signs", "勾选了未依法履职的情形，不能同时登记为“已到位”。请核对情形，或者改为“未到位”。")
    if look.is_paper_only and state is not Rectification.INCOMPLETE:
        raise FieldProblem(
            "is_paper_only", f"标为“整改不到位”的，整改情况应当是“未到位”，现在是“{state.label}”。请核对。"
        )
    if look.is_paper_only and not look.note.strip():
        raise FieldProblem("note", "标为“整改不到位”的，请写明为什么。")


def _findings(items: Mapping[int, SuggestionItem], look: LookDraft) -> tuple[ItemFinding, ...]:
    """What was found about each item; a finding about the whole letter holds for every item not put right yet."""
    if not look.findings:
        if look.state is None:
            raise FieldProblem("findings" if items else "state", "请填写整改情况。")
        left = [each for each in items.values() if each.rectification is not Rectification.COMPLETE]
        return tuple(ItemFinding(each.id, look.state) for each in left or items.values())
    for finding in look.findings:
        if finding.item_id not in items:
            raise FieldProblem("findings", "有一项建议已经不在这份检察建议里。请关闭后重新打开再登记。")
        if finding.state not in STATES:
            named = "、".join(state.label for state in STATES)
            raise FieldProblem("findings", f"第 {items[finding.item_id].place} 项的整改情况应当是 {named} 之一。")
    return look.findings


def _state(items: Mapping[int, SuggestionItem], findings: tuple[ItemFinding, ...], look: LookDraft) -> Rectification:
    if not items:
        if look.state not in STATES:
            raise FieldProblem("state", "请选择整改情况。")
        return look.state
    found = {finding.item_id: finding.state for finding in findings}
    return rectification_of([found.get(key, item.rectification) for key, item in items.items()])


def _find(
    session: Session, letter: Letter, record: RectificationRecord, item: SuggestionItem, finding: ItemFinding
) -> None:
    evidence = finding.evidence.strip() or None
    session.add(
        RectificationItem(
            suggestion_id=letter.id,
            rectification_id=record.id,
            item_id=item.id,
            state=finding.state,
            evidence=evidence,
        )
    )
    was_complete = item.rectification is Rectification.COMPLETE
    item.rectified_on = _since(finding.state, was_complete, item.rectified_on, record.seen_on)
    if evidence or item.rectification is not finding.state:  # what showed the state before does not show this one
        item.evidence = evidence
    item.rectification = finding.state


def _follow(session: Session, letter: Letter, state: Rectification, look: LookDraft, *, has_items: bool) -> None:
    """What the letter's own row says: how far it is put right, since when, and whether on paper only."""
    if has_items:
        session.flush()
        follow_items(session, letter)
    else:
        was_complete = letter.rectification is Rectification.COMPLETE
        letter.rectified_on = _since(state, was_complete, letter.rectified_on, look.seen_on)
        letter.rectification = state
    letter.rectification_note = look.note.strip() or letter.rectification_note
    letter.is_paper_only = look.is_paper_only


def _since(
    state: Rectification, was_complete: bool, before: PartialDate | None, seen_on: PartialDate | None
) -> PartialDate | None:
    """What was put right already stays so since the day it was first seen."""
    if state is not Rectification.COMPLETE:
        return None
    return before if was_complete and before is not None else seen_on
