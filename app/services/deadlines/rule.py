"""One deadline rule as the office reads it: what starts it, how long, who must act, on which article."""

from dataclasses import dataclass
from datetime import date

from app.models.terms import PeriodUnit
from app.services.deadlines.periods import Period
from app.services.deadlines.terms import Certainty, Direction, Rolling, RuleSet, Side


@dataclass(frozen=True)
class Basis:
    """The article a rule stands on; ``year`` is that of the version read, None where it is only practice."""

    title: str
    article: str
    year: int | None

    def __str__(self) -> str:
        """As cited: 《人民检察院检察建议工作规定》（2019）第19条."""
        return f"《{self.title}》（{self.year}）{self.article}" if self.year else f"{self.title}：{self.article}"


@dataclass(frozen=True)
class Extension:
    """How a period may be lengthened: by ``period``, or to it in all where ``is_total``; unit NONE: as decided."""

    period: Period
    is_total: bool
    when: str
    decided_by: str

    def __str__(self) -> str:
        """重大复杂的，可延长15日（检察长决定）."""
        if self.period.unit is PeriodUnit.NONE:
            return f"{self.when}{'，' if self.when else ''}可延长，期限由{self.decided_by}决定写明"
        verb = "合计可到" if self.is_total else "可延长"
        decided = f"（{self.decided_by}决定）" if self.decided_by else ""
        return f"{self.when}{'，' if self.when else ''}{verb}{self.period}{decided}"


@dataclass(frozen=True)
class FixedEnd:
    """An end that is a day of the year, not a length: 次年6月30日."""

    years_on: int
    month: int
    day: int

    def after(self, start: date) -> date:
        """The end for a given start."""
        return date(start.year + self.years_on, self.month, self.day)

    def __str__(self) -> str:
        """As written on paper."""
        return f"{'次年' if self.years_on else '当年'}{self.month}月{self.day}日"


@dataclass(frozen=True)
class Validity:
    """Days on which a rule is in force, both inclusive; None is open."""

    first: date | None = None
    last: date | None = None

    def covers(self, day: date) -> bool:
        """True where the rule was in force on the day."""
        return (self.first is None or day >= self.first) and (self.last is None or day <= self.last)

    def __str__(self) -> str:
        """2015-07-01 至 2017-06-30; open ends are left out."""
        first = f"{self.first}起" if self.first else ""
        return first + (f"{'，' if first else ''}至{self.last}止" if self.last else "")


@dataclass(frozen=True)
class Rule:
    """A deadline rule. ``period.unit`` NONE means no length in law (立即, 随办), unless ``fixed_end`` names a day."""

    code: str
    area: str
    name: str
    trigger: str
    period: Period
    actor: str
    side: Side
    basis: tuple[Basis, ...]
    certainty: Certainty
    direction: Direction = Direction.FORWARD
    rolling: Rolling = Rolling.YES
    fixed_end: FixedEnd | None = None
    extensions: tuple[Extension, ...] = ()
    excluded: str = ""
    restart: str = ""
    missed: str = ""
    note: str = ""
    remind_before: int | None = None
    serious_after: int = 30
    validity: Validity = Validity()
    rule_set: RuleSet = RuleSet.STANDARD
    override_reason: str = ""

    @property
    def basis_text(self) -> str:
        """All articles, as cited."""
        return "；".join(str(each) for each in self.basis)

    @property
    def length_text(self) -> str:
        """How long, as written on paper; 没有固定天数 where the law only says 立即 or 随办."""
        return str(self.fixed_end or self.period) if self.has_end else "没有固定天数"

    @property
    def has_end(self) -> bool:
        """False for rules that only say 立即 or 随办."""
        return self.period.unit is not PeriodUnit.NONE or self.fixed_end is not None

    @property
    def may_turn_red(self) -> bool:
        """What is not verified in the sources reminds in grey and never turns red."""
        return self.certainty is Certainty.VERIFIED

    def as_json(self) -> dict[str, object]:
        """The fields the command ``rules --json`` promises."""
        return {
            "code": self.code,
            "name": self.name,
            "area": self.area,
            "trigger": self.trigger,
            "length": self.period.length if self.period.unit is not PeriodUnit.NONE else None,
            "unit": {PeriodUnit.MONTH: "月", PeriodUnit.NONE: "无"}.get(self.period.unit, self.period.unit.label),
            "direction": self.direction.label,
            "rolls": self.rolling.label,
            "actor": self.actor,
            "basis": self.basis_text,
            "certainty": self.certainty.label,
            "valid_from": self.validity.first.isoformat() if self.validity.first else None,
            "valid_to": self.validity.last.isoformat() if self.validity.last else None,
            "set": self.rule_set.label,
        }
