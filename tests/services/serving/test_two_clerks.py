"""Two clerks with the same letter, each at a desk of his own on one store: the second is told, nothing is doubled."""

from collections.abc import Callable, Iterator
from datetime import datetime

import pytest

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.database import Database
from app.models.terms import ServiceMethod
from app.services.foundation.clock import FixedClock
from app.services.foundation.errors import DomainError
from app.services.foundation.refusals import ChangedMeanwhile
from app.services.foundation.resources import Resources
from app.services.serving.rows import DispatchDraft, FailureDraft, ReceiptDraft, Sending
from app.services.suggestions.rows import ServiceDraft
from tests.conftest import CHINA
from tests.services.serving.conftest import DAY, Post

ON = DAY("2026-11-12")


@pytest.fixture
def other(database: Database) -> Iterator[Post]:
    """李某 at another desk."""
    opened = Database(database.path)
    clock = FixedClock(datetime(2026, 11, 22, 9, 5, tzinfo=CHINA))
    yield Post(OpenDesk(opened, clock, Resources.shipped()), Actor("李某"))
    opened.close()


def test_the_second_to_register_the_service_in_one_step_is_told(post: Post, other: Post) -> None:
    letter = post.issued()
    shown = post.desk.suggestions.card(letter).version
    service = ServiceDraft(ServiceMethod.WRITTEN, ON, "王某", version=shown)
    other.desk.suggestions.register_service(other.actor, letter, service)
    with pytest.raises(ChangedMeanwhile, match="李某于 2026-11-22 09:05“登记送达”"):
        post.desk.suggestions.register_service(post.actor, letter, service)
    assert len(post.card(letter).services) == 1
    # Once told, the same again is refused for what it is: a second receipt.
    fresh = ServiceDraft(ServiceMethod.WRITTEN, ON, version=post.desk.suggestions.card(letter).version)
    with pytest.raises(DomainError, match="更正已登记的送达"):
        post.desk.suggestions.register_service(post.actor, letter, fresh)


def test_the_second_to_send_the_letter_is_told(post: Post, other: Post) -> None:
    letter = post.issued()
    draft = DispatchDraft(ServiceMethod.WRITTEN, ON, version=post.desk.suggestions.card(letter).version)
    other.desk.serving.delivery.dispatch(other.actor, letter, draft)
    with pytest.raises(ChangedMeanwhile, match="登记送出"):
        post.desk.serving.delivery.dispatch(post.actor, letter, draft)


@pytest.mark.parametrize(
    "late",
    [
        lambda post, row: post.desk.serving.delivery.receive(post.actor, row, ReceiptDraft(ON, version=1)),
        lambda post, row: post.desk.serving.delivery.refuse(post.actor, row, FailureDraft(ON, "拒收", version=1)),
        lambda post, row: post.desk.serving.delivery.send_back(post.actor, row, FailureDraft(ON, "退回", version=1)),
    ],
    ids=["receive", "refuse", "send back"],
)
def test_the_second_to_say_what_became_of_it_is_told(
    post: Post, other: Post, late: Callable[[Post, int], object]
) -> None:
    letter = post.issued()
    row = post.sent(letter, ServiceMethod.WRITTEN)
    other.desk.serving.delivery.receive(other.actor, row.id, ReceiptDraft(ON, "王某", version=row.version))
    with pytest.raises(ChangedMeanwhile, match="登记签收"):
        late(post, row.id)
    assert post.desk.suggestions.card(letter).receiver == "王某"


def test_the_second_to_tick_a_recipient_off_is_told(post: Post, other: Post) -> None:
    letter = post.issued()
    post.desk.serving.copying.allot(post.actor, letter)
    row = post.copy(letter, "对口业务部门")
    other.desk.serving.copying.send(other.actor, row.id, row.version, Sending(ON, "李某"))
    with pytest.raises(ChangedMeanwhile, match="登记备案抄送"):
        post.desk.serving.copying.send(post.actor, row.id, row.version, Sending(ON, "张某"))
    assert post.copy(letter, "对口业务部门").sent_by == "李某"
