"""The head of a department hands a listed matter over; whoever is to have it accepts it, and the list names them."""

import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.tools.guidrive import PICTURES, Desktop, Program, until

ROOT = Path(__file__).resolve().parents[2]


def main(python: str, program: str) -> None:
    """Fails by an exception, with the program's own output in it; pictures lie in ``out/blackbox``."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, Desktop() as desktop:
        store, scan = Path(folder) / "office.jdt", Path(folder) / "签批件.pdf"
        scan.write_bytes(b"%PDF-1.7 signed")
        subprocess.run([python, "-m", "tests.tools.prepare_office", store, scan], cwd=ROOT, check=True)
        window = Program(desktop, [python, program, "--store", str(store)], JIANDUTAI_HOME=folder)
        window.says("青山县人民检察院")
        window.press("ctrl+3")
        window.says("共 2 件")
        window.click(window.find("青山县司法局", "table cell"))  # in a field of text Ctrl+U is the field's own
        window.works_as(2, "王某")
        offer(window)
        window.works_as(3, "李某")
        accept(window)
        see_it_listed(window)
        window.photograph(PICTURES / "handed_over.png")
        assert window.close() == 0, window.log
        assert "Traceback" not in window.log, window.log


def handlers(window: Program, unit: str) -> list[list[str]]:
    """The rows of a unit in the list."""
    return [row for row in window.cells(window.find("监督事项", "table")) if unit in row]


def offer(window: Program) -> None:
    """To somebody of the other department, with the key of the list."""
    assert "张某" in handlers(window, "青山县司法局")[0]
    window.click(window.find("青山县司法局", "table cell"))
    window.press("ctrl+h")
    window.says("选中的 1 件监督事项")
    window.fill("接收部门", "第二检察部")
    window.fill("接收人", "李某")
    window.fill("移交理由", "分工调整")
    window.photograph(PICTURES / "offering.png")
    window.press("ctrl+Return")
    window.says("已移交 1 件，等待对方接收")


def accept(window: Program) -> None:
    """From the strip on the record."""
    window.click(window.find("青山县司法局", "table cell"))
    window.press("Return")
    window.says("待接收：王某于")
    window.photograph(PICTURES / "waiting.png")
    window.click(window.find("接收", "push button"))
    window.says("理由：分工调整")
    window.press("ctrl+Return")
    window.says("已接收")


def see_it_listed(window: Program) -> None:
    """A key that still falls to the closing dialog is pressed again."""

    def left() -> bool:
        window.press("Escape")
        return any("共 2 件" in text for text in window.texts())

    until(left, "the list of matters")
    until(lambda: "李某" in handlers(window, "青山县司法局")[0], "李某 as the handler on the list")
    assert "张某" in handlers(window, "青山县公安局")[0], "the other matter stays where it was"


main(*sys.argv[1:])
