"""What can be done to the sentences and 督办事项 of a briefing; each gives the text as it is then."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from app.services.briefings.rows import Section, Sentence, Text, Tip
from app.services.documents.charts import ChartSpec
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.refusals import needed

_GONE = "没有找到这一句，它可能已被删除。请刷新后再改。"


def edited(text: Text, key: str, said: str) -> Text:
    """A sentence says something else; the made one stays beside it. Raises FieldProblem for an empty one."""
    words = needed("text", "句子", " ".join(said.split()))
    return _each(text, key, lambda each: replace(each, edited=None if words == each.made else words))


def restored(text: Text, key: str) -> Text:
    """A sentence says again what was made of the figures; raises DomainError for one that somebody added."""
    return _each(text, key, _restored)


def removed(text: Text, key: str, *, is_removed: bool) -> Text:
    """A made sentence is not printed, or is again; one that somebody added goes."""
    sentence = text.sentence(key)
    if sentence is not None and sentence.is_own and is_removed:
        return _sections(text, lambda section: tuple(each for each in section.sentences if each.key != key))
    return _each(text, key, lambda each: replace(each, is_removed=is_removed))


def added(text: Text, section_key: str, said: str, figures: tuple[str, ...]) -> Text:
    """A sentence of somebody's own at the end of a section, citing figures where he picked some."""
    words = needed("text", "句子", " ".join(said.split()))
    if section_key not in {each.key for each in text.sections}:
        raise FieldProblem("section", "请选择句子放在哪一部分。")
    taken = {each.key for each in text.sentences}
    key = next(f"own.{place}" for place in range(1, len(taken) + 2) if f"own.{place}" not in taken)
    own = Sentence(key, "", figures, words)
    return _sections(text, lambda each: (*each.sentences, own) if each.key == section_key else each.sentences)


def with_chart(text: Text, section_key: str, spec: ChartSpec) -> Text:
    """A chart at the end of a section; it is moved and removed as a sentence of somebody's own."""
    before = {each.key for each in text.sentences}
    made = added(text, section_key, f"图表：{spec.title}", ())
    key = next(each.key for each in made.sentences if each.key not in before)
    kept = tuple(each for each in text.charts if each[0] in before)
    return replace(made, charts=(*kept, (key, spec)))


def cited(text: Text, key: str, figures: tuple[str, ...]) -> Text:
    """A sentence of somebody's own cites other figures."""
    return _each(text, key, lambda each: replace(each, figures=figures))


def moved(text: Text, key: str, by: int) -> Text:
    """A sentence goes up (-1) or down (1) inside its section; at the end it stays."""
    if text.sentence(key) is None:
        raise DomainError(_GONE)

    def order(section: Section) -> tuple[Sentence, ...]:
        found = list(section.sentences)
        place = next((at for at, each in enumerate(found) if each.key == key), None)
        if place is None or not 0 <= place + by < len(found):
            return section.sentences
        found.insert(place + by, found.pop(place))
        return tuple(found)

    return _sections(text, order)


def remade(old: Text, fresh: Iterable[Section]) -> Text:
    """The fresh sections with what somebody edited, removed, added and moved in the old ones.

    A sentence that is no longer made goes, unless somebody edited it: then it stays as one of his own.
    """
    return replace(old, sections=tuple(_remade(_section(old, each.key), each) for each in fresh))


def with_tip(text: Text, place: int | None, tip: Tip) -> Text:
    """A 督办事项 at a place, or a new one; raises FieldProblem for one that says nothing."""
    needed("problem", "问题", tip.problem)
    needed("demand", "要求", tip.demand)
    if place is None:
        return replace(text, tips=(*text.tips, replace(tip, number=tip.number or next_number(text))))
    tips = list(text.tips)
    tips[place] = replace(tip, number=tip.number or tips[place].number)
    return replace(text, tips=tuple(tips))


def without_tip(text: Text, place: int) -> Text:
    """A 督办事项 goes."""
    return replace(text, tips=(*text.tips[:place], *text.tips[place + 1 :]))


def next_number(text: Text) -> str:
    """The number of the next 督办事项."""
    taken = {tip.number for tip in text.tips}
    return next(str(number) for number in range(1, len(taken) + 2) if str(number) not in taken)


def _remade(old: Section | None, fresh: Section) -> Section:
    if old is None:
        return fresh
    made = {each.key: each for each in fresh.sentences}
    found: list[Sentence] = []
    for each in old.sentences:
        new = made.pop(each.key, None)
        if new is not None:
            found.append(replace(new, edited=each.edited, is_removed=each.is_removed))
        elif each.is_own:
            found.append(each)
        elif each.is_edited:
            found.append(Sentence(f"own.{each.key}", "", (), each.edited))
    order = [each.key for each in fresh.sentences]
    for sentence in made.values():
        before = set(order[: order.index(sentence.key)])
        place = max((at + 1 for at, each in enumerate(found) if each.key in before), default=0)
        found.insert(place, sentence)
    return replace(fresh, sentences=tuple(found))


def _restored(sentence: Sentence) -> Sentence:
    if sentence.is_own:
        raise DomainError("这一句是自己添加的，没有生成的原文可以恢复。不要的可以删除。")
    return replace(sentence, edited=None, is_removed=False)


def _section(text: Text, key: str) -> Section | None:
    return next((each for each in text.sections if each.key == key), None)


def _each(text: Text, key: str, change: Callable[[Sentence], Sentence]) -> Text:
    if text.sentence(key) is None:
        raise DomainError(_GONE)
    return _sections(text, lambda each: tuple(change(one) if one.key == key else one for one in each.sentences))


def _sections(text: Text, change: Callable[[Section], tuple[Sentence, ...]]) -> Text:
    return replace(text, sections=tuple(replace(each, sentences=change(each)) for each in text.sections))
