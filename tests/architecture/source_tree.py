"""The repository's own files, as the architecture tests read them."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WRITTEN_BY_US = ("app", "installer", "tests", "resources", ".ci")
TEXT_SUFFIXES = {".py", ".toml", ".md", ".txt", ".qss", ".svg", ".json", ".yml", ".cfg", ".ini", ".sh", ""}
NOT_OURS = {"__pycache__", "licences"}  # licence texts are reproduced as their authors wrote them


def python_files() -> list[Path]:
    """Every Python file of the project."""
    return sorted(path for path in text_files() if path.suffix == ".py")


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


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method of one file, nested ones too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node
