"""Reads what the checks look at from the store, the rules of periods, the fonts and the letter's paper."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from app.models.actor import Actor
from app.models.case_terms import Verdict
from app.models.letter_terms import CopyUse, LetterOpinionKind
from app.models.office import Organisation
from app.models.serving import LetterCopy
from app.models.suggestion import Suggestion as Letter
from app.models.suggestion_review import LetterOpinion
from app.models.terms import RecordType, SuggestionStep
from app.services.deadlines.service import Deadlines
from app.services.documents.service import Documents
from app.services.foundation.clock import Clock
from app.services.foundation.errors import DomainError
from app.services.papers.letter_words import FIELDS
from app.services.papers.rows import LETTER, RecordKey
from app.services.papers.service import Papers
from app.services.pre_issue.digest import typed_paper
from app.services.pre_issue.subject import Other, RulePeriod, Subject
from app.services.suggestion_items.reading import items_of
from app.services.suggestions.refusals import name_of

_LOOKED_AT = 200  # letters to one addressee, the newest first
_NAMES = 20
_URGENT = "紧急"


@dataclass(frozen=True)
class Sources:
    """Services the checks ask."""

    papers: Papers
    documents: Documents
    deadlines: Deadlines
    clock: Clock


def subject_of(session: Session, letter: Letter, sources: Sources) -> Subject:
    """Everything about one letter; raises DomainError where a template or font cannot be read."""
    today = sources.clock.today()
    typed = {name: text for name, text in typed_paper(session, letter.id).values.items() if name not in FIELDS}
    items = items_of(session, letter)
    texts = {name: getattr(letter, name) or "" for name in FIELDS.values()}
    template, lacking = _lacking(letter, sources)
    return Subject(
        id=letter.id,
        kind=letter.kind,
        path=letter.path or "",
        office=letter.office_name,
        texts=texts,
        level=letter.addressee_level or "",
        relation=letter.addressee_relation,
        is_government=letter.is_government,
        today=today,
        typed=typed,
        items=items,
        is_split=any(each.id is not None for each in items),
        agreed=_agreed(session, letter.id),
        copies=_copies(session, letter.id),
        others=tuple(_others(session, letter)),
        organisations=_organisations(session, letter.addressee),
        rule=_rule(letter, sources),
        unprintable=_unprintable({**texts, **typed}, sources.documents),
        lacking=lacking,
        template=template,
    )


def _agreed(session: Session, letter_id: int) -> frozenset[LetterOpinionKind]:
    """Whose newest answer is yes."""
    wanted = select(LetterOpinion).where(LetterOpinion.suggestion_id == letter_id).order_by(LetterOpinion.id)
    newest = {each.kind: each for each in session.scalars(wanted)}
    return frozenset(
        kind for kind, each in newest.items() if each.answered_on is not None and each.verdict is Verdict.AGREED
    )


def _copies(session: Session, letter_id: int) -> Mapping[CopyUse, int]:
    """How many recipients of each use have a copy allotted."""
    wanted = select(LetterCopy.use).where(LetterCopy.suggestion_id == letter_id, LetterCopy.copies > 0)
    return Counter(session.scalars(wanted))


def _others(session: Session, letter: Letter) -> Iterator[Other]:
    wanted = (
        select(Letter)
        .where(or_(Letter.organisation_id == letter.organisation_id, Letter.addressee == letter.addressee))
        .where(Letter.id != letter.id, Letter.step != SuggestionStep.DECLINED, Letter.withdrawn_on.is_(None))
        .order_by(Letter.id.desc())
        .limit(_LOOKED_AT)
    )
    for other in session.scalars(wanted):
        is_issued = other.step is SuggestionStep.ISSUED
        yield Other(
            other.id,
            name_of(other),
            other.problem or "",
            other.issued_on if is_issued else None,
            is_issued and other.closed_on is None,
        )


def _organisations(session: Session, addressee: str) -> tuple[str, ...]:
    """Longer names of the register with the addressee's characters and end; the checks compare them."""
    if not addressee:
        return ()
    wanted = (
        select(Organisation.name)
        .where(Organisation.name.endswith(addressee[-1], autoescape=True))
        .where(func.length(Organisation.name) > len(addressee))
        .where(*(Organisation.name.contains(character, autoescape=True) for character in dict.fromkeys(addressee)))
        .order_by(func.length(Organisation.name), Organisation.id)
        .limit(_NAMES)
    )
    return tuple(session.scalars(wanted))


def _rule(letter: Letter, sources: Sources) -> RulePeriod | None:
    urgent = _URGENT in (letter.reply_period or "")
    try:
        rule = sources.deadlines.library.reply_rule(letter.kind, sources.clock.today(), urgent).rule
    except DomainError:  # no rule for this kind: the letter must say its period itself
        return None
    return RulePeriod(rule.period, rule.name, "；".join(map(str, rule.basis)))


def _unprintable(texts: Mapping[str, str], documents: Documents) -> Mapping[str, str]:
    found = {name: "".join(documents.unprintable(text)) for name, text in texts.items() if text}
    return {name: characters for name, characters in found.items() if characters}


def _lacking(letter: Letter, sources: Sources) -> tuple[str, tuple[tuple[str, str], ...]]:
    """On what the letter's paper is founded, and the facts it lacks now by name and label."""
    key = RecordKey(RecordType.SUGGESTION, letter.id)
    template = sources.papers.template(LETTER, key)
    labels = {spec.label: spec.name for spec in template.facts}
    missing = sources.papers.issuing.readiness(Actor(""), key, LETTER).missing
    return template.basis, tuple((labels.get(label, label), label) for label in missing)
