"""A rule of the library in words: its length, its articles, and every field as a clerk reads it."""

from collections.abc import Iterable, Mapping
from typing import Any

from app.models.terms import Certainty
from app.services.office_rules.rows import FIELD_TITLES, RulePair
from app.views.shared.plain_table import Head

Table = Mapping[str, Any]  # the fields of a rule as a rule file has them
RULE_HEADS = (
    Head("代码", 64),
    Head("名称", 150),
    Head("标准期限", 70),
    Head("本地期限", 70),
    Head("采用", 44),
    Head("核实程度", 70),
    Head("有效期", 168),
    Head("依据"),
)
NO_LENGTH = "没有固定天数"
_DASH = "—"
_CERTAINTY = {
    Certainty.VERIFIED.label: "已核：已对照法条原文，到期后亮红灯",
    Certainty.PARTLY.label: "部分核实：只作灰色提醒，不亮红灯",
    Certainty.UNVERIFIED.label: "未核：只作灰色提醒，不亮红灯",
}
_SIDES = {"本院": "本院办理，超过的称超期", "外单位": "外单位办理，超过的称逾期"}


def row_texts(pair: RulePair) -> tuple[str, ...]:
    """One rule under RULE_HEADS."""
    table = in_force(pair)
    lengths = (length_words(each) if each else _DASH for each in (pair.standard, pair.local))
    basis = "；".join(basis_lines(table))
    return (pair.code, pair.name, *lengths, used_words(pair), table["certainty"], short_validity(table), basis)


def used_words(pair: RulePair) -> str:
    """Which set counts."""
    if pair.local is None:
        return "标准"
    return "本地" if pair.standard is None else "本地优先"


def in_force(pair: RulePair) -> Table:
    """The wording that counts: the office's own before the standard one."""
    return pair.local or pair.standard or {}


def speaks_of(pair: RulePair, words: str) -> bool:
    """Every one of the words stands somewhere in the rule, in either set."""
    tables = [table for table in (pair.standard, pair.local) if table]
    whole = "\n".join(text for table in tables for text in fact_texts(table).values()).lower()
    whole += f"\n{used_words(pair)}"
    return all(word in whole for word in words.lower().split())


def fact_texts(table: Table) -> dict[str, str]:
    """Every field in words, by its title, in the order they are read."""
    texts = {
        FIELD_TITLES["code"]: str(table["code"]),
        FIELD_TITLES["name"]: str(table["name"]),
        FIELD_TITLES["trigger"]: str(table["trigger"]),
        FIELD_TITLES["length"]: length_words(table),
        FIELD_TITLES["direction"]: str(table["direction"]),
        FIELD_TITLES["rolls"]: str(table["rolls"]),
        FIELD_TITLES["actor"]: str(table["actor"]),
        FIELD_TITLES["side"]: _SIDES.get(str(table["side"]), str(table["side"])),
        FIELD_TITLES["extension"]: "\n".join(map(_extension_words, table.get("extension", ()))),
        FIELD_TITLES["excluded"]: str(table.get("excluded", "")),
        FIELD_TITLES["restart"]: str(table.get("restart", "")),
        FIELD_TITLES["missed"]: str(table.get("missed", "")),
        FIELD_TITLES["basis"]: "\n".join(basis_lines(table)),
        FIELD_TITLES["certainty"]: _CERTAINTY.get(str(table["certainty"]), str(table["certainty"])),
        "有效期": validity_words(table),
        "提醒": _thresholds(table),
        FIELD_TITLES["note"]: str(table.get("note", "")),
        FIELD_TITLES["override_reason"]: str(table.get("override_reason", "")),
    }
    return {title: text or _DASH for title, text in texts.items()}


def length_words(table: Table) -> str:
    """7日, 3个月, 次年6月30日, 没有固定天数."""
    if table.get("fixed_end"):
        return str(table["fixed_end"])
    unit, length = table["unit"], table.get("length")
    return NO_LENGTH if length is None else f"{length}{'个月' if unit == '月' else unit}"


def basis_lines(table: Table) -> Iterable[str]:
    """Each article as cited."""
    for each in table.get("basis", ()):
        year = each.get("year")
        yield f"《{each['title']}》（{year}）{each['article']}" if year else f"{each['title']}：{each['article']}"


def validity_words(table: Table) -> str:
    """From when to when; open where nothing is said."""
    first, last = table.get("valid_from"), table.get("valid_to")
    if first is None and last is None:
        return "没有写明起止日"
    return f"{first}起" * (first is not None) + "，" * (None not in {first, last}) + f"至{last}止" * (last is not None)


def short_validity(table: Table) -> str:
    """The same for a narrow column: 2026-01-01起, 至2026-06-30, both, or a dash."""
    first, last = table.get("valid_from"), table.get("valid_to")
    if first is not None and last is not None:
        return f"{first}至{last}"
    return f"{first}起" if first is not None else f"至{last}" if last is not None else _DASH


def _extension_words(each: Mapping[str, str]) -> str:
    length = f"合计可到{each['to']}" if "to" in each else f"可延长{each['by']}"
    when, decided = each.get("when", ""), each.get("decided_by", "")
    return f"{when}{'，' if when else ''}{length}{f'（{decided}决定）' if decided else ''}"


def _thresholds(table: Table) -> str:
    before = table.get("remind_before")
    words = "按一般设置提前提醒" if before is None else f"提前{before}日提醒"
    return f"{words}，超过{table.get('serious_after', 30)}日为严重"
