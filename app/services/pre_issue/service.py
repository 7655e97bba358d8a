"""制发前检查: looks a letter over, and keeps a check that it has passed with the reasons given."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.actor import Actor
from app.models.letter_terms import CheckMoment
from app.models.suggestion import Suggestion as Letter
from app.models.suggestion_review import PreIssueCheck
from app.models.terms import SuggestionStep
from app.services.foundation.changes import Written
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.intentions import performs
from app.services.foundation.pen import Pen
from app.services.foundation.resources import Resources
from app.services.pre_issue.catalogue import Catalogue, read_catalogue
from app.services.pre_issue.digest import digest_of
from app.services.pre_issue.gathering import Sources, subject_of
from app.services.pre_issue.intentions import CHECK
from app.services.pre_issue.required import digests_at
from app.services.pre_issue.rows import CheckLamp, CheckStanding, Finding, KeptFinding, Look
from app.services.pre_issue.rules import findings, ways
from app.services.suggestions.refusals import LetterNotFound, must_run, name_of


@dataclass(frozen=True)
class Parts:
    """What the checks need, handed in by the desk."""

    pen: Pen[Letter]
    sources: Sources
    resources: Resources


class PreIssue:
    """The checks of letters before they are issued."""

    def __init__(self, parts: Parts) -> None:
        """Nothing is read yet."""
        self._pen, self._sources, self._resources = parts.pen, parts.sources, parts.resources

    @cached_property
    def catalogue(self) -> Catalogue:
        """What letters are looked over for; raises FieldProblem, DomainError where the file is spoilt."""
        return read_catalogue(self._resources.pre_issue, ways())

    def look(self, letter_id: int, moment: CheckMoment) -> Look:
        """What is found now, red first; nothing is kept. Raises LetterNotFound, DomainError, KnownError."""
        with self._pen.database.read() as session:
            letter = _letter(session, letter_id)
            subject = subject_of(session, letter, self._sources)
            return Look(
                letter_id=letter_id,
                moment=moment,
                findings=findings(self.catalogue, subject, moment),
                digest=digest_of(session, letter),
                earlier=tuple(_reasons(session, letter_id).items()),
            )

    @performs(CHECK)
    def check(self, actor: Actor, letter_id: int, moment: CheckMoment, reasons: Mapping[str, str]) -> Written:
        """Keep that the letter has passed; ``reasons`` go by the keys of the amber findings.

        Raises DomainError while a red one stands or the letter was changed meanwhile, FieldProblem (its field is the
        finding's key) where an amber one has no reason.
        """
        look = self.look(letter_id, moment)
        _refuse(look, reasons)
        at = self._pen.clock.now().isoformat(timespec="seconds")
        with self._pen.on(actor, CHECK, letter_id) as opened:
            session, letter = opened.unit.session, opened.record
            must_run(letter, "检查")
            if letter.step is SuggestionStep.ISSUED:
                raise DomainError(f"{name_of(letter)} 已经制发，不用再做制发前检查。")
            if digest_of(session, letter) != look.digest:
                raise DomainError(f"{name_of(letter)} 刚刚被改动，没有登记检查。请重新检查。")
            session.add(
                PreIssueCheck(
                    suggestion_id=letter.id,
                    moment=moment,
                    checked_at=at,
                    checked_by=actor.name,
                    digest=look.digest,
                    findings=_json(look.findings, reasons),
                )
            )
            return opened.written

    def standing(self, letter_id: int, moment: CheckMoment) -> CheckStanding | None:
        """The newest check that counts at a moment, and whether the letter still says the same; None without one."""
        with self._pen.database.read() as session:
            letter = _letter(session, letter_id)
            digest = digest_of(session, letter)
            is_current = digest in digests_at(session, letter_id, moment)
            wanted = select(PreIssueCheck).where(PreIssueCheck.suggestion_id == letter_id)
            rows = list(session.scalars(wanted.order_by(PreIssueCheck.id.desc())))
            mine = [row for row in rows if row.moment is moment or row.moment is CheckMoment.FOR_SIGNATURE]
            row = next((each for each in mine if each.digest == digest), mine[0] if mine else None)
            if row is None:
                return None
            return CheckStanding(row.moment, row.checked_at, row.checked_by, is_current, tuple(_kept(row.findings)))


def _letter(session: Session, letter_id: int) -> Letter:
    letter = session.get(Letter, letter_id)
    if letter is None:
        raise LetterNotFound(letter_id)
    return letter


def _refuse(look: Look, reasons: Mapping[str, str]) -> None:
    if look.reds:
        told = "".join(f"\n{place}. {each.sentence}" for place, each in enumerate(look.reds, start=1))
        raise DomainError(f"还有 {len(look.reds)} 项必须改正，没有通过{look.moment.label}检查：{told}")
    for each in look.ambers:
        if not reasons.get(each.key, "").strip():
            raise FieldProblem(each.key, f"请写明理由：{each.name}。没有理由不能通过{look.moment.label}检查。")


def _json(found: tuple[Finding, ...], reasons: Mapping[str, str]) -> str:
    rows = [
        {
            "key": each.key,
            "code": each.code,
            "name": each.name,
            "lamp": each.lamp.value,
            "sentence": each.sentence,
            "basis": each.basis,
            "reason": reasons.get(each.key, "").strip(),
        }
        for each in found
    ]
    return json.dumps(rows, ensure_ascii=False)


def _kept(findings_json: str) -> Iterator[KeptFinding]:
    for each in json.loads(findings_json):
        if each["lamp"] == CheckLamp.AMBER.value:
            yield KeptFinding(each["key"], each["name"], each["sentence"], each["reason"])


def _reasons(session: Session, letter_id: int) -> dict[str, str]:
    """Reasons given before, the newest for each finding."""
    wanted = select(PreIssueCheck.findings).where(PreIssueCheck.suggestion_id == letter_id)
    return {each.key: each.reason for row in session.scalars(wanted.order_by(PreIssueCheck.id)) for each in _kept(row)}
