"""What the project's own files say about its set-up, and how the set-up speaks."""

import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PYPROJECT = ROOT / "pyproject.toml"
CONSTRAINTS = ROOT / "installer" / "constraints.txt"
OUT = ROOT / "out"


class SetupError(Exception):
    """What the set-up cannot do by itself; the text says what to do."""


def say(text: str) -> None:
    """One line to the terminal, before whatever a child process writes next."""
    print(text, flush=True)


def requirements(*extras: str) -> list[str]:
    """The dependencies of pyproject.toml with those of the given extras."""
    project = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["project"]
    optional = project["optional-dependencies"]
    return [*project["dependencies"], *(name for extra in extras for name in optional[extra])]


def every_extra() -> list[str]:
    """The names of all extras."""
    return list(tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["project"]["optional-dependencies"])


def bootstrap_setting(name: str) -> list[str]:
    """One list of ``[tool.bootstrap]``."""
    return list(tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["tool"]["bootstrap"][name])
