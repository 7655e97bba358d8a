"""登记制发: numbers are checked or given, the paper is frozen with its bytes, corrected by a new version, or voided."""

from dataclasses import replace

from app.models.dates import PartialDate
from app.models.document import Document
from app.models.terms import DocumentState, RecordType
from app.services.documents.templates.model import Numbering, Template
from app.services.foundation.changes import Written
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.intentions import Actor, performs
from app.services.foundation.refusals import day_that_can_be, needed
from app.services.papers.archive import row_of
from app.services.papers.contents import contents_of, missing_of, typed_on
from app.services.papers.freezing import Contents, Prepared, lay, prepare
from app.services.papers.intentions import CORRECT, ISSUE, VOID
from app.services.papers.late import LateFreezing
from app.services.papers.means import Means
from app.services.papers.number_book import (
    LEFT_IN_SYSTEM,
    NumberMoved,
    Use,
    hand_over,
    next_serial,
    take,
    void_number,
)
from app.services.papers.numbers import NumberUnusual, OfficialNumber, differences, parsed, series_of
from app.services.papers.rows import LETTER, FrozenPaper, Issued, Readiness, RecordKey, TypedPaper
from app.services.suggestions.refusals import official_number
from app.services.suggestions.rows import IssueDraft

_ATTEMPTS = 5  # numbers lost to another window before giving up


