"""Numerators and denominators as sums over items: read by Python's own parser, computed by us, never run.

``a + b - c``, brackets and whole factors (``2 * a``); an item is its code. Nothing else is understood.
"""

import ast
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from app.services.foundation.errors import DomainError

Column = list[int | None]  # one place for each of consecutive months; None where nothing is known
LONGEST = 400  # characters; nothing an office counts is longer, and deep nesting cannot come about below it
_DEEPEST = 30


class NotAnExpression(DomainError):
    """A text that is no sum over items."""

    def __init__(self, text: str, why: str) -> None:
        """``why`` says what cannot be read."""
        super().__init__(f"算式“{text}”{why}。算式由项目代码、整数、加号、减号、乘号和括号组成，例如 a + b - c。")


@dataclass(frozen=True)
class Expression:
    """A sum over items; made by ``parsed``."""

    text: str
    tree: ast.expr

    @cached_property
    def items(self) -> tuple[str, ...]:
        """The codes it counts, in the order they stand."""
        named = (_code(node, self.text) for node in ast.walk(self.tree) if _is_whole_code(node, self.tree))
        return tuple(sorted(dict.fromkeys(named), key=self.text.find))

    def value(self, counts: Mapping[str, int]) -> int | None:
        """What it comes to; None where a count it needs is not known."""
        if any(code not in counts for code in self.items):
            return None
        return _value(self.tree, counts, self.text)

    def over(self, columns: Mapping[str, Column], length: int) -> Column:
        """What it comes to in each place of columns of one length; None where a count it needs is not known."""
        return _over(self.tree, columns, length, self.text)


def parsed(text: str) -> Expression:
    """Read a text; raises NotAnExpression, and never runs anything."""
    said = text.strip().replace("×", "*").replace("（", "(").replace("）", ")").replace("＋", "+").replace("－", "-")
    if not said:
        raise NotAnExpression(text, "是空的")
    if len(said) > LONGEST:
        raise NotAnExpression(text[:40] + "…", f"有 {len(said)} 个字，最多 {LONGEST} 个字")
    try:
        tree = ast.parse(said, mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
        raise NotAnExpression(text, "读不懂") from error
    _check(tree, text, 0)
    return Expression(said, tree)


def sum_of(names: Sequence[str]) -> Expression:
    """The sum of at least one item, however many: a tree of little depth, made without reading a text."""
    return Expression(" + ".join(names), _added([ast.Name(name, ast.Load()) for name in names]))


def _added(nodes: Sequence[ast.expr]) -> ast.expr:
    if len(nodes) == 1:
        return nodes[0]
    middle = len(nodes) // 2
    return ast.BinOp(_added(nodes[:middle]), ast.Add(), _added(nodes[middle:]))


def _check(node: ast.expr, text: str, depth: int) -> None:
    if depth > _DEEPEST:
        raise NotAnExpression(text, f"的括号超过 {_DEEPEST} 层")
    if isinstance(node, ast.BinOp):
        if not isinstance(node.op, ast.Add | ast.Sub | ast.Mult):
            raise NotAnExpression(text, "里有加、减、乘以外的运算")
        _check(node.left, text, depth + 1)
        _check(node.right, text, depth + 1)
    elif isinstance(node, ast.Constant):
        if type(node.value) is not int:
            raise NotAnExpression(text, f"里的 {node.value!r} 不是整数")
    else:
        _code(node, text)


def _code(node: ast.AST, text: str) -> str:
    """``xs.arrested`` is read as an attribute of a name."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name):
        raise NotAnExpression(text, "里有读不懂的部分")
    return ".".join((node.id, *reversed(parts)))


def _is_whole_code(node: ast.AST, tree: ast.expr) -> bool:
    """A name or attribute that is no part of a longer code."""
    inner = {id(each.value) for each in ast.walk(tree) if isinstance(each, ast.Attribute)}
    return isinstance(node, ast.Name | ast.Attribute) and id(node) not in inner


def _value(node: ast.expr, counts: Mapping[str, int], text: str) -> int:
    if isinstance(node, ast.BinOp):
        left, right = _value(node.left, counts, text), _value(node.right, counts, text)
        if isinstance(node.op, ast.Add):
            return left + right
        return left - right if isinstance(node.op, ast.Sub) else left * right
    if isinstance(node, ast.Constant):
        assert isinstance(node.value, int)  # noqa: S101 - checked when it was read
        return node.value
    return counts[_code(node, text)]


def _over(node: ast.expr, columns: Mapping[str, Column], length: int, text: str) -> Column:
    if isinstance(node, ast.BinOp):
        pairs = zip(*(_over(each, columns, length, text) for each in (node.left, node.right)), strict=True)
        if isinstance(node.op, ast.Add):
            return [None if left is None or right is None else left + right for left, right in pairs]
        if isinstance(node.op, ast.Sub):
            return [None if left is None or right is None else left - right for left, right in pairs]
        return [None if left is None or right is None else left * right for left, right in pairs]
    if isinstance(node, ast.Constant):
        assert isinstance(node.value, int)  # noqa: S101 - checked when it was read
        return [node.value] * length
    return columns.get(_code(node, text)) or [None] * length
