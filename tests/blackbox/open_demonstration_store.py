"""A person makes the demonstration store, opens its window, sees that it is a demonstration, and closes it."""

import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.tools.guidrive import Desktop, Program


def main(python: str, program: str) -> None:
    """Fails by an exception, with the program's own output in it."""
    with tempfile.TemporaryDirectory() as folder, Desktop() as desktop:
        store = Path(folder) / "demo.jdt"
        subprocess.run([python, program, "demo", "--store", store], check=True)
        window = Program(desktop, [python, program, "--store", str(store)], JIANDUTAI_HOME=folder)
        window.says("演示")
        window.says("检察建议")
        assert window.close() == 0, window.log


main(*sys.argv[1:])
