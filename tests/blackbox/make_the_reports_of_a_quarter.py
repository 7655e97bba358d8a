"""Somebody makes the papers of a quarter: the tables, a report whose sentence is edited, the office's own form."""

import subprocess
import sys
import tempfile
import time
from pathlib import Path
from zipfile import ZipFile

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.tools.guidrive import PICTURES, Desktop, NotSeen, Program, until

ROOT = Path(__file__).resolve().parents[2]
FORM = """
from pathlib import Path
import sys
from tests.services.own_forms.forms import quarterly_form
quarterly_form(Path(sys.argv[1]))
"""


def main(python: str, program: str, size: str = "1366x768x24") -> None:
    """Fails by an exception, with the program's own output in it; pictures lie in ``out/blackbox``."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place, Desktop(size) as desktop:
        folder = Path(place)
        store, form = folder / "demo.jdt", folder / "form.xlsx"
        subprocess.run([python, program, "demo", "--store", store], check=True)
        subprocess.run([python, "-c", FORM, form], check=True, cwd=ROOT)
        window = Program(desktop, [python, program, "--store", str(store)], JIANDUTAI_HOME=place)
        window.says("已逾期")  # the store is open, not the frame alone
        window.click(window.find("统计报表", "list item"))
        make_the_tables(window, folder)
        make_the_report(window, desktop, folder)
        fill_the_form(window, folder, form)
        assert window.close() == 0, window.log
        assert "Traceback" not in window.log, window.log


def turn_to(window: Program, name: str, words: str) -> None:
    """A tab of the section, until its page says something; a click is lost where the page is just being laid out."""

    def is_there() -> bool:
        if any(words in text for text in window.texts()):
            return True
        window.click(window.find(name, "page tab"))
        return False

    try:
        until(is_there, f"the page {name}")
    except NotSeen:
        window.photograph(PICTURES / "not_seen.png")
        raise


def make_the_tables(window: Program, folder: Path) -> None:
    """The quarter is chosen with the keyboard; a count leads to its letters and back."""
    turn_to(window, "统计表", "同期")
    window.click(window.find("月", "combo box"))
    window.press("Down", "Return")
    window.says("第四季度")
    window.photograph(PICTURES / "tables.png")
    window.click(window.find("导出 Excel 和 PDF", "push button"))
    window.find("选择(C)", "push button")
    window.write(str(folder))
    window.press("Return")
    window.says("请选择或填写经办人姓名")  # asked once, at the first paper; somebody is proposed
    window.press("Return")
    window.says("已生成 统计表-")
    assert len(list(folder.glob("统计表-*"))) == 2


def make_the_report(window: Program, desktop: Desktop, folder: Path) -> None:
    """The bulletin of last month; a number that the data do not say is pointed out; the sentence is restored."""
    turn_to(window, "通报与报告", "还没有通报和报告")
    window.click(window.find("新建", "push button"))
    window.click(window.find("生成", "push button"))
    window.says("已生成月度通报")
    copy(desktop, "监督事项新收999件。")
    window.press("Down", "Down", "Return")
    window.press("ctrl+a", "ctrl+v", "ctrl+Return")
    window.says("与数据不一致：文中999")
    window.photograph(PICTURES / "briefing.png")
    window.click(window.find("恢复原文", "push button"))
    window.says("已恢复原文")
    for ending in (".pdf", ".docx"):
        target = folder / f"bulletin{ending}"
        window.click(window.find("导出 PDF、Word", "push button"))
        window.find("取消", "push button")
        window.press("ctrl+a")
        window.write(str(target))
        window.press("Return")
        until(target.exists, f"the file {target.name}")
        window.says(target.name)


def fill_the_form(window: Program, folder: Path, form: Path) -> None:
    """The form is taken in, mapped by what its labels propose, filled for last month, put away and taken back."""
    turn_to(window, "本院报表", "还没有收入报表")
    window.click(window.find("收入报表", "push button"))
    window.fill("报表文件", str(form))
    window.press("Tab")
    window.press("ctrl+Return")
    window.says("已设定 0 个单元格")
    window.click(window.find("确认全部建议", "push button"))
    window.says("已确认")
    window.photograph(PICTURES / "own_form.png")
    window.click(window.find("填写", "push button"))
    target = folder / f"filled-{time.strftime('%Y')}.xlsx"
    window.fill("存为", str(target))
    window.press("ctrl+Return")
    until(target.exists, "the filled form")
    window.says("填写结果")
    window.press("Escape")
    with ZipFile(form) as before, ZipFile(target) as after:
        assert before.namelist() == after.namelist()
    window.click(window.find("停用", "push button"))
    window.says("已停用）")
    window.click(window.find("恢复使用", "push button"))
    window.says("已恢复使用")


def copy(desktop: Desktop, text: str) -> None:
    """Put a text into the clipboard."""
    desktop.start("xclip", "-selection", "clipboard", "-i", stdin=subprocess.PIPE).communicate(text.encode())


main(*sys.argv[1:])
