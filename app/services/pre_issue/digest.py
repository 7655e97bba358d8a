"""The digest of what a letter says, so that a check counts for these words only."""

import hashlib

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.document import PaperDraft
from app.models.suggestion import Suggestion as Letter
from app.models.terms import RecordType
from app.services.papers.as_json import canonical, typed_of
from app.services.papers.letter_words import FIELDS, beside_the_record
from app.services.papers.rows import LETTER, TypedPaper
from app.services.suggestion_items.reading import kept_items

_ASKED = ("path", "addressee_level")  # not printed, but what is asked depends on them


def digest_of(session: Session, letter: Letter) -> str:
    """SHA-256 of its words, its items with fact and basis, what is typed on its paper, and whom it is for."""
    typed = typed_paper(session, letter.id)
    return hashlib.sha256(
        canonical(
            {
                "kind": letter.kind.value,
                "relation": letter.addressee_relation.value if letter.addressee_relation else "",
                "government": letter.is_government,
                "words": {name: getattr(letter, name) or "" for name in (*FIELDS.values(), *_ASKED)},
                "items": [[each.measure, each.fact, each.basis] for each in kept_items(session, letter.id)],
                "typed": dict(beside_the_record(typed).values),
                "annexes": [[each.title, each.body] for each in typed.annexes],
            }
        ).encode()
    ).hexdigest()


def typed_paper(session: Session, letter_id: int) -> TypedPaper:
    """What is typed on the letter's paper beside its record."""
    wanted = select(PaperDraft.body).where(
        PaperDraft.record_type == RecordType.SUGGESTION,
        PaperDraft.record_id == letter_id,
        PaperDraft.kind == LETTER,
    )
    body = session.scalars(wanted).one_or_none()
    return TypedPaper() if body is None else typed_of(body)
