"""Reverse reviews of the demonstration: begun, looked into, concluded; how far each came by the store's day."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from sqlalchemy import select

from app.models.database import Unit
from app.models.dates import PartialDate
from app.models.office import Office
from app.models.original_case import OriginalCase, TriggerHit
from app.models.reverse_review import ReverseReview
from app.models.review_finding import ReviewFinding
from app.models.review_terms import Correction, FindingVerdict, HitState, ReviewBody
from app.models.terms import RecordType
from app.services.demonstration.review_words import Calendar, ExcuseStory, ReviewStory, Said, labelled, read_stories
from app.services.foundation.numbering import entry_numbers
from app.services.foundation.resources import Resources
from app.services.reverse_reviews.filling import align_hits, fill, put_cases
from app.services.reverse_reviews.rows import ReviewDraft
from app.services.review_analysis.pattern import Outcome, Pattern
from app.services.review_findings import writing
from app.services.review_findings.catalogue import FindingCatalogue
from app.services.review_findings.rows import WHOLE, FindingDraft

_REMINDER = timedelta(days=14)  # after a trigger was met
_FIRST_DAY = timedelta(days=10)  # a review begins so many days after its case was closed, at the earliest


@dataclass(frozen=True)
class Begun:
    """A review with its story, its cases by the story's numbers, and its findings in their order."""

    story: ReviewStory
    days: Calendar
    review: ReverseReview
    cases: dict[int, OriginalCase]
    findings: tuple[ReviewFinding, ...]


