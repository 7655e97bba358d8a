"""The standard and the office's version side by side as text: every change told by a sign, by words and by a line."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from html import escape
from typing import NamedTuple

from app.services.own_templates.rows import Difference
from app.views.own_templates.fact_words import FactWords
from app.views.own_templates.number_words import shown
from app.views.own_templates.version_texts import FORMS

_NOTHING = "（没有）"


class Shades(NamedTuple):
    """The colours of the theme, which say nothing that signs and words do not say as well."""

    line: str
    mark: str
    muted: str


def sign_of(each: Difference) -> str:
    """【改】, 【增】, 【删】, or nothing where both say the same."""
    if not each.is_changed:
        return ""
    if each.is_added:
        return "【增】"
    return "【删】" if each.is_left_out else "【改】"


def counts_words(found: Sequence[Difference]) -> str:
    """How many places differ."""
    signs = [sign_of(each) for each in found]
    if not any(signs):
        return "与标准完全相同。"
    parts = [f"{word} {signs.count(sign)} 处" for sign, word in _SIGNS if signs.count(sign)]
    return f"不同的地方共 {len([sign for sign in signs if sign])} 处：{'，'.join(parts)}。"


_SIGNS = (("【改】", "改"), ("【增】", "增"), ("【删】", "删"))


def told(one: str, other: str) -> str:
    """What differs inside a paragraph as a sentence: “两个月”改为“三十日”；增加“，逾期……”。"""
    parts = []
    for tag, left, right in _pieces(one, other):
        if tag == "replace":
            parts.append(f"“{left}”改为“{right}”")
        elif tag == "delete":
            parts.append(f"删去“{left}”")
        elif tag == "insert":
            parts.append(f"增加“{right}”")
    return "；".join(parts)


def page_of(found: Sequence[Difference], words: FactWords, shades: Shades, *, only_changed: bool) -> str:
    """All places, or only those that differ, as rich text; the n-th that differs has the anchor d0, d1 …"""
    rows, place = [], 0
    for each in found:
        anchor = ""
        if each.is_changed:
            anchor, place = f'<a name="d{place}"></a>', place + 1
        if each.is_changed or not only_changed:
            rows.append(_row(each, anchor, words, shades))
    head = _cells("th", ("", "标准", "本院"), shades)
    return f'<table width="100%" cellspacing="0" cellpadding="6">{head}{"".join(rows)}</table>'


def _row(each: Difference, anchor: str, words: FactWords, shades: Shades) -> str:
    one, other = (shown(words.shown(text)) for text in (each.standard, each.own))
    sign = sign_of(each)
    title = f"{anchor}{escape(each.title)}" + (f"<br><b>{sign}</b>" if sign else "")
    left, right = _break(escape(one)), _break(escape(other))
    if sign == "【改】":
        left, right = (_break(text) for text in _marked(one, other, shades.mark))
        right += _note(each, one, other, shades)
    elif sign == "【增】":
        left, right = _NOTHING, f"<u>{right}</u>"
    elif sign == "【删】":
        left, right = f"<s>{left}</s>", _NOTHING
    return _cells("td", (title, left, right), shades)


def _note(each: Difference, one: str, other: str, shades: Shades) -> str:
    parts = [told(one, other)]
    if each.standard_form != each.own_form:
        parts.insert(0, f"形式由“{_form(each.standard_form)}”改为“{_form(each.own_form)}”")
    sentence = "；".join(part for part in parts if part)
    return f'<br><span style="color:{shades.muted}">改动：{_break(escape(sentence))}。</span>'


def _form(form: str) -> str:
    return FORMS.get(form, form)


def _marked(one: str, other: str, ground: str) -> tuple[str, str]:
    """Both texts, what only the standard says struck out, what only the office says underlined."""
    left, right = [], []
    for tag, gone, new in _pieces(one, other):
        if tag == "equal":
            left.append(escape(gone))
            right.append(escape(new))
            continue
        left.append(f'<s style="background-color:{ground}">{escape(gone)}</s>' if gone else "")
        right.append(f'<u style="background-color:{ground}">{escape(new)}</u>' if new else "")
    return "".join(left), "".join(right)


def _pieces(one: str, other: str) -> Iterator[tuple[str, str, str]]:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    for tag, l1, l2, r1, r2 in _joined(matcher):
        yield tag, one[l1:l2], other[r1:r2]


def _joined(matcher: "SequenceMatcher[str]") -> Iterator[tuple[str, int, int, int, int]]:
    """Changes with a single character the same between them are one change: 两个月 → 三十日 reads so."""
    open_change: list[int] | None = None
    codes = matcher.get_opcodes()
    for place, (tag, l1, l2, r1, r2) in enumerate(codes):
        is_seam = tag == "equal" and l2 - l1 < 2 and 0 < place < len(codes) - 1
        if tag != "equal" or is_seam:
            open_change = [open_change[0], l2, open_change[2], r2] if open_change else [l1, l2, r1, r2]
            continue
        if open_change:
            yield _change(open_change)
            open_change = None
        yield tag, l1, l2, r1, r2
    if open_change:
        yield _change(open_change)


def _change(span: list[int]) -> tuple[str, int, int, int, int]:
    l1, l2, r1, r2 = span
    tag = "insert" if l1 == l2 else "delete" if r1 == r2 else "replace"
    return tag, l1, l2, r1, r2


def _break(text: str) -> str:
    return text.replace("\n", "<br>")


def _cells(tag: str, texts: tuple[str, str, str], shades: Shades) -> str:
    style = f"border-bottom:1px solid {shades.line}; vertical-align:top; text-align:left"
    cells = (
        f'<{tag} width="{width}%" style="{style}">{text}</{tag}>'
        for width, text in zip((14, 43, 43), texts, strict=True)
    )
    return f"<tr>{''.join(cells)}</tr>"
