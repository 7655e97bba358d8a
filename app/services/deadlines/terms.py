"""Fixed terms of deadlines: direction, roll-forward, certainty, who must act, and which set a rule belongs to."""

from app.models.terms import Certainty, Side, Term

OWN_DATE = "OWN"  # the code of rules made up for a day somebody named
NAMED_DAY = "指定日期"  # what a reader sees in its place

__all__ = ["Certainty", "Direction", "Rolling", "RuleSet", "Side"]


class Direction(Term):
    """Whether a period runs on from its start or back from the day it must precede."""

    FORWARD = ("forward", "正算")
    BACKWARD = ("backward", "倒算")


class Rolling(Term):
    """What happens where the last day is a holiday (刑事诉讼法 2018 art. 105; 民事诉讼法 2023 art. 85)."""

    YES = ("yes", "顺延")
    NO = ("no", "不顺延")
    UNLESS_CUSTODY = ("unless_custody", "在押不顺延")


class RuleSet(Term):
    """Shipped and read-only, or the office's own."""

    STANDARD = ("standard", "标准")
    LOCAL = ("local", "本地")
