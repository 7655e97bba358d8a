"""An own item and indicator from the draft to the withdrawal, and a number outside its band to the conclusion."""

import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.tools.guidrive import Desktop, NotSeen, Program, until

ROOT = Path(__file__).resolve().parents[2]
ITEM, CODE, NAME = "检察听证件数", "BY01", "听证占比"
WHOLE = "审查起诉受理件数"


def main(python: str, program: str, size: str = "1366x768x24") -> None:
    """Fails by an exception, with the program's own output in it; pictures lie in ``out/blackbox``."""
    pictures = ROOT / "out" / "blackbox"
    pictures.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, Desktop(size) as desktop:
        store = Path(folder) / "office.jdt"
        named = ("--office", "青山县人民检察院", "--short", "青检")
        subprocess.run([python, program, "init", *named, "--store", store], check=True)
        window = Program(desktop, [python, program, "--store", str(store)], JIANDUTAI_HOME=folder)
        Walk(window, desktop, pictures, size.partition("x")[0]).through()
        assert window.close() == 0, window.log
        assert "Traceback" not in window.log, window.log


class Walk:
    """One sitting at the keyboard; the mouse is used where a person would."""

    def __init__(self, window: Program, desktop: Desktop, pictures: Path, width: str) -> None:
        """``width`` names the pictures."""
        self._window, self._desktop, self._pictures, self._width = window, desktop, pictures, width

    def through(self) -> None:
        """From the empty store to the withdrawal."""
        self._see("要办的事")
        self._click("业务指标", "list item")  # by the mouse, which also gives the window the keyboard
        self._see("内部台账统计")
        self._add_item()
        self._fill(WHOLE, "20")
        self._fill(ITEM, "9")
        self._draft_and_try()
        self._put_in_force()
        self._set_band()
        self._fill(ITEM, "2")
        self._conclude()
        self._other_edition()
        self._withdraw()

    def _add_item(self) -> None:
        self._window.press("alt+7")
        self._click("本院项目", "page tab")
        self._see("还没有本院项目")
        self._window.press("ctrl+n")
        self._see("名称就是算式里的写法")
        self._type("张某", "Tab", ITEM, "Tab", "刑事")
        self._keep("已增加本院项目")

    def _fill(self, item: str, count: str) -> None:
        """The month before this one, in the grid."""
        self._window.press("alt+2")
        self._see("此前十二个月")
        self._window.press("ctrl+f", "ctrl+a")
        self._type(item)
        self._window.press("Return")
        self._see(f"{item} ")
        self._window.press("ctrl+Home", "Right", "Right")  # January of the year shown, then the month that is over
        self._window.press(*["Right"] * (self._months - 1))
        self._window.press(*count, "Return")
        self._see("已填报 1 个数")

    def _draft_and_try(self) -> None:
        self._window.press("alt+7")
        self._click("本院指标", "page tab")
        self._window.press("ctrl+n")
        self._see("保存的是草稿")
        self._type("Tab", NAME, "Tab", "刑事", "Tab", "检察听证数", "Tab", WHOLE)
        self._window.press("ctrl+Return")
        self._see("没有叫“检察听证数”的项目")  # beside its field, the dialog still open
        self._photograph("refused")
        self._window.press("ctrl+a")
        self._type(ITEM, "Tab", "Tab", "Tab", "Tab", "Tab", "Tab", "会商纪要")
        self._keep(f"已保存本院指标 {CODE} 的草稿")
        self._click("施行", "push button")
        self._type("会商同意")
        self._window.press("ctrl+Return")
        self._see("还没有试算过")
        self._drop()
        self._try()

    def _try(self) -> None:
        self._click("试算", "push button")
        self._see("按月列出分子、分母和数值")
        self._keep("请核对下面的结果")
        self._photograph("tried")

    def _put_in_force(self) -> None:
        self._click("施行", "push button")
        self._type("会商同意")
        self._keep("已施行")
        self._window.press("alt+3")
        self._see(NAME)
        self._photograph("among-the-others")

    def _set_band(self) -> None:
        self._window.press("alt+6")
        self._click("警戒范围", "push button")
        self._see("由本院自己设定")
        self._window.write(CODE)
        self._type("Tab", "30", "Tab", "Tab", "三成以下的要看")
        self._keep("近十二个月都没有要提示的")

    def _conclude(self) -> None:
        """From the workbench, by the line of the whole office, to the conclusion."""
        self._window.press("ctrl+1")
        scope = until(lambda: self._window.showing("我的", "combo box"), "whose work is shown")
        self._window.click(scope)
        self._window.press("Home", "Down", "Return")
        self._see("数据核查")
        self._window.press("ctrl+1", "ctrl+Home", "Return")
        self._see("低于本院警戒范围")
        self._photograph("warned")
        self._window.press("F3")
        self._see("核查情况")
        self._type("调取案卡逐件核对")
        self._keep("已登记 1 项的核查情况")  # and not another one that Ctrl+Enter selected too
        self._window.press("F4")
        self._see("数没有变动的原因")
        self._window.press("Down")
        self._type("Tab", "情况属实")
        self._keep("1 项已有结论")

    def _other_edition(self) -> None:
        self._window.press("alt+7", "Return")
        self._see(f"{CODE} 另起一版")
        self._type("Tab", "Tab", "Tab", "Tab")
        self._window.press("ctrl+a")
        self._type(f"{WHOLE} + {ITEM}")
        self._keep(f"已保存本院指标 {CODE} 的草稿")
        self._try()  # the draft is current
        self._click("施行", "push button")
        self._type("口径调整")
        self._keep("已施行")

    def _withdraw(self) -> None:
        self._window.press("Escape")
        self._click("停用", "push button")
        self._type("不再使用")
        self._keep("已停用")
        self._photograph("withdrawn")

    @property
    def _months(self) -> int:
        """The months of the year that are over, as the heads of the grid count them; in January the month itself."""
        from datetime import datetime

        return max(datetime.now().astimezone().month - 1, 1)

    def _keep(self, words: str) -> None:
        self._window.press("ctrl+Return")
        self._see(words)

    def _drop(self) -> None:
        self._window.press("Escape")
        self._see("填写的内容还没有保存")
        self._click("放弃填写", "push button")

    def _click(self, name: str, role: str) -> None:
        self._window.click(self._window.find(name, role))

    def _type(self, *parts: str) -> None:
        """Keys by their names, everything else as text: Chinese by the clipboard, as xdotool remaps keys for it."""
        for part in parts:
            if part == "Tab":
                self._window.press(part)
            elif part.isascii():
                self._window.write(part)
            else:
                copying = self._desktop.start("xclip", "-selection", "clipboard", "-i", stdin=subprocess.PIPE)
                copying.communicate(part.encode())
                self._window.press("ctrl+v")

    def _see(self, words: str) -> None:
        from gi.repository import GLib

        def stands() -> bool:
            try:
                return any(words in text for text in self._window.texts())
            except GLib.Error:
                return False

        try:
            until(stands, f"the words {words}")
        except NotSeen:
            self._photograph("not-seen")  # what was there instead
            raise

    def _photograph(self, name: str) -> None:
        self._window.photograph(self._pictures / f"own-{name}-{self._width}.png")


main(*sys.argv[1:])
