"""Somebody fills base data without the mouse: types, pastes, walks, corrects with a note, narrows, and undoes."""

import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.tools.guidrive import Desktop, Program, until

ROOT = Path(__file__).resolve().parents[2]
BLOCK = "7\n8\n"  # two items, one month, as Excel hands them over


def main(python: str, program: str, size: str = "1366x768x24") -> None:
    """Fails by an exception, with the program's own output in it; pictures lie in ``out/blackbox``."""
    pictures = ROOT / "out" / "blackbox"
    pictures.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, Desktop(size) as desktop:
        store = Path(folder) / "office.jdt"
        named = ("--office", "青山县人民检察院", "--short", "青检")
        subprocess.run([python, program, "init", *named, "--store", store], check=True)
        window = Program(desktop, [python, program, "--store", str(store)], JIANDUTAI_HOME=folder)
        walk(window, desktop, pictures, size.partition("x")[0])
        assert window.close() == 0, window.log
        assert "Traceback" not in window.log, window.log


def walk(window: Program, desktop: Desktop, pictures: Path, width: str) -> None:
    """From the overview to the grid; this month is where it begins."""
    window.says("检察建议")
    window.press("ctrl+i")
    see(window, "内部台账统计")
    window.photograph(pictures / f"overview-{width}.png")
    window.press("alt+2")
    see(window, "此前十二个月")
    narrow(window, desktop, "起诉时羁押")
    window.press("5", "Return")
    window.says("请选择或填写经办人姓名")
    window.write("张某")
    window.press("Return")
    window.says("已填报 1 个数")
    break_a_rule(window, desktop)
    window.photograph(pictures / f"grid-broken-{width}.png")
    correct(window)
    paste(window, desktop)
    window.photograph(pictures / f"grid-pasted-{width}.png")
    window.press("ctrl+z")
    window.says("已撤销")


def see(window: Program, words: str) -> None:
    """Wait until the words stand in the window, which is being built: a thing that goes while it is read is no end."""
    from gi.repository import GLib

    def stands() -> bool:
        try:
            return any(words in text for text in window.texts())
        except GLib.Error:
            return False

    until(stands, f"the words {words}")


def narrow(window: Program, desktop: Desktop, words: str) -> None:
    """Ctrl+F, the words, Enter: back in the grid at the first item that is left."""
    copy(desktop, words)  # xdotool remaps keys for Chinese, and a list that is narrowed key by key reads them too late
    window.press("ctrl+f", "ctrl+a", "ctrl+v", "Return")
    window.says("还没有填报")


def break_a_rule(window: Program, desktop: Desktop) -> None:
    """Fewer in the whole than in its part; an arrow keeps the number, and what Escape gives up is not kept."""
    narrow(window, desktop, "起诉人数")
    window.press("Down", "4", "Up", "Down")
    window.says("应当不大于起诉人数（4）")
    window.press("F2")
    window.write("99")
    window.press("Escape")
    window.says("应当不大于起诉人数（4）")


def correct(window: Program) -> None:
    """Ctrl+M: another number with a note and the reason."""
    window.press("ctrl+m")
    window.says("更正的理由")
    window.press("ctrl+a")
    window.write("6")
    window.press("Tab")
    window.write("补登二人")
    window.press("Tab")
    window.write("与系统核对")
    window.press("ctrl+Return")
    window.says("备注：补登二人")


def paste(window: Program, desktop: Desktop) -> None:
    """A column copied from Excel, from the current cell on."""
    copy(desktop, BLOCK)
    window.press("ctrl+v")
    window.says("已填报 2 个数")
    window.says("填报：7")


def copy(desktop: Desktop, text: str) -> None:
    """Put a text into the clipboard."""
    desktop.start("xclip", "-selection", "clipboard", "-i", stdin=subprocess.PIPE).communicate(text.encode())


main(*sys.argv[1:])
