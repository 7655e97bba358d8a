"""Every act of serving is taken back one by one; papers and registers say what was registered; old letters go on."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.database import Database
from app.models.letter_terms import CopyUse
from app.models.terms import RecordType, ServiceMethod, SuggestionKind
from app.services.foundation.intentions import Intention
from app.services.papers.rows import RecordKey
from app.services.serving import intentions
from app.services.serving.rows import CopyDraft, DispatchDraft, FailureDraft, ReceiptDraft, SealDraft
from app.services.suggestions.rows import ServiceDraft
from tests.services.serving.conftest import DAY, Post
from tests.services.test_taking_everything_back import State, state


def live(post: Post, scan: Path, before: Callable[[], OpenDesk]) -> int:
    """A letter sealed, allotted, posted in vain, handed over, filed and sent for information, each act once or more."""
    letter = post.issued(copies_to="青山县人民政府")
    key, actor = RecordKey(RecordType.SUGGESTION, letter), post.actor
    before().serving.sealing.seal(actor, key, SealDraft("检察建议书", 5, DAY("2026-11-03"), "张某", "钱某", "李某"))
    before().serving.copying.allot(actor, letter)
    extra = CopyDraft(CopyUse.COPIED, "青山县纪委监委")
    before().serving.copying.add(actor, letter, extra)
    row = post.copy(letter, "纪委")
    before().serving.copying.amend(actor, row.id, row.version, CopyDraft(CopyUse.COPIED, "青山县纪委监委", 2))
    row = post.copy(letter, "纪委")
    before().serving.copying.remove(actor, row.id, row.version)
    posted = DispatchDraft(ServiceMethod.POSTED, DAY("2026-11-04"), "张某", "EM1")
    before().serving.delivery.dispatch(actor, letter, posted)
    service = post.newest(letter).id
    before().serving.delivery.attempt(actor, service, DAY("2026-11-05"), "无人签收")
    before().serving.delivery.send_back(actor, service, FailureDraft(DAY("2026-11-10"), "地址不详", scan=scan))
    before().serving.delivery.dispatch(actor, letter, DispatchDraft(ServiceMethod.WRITTEN, DAY("2026-11-11"), "张某"))
    before().serving.delivery.refuse(actor, post.newest(letter).id, FailureDraft(DAY("2026-11-11"), "拒收", "王某"))
    before().serving.delivery.dispatch(actor, letter, DispatchDraft(ServiceMethod.WRITTEN, DAY("2026-11-12"), "张某"))
    before().serving.delivery.receive(actor, post.newest(letter).id, ReceiptDraft(DAY("2026-11-12"), "李某"))
    before().serving.delivery.attach_receipt(actor, post.newest(letter).id, None, scan)
    for recipient in ("对口业务部门", "政策研究", "人民政府"):
        before()
        post.tick(letter, recipient, "2026-11-12")
    row = post.copy(letter, "政策研究")
    before().serving.copying.call_back(actor, row.id, row.version)
    return letter


def test_a_whole_service_is_taken_back_act_by_act(desk: OpenDesk, post: Post, database: Database, scan: Path) -> None:
    states: list[State] = []

    def before() -> OpenDesk:
        states.append(state(database))
        return desk

    letter = live(post, scan, before)
    declared = {value.title for value in vars(intentions).values() if isinstance(value, Intention)}
    told = desk.history.lines(RecordType.SUGGESTION, letter)
    assert declared <= {line.title for line in told}
    shown = [text for line in told for change in line.changes for text in change]
    assert [text for text in shown if text.isascii() and text.isalpha()] == []
    for stood in reversed(states):
        last = desk.history.last_act()
        assert last is not None
        desk.history.take_back(post.actor, last.act)
        assert state(database) == stood, last.title
    assert desk.store.check().ok
    assert desk.store.verify_audit().ok


def test_the_receipt_says_how_and_how_often_the_letter_was_brought(post: Post) -> None:
    letter = post.issued()
    post.desk.serving.copying.allot(post.actor, letter)
    row = post.sent(letter, on="2026-11-09")
    post.desk.serving.delivery.attempt(post.actor, row.id, DAY("2026-11-10"), "无人签收")
    text = printed(post, letter, "service-receipt")
    for said in ("青山县水利局", "☑邮寄送达", "张某", "邮件号 EM123", "2026年11月10日投递：无人签收"):
        assert said in text


def test_the_receipt_says_why_the_letter_was_refused(post: Post) -> None:
    letter = post.issued()
    row = post.sent(letter, ServiceMethod.WRITTEN)
    post.desk.serving.delivery.refuse(post.actor, row.id, FailureDraft(DAY("2026-11-12"), "负责人称无权接收", "王某"))
    assert "负责人称无权接收" in printed(post, letter, "service-receipt")


def test_the_record_of_an_announcement_says_where_and_before_whom(post: Post) -> None:
    letter = post.issued(reply_period="两个月", objection_period="十五日")
    draft = DispatchDraft(
        ServiceMethod.ANNOUNCED,
        DAY("2026-11-12"),
        "张某",
        is_agreed=True,
        place="本院宣告室",
        participants="周某，县人大代表",
    )
    post.desk.serving.delivery.dispatch(post.actor, letter, draft)
    row = post.newest(letter)
    post.desk.serving.delivery.receive(post.actor, row.id, ReceiptDraft(DAY("2026-11-12"), "李某，副局长"))
    text = printed(post, letter, "announced-service-record")
    for said in ("2026年11月12日", "本院宣告室", "张某", "李某，副局长", "周某，县人大代表", "受邀人员的意见"):
        assert said in text


def test_the_filing_form_says_who_took_it(post: Post) -> None:
    letter = post.issued()
    post.desk.serving.copying.allot(post.actor, letter)
    for recipient in ("对口业务部门", "政策研究"):
        post.tick(letter, recipient, "2026-11-04")
    text = printed(post, letter, "filing-form")
    assert text.count("2026年11月4日报送，赵某接收") == 2
    assert "发出后五日内" in text


def test_the_filing_form_of_public_interest_counts_from_service(post: Post) -> None:
    letter = post.issued(SuggestionKind.PUBLIC_INTEREST)
    assert "送达之日起五日内" in printed(post, letter, "filing-form")


def printed(post: Post, letter: int, code: str) -> str:
    """What a paper of the letter says."""
    return post.desk.papers.render(post.actor, code, RecordKey(RecordType.SUGGESTION, letter)).text


@pytest.mark.parametrize("name", ["service", "serving"])
def test_a_letter_of_a_ledger_goes_on_without_what_old_papers_do_not_say(
    desk: OpenDesk, actor: Actor, name: str, tmp_path: Path
) -> None:
    rows = "文号,类型,被建议单位,发出日期,主要问题\n青检建〔2024〕1号,社会治理,青山县水利局,2024-03-01,河道淤塞\n"
    ledger = tmp_path / "台账.csv"
    ledger.write_text(rows, encoding="utf-8")
    desk.importing.commit(actor, desk.importing.plan("suggestions", ledger))
    letter = desk.suggestions.find("青检建〔2024〕1号")
    post = Post(desk, actor)
    card = desk.serving.card(letter)
    assert (card.is_imported, card.lacking_receipt) == (True, None)
    if name == "service":
        service = ServiceDraft(ServiceMethod.POSTED, DAY("2024-03-05"))
        desk.suggestions.register_service(actor, letter, service)
    else:
        desk.serving.delivery.dispatch(actor, letter, DispatchDraft(ServiceMethod.POSTED, DAY("2024-03-03")))
        desk.serving.delivery.receive(actor, post.newest(letter).id, ReceiptDraft(DAY("2024-03-05")))
    assert desk.suggestions.card(letter).received_on == DAY("2024-03-05")
