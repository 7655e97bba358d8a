"""What the office has decided about its papers: automatic numbers, check codes on papers that leave it."""

import json
from dataclasses import asdict
from typing import Any

from sqlalchemy import select

from app.models.database import Database
from app.models.setting import Setting
from app.services.documents.templates.model import Numbering, Template
from app.services.foundation.changes import Written
from app.services.foundation.clock import Clock
from app.services.foundation.errors import FieldProblem
from app.services.foundation.intentions import Actor, Intention, performs
from app.services.foundation.refusals import needed
from app.services.papers.intentions import DECIDE_CHECK_CODE, DECIDE_NUMBERING
from app.services.papers.rows import Decision

_NUMBERS, _CODES = "paper_numbers:", "paper_check_code:"


class PaperRulings:
    """Decisions by kind of paper; each says who decided, when, and by which paper."""

    def __init__(self, database: Database, clock: Clock) -> None:
        """``clock`` dates the writes."""
        self._database = database
        self._clock = clock

    def numbers_itself(self, template: Template) -> bool:
        """Whether the program gives this kind its numbers: papers of the office's own, or where it was decided."""
        if template.numbering is Numbering.NONE or not template.number_form:
            return False
        return template.numbering is Numbering.INTERNAL or self.numbering(template.asked_as) is not None

    def shows_code(self, template: Template) -> bool:
        """Whether the check code is printed: on internal papers, and where it was decided."""
        return template.is_internal or self.check_code(template.asked_as) is not None

    def numbering(self, code: str) -> Decision | None:
        """The decision by which this kind is numbered here, None where it was not made or was revoked."""
        return self._decision(_NUMBERS + code)

    def check_code(self, code: str) -> Decision | None:
        """The decision by which the check code stands on this kind."""
        return self._decision(_CODES + code)

    @performs(DECIDE_NUMBERING)
    def decide_numbering(self, actor: Actor, code: str, is_on: bool, decision: Decision) -> Written:
        """Record that this kind is numbered here, or no more; raises FieldProblem."""
        return self._decide(actor, DECIDE_NUMBERING, _NUMBERS + code, is_on, decision)

    @performs(DECIDE_CHECK_CODE)
    def decide_check_code(self, actor: Actor, code: str, is_on: bool, decision: Decision) -> Written:
        """Record that the check code stands on this kind, or no more; raises FieldProblem."""
        return self._decide(actor, DECIDE_CHECK_CODE, _CODES + code, is_on, decision)

    def _decision(self, key: str) -> Decision | None:
        with self._database.read() as session:
            text = session.scalars(select(Setting.value).where(Setting.key == key)).one_or_none()
        told: dict[str, Any] = json.loads(text) if text else {}
        return Decision(**told["decision"]) if told.get("is_on") else None

    def _decide(self, actor: Actor, intention: Intention, key: str, is_on: bool, decision: Decision) -> Written:
        needed("decided_by", "决定人", decision.decided_by)
        if not decision.decided_on.strip():
            raise FieldProblem("decided_on", "请填写决定日期。")
        text = json.dumps({"is_on": is_on, "decision": asdict(decision)}, ensure_ascii=False, sort_keys=True)
        with self._database.write(actor, intention, self._clock.now(), decision.document.strip() or None) as unit:
            kept = unit.session.scalars(select(Setting).where(Setting.key == key)).one_or_none()
            if kept is None:
                kept = Setting(key=key, value=text)
                unit.session.add(kept)
            kept.value = text
            unit.session.flush()
            return Written(kept.id, unit.act)
