"""The virtual environment inside the project: made once, kept as long as nothing it was made from changes."""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from project import CONSTRAINTS, PYPROJECT, ROOT, SetupError, requirements, say

QT = ("pyside6", "shiboken6")


class Environment:
    """One virtual environment; ``newest_qt`` takes the newest PySide6 of the range instead of the locked one."""

    def __init__(self, folder: Path, *, newest_qt: bool = False) -> None:
        """Nothing is made yet; see ``provide``."""
        self.folder = folder
        self.python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
        self._stamp = folder / "installed.json"
        self._newest_qt = newest_qt

    def provide(self, *extras: str) -> None:
        """Make the environment and install into it, unless that was done before with the same files."""
        wanted = {"made_from": self._made_from(), "extras": sorted({*extras, *self._installed_extras()})}
        if self._stamp_content() == wanted and self._starts():
            return
        if not self._starts():
            self._make()
        self._stamp.unlink(missing_ok=True)
        self._install(wanted["extras"])
        self._stamp.write_text(json.dumps(wanted), encoding="utf-8")

    def make_if_missing(self) -> None:
        """An environment with pip and whatever is in it already."""
        if not self._starts():
            self._make()

    def call(self, *arguments: str, capture: bool = False, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run the environment's Python in the project, without keyboard input, in UTF-8."""
        return subprocess.run(
            [str(self.python), *arguments],
            cwd=ROOT,
            env={**os.environ, "PYTHONUTF8": "1", **variables},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE if capture else None,
            text=True,
            encoding="utf-8",
            check=False,
        )

    def _made_from(self) -> str:
        """A hash over everything the installed packages depend on."""
        version = "{}.{}".format(*sys.version_info)
        parts = (PYPROJECT.read_bytes(), CONSTRAINTS.read_bytes(), version.encode(), bytes([self._newest_qt]))
        return hashlib.sha256(b"\0".join(parts)).hexdigest()

    def _stamp_content(self) -> object:
        try:
            return json.loads(self._stamp.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None  # absent or cut short: install again, which costs time and harms nothing

    def _installed_extras(self) -> Sequence[str]:
        content = self._stamp_content()
        return content["extras"] if isinstance(content, dict) else ()

    def _starts(self) -> bool:
        """Whether its Python runs, is of our version and has pip: a half-made or moved one does not."""
        if not self.python.exists():
            return False
        probe = "import sys, pip; sys.stdout.write('{}.{}'.format(*sys.version_info))"
        told = subprocess.run([self.python, "-c", probe], capture_output=True, text=True, check=False)
        return told.returncode == 0 and told.stdout == "{}.{}".format(*sys.version_info)

    def _make(self) -> None:
        say(f"Making the virtual environment {self.folder.name} …")
        made = subprocess.run([sys.executable, "-m", "venv", "--clear", self.folder], check=False)
        if made.returncode:
            raise SetupError(f"{sys.executable} could not make a virtual environment; its own message stands above.")

    def _install(self, extras: Sequence[str]) -> None:
        wanted = requirements(*extras)
        say(f"Installing {len(wanted)} packages and what they need (the first time this takes minutes) …")
        constraints = self._constraints()
        upgrade = ("--upgrade", "--upgrade-strategy", "eager") if self._newest_qt else ()
        quiet = ("-qq", "--no-input", "--disable-pip-version-check", "--only-binary=:all:")
        install = ("-m", "pip", "install", *quiet, *upgrade, "--constraint", str(constraints), *wanted)
        done = self.call(*install, PIP_USER="0")  # a user's own setting of it would be refused in an environment
        if done.returncode:
            raise SetupError(
                "pip could not install the packages; its own message stands above. Without a network, give pip a "
                "folder of wheels by its own settings (find-links, no-index) and start again."
            )

    def _constraints(self) -> Path:
        """The locked versions; for the newest Qt all but those of Qt."""
        if not self._newest_qt:
            return CONSTRAINTS
        lines = CONSTRAINTS.read_text(encoding="utf-8").splitlines()
        loose = self.folder / "constraints-without-qt.txt"
        loose.write_text("\n".join(line for line in lines if not line.lower().startswith(QT)), encoding="utf-8")
        return loose
