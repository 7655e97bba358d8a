"""However a proposal is reworded, its items stand with it: one a line, in order, and nothing that was told is lost."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, create_engine
from sqlalchemy.orm import Session

from app.models.base import Base
from app.models.dates import PartialDate
from app.models.suggestion import Suggestion
from app.models.suggestion_item import RectificationItem, ReplyItem, SuggestionItem
from app.models.terms import (
    Adoption,
    Receipt,
    Rectification,
    ServiceMethod,
    SuggestionKind,
    SuggestionStep,
)
from app.services.foundation.errors import FieldProblem
from app.services.suggestion_items.deriving import lines_of
from app.services.suggestion_items.laying import follow_words, lay
from app.services.suggestion_items.reading import kept_items
from app.services.suggestion_items.rows import ItemDraft

WORDS = st.text("清理河道砂石建立巡查制度公开结果", min_size=1, max_size=6)
PROPOSALS = st.lists(WORDS, min_size=1, max_size=5)
TOLD = st.lists(st.sampled_from([Adoption.UNRECORDED, Adoption.ADOPTED, Adoption.NOT_ADOPTED]), min_size=5, max_size=5)


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    """The tables of letters and items in memory, made once; every example is rolled back."""
    made = create_engine("sqlite://")
    tables = (Suggestion, SuggestionItem, ReplyItem, RectificationItem)
    Base.metadata.create_all(made, [table.__table__ for table in tables])  # type: ignore[misc]  # each is a table
    yield made
    made.dispose()


@contextmanager
def letter_that_says(engine: Engine, lines: list[str]) -> Iterator[tuple[Session, Suggestion]]:
    with Session(engine) as session:
        letter = Suggestion(
            entry_number="JY2026-00001",
            kind=SuggestionKind.SOCIAL_GOVERNANCE,
            office_name="青山县人民检察院",
            organisation_id=1,
            addressee="青山县水利局",
            identity="",
            step=SuggestionStep.DRAFT,
            receipt=Receipt.AWAITED,
            service_method=ServiceMethod.UNSPECIFIED,
            adoption=Adoption.UNRECORDED,
            rectification=Rectification.UNRECORDED,
            proposal="\n".join(lines),
        )
        session.add(letter)
        session.flush()
        lay(session, letter, [ItemDraft(line, basis=f"依据{place}") for place, line in enumerate(lines)])
        yield session, letter
        session.rollback()


@settings(max_examples=60)
@given(before=PROPOSALS, after=PROPOSALS, told=TOLD)
def test_rewording_keeps_items_and_lines_together_or_is_refused(
    engine: Engine, before: list[str], after: list[str], told: list[Adoption]
) -> None:
    with letter_that_says(engine, before) as (session, letter):
        for item, adoption in zip(kept_items(session, letter.id), told, strict=False):
            item.adoption = adoption
            item.adopted_on = PartialDate("2026-11-02") if adoption is not Adoption.UNRECORDED else None
        session.flush()
        known = {each.adoption for each in kept_items(session, letter.id)} - {Adoption.UNRECORDED}
        letter.proposal = "\n".join(after)
        try:
            follow_words(session, letter)
        except FieldProblem:
            return
        kept = kept_items(session, letter.id)
        assert [each.measure for each in kept] == list(lines_of("\n".join(after)))
        assert [each.place for each in kept] == list(range(1, len(kept) + 1))
        assert known <= {each.adoption for each in kept}


@settings(max_examples=40)
@given(lines=PROPOSALS, order=st.randoms(use_true_random=False))
def test_lines_that_only_change_places_take_everything_with_them(
    engine: Engine, lines: list[str], order: object
) -> None:
    lines = list(dict.fromkeys(lines))
    with letter_that_says(engine, lines) as (session, letter):
        told = {each.measure: each.basis for each in kept_items(session, letter.id)}
        shuffled = list(lines)
        order.shuffle(shuffled)  # type: ignore[attr-defined]  # a Random
        letter.proposal = "\n".join(shuffled)
        follow_words(session, letter)
        assert {each.measure: each.basis for each in kept_items(session, letter.id)} == told
