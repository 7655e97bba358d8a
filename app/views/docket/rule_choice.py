"""Finds the rule somebody means by a code, a name or a part of one."""

from collections.abc import Mapping
from itertools import islice

from app.services.deadlines.rule import Rule
from app.services.deadlines.rules import RuleLibrary
from app.services.foundation.errors import FieldProblem

MOST_OFFERED = 30


def titles_of(library: RuleLibrary) -> Mapping[str, str]:
    """Code to ``A30 通知家属``, in the order of the codes; the newest wording of each."""
    return {rule.code: f"{rule.code} {library.rule(rule.code).name}" for rule in library.all()}


def rules_like(library: RuleLibrary, typed: str) -> list[str]:
    """The titles that hold what was typed, for offering them below a field."""
    words = typed.upper().split()
    found = (title for title in titles_of(library).values() if all(word in title.upper() for word in words))
    return list(islice(found, MOST_OFFERED))


def rule_meant(library: RuleLibrary, typed: str, field: str = "rule") -> Rule:
    """The newest rule with that code, that name, or the only one whose name holds the words; raises FieldProblem."""
    plain = typed.strip()
    if not plain:
        raise FieldProblem(field, "请填写规则的代码或名称，如 F01，或者“回复”。")
    titles = titles_of(library)
    code = plain.split()[0].upper()
    if code in titles:
        return library.rule(code)
    names = [each for each, title in titles.items() if title.partition(" ")[2] == plain]
    found = names or [each for each, title in titles.items() if plain.upper() in title.upper()]
    if len(found) == 1:
        return library.rule(found[0])
    if not found:
        raise FieldProblem(field, f"没有代码或名称含“{plain}”的规则。请换一个词，或者按代码填写，如 F01。")
    raise FieldProblem(field, f"含“{plain}”的规则有 {len(found)} 条。请从列表里选定一条，或者填写代码。")


def facts_of(rule: Rule) -> str:
    """One line about a rule: how long, whose, how it may be lengthened, on which article."""
    parts = [rule.length_text, f"{rule.side.label}（{rule.actor}）", *map(str, rule.extensions)]
    return "，".join(parts) + f"。依据{rule.basis_text}。"
