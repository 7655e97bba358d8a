"""Keeps the wording of the rules that deadlines were computed by, each wording once."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.database import Unit
from app.models.deadline import Deadline, KeptRule
from app.services.deadlines.rule import Rule
from app.services.deadlines.rule_tables import as_json, digest_of, from_json
from app.services.deadlines.rules import RuleLibrary
from app.services.foundation.errors import DomainError


def keep(unit: Unit, rules: Iterable[Rule]) -> None:
    """Keep the wordings the store does not have yet; the deadline that names them comes in the same transaction."""
    wanted = {digest_of(rule): rule for rule in rules}
    known = set(unit.session.scalars(select(KeptRule.digest).where(KeptRule.digest.in_(wanted))))
    first = unit.last_id(KeptRule) + 1
    new = [(digest, rule) for digest, rule in wanted.items() if digest not in known]
    unit.insert_many(
        KeptRule,
        [
            {"id": first + place, "digest": digest, "code": rule.code, "body": as_json(rule)}
            for place, (digest, rule) in enumerate(new)
        ],
    )


def keep_named(unit: Unit, digests: Iterable[str | None], library: RuleLibrary) -> None:
    """Keep the rules that rows about to be written name by digest; refused where a rule has been changed since."""
    wanted = set(filter(None, digests))
    found = [rule for rule in library.all() if digest_of(rule) in wanted] if wanted else []
    if len({digest_of(rule) for rule in found}) < len(wanted):
        raise DomainError("计算期限之后，期限规则又改过，没有写入。请重新预览或重新打开后再试。")
    keep(unit, found)


def kept_rule(session: Session, deadline: Deadline, library: RuleLibrary) -> Rule | None:
    """The rule as it read when the deadline was computed; deadlines older than that take the library's of that day."""
    if deadline.rule_digest is not None:
        kept = session.scalars(select(KeptRule.body).where(KeptRule.digest == deadline.rule_digest)).one_or_none()
        if kept is not None:
            return from_json(kept)
    if deadline.rule_code is None:
        return None
    return library.rule(deadline.rule_code)


def kept_rules(session: Session) -> dict[str, Rule]:
    """Every wording the store keeps, by digest; for looking at many deadlines at once."""
    return {digest: from_json(body) for digest, body in session.execute(select(KeptRule.digest, KeptRule.body))}
