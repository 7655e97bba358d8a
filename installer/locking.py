"""Write installer/constraints.txt: the exact versions that the ranges of pyproject.toml come to today."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

from environment import Environment
from project import CONSTRAINTS, SetupError, bootstrap_setting, every_extra, requirements, say

HEAD = "# Written by `python3 installer/bootstrap.py lock` from pyproject.toml; do not edit by hand.\n"
RESOLVE = ("-m", "pip", "install", "--dry-run", "--ignore-installed", "-qq", "--disable-pip-version-check")


def write(environment: Environment) -> int:
    """Resolve for every supported Python, write the union, and prove that it holds for each of them."""
    environment.make_if_missing()
    wanted = [*requirements(*every_extra()), *bootstrap_setting("pins")]
    versions: dict[str, str] = {}
    for python in bootstrap_setting("pythons"):
        # What an earlier Python was given stays, so that all of them share one version of each package.
        kept = [f"{name}=={version}" for name, version in versions.items()]
        versions |= _resolved(environment, python, wanted, kept)
    lines = [f"{name}=={versions[name]}\n" for name in sorted(versions, key=str.lower)]
    CONSTRAINTS.write_text(HEAD + "".join(lines), encoding="utf-8")
    say(f"{len(lines)} versions in {CONSTRAINTS.name}, for Python {', '.join(bootstrap_setting('pythons'))}")
    return 0


def _resolved(environment: Environment, python: str, wanted: list[str], kept: list[str]) -> dict[str, str]:
    """Name and version of everything pip would install for one Python, wheels only."""
    with TemporaryDirectory() as folder:
        report, constraints = Path(folder) / "report.json", Path(folder) / "kept.txt"
        constraints.write_text("\n".join(kept), encoding="utf-8")
        target = ("--python-version", python, "--only-binary=:all:", "--target", folder)
        said = ("--report", str(report), "--constraint", str(constraints))
        if environment.call(*RESOLVE, *target, *said, *wanted).returncode:
            raise SetupError(f"pip finds no set of packages for Python {python}; its own message stands above.")
        found = json.loads(report.read_text(encoding="utf-8"))["install"]
    return {item["metadata"]["name"]: item["metadata"]["version"] for item in found}
