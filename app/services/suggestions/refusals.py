"""The sentences in which a step on a letter is refused: what, why, what next."""

import re
from datetime import date

from app.models.dates import PartialDate
from app.models.suggestion import Suggestion as Letter
from app.models.terms import Receipt, SuggestionStep
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.refusals import day_that_can_be
from app.services.papers.numbers import form_problems, parsed

_BRACKETS = str.maketrans({"[": "〔", "]": "〕", "［": "〔", "］": "〕", "(": "〔", ")": "〕", "（": "〔", "）": "〕"})


class LetterNotFound(DomainError):
    """No letter with that id, entry number or document number."""

    def __init__(self, wanted: object) -> None:
        """``wanted`` is what was asked for."""
        super().__init__(f"没有找到检察建议“{wanted}”。请核对登记号或文号；它也可能已随导入批次撤销。")


def name_of(letter: Letter) -> str:
    """文号, or the entry number until there is one."""
    return letter.number or letter.entry_number


def official_number(text: str) -> str:
    """A document number in its prescribed form; raises FieldProblem. Brackets of other shapes become 〔〕.

    Form: 检察建议工作规定 (2019) art. 7, 党政机关公文格式 (GB/T 9704-2012): full year in 〔〕, no leading zeros, no 第.
    """
    tidy = re.sub(r"\s+", "", text).translate(_BRACKETS)
    if not tidy:
        raise FieldProblem("number", "请填写业务系统给出的文号；没有文号不能登记制发。")
    if parsed(tidy) is None:
        told = "；".join(form_problems(tidy)) or "年份四位，序号前不加“第”和“0”"
        raise FieldProblem("number", f"文号“{text}”的格式不对：{told}。应类似“×检建〔2026〕9号”。")
    return tidy


def must_be_issued(letter: Letter, wish: str) -> None:
    """Refuse a wish that needs an issued letter that still runs."""
    if letter.step is not SuggestionStep.ISSUED:
        raise DomainError(f"{name_of(letter)} 还没有登记制发，不能{wish}。请先登记制发（文号和日期）。")
    must_run(letter, wish)


def must_run(letter: Letter, wish: str) -> None:
    """Refuse a wish on a letter that is closed, withdrawn or declined."""
    ended = {
        "已办结": letter.closed_on,
        "已撤回": letter.withdrawn_on,
        "已决定不予制发": letter.step is SuggestionStep.DECLINED,
    }
    for word, fact in ended.items():
        if fact:
            raise DomainError(f"{name_of(letter)} {word}，不能再{wish}。如需补录，请先在“全部经过”里撤销那一步。")


def service(letter: Letter, received_on: PartialDate, today: date) -> None:
    """Refuse a service that cannot be registered."""
    must_be_issued(letter, "登记送达")
    day_that_can_be("received_on", "送达日期", received_on, today, letter.issued_on)


def reply(letter: Letter, registered_on: PartialDate, today: date) -> None:
    """Refuse a reply that cannot be registered."""
    must_be_issued(letter, "登记回复")
    must_be_received(letter, "登记回复")
    day_that_can_be("registered_on", "收文登记日期", registered_on, today, letter.received_on or letter.issued_on)


def rectification(letter: Letter, seen_on: PartialDate, today: date) -> None:
    """Refuse a visit or report that cannot be registered."""
    must_be_issued(letter, "登记整改")
    day_that_can_be("seen_on", "核查日期", seen_on, today, letter.issued_on)


def must_be_received(letter: Letter, wish: str) -> None:
    """Refuse a wish that needs the letter's receipt to be known, where it is still awaited."""
    if letter.receipt is Receipt.AWAITED:
        raise DomainError(f"{name_of(letter)} 还没有登记送达，不能{wish}。请先登记送达。")
