"""Papers of a reverse review: its facts as somebody may see them, a paper for each of its results."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.actor import Actor
from app.models.approval import Approval
from app.models.case_terms import ApprovalState
from app.models.database import Database
from app.models.document import Document, PaperDraft
from app.models.reverse_review import ReverseReview
from app.models.terms import RecordType
from app.services.documents.templates.model import Template
from app.services.foundation.clock import Clock
from app.services.foundation.errors import DomainError
from app.services.original_cases.visibility import Sight
from app.services.papers.sources import Facts
from app.services.reverse_reviews.refusals import ReviewNotFound
from app.services.review_papers.codes import OF_RESULT, base_code, paper_of_result
from app.services.review_papers.facts import NAMING, review_facts
from app.services.review_papers.reading import own_results, people_of_cases, read_review
from app.services.review_papers.report_facts import REPORTS
from app.services.review_papers.result_facts import REMINDER, RESULT_OF
from app.services.review_papers.rows import Asked, ResultPart, ReviewOrder

_FIRST = ("case-review-report", "case-evaluation-report", *REPORTS)  # what a review comes to stands before the others
_GROUP = "反向审视与质量"
_ACT, _DECIDES = "review-paper", "检察长"  # of the 职权清单


class NamesHandler(DomainError):
    """A paper that names the original handler, asked for by somebody who may not see the name."""

    def __init__(self) -> None:
        super().__init__(
            "这份文书写有当事检察官姓名，只有当事检察官、部门负责人、院领导、案管和督察人员可以查看。"
            "请由他们在窗口右上角换成本人后生成。"
        )


class ReviewPapers:
    """What reviews give to papers. A paper about a result goes by the template's code with the result's id after it."""

    def __init__(self, database: Database, clock: Clock, order: Callable[[], ReviewOrder]) -> None:
        """``order`` knows how dimensions and stages follow each other; it is asked when a paper is made."""
        self._database, self._clock, self._order = database, clock, order

    def kind(self, review_id: int) -> str:
        """反向审视个案, 逐案分析个案 …, by which templates say whose they are; raises ReviewNotFound."""
        with self._database.read() as session:
            row = session.get(ReverseReview, review_id)
            if row is None:
                raise ReviewNotFound(review_id)
            return f"{row.trigger_list.label}{row.kind.label}"

    def entry_number(self, review_id: int) -> str:
        """FS2026-00001; raises ReviewNotFound."""
        with self._database.read() as session:
            row = session.get(ReverseReview, review_id)
            if row is None:
                raise ReviewNotFound(review_id)
            return row.entry_number

    def facts(self, code: str, review_id: int) -> Facts:
        """What the review gives to a paper; the names of handlers only to those of ``NAMING``."""
        with self._database.read() as session:
            review = read_review(session, review_id)
        found = _chosen(review.own_results, code)
        return review_facts(review, Asked(base_code(code), found, self._clock.today(), self._order()))

    def number(self, code: str, review_id: int) -> str:
        """The 文号 of the result a paper is about, where it has one."""
        result = self._result(code, review_id)
        return result.number if result else ""

    def refuse_undecided(self, code: str, review_id: int) -> None:
        """Refuse to register what goes to police, court or another office before the 检察长 has decided it."""
        result = self._result(code, review_id)
        if result is None and base_code(code) == REMINDER:
            raise DomainError(
                "提醒函是审视的结果，要跟踪到反馈和销号。请先在本案登记这份提醒函的对象和要求，再登记文书。"
            )
        if result is not None and result.is_outside and not self._is_decided(review_id):
            raise DomainError(
                f"发给{result.addressee}的文书以本院名义制发，须由检察长决定，这件审视上还没有检察长批准的审批。"
                "请先提请检察长决定，签批回来登记签批。"
            )

    def _is_decided(self, review_id: int) -> bool:
        decided = select(Approval.id).where(
            Approval.record_type == RecordType.REVERSE_REVIEW,
            Approval.record_id == review_id,
            Approval.act == _ACT,
            Approval.state == ApprovalState.APPROVED,
            Approval.decided_as == _DECIDES,
        )
        with self._database.read() as session:
            return session.scalar(decided.limit(1)) is not None

    def is_naming(self, code: str) -> bool:
        """Whether a paper is one of those that name the original handler."""
        return base_code(code) in NAMING

    def refuse_unentitled(self, reader: Actor, code: str, review_id: int) -> None:
        """Raise NamesHandler where the paper names somebody the reader may not see."""
        if not self.may_see(reader, code, review_id):
            raise NamesHandler

    def may_see(self, actor: Actor, code: str, review_id: int) -> bool:
        """Whether somebody may see a paper: of those that name handlers, who may see those of every case."""
        return not self.is_naming(code) or self._sees_people(actor, review_id)

    def _sees_people(self, actor: Actor, review_id: int) -> bool:
        with self._database.read() as session:
            row = session.get(ReverseReview, review_id)
            if row is None:
                raise ReviewNotFound(review_id)
            sight = Sight(session, actor)
            return all(sight.sees(*people) for people in people_of_cases(session, row))

    def offered(
        self, templates: Iterable[Template], review_id: int, reader: Actor | None = None
    ) -> tuple[Template, ...]:
        """The documents of a review, its own group first; one about a result once for each result of its kind.

        With ``reader`` those that name a handler only where that person may see the name.
        """
        with self._database.read() as session:
            results, kept = own_results(session, review_id), _kept(session, review_id)
        found: list[Template] = []
        for template in templates:
            spoken = _of_kind(results, template.asked_as)
            codes = [(_code_of(template.asked_as, spoken, each, kept), each) for each in spoken]
            found += [_about(template, each, code, len(spoken) > 1) for code, each in codes] or [template]
        found.sort(key=lambda each: (each.group != _GROUP, each.asked_as not in _FIRST))
        if reader is None or not any(self.is_naming(each.asked_as) for each in found):
            return tuple(found)
        sees_people = self._sees_people(reader, review_id)  # asked once for all of them
        return tuple(each for each in found if sees_people or not self.is_naming(each.asked_as))

    def for_result(self, template: Template, name: str, review_id: int) -> Template:
        """The template for the result that a code names; raises DomainError where the result is gone."""
        if template.asked_as not in RESULT_OF:
            return template
        with self._database.read() as session:
            results, kept = own_results(session, review_id), _kept(session, review_id)
        result = _chosen(results, name if OF_RESULT in name else template.asked_as)
        if result is None and OF_RESULT in name:
            raise DomainError(f"这份“{template.name}”所属的审视结果已经不在了，可能已被撤销。请刷新后再选。")
        if result is None:
            return template
        spoken = _of_kind(results, template.asked_as)
        return _about(template, result, _code_of(template.asked_as, spoken, result, kept), len(spoken) > 1)

    def _result(self, code: str, review_id: int) -> ResultPart | None:
        if base_code(code) not in RESULT_OF:
            return None
        with self._database.read() as session:
            return _chosen(own_results(session, review_id), code)


def _kept(session: Session, review_id: int) -> frozenset[str]:
    """Codes under which papers of a review were begun or registered."""
    kept: set[str] = set()
    for table in (PaperDraft, Document):
        of_review = table.record_type == RecordType.REVERSE_REVIEW, table.record_id == review_id
        kept.update(session.scalars(select(table.kind).where(*of_review)))
    return frozenset(kept)


def _of_kind(results: Iterable[ResultPart], code: str) -> list[ResultPart]:
    """Those that a paper is about, the first one first."""
    wanted = RESULT_OF.get(base_code(code), "")
    return sorted((each for each in results if each.kind == wanted), key=lambda each: each.id)


def _chosen(results: Iterable[ResultPart], code: str) -> ResultPart | None:
    found, number = _of_kind(results, code), code.partition(OF_RESULT)[2]
    if number:
        return next((each for each in found if str(each.id) == number), None)
    return found[0] if found else None


def _code_of(base: str, spoken: Sequence[ResultPart], result: ResultPart, kept: Collection[str]) -> str:
    """What was begun before there was a result belongs to the first; all others go by the result itself."""
    own = paper_of_result(base, result.id)
    return base if result is spoken[0] and base in kept and own not in kept else own


def _about(template: Template, result: ResultPart, code: str, is_one_of_several: bool) -> Template:
    name = f"{template.name}（{result.addressee}）" if is_one_of_several else template.name
    return replace(template, name=name, variant_of="" if code == template.code else code)
