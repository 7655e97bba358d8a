"""Every check and test of the project, the benchmarks, and the tests from outside."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from environment import Environment
from project import ROOT, SetupError, say

CHECKS = {
    "ruff check": ("-m", "ruff", "check", "."),
    "ruff format": ("-m", "ruff", "format", "--check", "."),
    "mypy": ("-m", "mypy"),
    "import contracts": ("-c", "from importlinter.cli import lint_imports_command as lint; lint()"),
}
COMPILING = ("-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider")
HEADS = ("benchmark", "ours", "limit", "ratio", "aim")
SYSTEM_PYTHON = Path("/usr/bin/python3")  # the accessibility bindings come from the distribution, not with pip


def everything(environment: Environment, *, quick: bool, newest_qt: bool, pytest_arguments: Sequence[str]) -> int:
    """Run all checks and then pytest, whose summary closes the output; 0 only if all of it passed.

    With the newest Qt only the tests run: the code is written against the locked Qt's type information.
    """
    failed = [] if newest_qt else _static(environment)
    if failed:
        say(f"FAILED: {', '.join(failed)}. The tests run all the same; the whole does not pass.")
    say("--- pytest")
    chosen = ("-m", "not heavy and not exhaustive" if quick else "not exhaustive")
    # A file's tests stay together, because they share what is made once for the file.
    shared_out = () if pytest_arguments else ("-n", "auto", "--dist", "loadfile")
    tests = environment.call(
        "-m", "pytest", *shared_out, *chosen, *pytest_arguments, QT_QPA_PLATFORM="offscreen"
    ).returncode
    return 1 if failed or tests else 0


def _static(environment: Environment) -> list[str]:
    """Run the checks that read the code, two at a time because the type checker uses one core; the names that failed.

    The second core also compiles the tests meanwhile: otherwise every worker of pytest rewrites all of them by itself.
    """
    slowest_first = sorted(CHECKS.items(), key=lambda check: check[0] != "mypy")
    with ThreadPoolExecutor(2) as cores:
        running = {name: cores.submit(environment.call, *command, capture=True) for name, command in slowest_first}
        cores.submit(environment.call, *COMPILING, capture=True, QT_QPA_PLATFORM="offscreen")
        failed = []
        for name in CHECKS:
            ran = running[name].result()
            say(f"--- {name}\n{ran.stdout.rstrip()}")
            if ran.returncode:
                failed.append(name)
    return failed


def benchmarks(environment: Environment, names: Sequence[str]) -> int:
    """Run each module of tests/benchmarks in a process of its own; its rows are lines of five tabbed columns."""
    files = sorted((ROOT / "tests" / "benchmarks").glob("*.py"))
    chosen = [path.stem for path in files if not names or path.stem in names]
    if unknown := set(names) - set(chosen):
        raise SetupError(f"there is no benchmark called {', '.join(sorted(unknown))} in tests/benchmarks.")
    rows, broken = [], []
    for name in chosen:
        say(f"--- {name}")
        ran = environment.call(
            "-c", f"from tests.benchmarks import {name}; {name}.main()", capture=True, QT_QPA_PLATFORM="offscreen"
        )
        lines = [tuple(line.split("\t")) for line in ran.stdout.splitlines()]
        rows += [line for line in lines if len(line) == len(HEADS)]
        for line in lines:
            if len(line) != len(HEADS):
                say("\t".join(line))
        if ran.returncode:
            broken.append(name)
    _table([HEADS, *rows])
    if broken:
        say(f"FAILED: {', '.join(broken)}")
    return 1 if broken else 0


def _table(rows: Sequence[Sequence[str]]) -> None:
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADS))]
    for row in rows:
        say("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def from_outside(environment: Environment) -> int:
    """Run each script of tests/blackbox with the system's Python; it is told the command that starts the program."""
    import subprocess

    scripts = sorted((ROOT / "tests" / "blackbox").glob("*.py"))
    if not scripts:
        raise SetupError("there is no script in tests/blackbox.")
    failed = []
    for script in scripts:
        say(f"--- {script.stem}")
        command = [SYSTEM_PYTHON, script, environment.python, ROOT / "main.py"]
        if subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, check=False).returncode:
            failed.append(script.stem)
    say(f"{len(scripts) - len(failed)} of {len(scripts)} passed" + (f"; FAILED: {', '.join(failed)}" if failed else ""))
    return 1 if failed else 0
