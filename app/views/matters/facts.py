"""What a matter's card says, as sections of labelled facts, and its seven stages."""

from typing import TYPE_CHECKING

from app.models.terms import Stage
from app.views.shared.facts import Section
from app.views.shared.stage_bar import Phase, Step

if TYPE_CHECKING:
    from app.models.dates import PartialDate
    from app.services.matters.rows import MatterCard


def title_of(card: "MatterCard") -> str:
    """One line that names the matter: entry number, kind, unit."""
    return f"{card.entry_number}  {card.draft.kind} · {card.draft.unit}"


def case_card(card: "MatterCard") -> tuple[Section, ...]:
    """案卡."""
    draft = card.draft
    return (
        (
            "基本情况",
            (
                ("登记号", card.entry_number),
                ("事项类型", draft.kind),
                ("监督对象", draft.unit),
                ("来源", draft.source),
                ("受理日期", _day(draft.accepted_on)),
                ("案件名称", draft.subject),
                ("统一受案号", draft.number),
                ("承办部门", draft.department),
                ("承办人", draft.handler),
            ),
        ),
        (
            "办理情况",
            (
                ("监督文书", draft.instrument),
                ("文书日期", _day(draft.instrument_on)),
                ("对方处理", draft.response),
                ("处理日期", _day(draft.responded_on)),
                ("结果", draft.outcome),
                ("办结日期", _day(draft.closed_on)),
                ("备注", draft.remarks),
            ),
        ),
    )


def steps_of(card: "MatterCard") -> tuple[Step, ...]:
    """The seven stages, the present one marked."""
    stages = list(Stage)
    place = stages.index(card.draft.stage)
    return tuple(Step(stage.label, _phase(number, place)) for number, stage in enumerate(stages))


def next_stage(card: "MatterCard") -> Stage | None:
    """The stage after the present one; None at the last."""
    stages = list(Stage)
    place = stages.index(card.draft.stage)
    return stages[place + 1] if place + 1 < len(stages) else None


def _phase(number: int, place: int) -> Phase:
    if number < place:
        return "done"
    return "now" if number == place else "ahead"


def _day(known: "PartialDate | None") -> str:
    return "" if known is None else known.text
