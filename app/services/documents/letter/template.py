"""The letter's template: order and wording of its blocks, read from a TOML file and checked before use."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from app.services.foundation.errors import DomainError

PLACEHOLDER = re.compile(r"\{(\w*)\}")

# What a template may ask for, by the name the page shows when it is missing.
LABELS = {
    "office": "制发机关",
    "addressee": "被建议单位",
    "address_as": "对被建议单位的称呼",
    "case_source": "案件或问题来源",
    "facts": "事实及证据",
    "problem": "违法情形或隐患",
    "proposals": "建议内容",
    "basis": "建议依据",
    "objection_period": "异议期限",
    "reply_period": "书面回复期限",
    "other": "其他事项",
    "issued_on": "成文日期",
}
FORMS = ("text", "heading", "numbered")
_ITEMS = range(1, 8)  # the seven items of 人民检察院检察建议工作规定 (2019) art. 16

T = TypeVar("T")


class TemplateDamaged(DomainError):
    """A template file that says something the program does not know; names file and key."""

    def __init__(self, path: Path, key: str, problem: str) -> None:
        super().__init__(f"文书模板 {path.name} 的“{key}”{problem}。请改正该文件，或用安装包里的原文件替换。")
        self.path, self.key = path, key


@dataclass(frozen=True)
class Block:
    """One paragraph (text), numbered heading (heading), or a numbered list (numbered); left out without ``needs``."""

    item: int
    form: str
    text: str
    needs: str = ""


@dataclass(frozen=True)
class LetterTemplate:
    """Wording of one kind of letter."""

    code: str
    name: str
    title: str
    basis: str
    certainty: str
    number_pending: str
    draft_mark: str
    demonstration_mark: str
    copies: str
    printed: str
    imprint_on_even_page: bool
    keep_together: tuple[str, ...]
    blocks: tuple[Block, ...]


def load_template(path: Path) -> LetterTemplate:
    """Read and check a template file; raises TemplateDamaged."""
    content = _parsed(path)
    texts = (
        "code",
        "name",
        "title",
        "basis",
        "certainty",
        "number_pending",
        "draft_mark",
        "demonstration_mark",
        "copies",
        "printed",
    )
    keep = _value(path, content, "keep_together", list)
    if not all(isinstance(word, str) and word for word in keep):
        raise TemplateDamaged(path, "keep_together", "应当是词的列表")
    return LetterTemplate(
        **{key: _value(path, content, key, str) for key in texts},
        imprint_on_even_page=_value(path, content, "imprint_on_even_page", bool),
        keep_together=tuple(keep),
        blocks=_blocks(path, content),
    )


def _parsed(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))  # Notepad writes a mark at the start
    except OSError as problem:
        raise TemplateDamaged(path, "文件", "读不到") from problem
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise TemplateDamaged(path, "文件", f"不是正确的 TOML（{problem}）") from problem


def _value(path: Path, table: dict[str, Any], key: str, kind: type[T], where: str = "") -> T:
    if key not in table:
        raise TemplateDamaged(path, where + key, "缺少")
    value = table[key]
    if not isinstance(value, kind):
        raise TemplateDamaged(path, where + key, "类型不对")
    return value


def _blocks(path: Path, content: dict[str, Any]) -> tuple[Block, ...]:
    tables = _value(path, content, "block", list)
    blocks = tuple(_block(path, table, f"block[{number}].") for number, table in enumerate(tables, 1))
    absent = [str(item) for item in _ITEMS if item not in {block.item for block in blocks}]
    if absent:
        raise TemplateDamaged(path, "block", f"没有第十六条的第 {'、'.join(absent)} 项")
    return blocks


def _block(path: Path, table: dict[str, Any], where: str) -> Block:
    block = Block(
        item=_value(path, table, "item", int, where),
        form=_value(path, table, "form", str, where),
        text=_value(path, table, "text", str, where),
        needs=_value(path, {"needs": "", **table}, "needs", str, where),
    )
    if block.form not in FORMS:
        raise TemplateDamaged(path, where + "form", f"只能是 {'、'.join(FORMS)}")
    if block.needs and block.needs not in LABELS:
        raise TemplateDamaged(path, where + "needs", f"不认识“{block.needs}”")
    for name in PLACEHOLDER.findall(block.text):
        if name not in LABELS:
            raise TemplateDamaged(path, where + "text", f"不认识“{{{name}}}”")
    return block
