"""Set up everything the program needs on a bare machine, then run it, test it or measure it.

``python3 installer/bootstrap.py run | test | bench | lock | audit | blackbox``; only Python 3.11 to 3.13 is needed.
"""

import sys

if not (3, 11) <= sys.version_info[:2] <= (3, 13):
    sys.exit(
        f"This is Python {sys.version.split()[0]}; the program needs 3.11, 3.12 or 3.13. "
        "Start this file with such a Python, for example: python3.12 installer/bootstrap.py run"
    )

import argparse
import os

from environment import Environment
from project import ROOT, SetupError, say
from system_packages import BLACKBOX, OFFSCREEN, PYTHON, SCREEN, TYPESETTERS, WORD_PROCESSOR, provide


def has_display() -> bool:
    """Whether a window could be shown here."""
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def run(_options: argparse.Namespace) -> int:
    """Open the window on a demonstration store, or without a display drive the main road off screen."""
    import main_road

    provide((*PYTHON, *OFFSCREEN, *(SCREEN if has_display() else ())))
    environment = Environment(ROOT / ".venv")
    environment.provide()
    return main_road.in_the_window(environment) if has_display() else main_road.off_screen(environment)


def test(options: argparse.Namespace) -> int:
    """Run every check, then every test; pytest has the last word."""
    import checks

    provide((*PYTHON, *OFFSCREEN, *(() if options.quick else WORD_PROCESSOR)))
    environment = Environment(ROOT / (".venv-newest" if options.newest_qt else ".venv"), newest_qt=options.newest_qt)
    environment.provide("test")
    return checks.everything(
        environment, quick=options.quick, newest_qt=options.newest_qt, pytest_arguments=options.pytest_arguments
    )


def bench(options: argparse.Namespace) -> int:
    """Run the benchmarks one after another and print one table; the peers of one of them are installed for it only."""
    import checks

    has_peers = not options.names or "typesetters" in options.names
    provide((*PYTHON, *OFFSCREEN, *(TYPESETTERS if has_peers else ())))
    environment = Environment(ROOT / ".venv")
    environment.provide("test", *(["benchmark"] if has_peers else []))
    return checks.benchmarks(environment, options.names)


def lock(_options: argparse.Namespace) -> int:
    """Write the exact versions to install from now on."""
    import locking

    provide(PYTHON)
    return locking.write(Environment(ROOT / ".venv"))


def audit(_options: argparse.Namespace) -> int:
    """Look the locked packages up among those with known weaknesses; takes a network, and says where it had none."""
    import auditing

    provide(PYTHON)
    return auditing.ask(Environment(ROOT / ".venv-audit"))


def blackbox(_options: argparse.Namespace) -> int:
    """Drive the real window from outside, on a display of its own."""
    import checks

    provide((*PYTHON, *OFFSCREEN, *SCREEN, *BLACKBOX))
    environment = Environment(ROOT / ".venv")
    environment.provide("test")
    return checks.from_outside(environment)


def arguments() -> argparse.ArgumentParser:
    """The command line of this file."""
    parser = argparse.ArgumentParser(description="Set up the program and run, test or measure it.")
    tasks = parser.add_subparsers(required=True, metavar="run | test | bench | lock | audit | blackbox")
    tasks.add_parser("run", help="do the main job, with or without a display").set_defaults(task=run)
    testing = tasks.add_parser("test", help="every check and every test")
    testing.add_argument("--quick", action="store_true", help="leave the heavy tests out")
    testing.add_argument("--newest-qt", action="store_true", help="in a second environment with the newest PySide6")
    testing.add_argument("pytest_arguments", nargs="*", help="handed to pytest; put -- before options")
    testing.set_defaults(task=test)
    benching = tasks.add_parser("bench", help="the benchmarks, as ratios against their limits")
    benching.add_argument("names", nargs="*", help="only these files of tests/benchmarks")
    benching.set_defaults(task=bench)
    tasks.add_parser("lock", help="resolve the ranges of pyproject.toml anew").set_defaults(task=lock)
    tasks.add_parser("audit", help="known weaknesses of the locked packages (network)").set_defaults(task=audit)
    tasks.add_parser("blackbox", help="drive the real window from outside (X display)").set_defaults(task=blackbox)
    return parser


def main() -> int:
    """Do one task; a set-up that cannot be finished ends in a sentence."""
    options = arguments().parse_args()
    try:
        return int(options.task(options))
    except SetupError as error:
        say(f"Cannot go on: {error}")
        return 1
    except KeyboardInterrupt:
        say("Stopped. Starting again goes on from here.")
        return 130


if __name__ == "__main__":
    sys.exit(main())
