"""What keeps a local item or indicator from being kept: each refusal names its field and says what to write instead."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from difflib import get_close_matches
from keyword import iskeyword
from unicodedata import normalize

from app.services.foundation.errors import FieldProblem
from app.services.foundation.refusals import needed
from app.services.indicators.combining import circle
from app.services.indicators.expressions import Expression, NotAnExpression, parsed
from app.services.indicators.library import IndicatorLibrary
from app.services.indicators.model import Item
from app.services.own_indicators.rows import IndicatorDraft, ItemDraft

_CODE = re.compile(r"[0-9A-Za-z\u4e00-\u9fff][0-9A-Za-z\u4e00-\u9fff.-]{1,19}")
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
_LONGEST = {"name": 120, "area": 20, "unit": 10}
_OFFERED = 3
_LIKENESS = 0.45  # of difflib; names of items are short, and share many characters


def checked_item(draft: ItemDraft, library: IndicatorLibrary, before: str = "") -> ItemDraft:
    """The draft with tidied texts; ``before`` is the item's name so far. Raises FieldProblem."""
    name = "".join(needed("name", "项目名称", draft.name).split())
    tidy = replace(
        draft,
        name=name,
        area=_short("area", "领域", draft.area),
        unit=_short("unit", "单位，例如 件、人", draft.unit),
        total=draft.total.strip(),
        note=draft.note.strip(),
    )
    _refuse_name(name)
    items = library.items
    taken = library.item_called(name)
    if taken is not None and taken.name != before:
        raise FieldProblem("name", f"已有叫“{taken.name}”的项目（{taken.area}）。请直接使用，或换一个名称。")
    if tidy.total:
        total = counting("total", tidy.total, {**items, name: Item(name, tidy.area, tidy.unit)})
        around = circle({**items, name: Item(name, tidy.area, tidy.unit, (), total)}, name)
        if around:
            raise FieldProblem("total", f"相加的项目绕了一圈：{' → '.join(around)}。请去掉其中一项。")
        tidy = replace(tidy, total=total.text)
    return tidy


def checked_indicator(draft: IndicatorDraft, library: IndicatorLibrary) -> IndicatorDraft:
    """The draft with tidied texts; whose code it may take is asked elsewhere. Raises FieldProblem."""
    code = needed("code", "指标代码，例如 BY01", draft.code)
    if not _CODE.fullmatch(code):
        raise FieldProblem("code", f"代码“{code}”应当是 2 到 20 个字母、数字、汉字、点或短横。请改写，例如 BY01。")
    standard = next((each for each in library.standard.indicators if each.casefold() == code.casefold()), None)
    if standard is not None:
        named = library.standard.indicators[standard].name
        raise FieldProblem("code", f"代码 {standard} 是标准指标“{named}”的。标准指标不能改，请换一个代码。")
    name, area = _short("name", "指标名称", draft.name), _short("area", "领域", draft.area)
    numerator, denominator = (
        counting(field, needed(field, title, text), library.items).text
        for field, title, text in (("numerator", "分子", draft.numerator), ("denominator", "分母", draft.denominator))
    )
    first = needed("valid_from", "从哪一个月起用，例如 2026-01", draft.valid_from)
    last = draft.valid_to.strip()
    for field, month in (("valid_from", first), ("valid_to", last)):
        if month and not _MONTH.fullmatch(month):
            raise FieldProblem(field, f"“{month}”不是月份。请写成“2026-01”这样的年月。")
    if last and last < first:
        raise FieldProblem("valid_to", f"停用月份（{last}）早于起用月份（{first}）。请核对。")
    return replace(
        draft,
        code=code,
        name=name,
        area=area,
        unit=_short("unit", "单位，例如 件、人", draft.unit),
        source=needed("source", "依据：哪个文件、哪次会议或者本院为什么要看这个数", draft.source),
        note=draft.note.strip(),
        valid_from=first,
        valid_to=last,
        numerator=numerator,
        denominator=denominator,
    )


def counting(field: str, text: str, items: Mapping[str, Item]) -> Expression:
    """A sum over items there are; raises FieldProblem with the nearest names where one is unknown."""
    try:
        found = parsed(text)
    except NotAnExpression as problem:
        raise FieldProblem(field, str(problem)) from problem
    unknown = next((name for name in found.items if name not in items), None)
    if unknown is not None:
        near = nearest(unknown, items.values())
        offered = f"最接近的是：{'、'.join(near)}。" if near else ""
        raise FieldProblem(field, f"没有叫“{unknown}”的项目。{offered}请从项目里选，或者先在“本院项目”里增加。")
    if not found.items:
        raise FieldProblem(field, "算式里没有项目，只有数。请至少写一个项目。")
    return found


def nearest(name: str, items: Iterable[Item]) -> tuple[str, ...]:
    """The items somebody may have meant, the likeliest first."""
    by_word = {word: item.name for item in items for word in (item.name, *item.synonyms)}
    if name in by_word:
        return (by_word[name],)
    within = [word for word in by_word if name in word or word in name]
    near = get_close_matches(name, by_word, _OFFERED, _LIKENESS)
    found = [by_word[word] for word in (*near, *sorted(within, key=lambda each: abs(len(each) - len(name))))]
    return tuple(dict.fromkeys(found))[:_OFFERED]


def _refuse_name(name: str) -> None:
    """Items are called by their names in sums, so that a name is one word to whoever reads them."""
    if len(name) > 60:
        raise FieldProblem("name", f"名称有 {len(name)} 个字，最多 60 个字。请写短一些。")
    if not name.isidentifier() or iskeyword(name) or normalize("NFKC", name) != name:
        raise FieldProblem(
            "name",
            f"“{name}”不能写进算式：名称只能用汉字、字母、数字和下划线，不能以数字开头，也不要用全角字母、括号和加减号。"
            "请改写，例如 立案监督件数。",
        )


def _short(field: str, title: str, text: str) -> str:
    tidy = needed(field, title, text)
    if len(tidy) > _LONGEST[field]:
        raise FieldProblem(field, f"“{tidy[:20]}”有 {len(tidy)} 个字，最多 {_LONGEST[field]} 个字。请写短一些。")
    return tidy
