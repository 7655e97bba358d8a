"""What a review says, as sections of labelled facts, and where it stands."""

from typing import TYPE_CHECKING

from app.models.review_terms import ReviewKind, ReviewState
from app.views.shared.facts import Section
from app.views.shared.stage_bar import Step

if TYPE_CHECKING:
    from app.models.dates import PartialDate
    from app.services.reverse_reviews.rows import ReviewCard

_HEADING = 24  # characters of the name: one line beside lamp and buttons on a window 1366 pixels wide
_LISTED = 30  # cases of a review of a pattern that the card names one by one


def title_of(card: "ReviewCard") -> str:
    """One line that names the review: entry number, kind, what it is about."""
    about = card.title if len(card.title) <= _HEADING else f"{card.title[: _HEADING - 1]}…"
    return f"{card.entry_number}  {card.kind.label}审视 · {about}"


def steps_of(card: "ReviewCard") -> tuple[Step, ...]:
    """启动 → 审视 → 落实 → 办结."""
    if card.state is ReviewState.CLOSED:
        return (*(Step(title, "done") for title in ("启动", "审视", "落实")), Step("已办结", "now"))
    follows = card.state is ReviewState.FOLLOWING
    return (
        Step("启动", "done"),
        Step("审视" if follows else "审视中", "done" if follows else "now"),
        Step("落实中" if follows else "落实", "now" if follows else "ahead"),
        Step("办结", "ahead"),
    )


def case_card(card: "ReviewCard") -> tuple[Section, ...]:
    """案卡: the review itself, its cases, what was concluded."""
    is_of_period = card.kind is not ReviewKind.CASE
    about = (
        ("登记号", card.entry_number),
        ("文号", card.number),
        ("类型", f"{card.kind.label}审视"),
        ("清单", card.trigger_list.label),
        ("名称", card.title),
        ("触发情形", card.trigger),
        *((("审视期间", _period(card)),) if is_of_period else ()),
        ("审视人", card.handler),
        ("审视部门", card.department),
        ("启动日期", _day(card.started_on)),
        ("备注", card.remarks),
    )
    told = (("办理经过", card.course), ("原因分析", card.causes), ("处理意见", card.opinion))
    ending = (
        ("审结日期", _day(card.concluded_on)),
        ("审视结论", card.conclusion),
        ("办结日期", _day(card.closed_on)),
        ("办结说明", card.close_note),
        ("归档号", card.archive_number),
    )
    return (("审视", about), *_cases(card), ("经过与意见", told), ("审结与办结", ending))


def _cases(card: "ReviewCard") -> tuple[Section, ...]:
    if card.kind is ReviewKind.CASE and card.cases:
        case = card.cases[0]
        return (
            (
                "原案",
                (
                    ("登记号", case.entry_number),
                    ("统一受案号", case.number),
                    ("案件名称", case.name),
                    ("案由", case.cause),
                    ("原办案单位", case.unit),
                    ("原承办人", case.handlers_visible),
                    *case.results,
                ),
            ),
        )
    facts = [(case.entry_number, f"{case.name}　{case.unit}".strip()) for case in card.cases[:_LISTED]]
    if len(card.cases) > _LISTED:
        facts.append(("", f"……共 {len(card.cases)} 件"))
    return ((f"所审案件（{len(card.cases)} 件）", tuple(facts) or (("", "还没有加入原案"),)),)


def _period(card: "ReviewCard") -> str:
    return f"{card.period_first} 至 {card.period_last}" if card.period_first and card.period_last else ""


def _day(known: "PartialDate | None") -> str:
    return "" if known is None else known.text
