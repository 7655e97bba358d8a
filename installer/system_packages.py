"""The system libraries Qt and the benchmarks need: found by loading them, installed only where one is missing."""

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from project import SetupError, say

Names = tuple[str, ...]


@dataclass(frozen=True)
class Need:
    """A library by its file name, a program, module or file; and the packages that have it, the older name first."""

    what: str
    packages: Names

    def is_missing(self) -> bool:
        """Whether this machine lacks it."""
        if self.what.startswith("/"):
            return not os.path.exists(self.what)
        if self.what.startswith("module "):
            return importlib.util.find_spec(self.what.removeprefix("module ")) is None
        if ".so." not in self.what:
            return shutil.which(self.what) is None
        try:
            ctypes.CDLL(self.what)
        except OSError:
            return True
        return False


# Debian keeps the part of Python that makes virtual environments in a package of its own.
PYTHON = (Need("module ensurepip", (f"python3.{sys.version_info.minor}-venv", "python3-venv")),)
# The second name is that of Debian 13 and Ubuntu 24.04, after the change to 64-bit time.
OFFSCREEN = (
    Need("libglib-2.0.so.0", ("libglib2.0-0", "libglib2.0-0t64")),
    Need("libGL.so.1", ("libgl1",)),
    Need("libEGL.so.1", ("libegl1",)),
    Need("libfontconfig.so.1", ("libfontconfig1",)),
    Need("libxkbcommon.so.0", ("libxkbcommon0",)),
    Need("libdbus-1.so.3", ("libdbus-1-3",)),
)
SCREEN = (
    Need("libxkbcommon-x11.so.0", ("libxkbcommon-x11-0",)),
    Need("libxcb-cursor.so.0", ("libxcb-cursor0",)),
    Need("libxcb-icccm.so.4", ("libxcb-icccm4",)),
    Need("libxcb-image.so.0", ("libxcb-image0",)),
    Need("libxcb-keysyms.so.1", ("libxcb-keysyms1",)),
    Need("libxcb-render-util.so.0", ("libxcb-render-util0",)),
    Need("libxcb-shape.so.0", ("libxcb-shape0",)),
    Need("libxcb-xkb.so.1", ("libxcb-xkb1",)),
)
# The word processor that opens the Word copies in the full tests: 84 MB to download, 260 MB on the disk.
WORD_PROCESSOR = (Need("soffice", ("libreoffice-writer-nogui", "libreoffice-writer")),)
BLACKBOX = (
    Need("Xvfb", ("xvfb",)),
    Need("openbox", ("openbox",)),
    Need("xdotool", ("xdotool",)),
    Need("xclip", ("xclip",)),
    Need("import", ("imagemagick",)),
    Need("dbus-daemon", ("dbus-daemon", "dbus")),
    Need("gdbus", ("libglib2.0-bin",)),
    Need("/usr/libexec/at-spi-bus-launcher", ("at-spi2-core",)),
    Need("/usr/lib/python3/dist-packages/pyatspi", ("python3-pyatspi",)),
)

# LibreOffice and what WeasyPrint sets with; the last one, which it does without, makes it a good deal quicker.
TYPESETTERS = (
    Need("soffice", ("libreoffice-writer-nogui", "libreoffice-writer")),
    Need("libpango-1.0.so.0", ("libpango-1.0-0",)),
    Need("libpangoft2-1.0.so.0", ("libpangoft2-1.0-0",)),
    Need("libharfbuzz-subset.so.0", ("libharfbuzz-subset0",)),
)


def provide(needs: Iterable[Need]) -> None:
    """See to it that everything needed is there; asks apt for nothing when nothing is missing."""
    if not sys.platform.startswith("linux"):
        return
    missing = [need for need in needs if need.is_missing()]
    if not missing:
        return
    install([need.packages for need in missing])
    still = [need.what for need in missing if need.is_missing()]
    if still:
        raise SetupError(f"still missing after the installation: {', '.join(still)}.")


def install(wanted: Sequence[Names]) -> None:
    """Install one package of each group of alternatives; raises SetupError where apt or the right to use it lacks."""
    first_names = " ".join(names[0] for names in wanted)
    if shutil.which("apt-get") is None:
        raise SetupError(f"system packages are missing and there is no apt here. In Debian they are: {first_names}.")
    rights = _rights()
    if rights is None:
        raise SetupError(
            f"system packages are missing: {first_names}. Ask an administrator for: apt-get install {first_names}"
        )
    say(f"Installing system packages: {first_names} …")
    _apt(rights, "update")
    names = [_known_name(group) for group in wanted]
    if _apt(rights, "install", "-y", "--no-install-recommends", *names):
        raise SetupError(f"apt could not install {' '.join(names)}; its own message stands above.")


def _rights() -> list[str] | None:
    """What goes before a command so that it runs as root; None where this user may not."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") is None:
        return None
    may_ask = sys.stdin.isatty() and not os.environ.get("CI")
    sudo = ["sudo"] if may_ask else ["sudo", "-n"]
    allowed = subprocess.run([*sudo, "true"], stderr=None if may_ask else subprocess.DEVNULL, check=False)
    return sudo if allowed.returncode == 0 else None


def _apt(rights: Sequence[str], *arguments: str) -> int:
    command = [*rights, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", *arguments]
    # apt narrates every unpacked file on standard output; what went wrong comes on standard error.
    return subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=False).returncode


def _known_name(group: Names) -> str:
    """The first name this release can install."""
    for name in group:
        told = subprocess.run(["apt-cache", "policy", name], capture_output=True, text=True, check=False)
        if "Candidate:" in told.stdout and "Candidate: (none)" not in told.stdout:
            return name
    return group[0]
