"""The papers about what follows a letter are filled from its urgings and measures."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from app.models.dates import PartialDate
from app.models.terms import RecordType, SuggestionKind
from app.services.documents.facts import Value
from app.services.further_measures.paper_facts import quoted
from app.services.papers.rows import RecordKey
from tests.services.further_measures.conftest import HANDLER, Unheeded


def facts(unheeded: Unheeded, letter: int, code: str) -> dict[str, Value]:
    """What the paper would say."""
    papers, key = unheeded.desk.papers, RecordKey(RecordType.SUGGESTION, letter)
    return dict(papers.facts(HANDLER, papers.template(code, key), key).values)


def printed(unheeded: Unheeded, letter: int, code: str) -> str:
    """The text of its pages."""
    made = unheeded.desk.papers.render(HANDLER, code, RecordKey(RecordType.SUGGESTION, letter))
    return (
        "".join(page.extract_text() for page in PdfReader(BytesIO(made.pdf)).pages).replace("\n", "").replace(" ", "")
    )


def test_the_letter_of_urging_says_whether_a_reply_came(unheeded: Unheeded) -> None:
    silent = unheeded.served(SuggestionKind.SOCIAL_GOVERNANCE)
    assert facts(unheeded, silent, "suggestion-urging")["urging_reason"] == "上述期限已经届满，至今未收到书面回复。"
    partly = unheeded.served(SuggestionKind.SOCIAL_GOVERNANCE)
    unheeded.replied(partly)
    said = facts(unheeded, partly, "suggestion-urging")
    assert said["urging_reason"] == "本院于2026年9月20日收到书面回复，经核查，检察建议书指出的问题没有整改到位。"
    assert said["urged_items"] == ("清理河道。", "建立巡查制度。")


def test_what_follows_urging_is_said_by_the_kind_of_letter(unheeded: Unheeded) -> None:
    letter = unheeded.served(SuggestionKind.PUBLIC_INTEREST)
    said = str(facts(unheeded, letter, "suggestion-urging")["urging_consequence"])
    assert "公益诉讼办案规则》第八十一条" in said
    assert "第二十五条" not in said


def test_the_report_tells_reply_urging_and_decision(unheeded: Unheeded) -> None:
    letter = unheeded.served(SuggestionKind.SOCIAL_GOVERNANCE)
    unheeded.replied(letter)
    unheeded.urged(letter)
    unheeded.decided(letter, "report-superior", "notify-government")
    text = printed(unheeded, letter, "further-measure-report")
    assert "关于青山县水利局落实检察建议情况的报告" in text
    assert "某市人民检察院：" in text
    assert "2026年10月20日，以走访督促：询问整改进展；对方答复：正在整改。" in text
    assert "根据《人民检察院检察建议工作规定》第二十五条的规定，经检察长决定，现予报告。" in text
    assert "报告的理由" not in text  # none is asked for, so no heading stands alone
    notice = printed(unheeded, letter, "further-measure-notice")
    assert "无正当理由" in notice
    assert "请依职权督促青山县水利局落实检察建议" in notice


def test_suspension_and_resumption_are_filled_from_the_measure(unheeded: Unheeded) -> None:
    letter = unheeded.served(SuggestionKind.PUBLIC_INTEREST, received="2026-09-03")
    unheeded.decided(letter, "pi-suspend", on="2026-11-13")
    unheeded.carried_out(letter, "pi-suspend", on="2026-11-13", number="青检中止〔2026〕1号")
    said = facts(unheeded, letter, "suspension-decision")
    assert said["suspension_cause"] == "无正当理由"
    assert said["decision_basis"] == "《人民检察院公益诉讼办案规则》第七十八条"
    row = unheeded.measure(letter, "pi-suspend")
    unheeded.desk.further_measures.resume(HANDLER, row.id, row.version, PartialDate("2026-11-20"), "汛期已过")
    said = facts(unheeded, letter, "resumption-decision")
    assert (said["resumption_cause"], said["suspension_number"]) == ("汛期已过", "青检中止〔2026〕1号")
    assert str(said["suspended_on"]) == "2026-11-13"


@pytest.mark.parametrize(
    ("basis", "said"),
    [
        ("人民检察院公益诉讼办案规则（2021）第八十一条", "《人民检察院公益诉讼办案规则》第八十一条"),
        ("某规则（2021）第一条；某解释第二条、第三条", "《某规则》第一条、《某解释》第二条、第三条"),
    ],
)
def test_a_basis_is_quoted_as_a_sentence_does(basis: str, said: str) -> None:
    assert quoted(basis) == said
