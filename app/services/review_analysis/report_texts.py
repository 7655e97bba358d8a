"""The sentences of reports as data (report_texts.toml): each names its figures; the text is made of them and edited."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.models.review_terms import ReviewReportKind
from app.services.foundation.errors import DomainError
from app.services.foundation.toml_table import TomlTable
from app.services.review_analysis.report_figures import ReportFigure, parts_of

FILE = "report_texts.toml"
_WORDS = frozenset({"office", "period", "review", "pattern", "analysis", "opinion"})
_ABOUT_PROBLEMS = (
    *("reviewed", "with_problems", "problems", "errors", "flaws", "own", "others", "corrected"),
    *("dimensions", "problem_stages", "causes"),
)
_COMPARED = (
    *("received", "closed", "reviewed_of_closed", "kinds", *_ABOUT_PROBLEMS, "errors_corrected", "flaws_corrected"),
    *("repeated", "repeated_settled", "settled", "results", "results_settled"),
)
_COMMON = (*_ABOUT_PROBLEMS, "bodies", "problem_kinds")
# Which figures each kind of report has; a group such as ``kinds`` has parts only.
CODES: Mapping[ReviewReportKind, frozenset[str]] = {
    ReviewReportKind.HALF_YEAR: frozenset(_COMPARED),
    ReviewReportKind.ANNUAL: frozenset(_COMPARED),
    ReviewReportKind.THEMATIC: frozenset(_COMMON),
}
_FORMS: Mapping[str, Callable[[ReportFigure], str]] = {
    "n": lambda figure: str(figure.n),
    "d": lambda figure: str(figure.d or 0),
    "shown": lambda figure: figure.shown,
    "change": lambda figure: figure.change_words,
}
_LISTS: Mapping[str, Callable[[ReportFigure], str]] = {
    "parts": lambda figure: f"{figure.name}{figure.n}{figure.unit}",
    "ratios": lambda figure: f"{figure.name}{figure.n}/{figure.d or 0}",
    "common": lambda figure: f"{figure.name}{figure.n}/{figure.d or 0}",  # of those met at least twice
}
_COMMON_FROM = 2
_PLACE = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True)
class Sentence:
    """One sentence with its placeholders, and when it is written."""

    text: str
    figures: tuple[str, ...]
    when: str
    unless: str


@dataclass(frozen=True)
class Part:
    """A heading with its sentences."""

    heading: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True)
class ReportText:
    """The sentences of one kind of report."""

    title: str
    parts: tuple[Part, ...]

    def written(self, words: Mapping[str, str], figures: Sequence[ReportFigure]) -> tuple[str, str]:
        """Title and text: a heading a line, a paragraph below it; a part without a sentence is left out."""
        lines = []
        for part in self.parts:
            said = "".join(_filled(each.text, words, figures) for each in part.sentences if _is_said(each, figures))
            lines += [part.heading, said.strip()] if said.strip() else []
        return _filled(self.title, words, figures), "\n".join(lines)


def read_report_texts(folder: Path) -> dict[ReviewReportKind, ReportText]:
    """The sentences of every kind of report; raises DomainError naming file, place and key where something is wrong."""
    table = TomlTable.read(folder / FILE)
    table.only(["report"])
    found: dict[ReviewReportKind, ReportText] = {}
    for each in table.tables("report", "报告"):
        each.only(["kind", "title", "part"])
        kind = next((kind for kind in ReviewReportKind if kind.value == each.text("kind")), None)
        if kind is None or kind in found:
            raise each.refuse("kind", "重复或者不认识，只能是 half_year、annual、thematic 各一次")
        _refuse_unknown(each, "title", kind, ())
        parts = tuple(_part(part, kind) for part in each.tables("part", "部分"))
        found[kind] = ReportText(each.text("title"), parts)
    missing = [kind.label for kind in ReviewReportKind if kind not in found]
    if missing:
        raise DomainError(f"文件 {FILE} 缺少{'、'.join(missing)}的正文，请从程序的原文件里恢复。")
    return found


def _part(table: TomlTable, kind: ReviewReportKind) -> Part:
    table.only(["heading", "sentence"])
    return Part(table.text("heading"), tuple(_sentence(each, kind) for each in table.tables("sentence", "句")))


def _sentence(table: TomlTable, kind: ReviewReportKind) -> Sentence:
    table.only(["text", "figures", "when", "unless"])
    made = Sentence(table.text("text"), table.texts("figures"), table.text("when", ""), table.text("unless", ""))
    for key, code in (("when", made.when), ("unless", made.unless)):
        if code and code not in CODES[kind]:
            raise table.refuse(key, f"用了没有的数“{code}”")
    _refuse_unknown(table, "text", kind, made.figures)
    return made


def _refuse_unknown(table: TomlTable, key: str, kind: ReviewReportKind, declared: tuple[str, ...]) -> None:
    used = set()
    for place in _PLACE.findall(table.text(key)):
        code, dot, form = place.partition(".")
        if not dot and code in _WORDS:
            continue
        if code not in CODES[kind] or form not in {*_FORMS, *_LISTS}:
            raise table.refuse(key, f"里的“{{{place}}}”不认识")
        used.add(code)
    if used != set(declared):
        other = sorted(used ^ set(declared))[0]
        raise table.refuse("figures", f"与句子里用到的数不一致（{other}）")


def _is_said(sentence: Sentence, figures: Sequence[ReportFigure]) -> bool:
    if sentence.when and not _stands(sentence.when, figures):
        return False
    return not (sentence.unless and _stands(sentence.unless, figures))


def _stands(code: str, figures: Sequence[ReportFigure]) -> bool:
    """The figure, or any part of it, is more than 0."""
    return any(_counts(each) for each in figures if code in {each.code, each.of})


def _counts(figure: ReportFigure) -> bool:
    """Of kinds of cases it is said too that none was reviewed."""
    return bool(figure.n or (figure.of == "kinds" and figure.d))


def _filled(text: str, words: Mapping[str, str], figures: Sequence[ReportFigure]) -> str:
    by_code = {each.code: each for each in figures}

    def value(match: re.Match[str]) -> str:
        code, _dot, form = match.group(1).partition(".")
        if code in _WORDS:
            return words.get(code, "")
        if form in _LISTS:
            return "、".join(_listed(parts_of(figures, code), form)) or "没有"
        return _FORMS[form](by_code[code])

    return _PLACE.sub(value, text)


def _listed(parts: Sequence[ReportFigure], form: str) -> Iterator[str]:
    """Parts that are 0 this time are left out of the sentence; the table of figures has them."""
    return (_LISTS[form](each) for each in parts if _counts(each) and (form != "common" or each.n >= _COMMON_FROM))
