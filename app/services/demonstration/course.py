"""The course of one invented letter: from drafting to closing, as far as it has come by the store's day."""

from dataclasses import dataclass
from datetime import date, timedelta

from app.models.dates import PartialDate
from app.models.terms import Adoption, Receipt, Rectification, ServiceMethod, SuggestionKind, SuggestionStep
from app.services.demonstration.chance import Chance, Days
from app.services.demonstration.wishes import Wish
from app.services.suggestions.due import ReplyDue, ReplyDues, Running

_METHODS = (ServiceMethod.WRITTEN, ServiceMethod.ANNOUNCED, ServiceMethod.POSTED, ServiceMethod.LEFT)
_METHOD_WEIGHTS = (60, 80, 98, 100)
_ADOPTIONS = (Adoption.ADOPTED, Adoption.PARTLY, Adoption.NOT_ADOPTED, Adoption.UNRECORDED)
_ADOPTION_WEIGHTS = (78, 93, 97, 100)
_FAR = (Rectification.COMPLETE, Rectification.IN_PROGRESS, Rectification.INCOMPLETE, Rectification.STATED)
_FAR_WEIGHTS = (72, 84, 92, 100)
_UNUSUAL = (Wish.WITHDRAWN, Wish.DECLINED)


@dataclass
class Course:
    """The dates and states of one letter; what has not happened by the store's day is None."""

    begun_on: date
    step: SuggestionStep = SuggestionStep.DRAFT
    issued_on: date | None = None
    declined_on: date | None = None
    withdrawn_on: date | None = None
    receipt: Receipt = Receipt.AWAITED
    received_on: date | None = None
    method: ServiceMethod = ServiceMethod.UNSPECIFIED
    due: ReplyDue | None = None
    replied_on: PartialDate | None = None
    is_reply_undated: bool = False
    adoption: Adoption = Adoption.UNRECORDED
    rectification: Rectification = Rectification.UNRECORDED
    looked_on: tuple[date, ...] = ()  # days of the looks; the last one saw ``rectification``
    rectified_on: date | None = None
    closed_on: date | None = None
    urgings: int | None = None

    @property
    def due_on(self) -> date | None:
        """The last day for the reply."""
        return self.due.columns["due_on"] if self.due else None

    @property
    def is_answered(self) -> bool:
        """A reply is known, dated or not."""
        return self.replied_on is not None or self.is_reply_undated


