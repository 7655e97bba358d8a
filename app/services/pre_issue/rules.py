"""The ways of checking the program has, by the names the data calls them."""

from collections.abc import Callable, Iterator

from app.models.letter_terms import CheckMoment
from app.services.pre_issue import addressee_rules, item_rules, likeness_rules, wording_rules
from app.services.pre_issue.catalogue import Catalogue, CheckSpec
from app.services.pre_issue.rows import CheckLamp, Finding
from app.services.pre_issue.subject import Subject

Rule = Callable[[CheckSpec, Subject, Catalogue], Iterator[Finding]]

RULES: dict[str, Rule] = {
    "contents": wording_rules.contents,
    "empty": wording_rules.empty,
    "period_unreadable": wording_rules.period_unreadable,
    "period_doubled": wording_rules.period_doubled,
    "period_unlike_rule": wording_rules.period_unlike_rule,
    "basis_unnamed": wording_rules.basis_unnamed,
    "glyphs": wording_rules.glyphs,
    "paper_lacks": wording_rules.paper_lacks,
    "addressee_words": addressee_rules.addressee_words,
    "addressee_short": addressee_rules.addressee_short,
    "addressee_like_short": addressee_rules.addressee_like_short,
    "relation_unknown": addressee_rules.relation_unknown,
    "relation": addressee_rules.relation,
    "government": addressee_rules.government,
    "items_unsplit": item_rules.items_unsplit,
    "item_lacks": item_rules.item_lacks,
    "item_twice": item_rules.item_twice,
    "copies": item_rules.copies,
    "split": likeness_rules.split,
    "similar_open": likeness_rules.similar_open,
}

# The words each way fills into a sentence or basis; a sentence that asks for others is refused when it is read.
WORDS: dict[str, frozenset[str]] = {
    "contents": frozenset({"content", "place", "basis"}),
    "period_unreadable": frozenset({"title", "period"}),
    "period_doubled": frozenset({"title", "period"}),
    "period_unlike_rule": frozenset({"period", "rule", "rule_name", "rule_basis"}),
    "basis_unnamed": frozenset({"basis_said"}),
    "glyphs": frozenset({"title", "characters"}),
    "paper_lacks": frozenset({"label", "template"}),
    "addressee_words": frozenset({"addressee", "word"}),
    "addressee_short": frozenset({"addressee", "names"}),
    "addressee_like_short": frozenset({"addressee", "names"}),
    "relation_unknown": frozenset({"why", "relation"}),
    "items_unsplit": frozenset({"count"}),
    "item_lacks": frozenset({"places"}),
    "item_twice": frozenset({"places"}),
    "copies": frozenset({"lacking"}),
    "split": frozenset({"other", "addressee", "percent", "words"}),
    "similar_open": frozenset({"other", "addressee", "percent", "words"}),
}


def ways() -> dict[str, frozenset[str]]:
    """Every way of checking with the words it fills in."""
    return {name: WORDS.get(name, frozenset()) for name in RULES}


def findings(catalogue: Catalogue, subject: Subject, moment: CheckMoment) -> tuple[Finding, ...]:
    """What is found about a letter at a moment, red first, in the order of the data."""
    told = [
        finding
        for spec in catalogue.checks
        if spec.is_for(moment, subject.kind, subject.path)
        for finding in RULES[spec.rule](spec, subject, catalogue)
    ]
    return tuple(sorted(told, key=lambda each: each.lamp is not CheckLamp.RED))
