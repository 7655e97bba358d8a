"""Which letter may be served how, and what each method asks: in one step and in two."""

from pathlib import Path

import pytest

from app.models.dates import PartialDate
from app.models.letter_terms import ServiceResult
from app.models.terms import Certainty, ServiceMethod, SuggestionKind
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.resources import Resources
from app.services.serving.methods import SENT, Said, ServingMethods
from app.services.serving.rows import DispatchDraft, ReceiptDraft
from app.services.suggestions.rows import ServiceDraft
from tests.services.serving.conftest import DAY, Post

SENT_ON, RECEIVED_ON = DAY("2026-11-09"), DAY("2026-11-12")
PUBLIC, SOCIAL = SuggestionKind.PUBLIC_INTEREST, SuggestionKind.SOCIAL_GOVERNANCE


@pytest.fixture
def methods(resources: Resources) -> ServingMethods:
    """The shipped methods."""
    return ServingMethods(resources.serving)


def test_every_method_says_its_basis_and_how_far_it_was_checked(methods: ServingMethods) -> None:
    rules = methods.rules
    assert set(rules) == set(ServiceMethod) - {ServiceMethod.UNSPECIFIED}
    assert all(rule.basis and rule.hint for rule in rules.values())
    assert rules[ServiceMethod.POSTED].certainty is Certainty.PARTLY
    assert rules[ServiceMethod.POSTED].attempts == 3


@pytest.mark.parametrize("kind", [kind for kind in SuggestionKind if kind is not SOCIAL])
def test_a_letter_may_be_left_where_the_law_knows_it(methods: ServingMethods, kind: SuggestionKind) -> None:
    methods.refuse(kind, Said(ServiceMethod.LEFT, is_party=True), SENT)
    if kind is not PUBLIC:
        with pytest.raises(FieldProblem, match="只用于民事、行政诉讼的当事人") as refused:
            methods.refuse(kind, Said(ServiceMethod.LEFT), SENT)
        assert refused.value.field == "is_party"


def test_a_letter_of_social_governance_is_never_left(post: Post) -> None:
    letter = post.issued()
    draft = DispatchDraft(ServiceMethod.LEFT, SENT_ON, is_party=True)
    with pytest.raises(FieldProblem, match=r"不能留置送达.*登记拒收.*报告部门负责人.*检察专递") as refused:
        post.desk.serving.delivery.dispatch(post.actor, letter, draft)
    assert refused.value.field == "method"
    service = ServiceDraft(ServiceMethod.LEFT, RECEIVED_ON, refusal="拒收", participants="李某", is_party=True)
    with pytest.raises(FieldProblem, match="不能留置送达"):
        post.desk.suggestions.register_service(post.actor, letter, service)
    assert post.card(letter).services == ()


@pytest.mark.parametrize(
    ("method", "field"),
    [(ServiceMethod.ANNOUNCED, "is_agreed"), (ServiceMethod.POSTED, "tracking_number")],
)
def test_what_a_method_asks_for_is_refused_beside_its_field(post: Post, method: ServiceMethod, field: str) -> None:
    letter = post.issued()
    with pytest.raises(FieldProblem) as refused:
        post.desk.serving.delivery.dispatch(post.actor, letter, DispatchDraft(method, SENT_ON))
    assert refused.value.field == field
    with pytest.raises(FieldProblem) as refused:
        post.desk.suggestions.register_service(post.actor, letter, ServiceDraft(method, RECEIVED_ON))
    assert refused.value.field == field


def test_an_announced_letter_needs_its_place_too(post: Post) -> None:
    service = ServiceDraft(ServiceMethod.ANNOUNCED, RECEIVED_ON, is_agreed=True)
    with pytest.raises(FieldProblem, match="宣告地点"):
        post.desk.suggestions.register_service(post.actor, post.issued(), service)


def test_a_letter_that_was_left_needs_the_refusal_and_who_saw_it(post: Post, scan: Path) -> None:
    letter = post.issued(PUBLIC)
    receive = post.desk.serving.delivery.receive
    row = post.sent(letter, ServiceMethod.LEFT)
    with pytest.raises(FieldProblem, match="拒收的事由") as refused:
        receive(post.actor, row.id, ReceiptDraft(RECEIVED_ON))
    assert refused.value.field == "refusal"
    with pytest.raises(FieldProblem, match="见证人") as refused:
        receive(post.actor, row.id, ReceiptDraft(RECEIVED_ON, refusal="负责人拒绝签收"))
    assert refused.value.field == "participants"
    receive(post.actor, row.id, ReceiptDraft(RECEIVED_ON, refusal="负责人拒绝签收", scan=scan))
    card = post.desk.suggestions.card(letter)
    assert (card.received_on, card.service_method) == (RECEIVED_ON, ServiceMethod.LEFT)
    assert post.newest(letter).receipt_name == "送达回证.pdf"


def test_a_party_that_was_left_the_letter_is_called_one(post: Post) -> None:
    letter = post.issued(SuggestionKind.CORRECTION)
    assert post.sent(letter, ServiceMethod.LEFT).method_as_written == "留置送达（受送达人为诉讼当事人）"


def test_one_step_keeps_all_that_the_method_asked_for(post: Post) -> None:
    letter = post.issued()
    service = ServiceDraft(
        ServiceMethod.ANNOUNCED,
        RECEIVED_ON,
        "李某",
        is_agreed=True,
        place="本院宣告室",
        participants="周某（人大代表）",
        sent_on=SENT_ON,
    )
    post.desk.suggestions.register_service(post.actor, letter, service)
    row = post.newest(letter)
    assert (row.is_agreed, row.place, row.participants) == (True, "本院宣告室", "周某（人大代表）")
    assert (row.result, row.sent_on) == (ServiceResult.RECEIVED, SENT_ON)
    assert post.desk.suggestions.card(letter).sent_on == SENT_ON


def test_a_spoilt_file_is_refused_with_file_and_key(tmp_path: Path) -> None:
    (tmp_path / "methods.toml").write_text('[[method]]\nmethod = "飞鸽"\nbasis = "无"\nhint = "无"\n', encoding="utf-8")
    with pytest.raises(DomainError, match=r"methods\.toml 第 1 个送达方式"):
        _ = ServingMethods(tmp_path).rules


def test_a_day_out_of_order_is_refused(post: Post) -> None:
    letter = post.issued(on="2026-11-02")
    with pytest.raises(FieldProblem, match="早于上一步"):
        post.sent(letter, on="2026-11-01")
    with pytest.raises(FieldProblem, match="晚于今天"):
        post.sent(letter, on="2026-11-23")
    row = post.sent(letter)
    with pytest.raises(FieldProblem, match="早于上一步"):
        post.desk.serving.delivery.receive(post.actor, row.id, ReceiptDraft(PartialDate("2026-11-08")))
    assert post.card(letter).received is None
