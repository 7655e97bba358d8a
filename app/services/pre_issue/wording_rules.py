"""What a letter must say and how: required contents, both periods, characters, what its paper lacks."""

from collections.abc import Iterator

from app.services.deadlines.periods import Period, parse_period
from app.services.foundation.errors import DomainError
from app.services.papers.letter_words import FIELDS
from app.services.pre_issue.catalogue import Catalogue, CheckSpec
from app.services.pre_issue.rows import Finding, Where
from app.services.pre_issue.subject import TITLES, Subject

_PERIODS = ("objection_period", "reply_period")


def found(spec: CheckSpec, part: str, where: Where, name: str = "", **words: object) -> Finding:
    """A finding of a check; ``part`` tells it from others of the same check."""
    return Finding(
        key=f"{spec.code}:{part}" if part else spec.code,
        code=spec.code,
        name=spec.name,
        lamp=spec.lamp,
        sentence=spec.sentence.format(**words),
        basis=spec.basis.format(**words),
        certainty=spec.certainty,
        where=where,
        field=name,
    )


def contents(spec: CheckSpec, subject: Subject, catalogue: Catalogue) -> Iterator[Finding]:
    """Every required content of the kind that is not there; the rules give a reply period that is not typed."""
    wanted = catalogue.contents_of(subject.kind)
    for item in wanted.items if wanted else ():
        is_given = item.field == "reply_period" and subject.rule is not None
        if not subject.says(item.field) and not is_given:
            where = Where.DRAFT if item.field in TITLES else Where.PAPER
            basis = wanted.basis if wanted else ""
            yield found(spec, item.field, where, item.field, content=item.name, place=item.place, basis=basis)


def empty(spec: CheckSpec, subject: Subject, _catalogue: Catalogue) -> Iterator[Finding]:
    """A fact that is not required by its own provision but asked for."""
    if not subject.says(spec.field):
        yield found(spec, spec.field, Where.DRAFT, spec.field)


def period_unreadable(spec: CheckSpec, subject: Subject, _catalogue: Catalogue) -> Iterator[Finding]:
    """A period nobody could compute with."""
    for name in _PERIODS:
        if subject.says(name) and _period(subject.says(name)) is None:
            yield found(spec, name, Where.DRAFT, name, title=TITLES[name], period=subject.says(name))


def period_doubled(spec: CheckSpec, subject: Subject, _catalogue: Catalogue) -> Iterator[Finding]:
    """A period typed with the words that the paper puts around it."""
    for name in _PERIODS:
        said = subject.says(name)
        if _period(said) is not None and any(word in said for word in spec.words):
            yield found(spec, name, Where.DRAFT, name, title=TITLES[name], period=said)


def period_unlike_rule(spec: CheckSpec, subject: Subject, _catalogue: Catalogue) -> Iterator[Finding]:
    """A reply period of another length than the rules have."""
    said, rule = subject.says("reply_period"), subject.rule
    period = _period(said)
    if period is None or rule is None or _length(period) == _length(rule.period):
        return
    yield found(
        spec,
        said,
        Where.DRAFT,
        "reply_period",
        period=said,
        rule=rule.period,
        rule_name=rule.name,
        rule_basis=rule.basis,
    )


def basis_unnamed(spec: CheckSpec, subject: Subject, _catalogue: Catalogue) -> Iterator[Finding]:
    """A basis that names no law or document and no article."""
    said = subject.says("basis")
    if said and not ("《" in said and "第" in said):
        yield found(spec, said, Where.DRAFT, "basis", basis_said=said if len(said) <= 40 else f"{said[:40]}……")


def glyphs(spec: CheckSpec, subject: Subject, _catalogue: Catalogue) -> Iterator[Finding]:
    """Characters no font has."""
    for name, characters in subject.unprintable.items():
        where = Where.DRAFT if name in TITLES else Where.PAPER
        title = TITLES.get(name, "文书")
        yield found(spec, f"{name}{characters}", where, name, title=title, characters=characters)


def paper_lacks(spec: CheckSpec, subject: Subject, catalogue: Catalogue) -> Iterator[Finding]:
    """What the paper lacks besides the required contents, which are told with their provision."""
    wanted = catalogue.contents_of(subject.kind)
    told = {item.field for item in wanted.items} if wanted else set()
    for fact, label in subject.lacking:
        name = FIELDS.get(fact, fact)
        if name not in told:
            where = Where.DRAFT if name in TITLES else Where.PAPER
            yield found(spec, name, where, name, label=label, template=subject.template)


def _period(text: str) -> Period | None:
    try:
        return parse_period(text) if text else None
    except DomainError:
        return None


def _length(period: Period) -> tuple[int, object, int]:
    return period.length, period.unit, period.extra_days
