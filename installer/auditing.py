"""Asks whether the locked packages have known weaknesses, and says of how many nobody could tell.

pip-audit by itself ends well where it found nothing out: "no known vulnerabilities" of a mirror that knows none.
"""

import json

from environment import Environment
from project import CONSTRAINTS, SetupError, say

_ASKING = ("-m", "pip_audit", "--no-deps", "--disable-pip", "--progress-spinner", "off", "--format", "json")


def ask(environment: Environment) -> int:
    """0 where every locked package was looked up and none has a known weakness; pip-audit stays out of the program."""
    environment.make_if_missing()
    if environment.call("-m", "pip", "install", "--quiet", "pip-audit").returncode:
        raise SetupError("pip-audit could not be installed. Try again on a machine with a network.")
    told = environment.call(*_ASKING, "-r", str(CONSTRAINTS), capture=True).stdout
    try:
        packages = json.loads(told)["dependencies"]
    except ValueError:
        raise SetupError("pip-audit gave no answer (see above). Try again on a machine with a network.") from None
    return report(packages)


def report(packages: list[dict[str, object]]) -> int:
    """Say what was found out; gives the exit status."""
    unknown = [str(each["name"]) for each in packages if "skip_reason" in each]
    weak = [each for each in packages if each.get("vulns")]
    for each in weak:
        for found in each["vulns"]:  # type: ignore[attr-defined]  # as pip-audit writes them
            say(f"{each['name']} {each['version']}: {found['id']}, mended in {', '.join(found['fix_versions']) or '-'}")
    known = len(packages) - len(unknown)
    say(f"{known} of {len(packages)} packages were looked up, {len(weak)} have known weaknesses.")
    if unknown:
        say(f"Of {len(unknown)} nothing could be found out here: {', '.join(unknown[:8])}{' …' if unknown[8:] else ''}")
    return 1 if weak or unknown else 0
