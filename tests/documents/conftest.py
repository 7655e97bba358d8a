"""What the tests of papers share: the shipped resources, a complete letter, and reading a PDF back."""

import ctypes
from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import NamedTuple

import pytest

from tests.documents.letters import SHIPPED, Letter, LetterDocuments


@pytest.fixture(scope="session")
def documents() -> LetterDocuments:
    """The office's papers with the shipped fonts and templates."""
    return LetterDocuments(SHIPPED)


@pytest.fixture
def letter() -> Letter:
    """A letter with every fact, three lines longer than one page can hold."""
    return Letter(
        office="某某县人民检察院",
        addressee="某某县市场监督管理局",
        case_source="本院在办理张某生产、销售不符合安全标准的食品案中发现，你单位对食品小作坊的监督管理存在漏洞。",
        facts="经调查核实：2025年3月至2026年1月，辖区内食品小作坊126家中，有38家未办理登记，占30.16%。",
        problem="未对食品小作坊实施分类监管，日常检查流于形式。",
        proposals=("健全登记制度。对辖区内食品小作坊逐户登记造册。", "加强日常监管。按照风险等级确定检查频次。"),
        basis="《中华人民共和国食品安全法》第三十六条",
        objection_period="十五日",
        reply_period="两个月",
        issued_on=date(2026, 11, 20),
        number="某检建〔2026〕12号",
    )


@pytest.fixture(scope="session")
def read() -> Callable[[bytes], list[str]]:
    """The text of every page in reading order, without line ends."""
    from pypdf import PdfReader

    def pages(pdf: bytes) -> list[str]:
        return [page.extract_text().replace("\n", "") for page in PdfReader(BytesIO(pdf)).pages]

    return pages


class Char(NamedTuple):
    """A printed character: its origin from the left and from the top of the sheet, and its size, in points."""

    x: float
    y: float
    size: float
    char: str


@pytest.fixture(scope="session")
def places() -> Callable[[bytes, int], list[Char]]:
    """The upright characters of one page in the order they were drawn, without spaces and watermark."""
    import pypdfium2
    from pypdfium2 import raw

    def characters(pdf: bytes, number: int) -> list[Char]:
        document = pypdfium2.PdfDocument(pdf)
        page = document[number]
        text, height = page.get_textpage(), page.get_height()
        found = []
        for index in range(text.count_chars()):
            char = chr(raw.FPDFText_GetUnicode(text, index))
            if char.isspace() or raw.FPDFText_GetCharAngle(text, index) > 0.01:
                continue
            x, y = ctypes.c_double(), ctypes.c_double()
            raw.FPDFText_GetCharOrigin(text, index, x, y)
            found.append(Char(x.value, height - y.value, round(raw.FPDFText_GetFontSize(text, index), 2), char))
        document.close()
        return found

    return characters
