"""A rule kept as text is the same rule again, and the same wording always has the same digest."""

from dataclasses import replace

import pytest

from app.services.deadlines.rule import Rule
from app.services.deadlines.rule_tables import as_json, digest_of, from_json
from app.services.deadlines.rules import RuleLibrary
from app.services.deadlines.terms import RuleSet
from app.services.foundation.errors import DomainError
from app.services.foundation.resources import Resources

RULES = RuleLibrary.load(Resources.shipped().rules).all()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_shipped_rule_comes_back_from_its_text_unchanged(rule: Rule) -> None:
    assert from_json(as_json(rule)) == rule


def test_no_two_shipped_rules_share_a_digest() -> None:
    assert len({digest_of(rule) for rule in RULES}) == len(RULES)


def test_a_changed_threshold_is_another_wording() -> None:
    assert digest_of(replace(RULES[0], remind_before=9)) != digest_of(RULES[0])


def test_a_local_rule_comes_back_as_a_local_rule() -> None:
    local = replace(RULES[0], rule_set=RuleSet.LOCAL, override_reason="本院规程")
    assert from_json(as_json(local)) == local


def test_a_spoilt_text_is_refused_with_code_and_field() -> None:
    code = RULES[0].code
    with pytest.raises(DomainError, match=f"规则 {code} 的“side”"):
        from_json(as_json(RULES[0]).replace(f'"side":"{RULES[0].side.label}"', '"side":"双方"'))
