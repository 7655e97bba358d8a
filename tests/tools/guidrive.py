"""Drives the real window from outside, as a person would: a private display, the accessibility bus, mouse and keyboard.

Nothing of the program is imported, so an installed one can be driven too. Run with the system's Python: pyatspi comes
from the distribution. `installer/bootstrap.py blackbox` installs what is needed.
"""

import os
import re
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, TypeVar

Found = TypeVar("Found")
BUS_LAUNCHER = "/usr/libexec/at-spi-bus-launcher"
ASK_BUS = "gdbus call --session --dest org.a11y.Bus --object-path /org/a11y/bus --method org.a11y.Bus.GetAddress"
DECORATION = re.compile(r"\([A-Z0-9]\)|…|&")  # mnemonics and dots of menu items are not part of the name
PATIENCE = 30.0
PICTURES = Path(__file__).resolve().parents[2] / "out" / "blackbox"


class NotSeen(AssertionError):
    """What should have appeared did not."""


def until(see: Callable[[], Found | None], what: str, patience: float = PATIENCE) -> Found:
    """Look again and again until there is something to see; raises NotSeen."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        if found := see():
            return found
        time.sleep(0.1)
    raise NotSeen(f"waited {patience:.0f} s for {what}")


class Desktop:
    """A display, a window manager, a session bus and an accessibility bus of one's own; gone at the end."""

    def __init__(self, size: str = "1366x768x24") -> None:
        """Nothing is started before ``with``."""
        self._size = size
        self._cleanup = ExitStack()
        self.variables = {name: value for name, value in os.environ.items() if name != "WAYLAND_DISPLAY"}

    def __enter__(self) -> "Desktop":
        """Start everything, in the order in which one needs the other."""
        self.folder = Path(self._cleanup.enter_context(tempfile.TemporaryDirectory()))
        self.variables |= {"XDG_RUNTIME_DIR": str(self.folder), "LC_ALL": "C.UTF-8"}
        reading, writing = os.pipe()
        screen = ("-displayfd", str(writing), "-screen", "0", self._size, "-nolisten", "tcp")
        self.start("Xvfb", *screen, pass_fds=(writing,))
        os.close(writing)
        with os.fdopen(reading) as told:
            self.variables["DISPLAY"] = ":" + told.readline().strip()
        bus = self.start("dbus-daemon", "--session", "--nofork", "--print-address=1", stdout=subprocess.PIPE, text=True)
        self.variables["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().strip()
        self.start(BUS_LAUNCHER, "--launch-immediately")
        self.start("openbox")
        until(lambda: "unix:" in self.run(*ASK_BUS.split()), "the accessibility bus")
        os.environ.update(self.variables)  # pyatspi connects from this process
        return self

    def __exit__(self, *_failure: object) -> None:
        """End all processes, the latest first."""
        self._cleanup.close()

    def start(self, *command: str, **options: Any) -> subprocess.Popen[Any]:
        """A process that lives as long as the desktop."""
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        process = subprocess.Popen(command, env=self.variables, **(quiet | options))
        self._cleanup.callback(self._end, process)
        return process

    def run(self, *command: str) -> str:
        """What a short command prints."""
        return subprocess.run(command, env=self.variables, capture_output=True, text=True, check=False).stdout

    @staticmethod
    def _end(process: subprocess.Popen[Any]) -> None:
        process.terminate()
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdout:
            process.stdout.close()


class Program:
    """The program under test on a desktop; what is seen are accessible objects."""

    def __init__(self, desktop: Desktop, command: Sequence[str], **variables: str) -> None:
        """Start it; its output goes to ``log``."""
        self._desktop = desktop
        self._log = desktop.folder / "program.log"
        desktop.variables |= {"QT_QPA_PLATFORM": "xcb", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1", **variables}
        self._process = desktop.start(*command, stdout=self._log.open("wb"), stderr=subprocess.STDOUT)
        import pyatspi  # connects to the bus of the desktop, which exists only now

        self._pyatspi = pyatspi

    @property
    def log(self) -> str:
        """What the program wrote to the terminal."""
        return self._log.read_text(encoding="utf-8", errors="replace")

    def find(self, name: str, role: str, within: Any = None) -> Any:
        """The first showing object of that name and AT-SPI role, for instance ``push button``; waits for it."""
        return self._wait(lambda: self._first(name, role, within), f"{role} {name}")

    def showing(self, words: str, role: str) -> Any:
        """The first showing object of that role with the words in its name; None where there is none now."""
        return next(
            (thing for thing in self._everything() if thing.getRoleName() == role and words in thing.name), None
        )

    def texts(self) -> list[str]:
        """Every name and text now on the screen."""
        return [text for thing in self._everything() for text in {thing.name, self.text(thing)} if text]

    def says(self, words: str) -> None:
        """Wait until the words stand somewhere in the window."""
        self._wait(lambda: any(words in text for text in self.texts()), f"the words {words}")

    def text(self, thing: Any) -> str:
        """The text of a field, else the name."""
        try:
            return str(thing.queryText().getText(0, -1))
        except NotImplementedError:
            return str(thing.name)

    def cells(self, table: Any) -> list[list[str]]:
        """The rows of a table."""
        grid = table.queryTable()
        return [
            [grid.getAccessibleAt(row, column).name for column in range(grid.nColumns)] for row in range(grid.nRows)
        ]

    def click(self, thing: Any, *, twice: bool = False) -> None:
        """A real mouse click in its middle, so that a modal dialog in front counts."""
        box = thing.queryComponent().getExtents(self._pyatspi.DESKTOP_COORDS)
        self._xdotool("mousemove", "--sync", str(box.x + box.width // 2), str(box.y + box.height // 2))
        self._xdotool("click", "--repeat", "2" if twice else "1", "--delay", "80", "1")

    def press(self, *keys: str) -> None:
        """Keys by their X names: ``ctrl+k``, ``Return``, ``F1``."""
        self._xdotool("key", "--clearmodifiers", *keys)

    def write(self, text: str) -> None:
        """Type into what has the focus; xdotool types Chinese as well."""
        self._xdotool("type", "--clearmodifiers", "--delay", "60", "--", text)

    def fill(self, name: str, text: str) -> None:
        """Click into a field and type over what stands in it."""
        self.click(self._wait(lambda: self._first(name, "text", None) or self._first(name, "combo box", None), name))
        self.press("ctrl+a")
        self.write(text)

    def works_as(self, place: int, name: str) -> None:
        """Choose who works by the key of the window, as the ``place``-th of the people; menus are not on the bus."""
        self.press("ctrl+u")
        self.press(*["Down"] * place, "Return")
        self.says(f"经办人 {name}")

    def photograph(self, path: Path) -> Path:
        """The whole display as PNG."""
        self._desktop.run("import", "-window", "root", str(path))
        return path

    def close(self) -> int:
        """Alt+F4, as a person would; the exit status."""
        self.press("alt+F4")
        return int(self._process.wait(PATIENCE))

    def _xdotool(self, *arguments: str) -> None:
        self._desktop.run("xdotool", *arguments)
        time.sleep(0.15)  # the X server answers before the program has taken the event

    def _wait(self, see: Callable[[], Found | None], what: str) -> Found:
        def look() -> Found | None:
            if self._process.poll() is not None:
                raise NotSeen(f"the program ended before {what} was seen:\n{self.log[-2000:]}")
            return see()

        try:
            return until(look, what)
        except NotSeen:
            self.photograph(PICTURES / "not_seen.png")  # what was there instead
            raise

    def _first(self, name: str, role: str, within: Any) -> Any:
        for thing in self._everything(within):
            if (
                thing.getRoleName() == role
                and DECORATION.sub("", thing.name).strip() == DECORATION.sub("", name).strip()
            ):
                return thing
        return None

    def _everything(self, within: Any = None) -> Iterator[Any]:
        roots = [within] if within else [root for root in self._pyatspi.Registry.getDesktop(0) if root is not None]
        for root in roots:
            yield from self._below(root)

    def _below(self, thing: Any) -> Iterator[Any]:
        from gi.repository import GLib

        try:
            if thing.getRole() != self._pyatspi.ROLE_APPLICATION and not self._shows(thing):
                return
            yield thing
            children = [thing.getChildAtIndex(place) for place in range(min(thing.childCount, 2000))]
        except GLib.GError:
            return  # gone while we looked; the next look sees what is there then
        for child in children:
            if child is not None:
                yield from self._below(child)

    def _shows(self, thing: Any) -> bool:
        return bool(thing.getState().contains(self._pyatspi.STATE_SHOWING))
