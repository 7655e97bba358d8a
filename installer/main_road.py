"""The main job on the shipped samples: the window on a demonstration store, or every paper off screen."""

import json
import shutil
import subprocess
from pathlib import Path

from environment import Environment
from project import OUT, ROOT, SetupError, say

SAMPLES = ROOT / "resources" / "samples"
LEDGERS = {
    "suggestions": SAMPLES / "检察建议台账-公开案例.xlsx",
    "matters": SAMPLES / "监督事项台账-公开案例.xlsx",
}
OFFICE = ("--office", "某县人民检察院", "--short", "某检")
MONTHS = ("2019-11", "2022-04")


def in_the_window(environment: Environment) -> int:
    """Open the window on a demonstration store, made on the first start and kept afterwards."""
    store = OUT / "demo.jdt"
    if not store.exists():
        OUT.mkdir(exist_ok=True)
        say(f"Making a demonstration store: {_shown(store)}")
        if environment.call("main.py", "demo", "--store", str(store)).returncode:
            raise SetupError("the demonstration store could not be made; the reason stands above.")
    say(f"Opening the window on {_shown(store)}")
    code = environment.call("main.py", "--store", str(store)).returncode
    if code < 0:
        say("The window ended abruptly. Where the display cannot be reached, unset DISPLAY and WAYLAND_DISPLAY.")
    return 1 if code else 0


def off_screen(environment: Environment) -> int:
    """Ledgers in; letters, tracking sheet, two months and two pictures out, into a folder made anew each time."""
    folder = OUT / "main-road"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    road = Road(environment, folder)
    road.take_ledgers_in()
    road.write_papers()
    road.take_pictures()
    return road.account()


class Road:
    """One drive from the sample ledgers to the papers, by the program's own commands."""

    def __init__(self, environment: Environment, folder: Path) -> None:
        """Everything is written below ``folder``."""
        self._environment = environment
        self._folder = folder
        self._store = folder / "某县人民检察院.jdt"
        self._refused: list[str] = []

    def take_ledgers_in(self) -> None:
        """A new store with both sample ledgers; without it there is nothing to go on with."""
        self._must("init", *OFFICE)
        for kind, ledger in LEDGERS.items():
            self._must("import", kind, str(ledger), "--errors", str(self._folder / f"退回-{ledger.stem}.xlsx"))

    def write_papers(self) -> None:
        """One letter for each suggestion, the tracking sheet twice, the figures of two months."""
        listed = self._must("list", "suggestions", "--json", capture=True)
        letters = self._folder / "检察建议书"
        letters.mkdir()
        for letter in json.loads(listed):
            self._try("document", "suggestion-letter", letter["id"], "--out", str(letters / f"{letter['id']}.pdf"))
        for suffix in ("pdf", "xlsx"):
            self._try("sheet", "reply-tracking", "--out", str(self._folder / f"回复跟踪表.{suffix}"))
        for month in MONTHS:
            self._try("month", month, "--out", str(self._folder / f"月度统计-{month}"))

    def take_pictures(self) -> None:
        """The window and a chart as PNG files."""
        self._try("snapshot", "--out", str(self._folder / "画面"))

    def account(self) -> int:
        """Print what was written where; 1 where anything was refused."""
        files = sorted(path for path in self._folder.rglob("*") if path.is_file())
        say(f"\nWritten below {_shown(self._folder)}:")
        for path in files:
            say(f"  {path.stat().st_size:>9,} bytes  {path.relative_to(self._folder).as_posix()}")
        for command in self._refused:
            say(f"REFUSED: main.py {command}")
        return 1 if self._refused else 0

    def _command(self, *arguments: str, capture: bool = False) -> subprocess.CompletedProcess[str]:
        return self._environment.call(
            "main.py", *arguments, "--store", str(self._store), capture=capture, QT_QPA_PLATFORM="offscreen"
        )

    def _must(self, *arguments: str, capture: bool = False) -> str:
        done = self._command(*arguments, capture=capture)
        if done.returncode:
            raise SetupError(f"main.py {' '.join(arguments)} was refused; the reason stands above.")
        return done.stdout or ""

    def _try(self, *arguments: str) -> None:
        if self._command(*arguments).returncode:
            self._refused.append(" ".join(arguments))


def _shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()
