"""What a letter says: the template filled with facts, each piece in its face, missing facts marked in place."""

import re
from dataclasses import dataclass
from datetime import date

from app.models.dates import PartialDate
from app.services.documents.facts import LetterFacts
from app.services.documents.letter.template import LABELS, PLACEHOLDER, Block, LetterTemplate
from app.services.documents.paper.fonts import Face
from app.services.documents.paper.typesetter import Run

_DIGITS = "〇一二三四五六七八九"
_LEVEL_1 = re.compile(r"[一二三四五六七八九十]+、")
_LEVEL_2 = re.compile(r"（[一二三四五六七八九十]+）")
_NUMBERED = re.compile(r"（?[一二三四五六七八九十\d]+[）、.．]|第[一二三四五六七八九十]+[，、项条]|[①-⑳]")
_MISSING = re.compile(r"(【缺：[^】]*】)")
_LONGEST_HEADING = 40  # characters; a longer first sentence is text, not a heading
_CLOSING_MARKS = "。，；：、"


@dataclass(frozen=True)
class Paragraph:
    """One paragraph; a heading may not end a page."""

    runs: tuple[Run, ...]
    is_heading: bool

    @property
    def text(self) -> str:
        """The paragraph without its faces."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True)
class Wording:
    """Everything a letter says, in the order of the page."""

    office: str
    title: str
    number: str
    addressee: str
    paragraphs: tuple[Paragraph, ...]
    issued: str
    copies: str
    marks: tuple[str, ...]
    missing: tuple[str, ...]


def word_letter(facts: LetterFacts, template: LetterTemplate) -> Wording:
    """Fill the template; every fact that is absent is marked 【缺：…】 and listed in ``missing``."""
    source = _Source(facts)
    office = source.value("office")
    addressee = source.value("addressee").rstrip("：:") + "："
    paragraphs = tuple(_paragraphs(source, template))
    issued = source.value("issued_on")
    return Wording(
        office=office,
        title=facts.title.strip() or template.title,
        number=(facts.number or "").strip() or template.number_pending,
        addressee=addressee,
        paragraphs=paragraphs,
        issued=issued,
        copies=_copies(facts, template),
        marks=_marks(facts, template),
        missing=tuple(source.missing),
    )


def faced(text: str, face: Face) -> tuple[Run, ...]:
    """The text in its face, the marks of missing facts in 黑体."""
    return tuple(Run(part, Face.HEI if _MISSING.fullmatch(part) else face) for part in _MISSING.split(text) if part)


def chinese_number(number: int) -> str:
    """1 to 99 as 一 to 九十九, for headings."""
    tens, ones = divmod(number, 10)
    if not tens:
        return _DIGITS[ones]
    return (_DIGITS[tens] if tens > 1 else "") + "十" + (_DIGITS[ones] if ones else "")


class _Source:
    """Facts by name, remembering which were asked for and not there."""

    def __init__(self, facts: LetterFacts) -> None:
        self._facts = facts
        self.missing: dict[str, None] = {}

    def has(self, name: str) -> bool:
        return bool(self.items(name))

    def items(self, name: str) -> list[str]:
        """The texts of a fact, one for each proposal or paragraph."""
        value = getattr(self._facts, name)
        if isinstance(value, PartialDate):
            return [value.chinese()]
        if isinstance(value, date):
            return [PartialDate.of(value).chinese()]
        texts = value if isinstance(value, tuple) else (value or "").splitlines()
        return [text.strip() for text in texts if text.strip()]

    def value(self, name: str) -> str:
        """The fact as one text, or its mark."""
        texts = self.items(name)
        if not texts:
            self.missing[LABELS[name]] = None
            return f"【缺：{LABELS[name]}】"
        return "\n".join(texts)


def _paragraphs(source: _Source, template: LetterTemplate) -> list[Paragraph]:
    paragraphs: list[Paragraph] = []
    headings = 0
    for block in template.blocks:
        if block.needs and not source.has(block.needs):
            continue
        if block.form == "heading":
            headings += 1
            paragraphs.append(_paragraph(f"{chinese_number(headings)}、{_filled(block, source)}"))
        elif block.form == "numbered":
            paragraphs += [_paragraph(text) for text in _numbered(block, source)]
        else:
            paragraphs += [_paragraph(text) for text in _filled(block, source).splitlines()]
    return paragraphs


def _numbered(block: Block, source: _Source) -> list[str]:
    """（一）（二）… before each item; a single item, or items numbered by their author, stay as they are."""
    name = PLACEHOLDER.findall(block.text)[0] if PLACEHOLDER.search(block.text) else "proposals"
    texts = source.items(name)
    if not texts:
        return [source.value(name)]
    if len(texts) > 1 and not any(_NUMBERED.match(text) for text in texts):
        texts = [f"（{chinese_number(number)}）{text}" for number, text in enumerate(texts, 1)]
    return [part.strip() for text in texts for part in text.splitlines() if part.strip()]


def _filled(block: Block, source: _Source) -> str:
    """The block's text with its facts, the seams between wording and fact mended."""
    pieces = PLACEHOLDER.split(block.text)
    text = pieces[0]
    for name, following in zip(pieces[1::2], pieces[2::2], strict=True):
        value = source.value(name)
        for word in ("根据", "依据"):
            if text.endswith(word):
                value = value.removeprefix("根据").removeprefix("依据")
        # People type 两个月内 or end a basis with a full stop; the template goes on with 内 or a comma itself.
        if following:
            value = value.rstrip(_CLOSING_MARKS) if following[0] in _CLOSING_MARKS else value
            value = value.removesuffix(following[0])
        text += value + following
    return text


def _paragraph(text: str) -> Paragraph:
    """Faces by level: 一、黑体, （一）楷体 as far as its first sentence, all else 仿宋 (GB/T 9704-2012, 7.3.3)."""
    heading, rest = "", text
    face = Face.FANG
    if _LEVEL_1.match(text) and len(text) <= _LONGEST_HEADING and not text.endswith("。"):
        face, heading, rest = Face.HEI, text, ""
    elif _LEVEL_2.match(text):
        end = text.find("。") + 1 or len(text)
        if end <= _LONGEST_HEADING and (end < len(text) or not text.endswith("。")):
            face, heading, rest = Face.KAI, text[:end], text[end:]
    runs = (*faced(heading, face), *faced(rest, Face.FANG))
    return Paragraph(runs, is_heading=bool(heading) and not rest)


def _copies(facts: LetterFacts, template: LetterTemplate) -> str:
    names = [name.strip().rstrip("。，；") for name in facts.copies_to if name.strip()]
    return f"{template.copies}{'，'.join(names)}。" if names else ""


def _marks(facts: LetterFacts, template: LetterTemplate) -> tuple[str, ...]:
    """Lines drawn across every page: a paper without its official number is a draft, whoever printed it."""
    marks = []
    if not (facts.number or "").strip():
        moment = facts.drafted_at
        when = f"{PartialDate.of(moment.date()).chinese()} {moment:%H:%M}" if moment else ""
        marks += [template.draft_mark, f"{facts.drafted_by} {when}".strip()]
    if facts.is_demonstration:
        marks.append(template.demonstration_mark)
    return tuple(mark for mark in marks if mark)
