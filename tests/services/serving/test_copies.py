"""Copies allotted by the kind of letter; each filing and each copy ticked off by itself, and unticked."""

import pytest

from app.models.letter_terms import CopyUse
from app.models.terms import DeadlineState, ServiceMethod, SuggestionKind
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.resources import Resources
from app.services.serving.allotting import Allotments
from app.services.serving.rows import CopyDraft, ReceiptDraft, Sending
from tests.services.serving.conftest import DAY, Post

BUSINESS, RESEARCH = "对口业务部门", "法律政策研究部门"


@pytest.mark.parametrize(
    ("kind", "filings"),
    [
        (SuggestionKind.SOCIAL_GOVERNANCE, 2),
        (SuggestionKind.CORRECTION, 2),
        (SuggestionKind.OTHER, 2),
        (SuggestionKind.UNCLASSIFIED, 2),
        (SuggestionKind.PUBLIC_INTEREST, 1),
        (SuggestionKind.RETRIAL, 1),
    ],
)
def test_the_kind_says_with_how_many_a_letter_is_filed(
    resources: Resources, kind: SuggestionKind, filings: int
) -> None:
    allotments = Allotments(resources.serving)
    drafts = allotments.defaults(kind, "青山县水利局", "")
    assert [each.use for each in drafts].count(CopyUse.FILING) == filings == allotments.filings(kind)


def test_copies_are_allotted_to_addressee_file_offices_above_and_whom_the_letter_names(post: Post) -> None:
    letter = post.issued(copies_to="青山县人大常委会、青山县人民政府；青山县人大常委会")
    post.desk.serving.copying.allot(post.actor, letter)
    assert [(row.use.label, row.recipient) for row in post.card(letter).copies] == [
        ("送达", "青山县水利局"),
        ("附卷", "本院案卷"),
        ("备案", "上一级人民检察院对口业务部门"),
        ("备案", "上一级人民检察院法律政策研究部门"),
        ("抄送", "青山县人大常委会"),
        ("抄送", "青山县人民政府"),
    ]
    with pytest.raises(DomainError, match="已经分配过份数"):
        post.desk.serving.copying.allot(post.actor, letter)


def test_a_letter_is_filed_when_the_last_of_its_recipients_is_ticked_off(post: Post) -> None:
    letter = post.issued(on="2026-11-02")
    post.desk.serving.copying.allot(post.actor, letter)
    post.tick(letter, RESEARCH, "2026-11-05")
    assert post.desk.suggestions.card(letter).filed_on is None
    filing = post.deadline(letter, "F03")
    assert filing is not None
    assert (str(filing.due_on), filing.state) == ("2026-11-09", DeadlineState.OPEN)  # the 7th is a Saturday
    post.tick(letter, BUSINESS, "2026-11-04")
    assert post.desk.suggestions.card(letter).filed_on == DAY("2026-11-05")
    filing = post.deadline(letter, "F03")
    assert filing is not None
    assert (filing.state, filing.ended_on) == (DeadlineState.MET, DAY("2026-11-05"))


def test_unticking_a_filing_opens_its_deadline_again(post: Post) -> None:
    letter = post.issued()
    post.desk.serving.copying.allot(post.actor, letter)
    for recipient in (BUSINESS, RESEARCH):
        post.tick(letter, recipient)
    row = post.copy(letter, BUSINESS)
    act = post.desk.serving.copying.call_back(post.actor, row.id, row.version).act
    filing = post.deadline(letter, "F03")
    assert filing is not None
    assert (post.desk.suggestions.card(letter).filed_on, filing.state) == (None, DeadlineState.OPEN)
    post.desk.history.take_back(post.actor, act)
    filing = post.deadline(letter, "F03")
    assert filing is not None
    assert (post.desk.suggestions.card(letter).filed_on, filing.state) == (DAY("2026-11-04"), DeadlineState.MET)


def test_taking_the_last_tick_back_opens_the_deadline_again(post: Post) -> None:
    letter = post.issued()
    post.desk.serving.copying.allot(post.actor, letter)
    post.tick(letter, BUSINESS)
    post.desk.history.take_back(post.actor, post.tick(letter, RESEARCH))
    filing = post.deadline(letter, "F03")
    assert filing is not None
    assert (post.desk.suggestions.card(letter).filed_on, filing.state) == (None, DeadlineState.OPEN)


