"""The gates between stages: what a stage of the matter's type requires and the matter does not have yet.

A field is there when something stands in it. A paper is there when it was registered for the matter, when a file was
attached whose purpose is the document's name, or, for letters of suggestion, when an issued one hangs on the matter.
An approval is there when one of its act stands as approved: a step back leaves it standing; a step back for revision
(退回修改) turns it to 退回修改, so that it must be put up anew.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.models.matter import Matter
from app.models.terms import Stage
from app.services.documents.service import Documents
from app.services.foundation.clock import Clock
from app.services.foundation.errors import DomainError
from app.services.matter_types.keeping import kept_type
from app.services.matter_types.library import TypeLibrary
from app.services.matter_types.model import MatterType, StageRule
from app.services.matters.holdings import Holdings
from app.services.matters.rows import Missing, MissingKind

_LETTER = "suggestion-letter"  # and its variants
_ORDER = {stage: place for place, stage in enumerate(Stage)}


class GateClosed(DomainError):
    """A stage may not be left, or 结案归档 not entered, while required things are missing."""

    def __init__(self, entry_number: str, stage: Stage, missing: tuple[Missing, ...]) -> None:
        """``missing`` is told one a line."""
        told = "\n".join(each.sentence for each in missing)
        super().__init__(f"{entry_number} 还不能转入“{stage.label}”，缺少：\n{told}")
        self.missing = missing


@dataclass
class Gates:
    """Asks what is missing; the names of papers and acts come from the libraries."""

    types: TypeLibrary
    documents: Documents
    clock: Clock

    def __post_init__(self) -> None:
        """Versions once parsed are kept: they never change."""
        self._kept: dict[str, MatterType] = {}

    def type_of(self, session: Session, matter: Matter) -> MatterType | None:
        """The version of its type that a matter began with; None for one that follows no type."""
        digest = matter.type_digest
        if digest is None:
            return None
        if digest not in self._kept:
            self._kept[digest] = kept_type(session, digest)
        return self._kept[digest]

    def missing(self, has: Holdings, kind: MatterType, stage: Stage) -> tuple[Missing, ...]:
        """What one stage requires and the matter does not have; nothing of stages before the one it came in at."""
        rule = kind.rule(stage)
        entered = has.matter.entered_stage or has.matter.stage
        if rule is None or _ORDER[stage] < _ORDER[entered]:
            return ()
        return (
            *_missing_fields(has, rule),
            *self._missing_papers(has, rule),
            *self._missing_approvals(has, kind, rule),
        )

    def before(self, has: Holdings, kind: MatterType, target: Stage) -> tuple[Missing, ...]:
        """What is missing to go on: of the present stage, of those passed, and to close of 结案归档 itself.

        Optional stages that were passed are not asked for; what was there and has gone since is.
        """
        found: list[Missing] = []
        here = has.matter.stage
        for rule in kind.stages:
            is_passed = _ORDER[rule.stage] < _ORDER[here] and not rule.is_optional
            is_closing = target is Stage.CLOSING and rule.stage is Stage.CLOSING
            if is_passed or is_closing or rule.stage is here:
                found += self.missing(has, kind, rule.stage)
        return tuple(found)

    def _missing_papers(self, has: Holdings, rule: StageRule) -> Iterator[Missing]:
        for code in (each.code for each in rule.papers if each.is_required):
            name = self.paper_name(code)
            if code in has.registered or name in has.purposes or (code.startswith(_LETTER) and has.has_letter):
                continue
            sentence = (
                f"文书《{name}》还没有登记（“{rule.stage.label}”阶段）。"
                f"在“文书”里登记制发，或在“附件”里添加它的扫描件，用途写“{name}”。"
            )
            yield Missing(MissingKind.PAPER, code, name, sentence, rule.stage)

    def _missing_approvals(self, has: Holdings, kind: MatterType, rule: StageRule) -> Iterator[Missing]:
        for act in (each.act for each in rule.approvals if each.is_required):
            in_stages = [each.stage for each in kind.stages if any(one.act == act for one in each.approvals)]
            if any(act == had and (len(in_stages) == 1 or at in {None, rule.stage}) for had, at in has.approved):
                continue
            name = self.act_name(act)
            sentence = f"“{name}”还没有批准（“{rule.stage.label}”阶段）。在“审批”里提请审批，签批后登记签批件。"
            yield Missing(MissingKind.APPROVAL, act, name, sentence, rule.stage)

    def paper_name(self, code: str) -> str:
        """What a document is called today; its code where no template has it any more."""
        try:
            return self.documents.library.find(code, self.clock.today()).name
        except DomainError:
            return code

    def act_name(self, act: str) -> str:
        """What an act is called in the list of powers; its code where no line has it today."""
        try:
            return self.types.power(act, self.clock.today()).name
        except DomainError:
            return act


def _missing_fields(has: Holdings, rule: StageRule) -> Iterator[Missing]:
    for field in rule.fields:
        if field.is_required and not has.text(field.name):
            sentence = f"案卡项目“{field.title}”没有填写（“{rule.stage.label}”阶段）。"
            yield Missing(MissingKind.FIELD, field.name, field.title, sentence, rule.stage)
