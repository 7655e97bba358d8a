"""A matter to which everything has happened, and what its package says."""

import shutil
from collections.abc import Iterator
from datetime import datetime
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest

from app.bootstrap import OpenDesk
from app.models.case_terms import Direction, InvestigationKind, LinkKind, MeetingKind, ReportKind, Verdict
from app.models.database import Database
from app.models.dates import PartialDate
from app.models.terms import RecordType, ServiceMethod, Stage, SuggestionKind
from app.services.case_packages.rows import Package
from app.services.case_registers.rows import MeetingDraft, ReportDraft
from app.services.docket.rows import OwnDateDraft
from app.services.foundation.clock import FixedClock
from app.services.foundation.resources import Resources
from app.services.hand_overs.rows import ReferralDraft, Target
from app.services.investigations.rows import InvestigationDraft
from app.services.matters.rows import MatterDraft
from app.services.papers.rows import LETTER, RecordKey, TypedPaper
from app.services.suggestions.rows import IssueDraft, LetterDraft, ServiceDraft
from tests.conftest import CHINA
from tests.services.casework import HANDLER, HEAD, Casework
from tests.services.papers.conftest import WHOLE

MATTER = 1
DAY = PartialDate("2026-11-20")


class PageReader(HTMLParser):
    """What a page says, where it links to, and whether every element was closed."""

    def __init__(self, page: Path) -> None:
        """Read the whole page."""
        super().__init__()
        self.links: list[str] = []
        self.anchors: set[str] = set()
        self.tags: set[str] = set()
        self.open: list[str] = []
        self.words: list[str] = []
        self.source = page.read_text(encoding="utf-8")
        self.feed(self.source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note links and anchors."""
        told = dict(attrs)
        self.tags.add(tag)
        if tag not in {"meta", "col"}:
            self.open.append(tag)
        self.anchors.add(told.get("id") or "")
        if tag == "a":
            self.links.append(unquote(told["href"] or ""))

    def handle_endtag(self, tag: str) -> None:
        """Elements close in the order they opened."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Collect the text."""
        self.words.append(data)

    @property
    def text(self) -> str:
        """All that can be read."""
        return "\n".join(self.words)


def page_of(package: Package) -> PageReader:
    """The page of a package, read."""
    return PageReader(package.folder / "index.html")


def opened(store: Path) -> OpenDesk:
    """All services on a store, on 22 November 2026."""
    return OpenDesk(Database(store), FixedClock(datetime(2026, 11, 22, 9, 0, tzinfo=CHINA)), Resources.shipped())


@pytest.fixture(scope="session")
def filled(empty_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the matter in it, filled once; tests take copies of it."""
    folder = tmp_path_factory.mktemp("filled")
    store = folder / "台账.jdt"
    shutil.copy(empty_store, store)
    desk = opened(store)
    assert _has_everything(desk, Casework(desk, folder), folder) == MATTER
    desk.close()
    return store


@pytest.fixture
def desk(filled: Path, store_path: Path) -> Iterator[OpenDesk]:
    """All services on that store."""
    shutil.copy(filled, store_path)
    shutil.copytree(filled.with_suffix(".files"), store_path.with_suffix(".files"))
    made = opened(store_path)
    yield made
    made.close()


@pytest.fixture
def matter() -> int:
    """The matter to which everything has happened."""
    return MATTER


@pytest.fixture
def package(desk: OpenDesk, matter: int, tmp_path: Path) -> Package:
    """The matter, packed."""
    return desk.case_packages.write(HANDLER, [matter], tmp_path / "优盘").packages[0]


def letter_of(desk: OpenDesk, matter: int, addressee: str, number: str = "") -> int:
    """A letter of the matter, issued and served where it has a number."""
    draft = LetterDraft(SuggestionKind.SOCIAL_GOVERNANCE, addressee, matter_id=matter, **WHOLE)  # type: ignore[arg-type]  # texts only
    letter = desk.suggestions.draft(HANDLER, draft).id
    if number:
        desk.papers.issuing.issue(
            HANDLER, RecordKey(RecordType.SUGGESTION, letter), LETTER, IssueDraft(number, PartialDate("2026-11-02"))
        )
        desk.suggestions.register_service(
            HANDLER, letter, ServiceDraft(ServiceMethod.WRITTEN, PartialDate("2026-11-03"))
        )
    return letter


def _has_everything(desk: OpenDesk, work: Casework, folder: Path) -> int:
    """Everything that can happen to a matter has happened to this one."""
    made = work.matter(subject="张某<被盗窃>案", found="应当立案 & 未立案")
    key = RecordKey(RecordType.MATTER, made)
    work.go_on(made, Stage.INVESTIGATION)
    _is_handled(desk, work, key)
    desk.hand_overs.offer(HEAD, [key], Target("第一检察部", "李某"), "分工调整")
    desk.referrals.refer(HANDLER, key, ReferralDraft("青山县监察委员会", DAY, "失职线索", "青检移〔2026〕1号"))
    other = RecordKey(RecordType.MATTER, work.matter(unit="青山县水利局"))
    desk.clues.link(HANDLER, key, other, LinkKind.SIBLING, "同一当事人")
    desk.docket.start_on_date(HANDLER, *key, OwnDateDraft("领导交办", PartialDate("2026-12-01"), "市院通知"))
    letter_of(desk, made, "青山县水利局", "青检建〔2026〕1号")
    letter_of(desk, made, "青山县教育局")
    desk.papers.drafts.save(HANDLER, key, "file-cover", TypedPaper({"file_volume": "正卷"}))
    work.attach(made, "调查材料")
    same = folder / "别处" / "调查材料.PDF"
    same.parent.mkdir()
    same.write_bytes(b"%PDF-1.7 another of that name")
    desk.attachments.add(HANDLER, RecordType.MATTER, made, "其他", same)
    return made


def _is_handled(desk: OpenDesk, work: Casework, key: RecordKey) -> None:
    """Asked about, discussed, reported upwards, and put up for approval."""
    days = PartialDate("2026-11-10"), PartialDate("2026-11-10")
    people = "青山县人民检察院", "张某、孙某", "报案人李某"
    inquiry = InvestigationDraft(
        InvestigationKind.INQUIRY, "询问报案人", *days, *people, "证实被盗。", files=(work.scan,)
    )
    desk.investigations.record(HANDLER, key, inquiry)
    number = number_of(desk, key.record_id)
    meeting = MeetingDraft(MeetingKind.JOINT, "研究是否立案", DAY, opinions="应当立案", record_number=number)
    desk.case_registers.meetings.register(HANDLER, meeting)
    report = ReportDraft(
        ReportKind.REQUEST, Direction.UP, "关于监督立案的请示", "市人民检察院", DAY, record_number=number
    )
    desk.case_registers.reports.register(HANDLER, report)
    approval = work.propose(key.record_id, "instrument")
    desk.approvals.add_screen_opinion(HEAD, approval, Verdict.AGREED, "看过，可以报")


def matter_of(desk: OpenDesk, unit: str) -> int:
    """Another matter, about a unit."""
    return desk.matters.register(HANDLER, MatterDraft("监督立案", unit)).id


def number_of(desk: OpenDesk, matter: int) -> str:
    """The entry number of a matter."""
    return desk.matters.card(matter).entry_number
