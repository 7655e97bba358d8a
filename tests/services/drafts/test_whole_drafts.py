"""What an editor holds is kept as text and comes back as it was, or is said to be unreadable."""

from collections.abc import Iterator

import pytest

from app.models.database import Database
from app.open_desk import OpenDesk
from app.services.drafts.as_text import UnreadableDraft, draft_from, text_of_draft
from app.services.foundation.clock import FixedClock
from app.services.foundation.resources import Resources
from app.services.matter_types.rows import TypeDraft
from app.services.own_templates.rows import TemplateDraft


@pytest.fixture
def desk(database: Database, clock: FixedClock, resources: Resources) -> Iterator[OpenDesk]:
    made = OpenDesk(database, clock, resources)
    yield made
    made.close()


def test_every_type_and_every_template_comes_back_as_it_was(desk: OpenDesk) -> None:
    types = [desk.matter_types.draft(row.code) for row in desk.matter_types.rows()]
    papers = [desk.own_templates.draft(kind.code) for kind in desk.papers.kinds() if kind.record == "suggestions"]
    assert len(types) == 16
    assert len(papers) > 10
    assert [draft_from(TypeDraft, text_of_draft(each)) for each in types] == types
    assert [draft_from(TemplateDraft, text_of_draft(each)) for each in papers] == papers


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"code": 1}', '{"code": "x", "unknown": []}', "不是"])
def test_what_does_not_fit_is_said_to_be_unreadable(text: str) -> None:
    with pytest.raises(UnreadableDraft, match="恢复不了"):
        draft_from(TemplateDraft, text)
