"""The repository's own files, as the architecture tests read them."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
WRITTEN_BY_US = ("app", "installer", "tests", "resources", ".ci")
TEXT_SUFFIXES = {".py", ".toml", ".md", ".txt", ".qss", ".svg", ".json", ".yml", ".cfg", ".ini", ".sh", ""}
NOT_OURS = {"__pycache__", "licences"}  # licence texts are reproduced as their authors wrote them


@cache
def python_files() -> list[Path]:
    """Every Python file of the project."""
    return sorted(path for path in text_files() if path.suffix == ".py")


@cache
def text_files() -> list[Path]:
    """Every text file of the project, wherever written; build products and licences left out."""
    top = [path for path in ROOT.iterdir() if path.is_file() and (path.suffix or path.name == ".gitignore")]
    below = [path for folder in WRITTEN_BY_US for path in (ROOT / folder).rglob("*") if path.is_file()]
    return sorted(
        path for path in (*top, *below) if path.suffix in TEXT_SUFFIXES and not NOT_OURS.intersection(path.parts)
    )


def name_of(path: Path) -> str:
    """The path as a reader knows it, from the top of the repository."""
    return path.relative_to(ROOT).as_posix()


def statements(tree: ast.AST) -> Iterator[ast.AST]:
    """Every statement below a node, those inside others too; expressions, nine tenths of a file, are not entered."""
    left = [tree]
    while left:
        node = left.pop()
        yield node
        for holds in ("body", "orelse", "finalbody", "handlers", "cases"):
            inner = getattr(node, holds, ())
            left += inner if isinstance(inner, list) else ()


class Outline(NamedTuple):
    """What the rules of the house ask of one Python file."""

    opening: str  # its docstring, "" where it has none
    statements: int  # at its top
    functions: tuple[tuple[str, int, int], ...]  # name, first and last line; nested ones too


@cache
def outline(path: Path) -> Outline:
    """A file, parsed once for all rules; the tree itself would take too much room."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = (node for node in statements(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    functions = tuple((node.name, node.lineno, node.end_lineno or node.lineno) for node in found)
    return Outline(ast.get_docstring(tree) or "", len(tree.body), functions)