def test_a_letter_of_public_interest_is_served_within_three_days_and_filed_within_five_of_service(post: Post) -> None:
    letter = post.issued(SuggestionKind.PUBLIC_INTEREST, on="2026-11-16")
    serving = post.deadline(letter, "E02-1")
    assert serving is not None
    assert (str(serving.due_on), serving.state) == ("2026-11-19", DeadlineState.OPEN)
    row = post.sent(letter, ServiceMethod.WRITTEN, on="2026-11-17")
    post.desk.serving.delivery.receive(post.actor, row.id, ReceiptDraft(DAY("2026-11-17"), "李某"))
    serving, filing = post.deadline(letter, "E02-1"), post.deadline(letter, "E02-2")
    assert serving is not None
    assert filing is not None
    assert (serving.state, serving.ended_on) == (DeadlineState.MET, DAY("2026-11-17"))
    assert (str(filing.due_on), filing.state) == ("2026-11-23", DeadlineState.OPEN)  # the 22nd is a Sunday
    assert post.deadline(letter, "F03") is None
    post.desk.serving.copying.allot(post.actor, letter)
    post.tick(letter, "公益诉讼检察部门", "2026-11-20")
    filing = post.deadline(letter, "E02-2")
    assert filing is not None
    assert (filing.state, post.desk.suggestions.card(letter).filed_on) == (DeadlineState.MET, DAY("2026-11-20"))


def test_copies_for_information_are_ticked_off_without_filing_anything(post: Post) -> None:
    letter = post.issued(copies_to="青山县人民政府")
    post.desk.serving.copying.allot(post.actor, letter)
    act = post.tick(letter, "人民政府")
    row = post.copy(letter, "人民政府")
    assert (row.sent_on, row.sent_by, row.receiver) == (DAY("2026-11-04"), "张某", "赵某")
    assert post.desk.suggestions.card(letter).filed_on is None
    with pytest.raises(DomainError, match="不能再次登记"):
        post.tick(letter, "人民政府")
    post.desk.history.take_back(post.actor, act)
    assert post.copy(letter, "人民政府").sent_on is None


def test_copies_are_added_changed_and_removed_until_they_went_out(post: Post) -> None:
    letter, copying = post.issued(), post.desk.serving.copying
    copying.add(post.actor, letter, CopyDraft(CopyUse.COPIED, "青山县纪委监委", 2))
    with pytest.raises(FieldProblem, match="已经在抄送里"):
        copying.add(post.actor, letter, CopyDraft(CopyUse.COPIED, "青山县纪委监委"))
    with pytest.raises(FieldProblem, match="份数至少是 1"):
        copying.add(post.actor, letter, CopyDraft(CopyUse.COPIED, "青山县教育局", 0))
    row = post.copy(letter, "纪委")
    copying.amend(post.actor, row.id, row.version, CopyDraft(CopyUse.COPIED, "青山县纪委监委", 1))
    assert post.copy(letter, "纪委").copies == 1
    post.tick(letter, "纪委")
    row = post.copy(letter, "纪委")
    for refused in (
        lambda: copying.remove(post.actor, row.id, row.version),
        lambda: copying.amend(post.actor, row.id, row.version, CopyDraft(CopyUse.COPIED, "甲", 1)),
    ):
        with pytest.raises(DomainError, match="先“取消登记”"):
            refused()
    copying.call_back(post.actor, row.id, row.version)
    row = post.copy(letter, "纪委")
    act = copying.remove(post.actor, row.id, row.version).act
    assert post.card(letter).copies == ()
    post.desk.history.take_back(post.actor, act)
    assert post.copy(letter, "纪委").copies == 1


def test_the_day_of_a_filing_is_known_and_lies_after_the_issue(post: Post) -> None:
    letter = post.issued()
    post.desk.serving.copying.allot(post.actor, letter)
    row = post.copy(letter, BUSINESS)
    with pytest.raises(FieldProblem, match="要写到日"):
        post.desk.serving.copying.send(post.actor, row.id, row.version, Sending(DAY("2026-11")))
    with pytest.raises(FieldProblem, match="早于上一步"):
        post.tick(letter, BUSINESS, "2026-11-01")
    served = post.copy(letter, "水利局")
    with pytest.raises(DomainError, match="请用“送出”和“签收”"):
        post.desk.serving.copying.send(post.actor, served.id, served.version, Sending(DAY("2026-11-04")))
