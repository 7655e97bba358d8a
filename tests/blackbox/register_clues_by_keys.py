"""A clerk registers a clue in under a minute without the mouse, a second that is like it, and joins the two."""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.tools.guidrive import Desktop, Program, until

ROOT = Path(__file__).resolve().parents[2]
A_MINUTE = 60  # seconds


def main(python: str, program: str) -> None:
    """Fails by an exception, with the program's own output in it; pictures lie in ``out/blackbox``."""
    pictures = ROOT / "out" / "blackbox"
    pictures.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, Desktop() as desktop:
        store = Path(folder) / "demo.jdt"
        subprocess.run([python, program, "demo", "--store", store], check=True)
        window = Program(desktop, [python, program, "--store", str(store)], JIANDUTAI_HOME=folder)
        window.says("演示")
        window.press("ctrl+4")
        window.says("共 0 条")
        began = time.monotonic()
        register(window)
        assert time.monotonic() - began < A_MINUTE
        back(window, "共 1 条")
        register_its_like(window)
        window.photograph(pictures / "kin.png")
        window.press("ctrl+Return")
        window.says(f"已登记线索 XS{time.strftime('%Y')}-00002")
        back(window, "共 2 条")
        join(window)
        window.photograph(pictures / "joined.png")
        window.click(window.find("撤销", "push button"))
        window.says("已撤销")
        assert window.close() == 0, window.log
        assert "Traceback" not in window.log, window.log


def register(window: Program) -> None:
    """Who works is asked the first time; the source by arrow keys, the unit by its initials."""
    window.press("ctrl+n")
    window.says("保存并继续登记")
    window.write("张某")
    window.press("Tab", "Down", "Down", "Tab")
    window.write("公益诉讼")
    window.press("Tab")
    window.write("青山县水利局")
    window.press("Tab")
    window.write("清水河采砂无人监管，群众多次反映")
    window.press("ctrl+Return")
    window.says("已登记线索")


def back(window: Program, listed: str) -> None:
    """From the record to the list; a key that still falls to the closing dialog is pressed again."""
    window.says("全部经过")

    def left() -> bool:
        window.press("Escape")
        return any(listed in text for text in window.texts())

    until(left, f"the list, which says {listed}")


def register_its_like(window: Program) -> None:
    """The first is offered with its reasons while the second is typed."""
    window.press("ctrl+n")
    window.says("保存并继续登记")
    window.write("媒体")
    window.press("Tab", "Tab")
    window.write("青山县水利局")
    window.press("Tab")
    window.write("清水河采砂无人监管")
    window.find("可能相关", "list")
    window.says("措辞相近")


def join(window: Program) -> None:
    """Both selected, 立项 as one matter."""
    window.press("ctrl+a", "F3")
    window.says("研判 2 条")
    window.press("Down", "Tab", "Down", "Tab", "space", "Tab")
    window.write("公益诉讼")
    window.press("Tab", "Tab")
    window.write("同一河段")
    window.press("ctrl+Return")
    window.says("已研判 2 条线索：立项为监督事项")


main(*sys.argv[1:])
