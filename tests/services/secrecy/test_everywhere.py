"""A mark stands on every sheet its record is on; a masked name is told by no list, hit, message or file name."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime
from html import unescape
from pathlib import Path
from zipfile import ZipFile

import pytest
from sqlalchemy import text

from app.models.actor import Actor
from app.models.dates import PartialDate
from app.models.review_terms import ReviewKind, TriggerList
from app.models.terms import RecordType
from app.models.trust_terms import Marking
from app.open_desk import OpenDesk
from app.services.case_registers.rows import Book
from app.services.demonstration.service import Demonstration
from app.services.documents.preview import text_of
from app.services.documents.stated_mark import stated_mark
from app.services.foundation.clock import FixedClock
from app.services.foundation.progress import Unwatched
from app.services.foundation.resources import Resources
from app.services.lists.listing import ListQuery
from app.services.papers.batches import BatchWish
from app.services.papers.rows import LETTER, PaperNamed, RecordKey
from app.services.reverse_reviews.rows import ReviewDraft
from app.services.review_results.rows import ResultDraft
from app.services.store.opening import open_store
from tests.conftest import CHINA
from tests.services.access.reading_everything import FIGURES, SECRET, Known, readings

ACTOR = Actor("张某")
# Where a name of a person stands in a record, and in what belongs to it.
PLANTED = {
    "matter": ("subject", "found", "parties", "remarks", "source_person"),
    "suggestion": ("case_name", "facts", "problem", "remarks"),
    "clue": ("found", "parties", "source_person", "remarks"),
    "reverse_review": ("title", "course", "causes", "remarks"),
    "original_case": ("name", "parties", "remarks"),
}


COUNTED = {"documents", "monthly_statistics", "review_statistics", "business_charts", "year_end", "matter_types"}
SAID_ON_ITS_OWN_PAGE = {"matters.card", "matters.case", "suggestions.card"}
SHEETS: dict[str, Callable[[OpenDesk, Path], object]] = {
    "回复跟踪表.pdf": lambda desk, path: desk.sheets.reply_tracking(asked(desk), path),
    "回复跟踪表.xlsx": lambda desk, path: desk.sheets.reply_tracking(asked(desk), path),
    "反向审视登记簿.pdf": lambda desk, path: desk.papers.registers.reviews.write(asked(desk), path),
    "反向审视登记簿.xlsx": lambda desk, path: desk.papers.registers.reviews.write(asked(desk), path),
    "触发清单.pdf": lambda desk, path: desk.review_triggers.paper.write(TriggerList.REVERSE, asked(desk), path),
    "触发清单.xlsx": lambda desk, path: desk.review_triggers.paper.write(TriggerList.REVERSE, asked(desk), path),
    "结果台账.pdf": lambda desk, path: desk.review_results.paper.write(asked(desk), path),
    "送达登记簿.pdf": lambda desk, path: desk.case_registers.paper.write(Book.SERVICES, asked(desk), path),
    "送达登记簿.xlsx": lambda desk, path: desk.case_registers.paper.write(Book.SERVICES, asked(desk), path),
    "期限预警表.pdf": lambda desk, path: desk.docket.overview.write_warning_table(asked(desk), path),
    "期限计算说明.pdf": lambda desk, path: desk.docket.overview.write_derivation(first(desk, "deadline"), path),
    "检察建议书.pdf": lambda desk, path: desk.papers.write(ACTOR, LETTER, letter(desk), path),
    "打印清单.pdf": lambda desk, path: path.write_bytes(batch(desk)),
}


def asked(desk: OpenDesk) -> ListQuery:
    return ListQuery(desk.clock.today())


def first(desk: OpenDesk, table: str) -> int:
    with desk._database.read() as session:
        return int(session.scalar(text(f"select id from {table} order by id")) or 0)  # noqa: S608 - names of ours


def letter(desk: OpenDesk) -> RecordKey:
    return RecordKey(RecordType.SUGGESTION, first(desk, "suggestion"))


def batch(desk: OpenDesk) -> bytes:
    lines = desk.papers.batches.plan(ACTOR, LETTER, [letter(desk)], Unwatched())
    return desk.papers.batches.render(ACTOR, BatchWish(LETTER, has_cover=True), lines, Unwatched()).pdf


@pytest.fixture(scope="module")
def marked_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demonstration store whose every record is a work secret and says a masked name."""
    path = tmp_path_factory.mktemp("marked") / "台账.jdt"
    clock = FixedClock(datetime(2026, 11, 22, 9, tzinfo=CHINA))
    Demonstration(Resources.shipped(), clock).make(path, matters=12, seed=1)
    with_review = OpenDesk(open_store(path, clock), clock, Resources.shipped())
    said = ReviewDraft(
        ReviewKind.THEMATIC, PartialDate("2026-11-02"), title="类案审视", handler="外请审视员", case_ids=(1, 2)
    )
    review = with_review.reverse_reviews.open(ACTOR, said).id
    with_review.review_results.prepare(ACTOR, review, ResultDraft("review-reminder", "提醒函", "第二检察部"))
    with_review.close()
    with closing(sqlite3.connect(path)) as store, store:
        for table, columns in PLANTED.items():
            said = ", ".join(f"{column} = '{SECRET}' || coalesce({column}, '')" for column in columns)
            store.execute(f"update {table} set {said}")  # noqa: S608 - names of ours, here and below
            each = f"select 1, '{table}', id"
            mark = f"{each}, 'work_secret', '检察长' from {table}"
            name = f"{each}, '{SECRET}', 'informant' from {table}"
            store.execute(f"insert into record_mark (version, record_type, record_id, marking, audience) {mark}")
            store.execute(f"insert into shielded_name (version, record_type, record_id, name, kind) {name}")
    return path