class PaperIssuing:
    """Registers papers of records; each act one transaction, the bytes kept before it begins."""

    def __init__(self, means: Means) -> None:
        """Nothing is read yet."""
        self._means = means
        self.late = LateFreezing(means)

    def readiness(self, actor: Actor, key: RecordKey, code: str, typed: TypedPaper | None = None) -> Readiness:
        """What the dialog has to say before anything is registered; raises DomainError."""
        template, contents, number = self._as_of_today(actor, key, code, typed)
        missing = self._missing(contents)
        series = series_of(template.number_form, self._means.short())
        return Readiness(
            title=template.title,
            missing=missing,
            has_number=template.numbering is not Numbering.NONE,
            next_number=number,
            example=f"{series}〔{contents.issued.issued_on.first.year}〕9号" if series else "",
            can_leave_text=bool(missing) and self._can_leave_text(template, key),
            shows_code=contents.shows_code,
        )

    def page_count(self, actor: Actor, key: RecordKey, code: str, typed: TypedPaper | None = None) -> int:
        """How many pages the paper would have; takes a moment. Raises GlyphMissing."""
        template, contents, _number = self._as_of_today(actor, key, code, typed)
        return self._means.documents.render(template, contents.facts).page_count

    @performs(ISSUE)
    def issue(
        self, actor: Actor, key: RecordKey, code: str, issue: IssueDraft, typed: TypedPaper | None = None
    ) -> Written:
        """Register a paper and freeze it; of a letter it is the very act of 登记制发.

        Without ``typed`` the draft counts. Raises FieldProblem (NumberUnusual may be confirmed), DomainError.
        """
        template = self._means.template(code, key)
        self._refuse_twice(key, template)
        self._means.refuse_issue(template, key)
        day_that_can_be("issued_on", "发出日期", issue.issued_on, self._means.clock.today(), None)
        number = self._number(template, issue) or self._means.known_number(template, key)
        if issue.is_number_only:
            return self._number_only(actor, template, key, replace(issue, number=number))
        if issue.issued_on.exact is None:
            raise FieldProblem("issued_on", "请填写具体日期（年月日）；它是文书上的成文日期。")
        saying = self._typed(key, code, typed)
        for _attempt in range(_ATTEMPTS):
            is_automatic = not number and self._means.rulings.numbers_itself(template)
            given = str(self._next(template, issue.issued_on)) if is_automatic else number
            contents = self._contents(actor, template, key, saying, Issued(given, issue.issued_on))
            self._refuse_missing(template, key, contents)
            paper = prepare(self._means.documents, self._means.kept, contents)
            try:
                return self._write(actor, paper, replace(issue, number=given, is_automatic=is_automatic))
            except NumberMoved:
                continue  # another window took it meanwhile; the paper is drawn again with the next one
        raise DomainError("文号一再被别处取走，没有登记。请稍后再试。")

    @performs(CORRECT)
    def correct(self, actor: Actor, document_id: int, reason: str, typed: TypedPaper | None = None) -> Written:
        """Put a new version of a registered paper beside the old one, which stays; same number, same date."""
        why = needed("reason", "更正的理由", reason)
        old = self._means.archive.paper(document_id)
        self._refuse_gone(old)
        template = self._means.template(old.kind, old.key)
        saying = self._typed(old.key, old.kind, typed)
        contents = self._contents(actor, template, old.key, saying, Issued(old.number, old.issued_on))
        if missing := self._missing(contents):
            raise DomainError(f"缺少{'、'.join(missing)}，不能更正。请先补齐。")
        paper = prepare(self._means.documents, self._means.kept, contents)
        if (paper.check_code, paper.made.text) == (old.check_code, old.body):
            raise DomainError(f"{old.name}的内容没有变化，不需要更正。请先修改文书再更正。")
        means, at = self._means, self._now()
        with means.database.write(actor, CORRECT, means.clock.now(), why) as unit:
            standing = unit.session.get_one(Document, old.id)
            self._refuse_gone(row_of(standing))
            made = lay(unit, paper, at, old, why)
            standing.state = DocumentState.SUPERSEDED
            hand_over(unit, old.number, made.id)
            written = Written(made.id, unit.act)
        means.changes.publish(old.key.record_type, (old.key.record_id,))
        return written

    @performs(VOID)
    def void(self, actor: Actor, document_id: int, reason: str) -> Written:
        """Void a registered paper; it and its number stay, and the number is not given again."""
        why = needed("reason", "作废的理由", reason)
        old = self._means.archive.paper(document_id)
        if old.key.record_type is RecordType.SUGGESTION and old.kind == LETTER:
            raise DomainError("检察建议书不能单独作废：登记有误的，在“全部经过”里撤销登记制发；确有不当的，用“撤回”。")
        self._refuse_gone(old)
        means = self._means
        with means.database.write(actor, VOID, means.clock.now(), why) as unit:
            standing = unit.session.get_one(Document, old.id)
            self._refuse_gone(row_of(standing))
            standing.void(why)
            void_number(unit, old.number, why)
            written = Written(old.id, unit.act)
        means.changes.publish(old.key.record_type, (old.key.record_id,))
        return written

    def _as_of_today(
        self, actor: Actor, key: RecordKey, code: str, typed: TypedPaper | None
    ) -> tuple[Template, Contents, str]:
        """The paper as it would be registered today; the number is the next one the program would give."""
        template = self._means.template(code, key)
        number = self._means.known_number(template, key)
        if not number and self._means.rulings.numbers_itself(template):
            number = str(self._next(template))
        issued = Issued(number or "－", PartialDate.of(self._means.clock.today()))
        return template, self._contents(actor, template, key, self._typed(key, code, typed), issued), number

    def _write(self, actor: Actor, paper: Prepared, issue: IssueDraft) -> Written:
        means, at = self._means, self._now()
        if paper.template.asked_as == LETTER:
            return means.suggestions.register_issue(
                actor, paper.key.record_id, issue, lambda unit: lay(unit, paper, at, reason=issue.reason).id
            )
        entry_number = means.entry_number(paper.key)
        with means.database.write(actor, ISSUE, means.clock.now(), issue.reason.strip() or paper.title) as unit:
            made = lay(unit, paper, at, reason=issue.reason)
            number = parsed(paper.issued.number)
            if number is not None:
                take(unit, number, Use(entry_number, paper.title, at, made.id, issue.is_automatic))
            written = Written(made.id, unit.act)
        means.changes.publish(paper.key.record_type, (paper.key.record_id,))
        return written

    def _number_only(self, actor: Actor, template: Template, key: RecordKey, issue: IssueDraft) -> Written:
        if template.asked_as != LETTER:
            raise DomainError("只有检察建议书可以只登记文号。请补齐内容后登记。")
        if not self._can_leave_text(template, key):
            raise FieldProblem("is_number_only", "这份建议书的正文是在这里起草的，请补齐缺少的内容后一并登记。")
        reason = "；".join(part for part in (LEFT_IN_SYSTEM, issue.reason.strip()) if part)
        return self._means.suggestions.register_issue(actor, key.record_id, replace(issue, reason=reason))

    def _number(self, template: Template, issue: IssueDraft) -> str:
        """The typed number in its prescribed form; empty where the program gives it or the kind has none."""
        if template.numbering is Numbering.NONE:
            if issue.number.strip():
                raise FieldProblem("number", f"“{template.name}”不编文号，请不要填写。")
            return ""
        if not issue.number.strip() and self._means.rulings.numbers_itself(template) and not issue.is_number_only:
            return ""
        number = official_number(issue.number)
        told = differences(_parts(number), template.number_form, self._means.short(), issue.issued_on)
        if told and not issue.is_number_checked:
            raise NumberUnusual(number, told)
        return number

    def _next(self, template: Template, issued_on: PartialDate | None = None) -> OfficialNumber:
        day = issued_on.first if issued_on else self._means.clock.today()
        series = series_of(template.number_form, self._means.short())
        with self._means.database.read() as session:
            return OfficialNumber(series, day.year, next_serial(session, series, day.year))

    def _contents(
        self, actor: Actor, template: Template, key: RecordKey, typed: TypedPaper, issued: Issued
    ) -> Contents:
        return contents_of(self._means, actor, (template, key), typed, issued)

    def _typed(self, key: RecordKey, code: str, typed: TypedPaper | None) -> TypedPaper:
        return typed_on(self._means, key, code, typed)

    def _missing(self, contents: Contents) -> tuple[str, ...]:
        return missing_of(self._means, contents)

    def _can_leave_text(self, template: Template, key: RecordKey) -> bool:
        if template.asked_as != LETTER or self._means.drafts.has(key, LETTER):
            return False
        return self._means.suggestions.is_text_elsewhere(key.record_id)

    def _refuse_missing(self, template: Template, key: RecordKey, contents: Contents) -> None:
        missing = self._missing(contents)
        if missing:
            way = "，或者勾选“只登记文号，正文在系统中”" if self._can_leave_text(template, key) else ""
            raise DomainError(f"缺少{'、'.join(missing)}，不能登记制发。请先补齐{way}。")

    def _refuse_twice(self, key: RecordKey, template: Template) -> None:
        known = self._means.archive.current(key, template.asked_as)
        if known is not None:
            raise DomainError(
                f"{known.name}已于 {known.issued_on} 登记，不能再登记一次。内容要改的请用“更正”，登记有误的请先撤销。"
            )

    def _refuse_gone(self, paper: FrozenPaper) -> None:
        if paper.state is not DocumentState.FROZEN:
            raise DomainError(f"{paper.name}{paper.state.label}，不能再改。请刷新后看现行的一份。")

    def _now(self) -> str:
        return self._means.clock.now().isoformat(timespec="seconds")


def _parts(number: str) -> OfficialNumber:
    found = parsed(number)
    if found is None:
        raise ValueError(f"{number} was not checked")
    return found
