"""A clerk makes the office's store, takes the published ledger in, and opens a letter."""

import shutil
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.tools.guidrive import Desktop, Program

ROOT = Path(__file__).resolve().parents[2]
LEDGER = ROOT / "resources" / "samples" / "检察建议台账-公开案例.xlsx"


def main(python: str, program: str) -> None:
    """Fails by an exception, with the program's own output in it; pictures lie in ``out/blackbox``."""
    pictures = ROOT / "out" / "blackbox"
    pictures.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, Desktop() as desktop:
        ledger = shutil.copy(LEDGER, Path(folder) / "ledger.xlsx")
        window = Program(desktop, [python, program], JIANDUTAI_HOME=folder)
        make_store(window)
        import_ledger(window, ledger)
        window.photograph(pictures / "imported.png")
        open_a_letter(window)
        window.photograph(pictures / "letter.png")
        assert window.close() == 0, window.log
        assert "Traceback" not in window.log, window.log


def make_store(window: Program) -> None:
    """On the welcome page: name and 代字, nothing else."""
    window.says("新建本院数据")
    window.click(window.find("院名", "text"))
    window.write("某县人民检察院")
    window.press("Tab")
    window.write("某检")
    window.click(window.find("新建", "push button"))
    window.says("某县人民检察院")


def import_ledger(window: Program, ledger: str) -> None:
    """The plan is looked at before it is carried out."""
    window.click(window.find("导入台账", "list item"))
    window.click(window.find("台账文件", "text"))
    window.write(ledger)
    window.click(window.find("检查", "push button"))
    window.says("读取 13 行")
    window.click(window.find("导入 12 份", "push button"))
    window.says("经办人")
    window.write("张某")
    window.press("Return")
    window.says("已导入 12 份检察建议")


def open_a_letter(window: Program) -> None:
    """From the list to the record and back by keyboard."""
    window.click(window.find("检察建议", "list item"))
    window.says("共 12 份")
    window.click(window.find("检察建议", "table"))
    window.press("Return")
    window.says("怎么算的")


main(*sys.argv[1:])
