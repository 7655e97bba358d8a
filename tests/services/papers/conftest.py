"""A desk with the shipped templates and two of the office's own: a sheet it numbers itself, and one without number."""

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.database import Database
from app.models.dates import PartialDate
from app.models.terms import RecordType, SuggestionKind
from app.services.foundation.clock import FixedClock
from app.services.foundation.resources import Resources
from app.services.matters.rows import MatterDraft
from app.services.papers.rows import FrozenPaper, RecordKey, TypedPaper
from app.services.suggestions.rows import IssueDraft, LetterDraft
from tests.conftest import CHINA

LETTER, SHEET, RECEIPT = "suggestion-letter", "review-sheet", "receipt-sheet"
WHOLE = {
    "case_source": "本院在办案中发现。",
    "facts": "经查，河道淤塞三处。",
    "problem": "日常监管不到位。",
    "proposal": "及时清淤。\n建立台账。",
    "basis": "《中华人民共和国防洪法》第二十二条",
    "objection_period": "十五日",
    "reply_period": "两个月",
}
_SHEET = """
code = "{code}"
name = "{name}"
title = "{name}"
group = "内部"
record = "matters"
style = "plain"
numbering = "{numbering}"
number_form = "{form}"
signing = "person"
basis = "本院自拟"
grounding = "internal"
size = 4
[fact.case_name]
label = "案件名称"
[fact.response]
label = "意见"
[[block]]
form = "text"
text = "{{case_name}}：{{response}}"
"""


@pytest.fixture
def resources(tmp_path: Path) -> Resources:
    """The shipped data with templates that a test may change."""
    root = tmp_path / "resources"
    shipped = Resources.shipped().root
    root.mkdir()
    for part in shipped.iterdir():
        if part.name == "documents":
            shutil.copytree(part, root / part.name)
        else:
            (root / part.name).symlink_to(part)
    for code, name, numbering, form in (
        (SHEET, "审查意见表", "internal", "{short}检审〔{year}〕{n}号"),
        (RECEIPT, "收件单", "none", ""),
    ):
        text = _SHEET.format(code=code, name=name, numbering=numbering, form=form)
        folder = root / "documents" / "matters"
        folder.mkdir(exist_ok=True)
        (folder / f"{code}.toml").write_text(text, encoding="utf-8")
    return Resources(root)


@pytest.fixture
def open_desk(database: Database, resources: Resources) -> Callable[[], OpenDesk]:
    """Opens the services anew, as a later start of the program would."""
    clock = FixedClock(datetime(2026, 11, 22, 9, 0, tzinfo=CHINA))
    return lambda: OpenDesk(database, clock, resources)


@pytest.fixture
def desk(open_desk: Callable[[], OpenDesk]) -> Iterator[OpenDesk]:
    """All services on an empty store, on 22 November 2026."""
    opened = open_desk()
    yield opened
    opened.close()


class Office:
    """Somebody who writes letters and sheets."""

    def __init__(self, desk: OpenDesk, actor: Actor) -> None:
        """Everything goes through the real services."""
        self.desk, self.actor = desk, actor

    def letter(self, addressee: str = "青山县水利局", **texts: str) -> RecordKey:
        """A letter whose text is whole, unless a test leaves something out."""
        said = {**WHOLE, **texts}
        draft = LetterDraft(SuggestionKind.SOCIAL_GOVERNANCE, addressee, **said)  # type: ignore[arg-type]  # texts only
        return RecordKey(RecordType.SUGGESTION, self.desk.suggestions.draft(self.actor, draft).id)

    def matter(self, response: str = "同意") -> RecordKey:
        """A matter that an internal sheet is about."""
        draft = MatterDraft("立案监督", "青山县公安局", subject="张某案", response=response, handler="李某")
        return RecordKey(RecordType.MATTER, self.desk.matters.register(self.actor, draft).id)

    def issue(
        self, key: RecordKey, number: str = "", on: str = "2026-11-02", code: str = LETTER, **more: object
    ) -> FrozenPaper:
        """Register a paper and return it."""
        draft = IssueDraft(number, PartialDate(on), **more)  # type: ignore[arg-type]  # flags and a reason
        self.desk.papers.issuing.issue(self.actor, key, code, draft)
        return self.frozen(key, code)

    def frozen(self, key: RecordKey, code: str = LETTER) -> FrozenPaper:
        """The registered paper that counts."""
        paper = self.desk.papers.frozen(code, key)
        assert paper is not None
        return paper

    def bytes_of(self, key: RecordKey, code: str = LETTER) -> bytes:
        """What printing would give."""
        return self.desk.papers.render(self.actor, code, key).pdf

    def type_on(self, key: RecordKey, code: str = LETTER, **values: str) -> None:
        """Type on a paper and save it."""
        self.desk.papers.drafts.save(self.actor, key, code, TypedPaper(values))

    def take_back_last(self) -> None:
        """撤销."""
        last = self.desk.history.last_act()
        assert last is not None
        self.desk.history.take_back(self.actor, last.act)


@pytest.fixture
def office(desk: OpenDesk, actor: Actor) -> Office:
    """The office of the tests."""
    return Office(desk, actor)