class ReviewMaking:
    """Makes the reviews of one store inside its transaction."""

    def __init__(self, unit: Unit, resources: Resources, working: Callable[[date], date], today: date) -> None:
        """The cases are there with the triggers they meet; ``working`` gives the last working day up to a day."""
        self._unit, self._session, self._today, self._working = unit, unit.session, today, working
        self._resources = resources
        self._stories, self._excuses = read_stories(resources.samples / "demonstration_reviews.toml")
        self._cases = {case.id: case for case in self._session.scalars(select(OriginalCase).order_by(OriginalCase.id))}

    def each(self) -> Iterator[Begun]:
        """The reviews the store has the cases for, those begun first coming first; then what is excused."""
        told = [(self._begins_on(story), story) for story in self._stories if self._of(story)]
        for day, story in sorted(told, key=lambda each: each[0]):
            yield self._begin(story, Calendar(day, self._today))
        for excuse in self._excuses:
            self._excuse(excuse)

    def _of(self, story: ReviewStory) -> list[OriginalCase]:
        """The cases of a story; none where the store lacks one of them."""
        if not story.is_of_petitions:
            found = [self._cases[key] for key in story.cases if key in self._cases]
            return found if len(found) == len(story.cases) else []
        first, last = self._last_year
        return [
            case
            for case in self._cases.values()
            if case.petition_kind and case.petition_on and first <= case.petition_on.first <= last
        ]

    def _begins_on(self, story: ReviewStory) -> date:
        ended = [case.closed_on.first for case in self._of(story) if case.closed_on]
        return self._working(max([self._today - timedelta(days=story.ago), *(each + _FIRST_DAY for each in ended)]))

    def _begin(self, story: ReviewStory, days: Calendar) -> Begun:
        cases = self._of(story)
        review = ReverseReview(entry_number=entry_numbers(self._unit, RecordType.REVERSE_REVIEW, days.begun.year)[0])
        fill(review, self._draft(story, days, cases), cases)
        review.concluded_on, review.closed_on = days.on(story.said, "concluded"), days.on(story.said, "closed")
        if review.concluded_on is not None:
            review.conclusion = story.said["conclusion"]
        if review.closed_on is not None and "archive" in story.said:
            review.archive_number = story.said["archive"].format(year=days.begun.year)
        self._session.add(review)
        self._session.flush()
        put_cases(self._unit, review, cases)
        align_hits(self._unit, review)
        self._date_hits(review, days.begun)
        findings = tuple(self._findings(story, days, review))
        if story.said.get("rest") and review.concluded_on is not None:
            self._session.add_all(self._in_order(story, review, review.concluded_on))
        return Begun(story, days, review, {case.id: case for case in cases}, findings)

    def _draft(self, story: ReviewStory, days: Calendar, cases: Sequence[OriginalCase]) -> ReviewDraft:
        said = story.said
        texts = {name: said.get(name, "") for name in ("title", "handler", "department", "course")}
        if days.on(said, "concluded") is not None:
            texts |= {name: said[name] for name in ("causes", "opinion")}
        first, last = self._last_year if story.is_of_petitions else (None, None)
        return ReviewDraft(
            kind=story.kind,
            started_on=PartialDate.of(days.begun),
            trigger_list=story.trigger_list,
            case_ids=tuple(case.id for case in cases),
            pattern=_pattern(said["pattern"]).as_json() if "pattern" in said else "",
            period_first=first,
            period_last=last,
            **texts,
        )

    def _date_hits(self, review: ReverseReview, begun: date) -> None:
        """What the review took up was noticed before it began."""
        taken = select(TriggerHit).where(TriggerHit.review_id == review.id).order_by(TriggerHit.id)
        for hit in self._session.scalars(taken):
            hit.met_on, hit.remind_on = begun, begun + _REMINDER

    def _excuse(self, excuse: ExcuseStory) -> None:
        wanted = select(TriggerHit).where(TriggerHit.case_id == excuse.case, TriggerHit.state == HitState.OPEN)
        day = self._today - timedelta(days=excuse.ago)
        for hit in self._session.scalars(wanted.order_by(TriggerHit.id)):
            hit.met_on, hit.remind_on = day, day + _REMINDER
            hit.state, hit.excused_on = HitState.EXCUSED, PartialDate.of(day)
            hit.excused_by, hit.reason = excuse.by, excuse.reason

    def _findings(self, story: ReviewStory, days: Calendar, review: ReverseReview) -> Iterator[ReviewFinding]:
        for said in story.findings:
            found_on = days.on(said, "found")
            if found_on is not None:
                finding = self._finding(review, _found(said, found_on))
                if days.on(said, "withdrawn") is not None:
                    finding.withdrawn_on = days.on(said, "withdrawn")
                if days.on(said, "corrected") is not None:
                    finding.corrected_on = days.on(said, "corrected")
                    finding.correction = labelled(Correction, said["correction"])
                yield finding

    def _in_order(self, story: ReviewStory, review: ReverseReview, on: PartialDate) -> Iterator[ReviewFinding]:
        """The dimensions of each case nobody wrote about."""
        place = len(story.findings)
        for case in story.cases:
            written = {said["dimension"] for said in story.findings if said.get("case", case) == case}
            for dimension in self._catalogue.dimensions:
                if dimension.name not in written:
                    place += 1
                    yield ReviewFinding(
                        review_id=review.id,
                        case_id=case,
                        place=place,
                        dimension=dimension.name,
                        stage=WHOLE,
                        body=ReviewBody.PROCURATORATE,
                        is_own=True,
                        unit=self._office,
                        verdict=FindingVerdict.NONE,
                        fact=writing.IN_ORDER,
                        reviewed_by=review.handler,
                        found_on=on,
                        correction=Correction.OPEN,
                    )

    def _finding(self, review: ReverseReview, draft: FindingDraft) -> ReviewFinding:
        place = writing.next_place(self._session, review.id)
        finding = ReviewFinding(review_id=review.id, place=place, correction=Correction.OPEN)
        writing.fill(self._session, finding, writing.checked(draft, self._today), review, self._office)
        self._session.add(finding)
        self._session.flush()
        return finding

    @property
    def _last_year(self) -> tuple[date, date]:
        return date(self._today.year - 1, 1, 1), date(self._today.year - 1, 12, 31)

    @cached_property
    def _office(self) -> str:
        return self._session.scalars(select(Office.name)).one()

    @cached_property
    def _catalogue(self) -> FindingCatalogue:
        return FindingCatalogue(self._resources.reverse_reviews)


def _found(said: Said, found_on: PartialDate) -> FindingDraft:
    texts = ("fact", "provision", "problem", "cause", "unit")
    return FindingDraft(
        dimension=said["dimension"],
        stage=said["stage"],
        body=labelled(ReviewBody, said["body"]),
        verdict=labelled(FindingVerdict, said["verdict"]),
        found_on=found_on,
        case_id=said.get("case"),
        **{name: said.get(name, "") for name in texts},
    )


def _pattern(said: Said) -> Pattern:
    outcomes = [(column, results if isinstance(results, list) else [results]) for column, results in said.items()]
    return Pattern(outcomes=tuple(Outcome(column, result) for column, results in outcomes for result in results))
