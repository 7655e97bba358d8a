"""A prosecutor registers a matter, follows what it lacks up to the next stage, and closes another by its checklist."""

import subprocess
import sys
import tempfile
import time
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
        window.works_as(1, "张某")
        register(window)
        supply_the_fields(window)
        approve(window, scan)
        move_on(window)
        window.photograph(PICTURES / "moved_on.png")
        back_to_the_list(window)
        close_the_ready_one(window)
        window.photograph(PICTURES / "closed.png")
        assert window.close() == 0, window.log
        assert "Traceback" not in window.log, window.log


def register(window: Program) -> None:
    """Kind, unit and case, from the keyboard."""
    window.press("ctrl+n")
    window.says("统一受案号")
    window.write("监督立案")
    window.press("Tab")
    window.write("青山县公安局")
    window.press("Tab")  # a click would only close what is offered below the field
    window.fill("案件名称", "张某被盗窃案")
    window.press("ctrl+Return")
    window.says("离开本阶段还缺：")


def follow(window: Program, number: int) -> None:
    """The mouse goes to the line of what is missing, Tab to one of its links, Enter follows it."""
    line = until(lambda: window.showing("离开本阶段还缺", "label"), "the line of what is missing")
    window.click(line)
    window.press(*["Tab"] * number, "Return")


def supply_the_fields(window: Program) -> None:
    """The first link leads to the field it names."""
    follow(window, 1)
    window.says("填写案卡：受理立案")
    window.write("办案发现")
    window.fill("* 发现的问题", "应当立案而未立案")
    window.photograph(PICTURES / "filling_in.png")
    window.press("ctrl+Return")
    window.says("已填写案卡")


def approve(window: Program, scan: Path) -> None:
    """The link that is left puts the act up; the button below takes the signed sheet back."""
    follow(window, 1)
    window.says("提请审批")
    window.fill("内容和理由", "报案人两次报案均未立案，建议立案。")
    window.press("ctrl+Return")
    window.says("已提请审批")
    window.click(window.find("登记签批", "push button"))
    window.says("签批件扫描件")
    sign(window, "审核")  # by whom is known since it was put up
    window.fill("决定人", "钱某")
    sign(window, "决定")
    window.fill("签批件扫描件", str(scan))
    window.photograph(PICTURES / "signing.png")
    window.press("ctrl+Return")
    window.says("已登记签批")
    window.says("已批准")


def sign(window: Program, role: str) -> None:
    """What one of them wrote on the sheet: the day, then past its calendar button the verdict."""
    window.fill(f"{role}日期", "今天")
    window.press("Tab", "Tab", "Down")


def move_on(window: Program) -> None:
    """The coloured button proposes the next stage."""
    window.click(window.find("转入“调查核实”", "push button"))
    window.says("本阶段需要的都已齐备")
    window.press("ctrl+Return")
    window.says("已转入阶段")


def back_to_the_list(window: Program) -> None:
    """A key that still falls to the closing dialog is pressed again."""

    def left() -> bool:
        window.press("Escape")
        return any("共 3 件" in text for text in window.texts())

    until(left, "the list of three matters")


def close_the_ready_one(window: Program) -> None:
    """The checklist says that it lacks its result, which is filled in there."""
    window.click(window.find(f"SX{time.strftime('%Y')}-00001", "table cell"))
    window.press("Return")
    window.says("结案还缺")
    window.click(window.find("结案", "push button"))
    window.says("过问干预情形")
    window.photograph(PICTURES / "closing.png")
    window.says("案卡项目“结果”没有填写")
    window.fill("过问干预情形", "没有过问干预情形")
    window.fill("结果", "公安机关已立案")
    window.press("ctrl+Return")
    window.says("已办结")


main(*sys.argv[1:])
