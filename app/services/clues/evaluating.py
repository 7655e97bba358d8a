"""评估: what a team made of a clue before it is decided about, with a score sheet where they filled one in."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.actor import Actor
from app.models.attachment import Attachment
from app.models.case_terms import Triage
from app.models.clue import Clue, ClueEvaluation
from app.models.terms import RecordType
from app.services.clues import intentions as wish
from app.services.clues import refusals
from app.services.clues.rows import Criterion, EvaluationDraft, EvaluationRow, Score
from app.services.foundation.changes import Written
from app.services.foundation.errors import FieldProblem
from app.services.foundation.pen import Pen
from app.services.foundation.progress import Progress
from app.services.foundation.refusals import day_that_can_be, needed
from app.services.foundation.toml_table import TomlTable
from app.services.office.attachments import Attachments

PROPOSED = (Triage.OPENED, Triage.RESERVED, Triage.REFERRED, Triage.DECLINED)
_PURPOSE = "线索评估材料"


class ScoreSheet:
    """The criteria of ``score_sheet.toml``; the office edits the file."""

    def __init__(self, folder: Path) -> None:
        """``folder`` holds the file; it is read when first needed."""
        self._path = folder / "score_sheet.toml"

    @cached_property
    def criteria(self) -> tuple[Criterion, ...]:
        """In the order of the file; raises DomainError where it is wrong."""
        table = TomlTable.read(self._path)
        table.only(("title", "note", "criterion"))
        found = tuple(_criterion(each) for each in table.tables("criterion", "评分项"))
        if len({each.code for each in found}) < len(found):
            raise table.refuse("criterion", "里有两项的 code 相同")
        return found


@dataclass(frozen=True)
class Evaluations:
    """Keeps and reads evaluations; nothing of the sheet enters the decision by itself."""

    pen: Pen[Clue]
    attachments: Attachments
    sheet: ScoreSheet

    def of(self, clue_id: int) -> tuple[EvaluationRow, ...]:
        """The evaluations of a clue, the newest first."""
        with self.pen.database.read() as session:
            wanted = select(ClueEvaluation).where(
                ClueEvaluation.record_type == RecordType.CLUE, ClueEvaluation.record_id == clue_id
            )
            found = session.scalars(wanted.order_by(ClueEvaluation.evaluated_on.desc(), ClueEvaluation.id.desc()))
            return tuple(_row(session, each) for each in found)

    def add(self, actor: Actor, clue_id: int, draft: EvaluationDraft, progress: Progress | None = None) -> Written:
        """Keep one; raises FieldProblem, ClueNotFound, DomainError, Cancelled."""
        team, opinion = needed("team", "评估人员", draft.team), needed("opinion", "评估意见", draft.opinion)
        if draft.proposes not in PROPOSED:
            raise FieldProblem("proposes", f"请选择建议处理方式：{'、'.join(each.label for each in PROPOSED)}。")
        scores = self._scores(draft.points)
        self.pen.look(clue_id, lambda clue: self._refuse(clue, draft))
        with (
            self.attachments.scan_coming(draft.scan, progress) as scan,
            self.pen.on(actor, wish.EVALUATE, clue_id) as opened,
        ):
            self._refuse(opened.record, draft)
            attached = None
            if scan is not None:
                attached = self.attachments.attach(opened.unit, (RecordType.CLUE, clue_id), _PURPOSE, scan)
            opened.unit.session.add(
                ClueEvaluation(
                    record_type=RecordType.CLUE,
                    record_id=clue_id,
                    evaluated_on=draft.on,
                    team=team,
                    opinion=opinion,
                    proposes=draft.proposes,
                    scores=json.dumps(scores, ensure_ascii=False) if scores else None,
                    attachment_id=attached,
                )
            )
            return opened.written

    def _refuse(self, clue: Clue, draft: EvaluationDraft) -> None:
        refusals.refuse_forwarded(clue, "登记评估")
        day_that_can_be("on", "评估日期", draft.on, self.pen.clock.today(), clue.found_on)

    def _scores(self, points: Mapping[str, int | None]) -> list[dict[str, str | int]]:
        """The sheet as it was filled in, with names and most, so that it reads the same for ever; all of it or none."""
        given = {code: value for code, value in points.items() if value is not None}
        if not given:
            return []
        kept: list[dict[str, str | int]] = []
        for each in self.sheet.criteria:
            value = given.get(each.code)
            if value is None:
                raise FieldProblem(each.code, f"评分表要么全部填写，要么全部空着；请填写“{each.name}”的分数。")
            if not 0 <= value <= each.most:
                raise FieldProblem(each.code, f"“{each.name}”应当在 0 到 {each.most} 之间，现在是 {value}。请改正。")
            kept.append({"name": each.name, "points": value, "most": each.most})
        return kept


def _criterion(table: TomlTable) -> Criterion:
    table.only(("code", "name", "most", "hint"))
    most = table.number("most")
    if not most:
        raise table.refuse("most", "应当是大于 0 的整数")
    return Criterion(table.text("code"), table.text("name"), most, table.text("hint", ""))


def _row(session: Session, kept: ClueEvaluation) -> EvaluationRow:
    scores = tuple(Score(**each) for each in json.loads(kept.scores)) if kept.scores else ()
    file = session.get(Attachment, kept.attachment_id) if kept.attachment_id else None
    return EvaluationRow(
        id=kept.id,
        evaluated_on=kept.evaluated_on,
        team=kept.team,
        opinion=kept.opinion,
        proposes=kept.proposes,
        scores=scores,
        file_name=file.file_name if file else "",
    )
