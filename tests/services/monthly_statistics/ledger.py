"""Letters and matters put straight into a store, said in the few facts a statistics test is about."""

from typing import Any

from app.models.actor import Actor
from app.models.database import Database
from app.models.matter import Matter
from app.models.office import Office, Organisation
from app.models.suggestion import Suggestion
from app.models.terms import (
    Adoption,
    DueSource,
    Receipt,
    Rectification,
    ServiceMethod,
    Stage,
    SuggestionKind,
    SuggestionStep,
)
from app.services.foundation.clock import Clock
from app.services.foundation.intentions import ASKED_FOR, Intention

PUT_IN = Intention("test.put_in", "录入", "test:write", ASKED_FOR)

_LETTER = {
    "kind": SuggestionKind.PUBLIC_INTEREST,
    "office_name": "青山县人民检察院",
    "organisation_id": 1,
    "addressee": "青山县水利局",
    "identity": "",
    "step": SuggestionStep.ISSUED,
    "receipt": Receipt.UNKNOWN,
    "service_method": ServiceMethod.UNSPECIFIED,
    "due_source": DueSource.LEDGER,
    "start_is_receipt": False,
    "is_provisional": False,
    "is_reply_undated": False,
    "adoption": Adoption.UNRECORDED,
    "rectification": Rectification.UNRECORDED,
}
_MATTER = {
    "kind": "行政公益诉讼",
    "unit": "青山县水利局",
    "organisation_id": 1,
    "identity": "",
    "stage": Stage.INTAKE,
    "is_closing_undated": False,
}
_DATES = {"issued", "received", "replied", "rectified", "closed", "withdrawn", "declined", "accepted", "due"}

# 检察建议台账-公开案例: (kind, addressee, issued, received, due, replied, adoption); replied None is 回复日期未公布.
_G, _S = SuggestionKind.PUBLIC_INTEREST, SuggestionKind.SOCIAL_GOVERNANCE
_A, _P = Adoption.ADOPTED, Adoption.PARTLY
PUBLISHED = (
    (_G, "税务部门", "2020-03-20", "2020-03-20", "2020-05-20", None, _A),
    (_G, "税务部门", "2021-10-11", None, "2021-12-13", None, _A),
    (_G, "自然资源部门", "2022-02-11", None, "2022-04-11", "2022-04", _A),
    (_G, "招商部门", "2022-02-11", None, "2022-04-11", "2022-04", _A),
    (_G, "工业和信息化部门", "2022-02-11", None, "2022-04-11", "2022-04", _A),
    (_G, "某市财政局", "2019-09-09", None, "2019-11-11", "2019-09-26", _P),
    (_S, "某市人民政府", "2019-09-11", "2019-09-11", "2019-11-11", "2019-11-14", _A),
    (_G, "拱墅区市场监督管理局", "2020-08-21", None, "2020-10-21", None, _A),
    (_G, "朝阳乡人民政府", "2017-04-18", None, "2017-05-18", "2017-05-12", _P),
    (_G, "德惠市水利局", "2017-04-18", None, "2017-05-18", None, _A),
    (_G, "海宁市应急管理局", "2020-07-07", None, "2020-09-07", "2020-07-23", _A),
    (_G, "住房和城乡建设局", "2019-06-19", "2019-06-19", "2019-07-04", None, _A),
)


class Ledger:
    """Puts records into one store; dates are texts, as exact as the office knows them."""

    def __init__(self, database: Database, actor: Actor, clock: Clock) -> None:
        """The store must be empty of letters and matters."""
        self.database, self._actor, self._clock = database, actor, clock
        self._letters = self._matters = 0
        with self._write() as unit:
            if not unit.last_id(Organisation):
                unit.insert_many(Organisation, [{"id": 1, "name": "青山县水利局", "initials": "qsxslj"}])

    def letter(self, **facts: Any) -> str:
        """One letter; ``issued="2022-04-11"`` and the like, other columns by name. Returns its entry number."""
        return self.letters([facts])[0]

    def letters(self, all_facts: list[dict[str, Any]]) -> list[str]:
        """Several letters in one transaction."""
        rows = []
        for facts in all_facts:
            self._letters += 1
            rows.append(_row(_LETTER, facts, self._letters, f"JY2026-{self._letters:05d}"))
        with self._write() as unit:
            unit.insert_many(Suggestion, rows)
        return [str(row["entry_number"]) for row in rows]

    def matter(self, **facts: Any) -> str:
        """One matter; returns its entry number."""
        self._matters += 1
        row = _row(_MATTER, facts, self._matters, f"SX2026-{self._matters:05d}")
        with self._write() as unit:
            unit.insert_many(Matter, [row])
        return str(row["entry_number"])

    def published_letters(self) -> list[str]:
        """The twelve letters of the sample ledger."""
        names = ("kind", "addressee", "issued", "received", "due", "replied", "adoption")
        facts = [dict(zip(names, each, strict=True)) for each in PUBLISHED]
        return self.letters(
            [
                {**each, "is_reply_undated": each["replied"] is None, "start_is_receipt": each["received"] is not None}
                for each in facts
            ]
        )

    def becomes_a_demonstration(self) -> None:
        """Mark the office as one of the demonstration."""
        with self._write() as unit:
            unit.session.query(Office).one().is_demonstration = True

    def _write(self) -> Any:
        return self.database.write(self._actor, PUT_IN, at=self._clock.now())


def _row(usual: dict[str, Any], facts: dict[str, Any], key: int, entry_number: str) -> dict[str, Any]:
    given = {f"{name}_on" if name in _DATES else name: value for name, value in facts.items()}
    return {**usual, "id": key, "entry_number": entry_number, **given}
