"""A data file of reviews that was spoilt is refused by its name, and stops what it is for, nothing else."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.database import Database
from app.models.dates import PartialDate
from app.models.review_terms import ReviewKind, ReviewReportKind
from app.services.foundation.clock import FixedClock
from app.services.foundation.errors import DomainError, KnownError
from app.services.foundation.resources import Resources
from app.services.lists.listing import ListQuery
from app.services.original_cases.rows import CaseDraft
from app.services.reverse_reviews.rows import ReviewDraft
from app.services.review_analysis.report_rows import ReportAsked
from app.services.review_statistics.period import ReviewPeriod

CLERK = Actor("张某")
Feature = Callable[[OpenDesk], object]
# What stops, one feature for each file; everything in ALWAYS goes on.
STOPPED: dict[str, Feature] = {
    "case_kinds": lambda desk: desk.original_cases.words.kinds,
    "causes": lambda desk: desk.review_findings.catalogue.causes,
    "dimensions": lambda desk: desk.reverse_reviews.lacking(1),
    "figures": lambda desk: desk.review_statistics.statement(ReviewPeriod.year(2026)),
    "grades": lambda desk: desk.review_grades.sets(),
    "petition_kinds": lambda desk: desk.review_reports.propose(ReportAsked(ReviewReportKind.ANNUAL, 2026)),
    "problems": lambda desk: desk.review_findings.catalogue.problems,
    "report_texts": lambda desk: desk.review_reports.propose(ReportAsked(ReviewReportKind.ANNUAL, 2026)),
    "results": lambda desk: desk.review_results.kinds.all,
    "stage_results": lambda desk: desk.original_cases.words.result_meant("arrest_result", "批捕"),
    "stages": lambda desk: desk.review_findings.catalogue.stages,
    "triggers_analysis": lambda desk: desk.original_cases.register(CLERK, CaseDraft(name="甲案", kind="刑事")),
    "triggers_reverse": lambda desk: desk.original_cases.register(CLERK, CaseDraft(name="甲案", kind="刑事")),
}
ALWAYS: tuple[Feature, ...] = (
    lambda desk: desk.review_reports.duties(),  # the workbench asks for them
    lambda desk: desk.workbench.flow(),
    lambda desk: desk.reverse_reviews.card(CLERK, 1),
    *(
        lambda desk, name=name: getattr(desk, name).listing.ids(ListQuery(desk.clock.today()))
        for name in ("original_cases", "reverse_reviews", "review_triggers", "review_results")
    ),
)


def test_every_file_is_spoken_of_here(resources: Resources) -> None:
    assert {path.stem for path in resources.reverse_reviews.glob("*.toml")} == set(STOPPED)


@pytest.mark.parametrize("name", STOPPED)
def test_a_spoilt_file_is_named_and_stops_its_own_feature_alone(
    name: str, database: Database, clock: FixedClock, resources: Resources, tmp_path: Path
) -> None:
    spoilt = tmp_path / "resources"
    spoilt.mkdir()
    for path in resources.root.iterdir():
        (spoilt / path.name).symlink_to(path)
    (spoilt / resources.reverse_reviews.name).unlink()
    shutil.copytree(resources.reverse_reviews, spoilt / resources.reverse_reviews.name)
    whole = OpenDesk(database, clock, resources)
    case = whole.original_cases.register(CLERK, CaseDraft(name="乙案", kind="刑事")).id
    first = ReviewDraft(ReviewKind.CASE, PartialDate("2026-11-02"), case_ids=(case,), handler="李某")
    whole.reverse_reviews.open(CLERK, first)
    file = spoilt / resources.reverse_reviews.name / f"{name}.toml"
    file.write_text(f"{file.read_text(encoding='utf-8')}\n[[[\n", encoding="utf-8")
    desk = OpenDesk(database, clock, Resources(spoilt))
    for feature in ALWAYS:
        feature(desk)
    with pytest.raises((DomainError, KnownError), match=f"{name}.toml"):
        STOPPED[name](desk)
