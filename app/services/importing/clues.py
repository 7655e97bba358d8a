"""Checking the rows of a clue ledger or a model's result table: known columns as fields, all others kept."""

import json
from datetime import date
from typing import Any

from app.models.case_terms import Triage
from app.models.terms import RecordType
from app.services.clues.sources import SourceRegister
from app.services.clues.withheld import Withheld
from app.services.deadlines.rule import Rule
from app.services.docket.projecting import columns_of
from app.services.docket.starting import Starter
from app.services.importing.identity import clue_identity
from app.services.importing.letters import Children
from app.services.importing.row_reading import RowReading

OF_A_MODEL = "监督模型"  # the source of a table that has no column for it, unless somebody says otherwise
_TEXTS = (
    "source_person", "subject", "unit", "parties", "kind", "found", "department", "handler", "task_number",
)  # fmt: skip
_ONE_OF = ("unit", "found", "subject")
_LONGEST_PERSON = 80


class ClueCheck:
    """Reads one row into the columns of the clue table."""

    def __init__(
        self, today: date, starter: Starter, register: SourceRegister, withheld: Withheld, said: tuple[str, str]
    ) -> None:
        """``register`` knows how ledgers call the sources, ``withheld`` which clues are not taken in.

        ``said`` is the source of rows that name none, and the file's name: nothing said and no column for it, it is a
        model called like the file.
        """
        self._today, self._starter, self._register, self._withheld = today, starter, register, withheld
        source, file_name = said
        self._said, self._model = source.strip(), file_name.rpartition(".")[0] or file_name

    @property
    def own_rules(self) -> tuple[Rule, ...]:
        """The rules of days that the rows read so far name themselves."""
        return tuple(self._starter.own_rules.values())

    def check(self, row: RowReading) -> tuple[dict[str, Any], Children]:
        """Values by column, and the task's deadline where it runs; meaningless where the row turned out faulty."""
        values: dict[str, Any] = {name: row.text(name) for name in _TEXTS}
        values |= self._source(row, values["source_person"])
        values |= self._days(row)
        values["remarks"] = row.remarks()
        further = row.further
        values["further"] = json.dumps(further, ensure_ascii=False) if further else None
        if not any(values[name] for name in _ONE_OF):
            row.error("found", "和“涉及单位”“线索名称”都没有填写。请至少写明其中一项。")
        self._refuse_withheld(row, values, further)
        values["identity"] = clue_identity(
            values["source"], values["unit"], values["subject"], values["found"], values["parties"], values["further"]
        )
        values["triage"] = Triage.PENDING
        if row.is_faulty:
            return values, ()
        running = self._starter.running_rows(RecordType.CLUE, values)
        return values | columns_of(running), tuple(("deadline", each) for each in running)

    def _source(self, row: RowReading, person: str | None) -> dict[str, Any]:
        written = row.text("source")
        if written is not None:
            return {"source": self._register.named(written)}
        if self._said == OF_A_MODEL:
            return {"source": self._said, "source_person": person or self._model[:_LONGEST_PERSON]}
        if self._said:
            return {"source": self._said}
        if row.has_column("source"):
            row.error("source", "没有填写。请补上来源，或在导入时写明整个文件的来源。")
            return {"source": ""}
        return {"source": OF_A_MODEL, "source_person": person or self._model[:_LONGEST_PERSON]}

    def _days(self, row: RowReading) -> dict[str, Any]:
        wanted = row.day("wanted_by")
        if wanted is not None and wanted.exact is None:
            row.error("wanted_by", f"只知道是{wanted.chinese()}，算不出期限。请写到日。")
        return {
            "found_on": row.past_day("found_on", self._today),
            "wanted_by": wanted.exact if wanted else None,
            "reported_on": row.past_day("reported_on", self._today),
        }

    def _refuse_withheld(self, row: RowReading, values: dict[str, Any], further: dict[str, str]) -> None:
        """The sentence tells the word of our list, nothing of the row."""
        texts = (values[name] for name in (*_TEXTS, "source", "remarks"))
        case = self._withheld.recognised((*texts, *further.values()))
        if case is not None:
            row.error(
                "found",
                f"涉及{case.name}（“{case.word}”），内容、姓名不收入本台账，这一行没有导入。"
                "请按规定移送，并用“登记已移送”只记移送日期、经手人和接收机关。",
            )