@pytest.fixture
def desk(marked_store: Path, store_path: Path, clock: FixedClock) -> Iterator[OpenDesk]:
    shutil.copy(marked_store, store_path)
    made = OpenDesk(open_store(store_path, clock), clock, Resources.shipped())
    yield made
    made.close()


def words_in(path: Path) -> str:
    """What can be read in a file."""
    if path.suffix == ".pdf":
        return text_of(path.read_bytes()).replace("\n", "")
    with ZipFile(path) as book:
        return unescape("".join(book.read(part).decode() for part in book.namelist() if part.endswith(".xml")))


@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_bears_the_mark_of_what_is_on_it_and_no_masked_name(name: str, desk: OpenDesk, tmp_path: Path) -> None:
    SHEETS[name](desk, tmp_path / name)
    words = words_in(tmp_path / name)
    assert "工作秘密" in words
    is_official = name in {"检察建议书.pdf", "打印清单.pdf"}  # they say whom they are about
    assert SECRET not in words or is_official
    assert is_official or stated_mark((tmp_path / name).read_bytes()) is Marking.WORK_SECRET


def test_the_line_of_an_exported_sheet_or_package_bears_its_mark(desk: OpenDesk, tmp_path: Path) -> None:
    for name in ("回复跟踪表.pdf", "回复跟踪表.xlsx"):
        SHEETS[name](desk, tmp_path / name)
        desk.papers.record_export(ACTOR, PaperNamed("回复跟踪表", "reply-tracking", 0), tmp_path / name)
    desk.case_packages.write(ACTOR, [first(desk, "matter")], tmp_path / "out")
    assert [line.mark for line in desk.papers.log.lines()[:3]] == ["工作秘密"] * 3


def test_the_registers_bound_for_the_year_bear_the_mark_of_their_records(desk: OpenDesk, tmp_path: Path) -> None:
    bound = desk.year_end.bind(ACTOR, 2026, tmp_path / "2026年登记簿")
    names = {each.title: each.file_name for each in bound.volumes if each.file_name}
    registers = {"检察建议登记簿", "监督事项登记簿", "文号登记簿", "送达登记簿"}
    for title in registers:
        content = (bound.folder / names[title]).read_bytes()
        assert stated_mark(content) is Marking.WORK_SECRET, title
        assert SECRET not in text_of(content), title
    lines = {line.title.removeprefix("2026年"): line.mark for line in desk.papers.log.lines()}
    assert {title: lines[title] for title in registers} == dict.fromkeys(registers, "工作秘密")


def test_a_package_says_a_masked_name_in_no_name_of_a_file(desk: OpenDesk, tmp_path: Path) -> None:
    (tmp_path / f"{SECRET}笔录.txt").write_text("笔录", encoding="utf-8")
    matter = first(desk, "matter")
    desk.attachments.add(ACTOR, RecordType.MATTER, matter, "证据", tmp_path / f"{SECRET}笔录.txt")
    desk.case_packages.write(ACTOR, [matter], tmp_path / "out")
    names = [str(path.relative_to(tmp_path / "out")) for path in (tmp_path / "out").rglob("*")]
    assert any("笔录" in name for name in names)
    assert not [name for name in names if SECRET in name]


def test_no_reading_but_a_records_own_page_tells_a_masked_name(desk: OpenDesk) -> None:
    with desk._database.read() as session:
        ids = {
            kind: tuple(session.scalars(text(f"select id from {kind.value} order by id")))  # noqa: S608
            for kind in RecordType
        }
    known = Known(ids, desk.clock.today())
    told = {name for name, given in readings(desk, known, FIGURES | COUNTED) if SECRET in str(given)}
    assert told == SAID_ON_ITS_OWN_PAGE


def test_a_hit_found_by_a_masked_name_does_not_repeat_it(desk: OpenDesk) -> None:
    hits = desk.search.find(SECRET)
    assert hits
    assert not [hit for hit in hits if SECRET in hit.title + hit.snippet]


def test_a_hit_that_is_a_work_secret_tells_its_mark_and_nothing_of_its_text(desk: OpenDesk) -> None:
    assert {hit.snippet for hit in desk.search.find(SECRET)} == {"工作秘密，打开记录才显示内容，阅看留痕。"}
