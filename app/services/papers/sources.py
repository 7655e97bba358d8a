"""Facts of a document as its record knows them, by the names of resources/documents/facts.toml."""

import re
from collections.abc import Callable, Sequence

from app.models.case_terms import Triage
from app.models.dates import PartialDate
from app.models.letter_terms import ProposalDirection, ProposalKind
from app.models.terms import PeriodUnit, ServiceMethod, SuggestionKind
from app.services.clues.rows import ClueCard
from app.services.deadlines.service import Deadlines
from app.services.deputies.rows import ProposalCard
from app.services.documents.facts import Value
from app.services.foundation.clock import Clock
from app.services.hand_overs.rows import ReferralRow
from app.services.matters.rows import MatterCard
from app.services.suggestions.rows import LetterCard

Facts = dict[str, Value]

REFERRAL_LETTER = "clue-transfer-letter"
REFERRAL_PAPERS = (REFERRAL_LETTER, "clue-transfer", "clue-feedback")

_NUMERALS = ("", "一", "两", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四", "十五")
# How an organisation is spoken to, by the end of its name; 你单位 where none fits.
_ADDRESSED = (
    ("法院", "你院"),
    ("检察院", "你院"),
    ("医院", "你院"),
    ("局", "你局"),
    ("委员会", "你委"),
    ("厅", "你厅"),
)


def letter_facts(card: LetterCard, deadlines: Deadlines, clock: Clock) -> Facts:
    """What the record of a suggestion gives."""
    draft = card.draft
    return {
        "office": card.office,
        "addressee": draft.addressee,
        "address_as": addressed_as(draft.addressee),
        "case_source": draft.case_source,
        "facts": draft.facts,
        "problem": draft.problem,
        "proposals": tuple(line.strip() for line in draft.proposal.splitlines() if line.strip()),
        "basis": draft.basis,
        "objection_period": draft.objection_period,
        "reply_period": reply_period(card, deadlines, clock),
        "other": draft.other_matters,
        "copies_to": tuple(part.strip() for part in re.split(r"[、，,;；\n]", draft.copies_to) if part.strip()),
        "issued_on": card.issued_on,
        "handler": draft.handler,
        "department": draft.department,
        "case_name": draft.case_name,
        "system_case_number": draft.system_case_number,
        "entry_number": card.entry_number,
        "record_kind": draft.kind.label,
        "letter_number": card.number or "",
        "letter_title": "检察建议书",
        "letter_issued_on": card.issued_on,
        "letter_proposals": tuple(line.strip() for line in draft.proposal.splitlines() if line.strip()),
        "received_on": card.received_on,
        "receiver": card.receiver or "",
        "service_method": "" if card.service_method is ServiceMethod.UNSPECIFIED else card.service_method.label,
        "due_on": PartialDate.of(card.due_on) if card.due_on else None,
        "replied_on": card.replied_on,
        "adoption": card.adoption.label,
        "rectification": card.rectification.label,
        "rectification_note": card.rectification_note or "",
        "rectified_on": card.rectified_on,
        "closed_on": card.closed_on,
        "remarks": draft.remarks,
        **{name: text for name, text in _ledger(card)},
    }


def matter_facts(card: MatterCard) -> Facts:
    """What the record of a matter gives."""
    draft = card.draft
    return {
        "addressee": draft.unit,
        "address_as": addressed_as(draft.unit),
        "case_source": draft.source,
        "case_name": draft.subject,
        "handler": draft.handler,
        "department": draft.department,
        "system_case_number": draft.number,
        "entry_number": card.entry_number,
        "record_kind": draft.kind,
        "accepted_on": draft.accepted_on,
        "stage": draft.stage.label,
        "letter_title": draft.instrument,
        "letter_issued_on": draft.instrument_on,
        "response": draft.response,
        "responded_on": draft.responded_on,
        "outcome": draft.outcome,
        "closed_on": draft.closed_on,
        "closing_way": closing_way(card),
        "archive_number": card.ending.archive_number,
        "retention": card.ending.retention.label if card.ending.retention else "",
        "archived_on": card.ending.archived_on,
        "remarks": draft.remarks,
    }


def closing_way(card: MatterCard) -> str:
    """How the matter left; empty where its outcome, which always stands beside it, begins with the same words."""
    way = card.ending.exit.label if card.ending.exit else ""
    return "" if card.draft.outcome.startswith(way) else way


def referral_facts(paper: str, row: ReferralRow | None) -> Facts:
    """What the newest referral of the record gives to the papers about it; 移送函 is never to the supervised unit."""
    if row is None:
        return {"addressee": "", "address_as": ""} if paper == REFERRAL_LETTER else {}
    if paper == REFERRAL_LETTER:
        return {
            "addressee": row.recipient,
            "address_as": addressed_as(row.recipient),
            "clue_facts": row.content,
        }
    return {
        "clue_content": row.content,
        "transferred_on": row.referred_on,
        "sending_department": row.from_department,
        "receiving_department": row.recipient,
        "handling_progress": row.answer,
    }


# What the papers call a decision about a clue.
_OUTCOMES = {
    Triage.OPENED: "立案（受理）",
    Triage.REFERRED: "移送",
    Triage.DECLINED: "不立案（不受理）",
    Triage.RESERVED: "存查",
}


def clue_facts(card: ClueCard, is_letter: bool) -> Facts:
    """What the record of a clue gives; a letter speaks to whom the clue was referred, a form of the unit in it."""
    draft, referral = card.draft, card.referrals[-1] if card.referrals else None
    spoken_to = card.referred_to if is_letter else draft.unit
    person = f"（{draft.source_person}）" if draft.source_person else ""
    why = card.triage_reason
    return {
        "addressee": spoken_to,
        "address_as": addressed_as(spoken_to),
        "case_source": draft.source,
        "clue_source": draft.source,
        "clue_provider": draft.source_person,
        "clue_origin": f"线索来源：{draft.source}{person}。",
        "clue_content": "\n".join(filter(None, (draft.subject, draft.found))),
        "clue_facts": draft.found or draft.subject,
        "clue_outcome": _OUTCOMES.get(card.triage, ""),
        "clue_received_on": draft.found_on,
        "case_name": draft.subject,
        "handler": draft.handler,
        "department": draft.department,
        "sending_department": draft.department,
        "receiving_department": card.referred_to,
        "transferred_on": card.triaged_on if card.triage is Triage.REFERRED else None,
        "transfer_grounds": why if card.triage is Triage.REFERRED else "",
        "transfer_reason": why if card.triage is Triage.REFERRED else "",
        "refusal_grounds": why if card.triage is Triage.DECLINED else "",
        "handling_progress": (referral.answer if referral else "") or _opened_words(card),
        "entry_number": card.entry_number,
        "record_kind": draft.kind,
        "remarks": draft.remarks,
    }


def proposal_facts(proposals: Sequence[ProposalCard], clue: ClueCard) -> Facts:
    """What the newest proposal behind a clue gives to the letter to its deputy; nothing where none stands behind it."""
    came = [each for each in proposals if each.draft.direction is ProposalDirection.RECEIVED]
    if not came:
        return {}
    card = came[-1]
    draft = card.draft
    return {
        "deputy": draft.deputy,
        "deputy_title": "代表" if draft.kind is ProposalKind.DEPUTY else "委员",
        "proposal_kind": draft.kind.label,
        "proposal_title": draft.title,
        "proposal_number_words": f"（{draft.number}）" if draft.number else "",
        "proposal_on": draft.received_on,
        "proposal_content": draft.content,
        "proposal_progress": card.feedback or _opened_words(clue),
    }


def _opened_words(card: ClueCard) -> str:
    if card.opened_as is None or card.triaged_on is None:
        return ""
    return f"{card.triaged_on.chinese()}立项为{card.opened_as.record_type.label}（{card.opened_as.entry_number}）。"


def addressed_as(name: str) -> str:
    """你局, 你院 …, by how the organisation's name ends."""
    return next((words for ending, words in _ADDRESSED if name.strip().endswith(ending)), "你单位")


def reply_period(card: LetterCard, deadlines: Deadlines, clock: Clock) -> str:
    """The letter's own words without a clerk's remark in brackets, else the length of the rule."""
    written = re.sub(r"[(（\[【〔].*?[)）\]】〕]", "", card.draft.reply_period).strip()
    if written:
        return written
    start = card.issued_on.first if card.issued_on else clock.today()
    kind: SuggestionKind = card.draft.kind
    period = deadlines.library.reply_rule(kind, start, path=card.draft.path).rule.period
    if period.unit in {PeriodUnit.MONTH, PeriodUnit.DAY} and 0 < period.length < len(_NUMERALS):
        numeral = _NUMERALS[period.length] if period.unit is PeriodUnit.MONTH else str(period.length)
        return f"{numeral}{period.unit.label}"
    return str(period)


def _ledger(card: LetterCard) -> list[tuple[str, str]]:
    names = {"回复文号": "reply_number", "督促次数": "urgings", "异议": "objection", "归档号": "archive_number"}
    return [(names[title], text) for title, text in card.ledger if title in names]


FactsOf = Callable[[int], Facts]
