"""Articles and extensions as lines somebody types, one a line, and back into the fields of a rule file."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from app.services.foundation.errors import FieldProblem

_CITED = re.compile(r"《(?P<title>.+)》\s*[（(](?P<year>\d{4})年?[）)]\s*(?P<article>.+)")
_PLAIN = re.compile(r"《?(?P<title>[^：:》]+)》?\s*[：:]\s*(?P<article>.+)")
_LENGTH = re.compile(r"(?P<verb>可?延长|合计可?到?)\s*(?P<length>.+)")
BASIS_HINT = "每行一条，如：《人民检察院刑事诉讼规则》（2019）第282条；没有年份的写成：本院办案规程：第3条"
EXTENSION_HINT = "每行一次，用“|”隔开：延长15日 | 重大、复杂 | 检察长；写总长的：合计20日 | 重大、复杂"


def basis_text(basis: Sequence[Mapping[str, Any]]) -> str:
    """The articles as lines that ``basis_of`` reads."""
    return "\n".join(
        f"《{each['title']}》（{each['year']}）{each['article']}"
        if each.get("year")
        else f"{each['title']}：{each['article']}"
        for each in basis
    )


def basis_of(text: str) -> list[dict[str, Any]]:
    """The articles of such lines; raises FieldProblem naming the line."""
    found: list[dict[str, Any]] = []
    for number, line in _lines(text):
        match = _CITED.fullmatch(line) or _PLAIN.fullmatch(line)
        if match is None:
            raise FieldProblem("basis", f"第 {number} 行依据读不懂。{BASIS_HINT}。")
        parts = match.groupdict()
        year = {"year": int(parts["year"])} if parts.get("year") else {}
        found.append({"title": parts["title"].strip(), "article": parts["article"].strip(), **year})
    return found


def extension_text(extensions: Sequence[Mapping[str, str]]) -> str:
    """The extensions as lines that ``extensions_of`` reads."""
    lines = []
    for each in extensions:
        length = f"合计{each['to']}" if "to" in each else f"延长{each['by']}"
        lines.append(" | ".join([length, each.get("when", ""), each.get("decided_by", "")]).rstrip(" |"))
    return "\n".join(lines)


def extensions_of(text: str) -> list[dict[str, str]]:
    """The extensions of such lines; raises FieldProblem naming the line."""
    found: list[dict[str, str]] = []
    for number, line in _lines(text):
        length, *rest = (part.strip() for part in line.replace("｜", "|").split("|"))
        match = _LENGTH.fullmatch(length)
        if match is None or len(rest) > 2:
            raise FieldProblem("extension", f"第 {number} 行延长读不懂。{EXTENSION_HINT}。")
        told = {"to" if match["verb"].startswith("合计") else "by": match["length"].strip()}
        told |= {key: part for key, part in zip(("when", "decided_by"), rest, strict=False) if part}
        found.append(told)
    return found


def _lines(text: str) -> list[tuple[int, str]]:
    lines = enumerate((line.strip() for line in text.splitlines()), start=1)
    return [(number, line) for number, line in lines if line]
