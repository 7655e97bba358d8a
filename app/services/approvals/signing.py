"""Checks a signed sheet against the approval's line of the 职权清单, before anything of it is written."""

from datetime import date
from typing import NamedTuple

from app.models.approval import Approval
from app.models.case_terms import OpinionForm, Role, Verdict
from app.models.dates import PartialDate
from app.services.approvals.posts import is_committee, needed_post, registered
from app.services.approvals.rows import CHIEF, COMMITTEE, DEPUTY, HEAD, OpinionCard, SignedOpinion, SignedSheet
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.refusals import day_that_can_be
from app.services.office.offices import PersonRow

_ORDER = (Role.PROPOSE, Role.REVIEW, Role.DECIDE)
_TITLES = {Role.PROPOSE: "承办人签署", Role.REVIEW: "审核", Role.DECIDE: "决定"}


class Signed(NamedTuple):
    """An opinion that may be written, with the post it was given in."""

    opinion: SignedOpinion
    person: str
    post: str


def checked_sheet(
    approval: Approval, sheet: SignedSheet, known: tuple[OpinionCard, ...], people: tuple[PersonRow, ...], today: date
) -> tuple[Signed, ...]:
    """The opinions with their posts; raises FieldProblem named by role (review_person, decide_date …), DomainError."""
    on_paper = [each for each in known if each.form is OpinionForm.PAPER and each.role in _ORDER]
    roles = [each.role for each in sheet.opinions]
    _refuse_order(roles, [each.role for each in on_paper])
    signed = tuple(_checked(approval, sheet, opinion, people) for opinion in sheet.opinions)
    _refuse_dates(approval, sheet.opinions, [each.given_on for each in on_paper], today)
    _refuse_unreviewed(approval, signed, {each.role for each in on_paper})
    _refuse_after_return(sheet.opinions)
    if sheet.scan is None:
        raise FieldProblem("scan", "请附上签批件的扫描件：没有签批件的不算批准。")
    return signed


def _refuse_order(roles: list[Role], earlier: list[Role]) -> None:
    if not roles:
        raise FieldProblem("review_person", "请至少填写一项签批意见。")
    strange = next((role for role in roles if role not in _ORDER), None)
    if strange is not None:
        raise DomainError(f"“{strange.label}”不是签批意见，请用“联席会议意见”登记。")
    places = [_ORDER.index(role) for role in (*earlier, *roles)]
    if places != sorted(set(places)):
        told = "、".join(role.label for role in (*earlier, *roles))
        raise FieldProblem(
            f"{roles[0].value}_person", f"意见的先后不对或有重复（{told}）。依次是承办人意见、审核、决定，各一项。"
        )


def _checked(approval: Approval, sheet: SignedSheet, opinion: SignedOpinion, people: tuple[PersonRow, ...]) -> Signed:
    field = f"{opinion.role.value}_person"
    if opinion.role is Role.DECIDE:
        return _decided(approval, sheet, opinion, people)
    person = registered(field, opinion.person, people)
    allowed = approval.proposes if opinion.role is Role.PROPOSE else approval.reviews or ""
    if opinion.role is Role.REVIEW:
        if not allowed:
            raise FieldProblem(field, f"职权清单对“{approval.name}”没有规定审核，请直接登记决定。")
        _refuse_own(field, approval, person, "审核")
    return Signed(opinion, person.name, needed_post(field, person, allowed, _TITLES[opinion.role]))


def _decided(approval: Approval, sheet: SignedSheet, opinion: SignedOpinion, people: tuple[PersonRow, ...]) -> Signed:
    if is_committee(opinion.person, opinion.post):
        if COMMITTEE not in approval.decides:
            raise FieldProblem("decide_person", f"职权清单规定“{approval.name}”由{approval.decides}决定。请另选。")
        if not sheet.authority.strip():
            raise FieldProblem("authority", "检察委员会决定的，请填写会议决定文号。")
        return Signed(opinion, COMMITTEE, COMMITTEE)
    person = registered("decide_person", opinion.person, people)
    allowed = opinion.post.strip() or approval.decides
    if opinion.post.strip() and opinion.post.strip() not in approval.decides.split("、"):
        raise FieldProblem("decide_person", f"职权清单规定“{approval.name}”由{approval.decides}决定。请另选。")
    post = needed_post("decide_person", person, allowed, _TITLES[Role.DECIDE])
    if post == DEPUTY and not sheet.authority.strip():
        raise FieldProblem("authority", "副检察长在检察长书面授权的范围内决定，请填写授权文书的名称、文号或日期。")
    if post != CHIEF:
        _refuse_own("decide_person", approval, person, "决定")
    return Signed(opinion, person.name, post)


def _refuse_own(field: str, approval: Approval, person: PersonRow, doing: str) -> None:
    if person.name == approval.proposed_by:
        raise FieldProblem(field, f"{person.name}是提请人，不能{doing}自己提请的事项。请另选。")


def _refuse_dates(
    approval: Approval, opinions: tuple[SignedOpinion, ...], earlier: list[PartialDate], today: date
) -> None:
    before = max((approval.proposed_on, *earlier), key=lambda each: each.first)
    for opinion in opinions:
        day_that_can_be(f"{opinion.role.value}_on", f"{opinion.role.label}日期", opinion.given_on, today, before)
        before = opinion.given_on


def _refuse_unreviewed(approval: Approval, signed: tuple[Signed, ...], earlier: set[Role]) -> None:
    decided = next((each for each in signed if each.opinion.role is Role.DECIDE), None)
    is_reviewed = Role.REVIEW in earlier or any(each.opinion.role is Role.REVIEW for each in signed)
    if decided is None or is_reviewed or not approval.reviews:
        return
    if decided.post == HEAD:  # who would review decides here
        return
    raise FieldProblem(
        "review_person", f"职权清单规定先由{approval.reviews}审核，再由{decided.post}决定。请填写审核意见。"
    )


def _refuse_after_return(opinions: tuple[SignedOpinion, ...]) -> None:
    returned = next((each for each in opinions[:-1] if each.verdict is Verdict.RETURNED), None)
    if returned is not None:
        raise FieldProblem(
            f"{returned.role.value}_verdict",
            "退回修改的，以后的意见不能登记在这一份上。请去掉后面的意见，修改后另行提请。",
        )