class Courses:
    """Invents courses that follow the office's rules."""

    def __init__(self, chance: Chance, days: Days, dues: ReplyDues, today: date) -> None:
        """Nothing happens after ``today``."""
        self._chance, self._days, self._dues, self._today = chance, days, dues, today

    def run(self, kind: SuggestionKind, reply_period: str, begun_on: date, wish: Wish | None) -> Course:
        """One letter's course; ``wish`` asks for a particular standing."""
        course = Course(begun_on)
        issued = self._days.after(begun_on, self._chance.number(7, 30))
        if wish in (Wish.DRAFT, Wish.UNDER_REVIEW, Wish.AWAITING_SIGNATURE) or issued > self._today:
            self._prepare(course, issued, wish)
        elif wish is Wish.DECLINED or (wish is None and self._chance.happens(0.02)):
            course.step, course.declined_on = SuggestionStep.DECLINED, issued
        else:
            course.step, course.issued_on = SuggestionStep.ISSUED, issued
            self._serve(course, kind, reply_period, wish)
            if wish in _UNUSUAL or (wish is None and self._chance.happens(0.012)):
                self._withdraw(course)
            elif course.due_on is not None and (wish is None or not wish.is_unanswered):
                self._answer(course)
            if course.issued_on and not course.is_answered and course.due_on and course.due_on < self._today:
                course.urgings = self._chance.number(1, 2)
        return course

    def _prepare(self, course: Course, issued: date, wish: Wish | None) -> None:
        passed = (self._today - course.begun_on).days / max((issued - course.begun_on).days, 1)
        if wish is not None and wish.step is not None:
            course.step = wish.step
        elif passed >= 0.7:
            course.step = SuggestionStep.AWAITING_SIGNATURE
        elif passed >= 0.4:
            course.step = SuggestionStep.UNDER_REVIEW

    def _serve(self, course: Course, kind: SuggestionKind, reply_period: str, wish: Wish | None) -> None:
        issued = course.issued_on
        if issued is None or wish is Wish.AWAITING_SERVICE:
            return
        received = self._days.after(issued, self._chance.number(0, 6))
        if wish is None and self._chance.happens(0.05):
            course.receipt = Receipt.UNKNOWN
        elif wish is not None and wish.days_to_due is not None:
            course.issued_on, received = self._to_be_due(kind, reply_period, wish.days_to_due)
        if course.receipt is not Receipt.UNKNOWN:
            if received > self._today:
                return
            course.receipt, course.received_on = Receipt.RECEIVED, received
            course.method = self._chance.weighted(_METHODS, _METHOD_WEIGHTS)
            if course.method is ServiceMethod.LEFT and kind is not SuggestionKind.PUBLIC_INTEREST:
                course.method = ServiceMethod.WRITTEN  # 留置 only of 公益诉讼 (办案规则 2021 art. 76)
        course.due = self._due(kind, reply_period, course)

    def _to_be_due(self, kind: SuggestionKind, reply_period: str, days_to_due: int) -> tuple[date, date]:
        """The days of issue and receipt from which the period ends nearest to the day wished for."""
        wanted = self._today + timedelta(days=days_to_due)
        tried = [wanted - timedelta(days=count) for count in range(12, 100)]
        received = min(
            (day for day in tried if day <= self._today and self._days.is_working(day)),
            key=lambda day: abs((self._ends(kind, reply_period, day) - wanted).days),
        )
        return received, received

    def _ends(self, kind: SuggestionKind, reply_period: str, day: date) -> date:
        known = PartialDate.of(day)
        due = self._dues.due(Running(kind, reply_period, known, Receipt.RECEIVED, known)).columns["due_on"]
        return due if isinstance(due, date) else date.max

    def _due(self, kind: SuggestionKind, reply_period: str, course: Course) -> ReplyDue:
        issued = PartialDate.of(course.issued_on) if course.issued_on else None
        received = PartialDate.of(course.received_on) if course.received_on else None
        return self._dues.due(Running(kind, reply_period, issued, course.receipt, received))

    def _withdraw(self, course: Course) -> None:
        day = self._days.after(course.received_on or course.begun_on, self._chance.number(5, 25))
        if course.received_on and day <= self._today:
            course.withdrawn_on = day

    def _answer(self, course: Course) -> None:
        due = course.due_on or self._today
        if self._chance.happens(self._silence(due)):
            return
        replied = self._reply_day(course, due)
        if replied > self._today:
            return
        course.adoption = self._chance.weighted(_ADOPTIONS, _ADOPTION_WEIGHTS)
        if self._chance.happens(0.03):
            course.is_reply_undated, course.adoption = True, Adoption.ADOPTED
        elif self._chance.happens(0.04):
            course.replied_on = PartialDate(f"{replied:%Y-%m}")
        else:
            course.replied_on = PartialDate.of(replied)
        self._put_right(course, replied)

    def _silence(self, due: date) -> float:
        """The share that leaves the office without an answer: the longer ago, the fewer."""
        late = (self._today - due).days
        return 0.0 if late < 0 else 0.15 if late <= 30 else 0.07 if late <= 150 else 0.006

    def _reply_day(self, course: Course, due: date) -> date:
        start = course.received_on or course.issued_on or due
        if self._chance.happens(0.86):
            length = max((due - start).days, 1)
            return min(self._days.after(start, self._chance.number(length // 2, length)), due)
        return self._days.after(due, self._chance.number(1, 40))

    def _put_right(self, course: Course, replied: date) -> None:
        if self._chance.happens(0.06):
            return
        state = self._chance.weighted(_FAR, _FAR_WEIGHTS)
        looked = self._days.after(replied, self._chance.number(0, 20))
        seen = self._days.after(looked, self._chance.number(20, 90))
        if looked > self._today:
            return
        if seen > self._today or state is Rectification.IN_PROGRESS:
            course.rectification, course.looked_on = Rectification.IN_PROGRESS, (looked,)
            return
        course.rectification, course.looked_on = state, (looked, seen)
        if state is not Rectification.COMPLETE:
            return
        course.rectified_on = seen
        closed = self._days.after(seen, self._chance.number(3, 40))
        if closed <= self._today and self._chance.happens(0.9):
            course.closed_on = closed
