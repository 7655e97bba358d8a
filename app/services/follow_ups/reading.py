"""Reads what follows one letter: its items, its looks with their findings and files, its evaluation."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.attachment import Attachment
from app.models.follow_up import VisitFile
from app.models.letter_terms import PhotoMoment, RectificationLight
from app.models.suggestion import RectificationRecord
from app.models.suggestion import Suggestion as Letter
from app.models.suggestion_item import RectificationItem, SuggestionItem
from app.models.terms import Rectification, SuggestionStep
from app.services.follow_ups.evaluating import read
from app.services.follow_ups.rows import FollowUpCard, FoundItem, LookRow
from app.services.follow_ups.signs import Signs
from app.services.suggestion_items.reading import items_of
from app.services.suggestions.refusals import LetterNotFound, name_of
from app.services.suggestions.rows import AttachmentRow
from app.services.suggestions.standing import Standing

Files = Mapping[PhotoMoment, tuple[AttachmentRow, ...]]


def card_of(session: Session, letter_id: int, as_of: date, signs: Signs) -> FollowUpCard:
    """Everything about what follows one letter; raises LetterNotFound."""
    row = session.execute(select(Letter, Standing(as_of).rectification).where(Letter.id == letter_id)).one_or_none()
    if row is None:
        raise LetterNotFound(letter_id)
    letter: Letter = row[0]
    return FollowUpCard(
        id=letter.id,
        version=letter.version,
        name=name_of(letter),
        light=RectificationLight(row[1]),
        is_issued=letter.step is SuggestionStep.ISSUED,
        is_closed=letter.closed_on is not None,
        is_withdrawn=letter.withdrawn_on is not None,
        is_complete=letter.rectification is Rectification.COMPLETE,
        signs_apply=signs.apply_to(letter.kind),
        items=items_of(session, letter),
        looks=_looks(session, letter, signs),
        evaluated_on=letter.evaluated_on,
        evaluation=read(letter.evaluation),
    )


def _looks(session: Session, letter: Letter, signs: Signs) -> tuple[LookRow, ...]:
    """The newest day first; of one day the last registered."""
    wanted = select(RectificationRecord).where(RectificationRecord.suggestion_id == letter.id)
    looks = session.scalars(wanted).all()
    items, files = _items(session, letter), _files(session, letter)
    newest = sorted(looks, key=lambda each: (str(each.seen_on or ""), each.id), reverse=True)
    return tuple(
        LookRow(
            id=each.id,
            kind=each.kind,
            seen_on=each.seen_on,
            seen_by=each.seen_by or "",
            others=each.others or "",
            state=each.state,
            is_paper_only=each.is_paper_only,
            signs=signs.named(each.signs),
            note=each.note or "",
            items=items.get(each.id, ()),
            files=_with_scan(session, each, files.get(each.id, {})),
        )
        for each in newest
    )


def _items(session: Session, letter: Letter) -> dict[int, tuple[FoundItem, ...]]:
    wanted = (
        select(RectificationItem, SuggestionItem.place, SuggestionItem.measure)
        .join(SuggestionItem, SuggestionItem.id == RectificationItem.item_id)
        .where(RectificationItem.suggestion_id == letter.id)
        .order_by(SuggestionItem.place)
    )
    found: dict[int, list[FoundItem]] = defaultdict(list)
    for each, place, measure in session.execute(wanted):
        found[each.rectification_id].append(FoundItem(place, measure, each.state, each.evidence or ""))
    return {look: tuple(items) for look, items in found.items()}


def _files(session: Session, letter: Letter) -> dict[int, Files]:
    wanted = (
        select(VisitFile, Attachment)
        .join(Attachment, Attachment.id == VisitFile.attachment_id)
        .where(VisitFile.suggestion_id == letter.id)
        .order_by(VisitFile.id)
    )
    found: dict[int, dict[PhotoMoment, tuple[AttachmentRow, ...]]] = defaultdict(dict)
    for each, file in session.execute(wanted):
        of_look = found[each.rectification_id]
        of_look[each.moment] = (*of_look.get(each.moment, ()), _row(file))
    return dict(found)


def _with_scan(session: Session, look: RectificationRecord, files: Files) -> Files:
    """A look registered with a single scan keeps it on its own row."""
    scan = session.get(Attachment, look.attachment_id) if look.attachment_id is not None else None
    if scan is None:
        return files
    return {**files, PhotoMoment.OTHER: (_row(scan), *files.get(PhotoMoment.OTHER, ()))}


def _row(file: Attachment) -> AttachmentRow:
    return AttachmentRow(file.id, file.purpose, file.file_name, file.sha256, file.size, file.added_at)
