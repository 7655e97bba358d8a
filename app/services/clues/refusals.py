"""The sentences in which a step on a clue is refused: what, why, what next."""

from collections.abc import Sequence

from app.models.case_terms import Triage
from app.models.clue import Clue
from app.services.foundation.errors import DomainError

_NAMED = 5  # clues that a sentence names one by one


class ClueNotFound(DomainError):
    """No clue with that id or entry number."""

    def __init__(self, wanted: object) -> None:
        """``wanted`` is what was asked for."""
        super().__init__(f"没有找到线索“{wanted}”。请核对登记号；它也可能已随导入批次撤销。")


class CluesRefused(DomainError):
    """Some of the clues cannot be triaged so; nothing was done to any of them."""

    def __init__(self, refusals: Sequence[str]) -> None:
        """``refusals`` has one sentence for each clue, beginning with its number."""
        shown = "\n".join(refusals[:_NAMED])
        more = f"\n……共 {len(refusals)} 条不能这样研判。" if len(refusals) > _NAMED else ""
        super().__init__(f"没有研判任何一条，请先处理下列线索或把它们移出所选：\n{shown}{more}")
        self.refusals = tuple(refusals)


def refuse_forwarded(clue: Clue, wish: str) -> None:
    """Nothing is filled in or attached where only the forwarding is recorded."""
    if clue.triage is Triage.FORWARDED:
        raise DomainError(
            f"{clue.entry_number} 是已移送专门机关的线索，只登记日期、经手人和接收机关，不能{wish}。"
            "登记有误的请在“全部经过”里撤销后重新登记。"
        )
