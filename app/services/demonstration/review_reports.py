"""Reports about the reviews of the demonstration, made by the same service as those of an office."""

from datetime import date

from app.models.actor import Actor
from app.models.database import Database
from app.models.review_terms import ReviewReportKind, TriggerList
from app.services.deadlines.service import Deadlines
from app.services.demonstration.reviews import Begun
from app.services.foundation.changes import Changes
from app.services.foundation.clock import Clock
from app.services.foundation.resources import Resources
from app.services.original_cases.words import CaseWords
from app.services.review_analysis.report_rows import Presentation, ReportAsked
from app.services.review_analysis.reports import ReportParts, ReviewReports
from app.services.review_analysis.words import ReviewWords
from app.services.review_findings.catalogue import FindingCatalogue

_TO, _HALF = "本院党组", 6  # months of the first half-year


def reports_over(database: Database, clock: Clock, resources: Resources) -> ReviewReports:
    """The reports of a store."""
    means = database, clock, Changes(), resources, Deadlines(resources)
    folder = resources.reverse_reviews

    def kinds() -> tuple[str, ...]:
        return tuple(each.name for each in CaseWords(folder).petition_kinds)

    return ReviewReports(ReportParts(*means, lambda: ReviewWords.of(FindingCatalogue(folder)), kinds))


def add_reports(reports: ReviewReports, actor: Actor, begun: list[Begun], today: date) -> None:
    """A report for each review that is to have one, and that of the last half-year for all of them."""
    for each in begun:
        if "report" in each.story.said and each.review.concluded_on is not None:
            _of_review(reports, actor, each)
    if any(each.story.trigger_list is TriggerList.REVERSE for each in begun):
        year, half = (today.year, 1) if today.month > _HALF else (today.year - 1, 2)
        _keep(reports, actor, ReportAsked(ReviewReportKind.HALF_YEAR, year, half))


def _of_review(reports: ReviewReports, actor: Actor, begun: Begun) -> None:
    said, review = begun.story.said, begun.review
    if said["report"] == "类案":
        _keep(reports, actor, ReportAsked(ReviewReportKind.THEMATIC, review_id=review.id))
        return
    year = review.period_first.year if review.period_first else begun.days.begun.year
    report = _keep(reports, actor, ReportAsked(ReviewReportKind.ANNUAL, year, review_id=review.id))
    on = begun.days.on(said, "presented")
    if on is not None:
        reports.present(actor, report, reports.card(report).row.version, Presentation(_TO, on, said["demands"]))


def _keep(reports: ReviewReports, actor: Actor, asked: ReportAsked) -> int:
    proposal = reports.propose(asked)
    return reports.make(actor, proposal, proposal.title, proposal.text).id
