"""卷宗封面 and 卷内目录 of a matter are filled from the store."""

from datetime import datetime
from pathlib import Path

import pytest

from app.bootstrap import OpenDesk
from app.models.case_terms import InvestigationKind, Retention
from app.models.database import Database
from app.models.dates import PartialDate
from app.models.terms import RecordType, Stage, SuggestionKind
from app.services.closing.rows import NO_INTERFERENCE, OTHER_GROUND, ArchiveDraft, TerminationDraft
from app.services.foundation.clock import FixedClock
from app.services.foundation.resources import Resources
from app.services.investigations.rows import InvestigationDraft
from app.services.papers.rows import LETTER, RecordKey
from app.services.suggestions.rows import IssueDraft, LetterDraft
from tests.conftest import CHINA
from tests.services.casework import HANDLER, Casework
from tests.services.papers.conftest import WHOLE

COVER, CONTENTS = "file-cover", "file-contents"


@pytest.fixture
def desk(database: Database) -> OpenDesk:
    """All services on an empty store, on 22 November 2026."""
    return OpenDesk(database, FixedClock(datetime(2026, 11, 22, 9, 0, tzinfo=CHINA)), Resources.shipped())


@pytest.fixture
def work(desk: OpenDesk, tmp_path: Path) -> Casework:
    """The office and its people."""
    return Casework(desk, tmp_path)


def said(desk: OpenDesk, matter: int, code: str) -> str:
    """What a paper of a matter says."""
    return desk.papers.render(HANDLER, code, RecordKey(RecordType.MATTER, matter)).text


def close(work: Casework, matter: int, outcome: str) -> None:
    """办结, and archived."""
    work.satisfy(matter)
    work.close(matter, outcome)
    draft = ArchiveDraft("青检-2026-3-00007", Retention.THIRTY_YEARS, work.today)
    work.desk.closing.archive(HANDLER, matter, draft)


def test_the_cover_says_how_the_matter_left_and_where_it_lies(desk: OpenDesk, work: Casework) -> None:
    matter = work.matter(Stage.FOLLOW_UP, subject="张某被盗窃案")
    close(work, matter, "已立案")
    text = said(desk, matter, COVER)
    assert "办结　已立案" in text
    assert "青检-2026-3-00007" in text
    assert "2026年11月22日" in text
    assert "☑30年" in text or "☑ 30年" in text


def test_an_outcome_that_says_how_the_matter_left_is_not_told_twice(desk: OpenDesk, work: Casework) -> None:
    matter = work.matter(Stage.FOLLOW_UP, subject="张某被盗窃案")
    work.approve(matter, "terminate")
    draft = TerminationDraft(on=work.today, interference=NO_INTERFERENCE, reason="依法", ground=OTHER_GROUND)
    desk.closing.terminate(HANDLER, matter, draft)
    assert said(desk, matter, COVER).count("终结审查") == 1


def test_a_matter_still_open_leaves_the_cover_empty_there(desk: OpenDesk, work: Casework) -> None:
    text = said(desk, work.matter(subject="张某被盗窃案"), COVER)
    assert text.partition("处理结果")[2].partition("承办部门")[0].strip() == ""


def test_the_contents_list_papers_and_files_of_matter_and_letters_by_their_dates(
    desk: OpenDesk, work: Casework, tmp_path: Path
) -> None:
    matter = work.matter(subject="张某被盗窃案")
    key = RecordKey(RecordType.MATTER, matter)
    work.attach(matter, "证据")
    record = tmp_path / "询问笔录|李某.pdf"
    record.write_bytes(b"%PDF-1.7 record")
    days = PartialDate("2026-10-20"), PartialDate("2026-10-20")
    act = InvestigationDraft(InvestigationKind.INQUIRY, "询问李某", *days, people="张某、孙某", files=(record,))
    desk.investigations.record(HANDLER, key, act)
    draft = LetterDraft(SuggestionKind.SOCIAL_GOVERNANCE, "青山县水利局", matter_id=matter, **WHOLE)  # type: ignore[arg-type]  # texts only
    letter = RecordKey(RecordType.SUGGESTION, desk.suggestions.draft(HANDLER, draft).id)
    issue = IssueDraft("青检建〔2026〕1号", PartialDate("2026-11-02"))
    desk.papers.issuing.issue(HANDLER, letter, LETTER, issue)
    lines = [line.split("\t") for line in said(desk, matter, CONTENTS).splitlines() if line[:1].isdigit()]
    assert [(cells[0], cells[2], cells[3], cells[4]) for cells in lines] == [
        ("1", "", "张某、孙某", "2026.10.20"),
        ("2", "青检建〔2026〕1号", "青山县人民检察院", "2026.11.2"),
        ("3", "", "", "2026.11.22"),
    ]
    assert "询问笔录｜李某" in lines[0][1]
    assert lines[2][1] == "证据"
