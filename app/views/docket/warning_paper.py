"""打印期限预警表: asks for a file and writes the deadlines of a query to it, beside the window."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from app.services.lists.listing import ListQuery
from app.views.shared.work_strip import WorkStrip
from app.views.shared.workplace import Workplace


def print_warnings(workplace: Workplace, query: ListQuery, work: WorkStrip) -> None:
    """Ask where to, then write."""
    name, _kind = QFileDialog.getSaveFileName(work, "打印期限预警表", "期限预警表.pdf", "PDF 文件 (*.pdf)")
    if name:
        path = Path(name)
        write_warnings(workplace, query, work, path if path.suffix else path.with_name(path.name + ".pdf"))


def write_warnings(workplace: Workplace, query: ListQuery, work: WorkStrip, path: Path) -> None:
    """Write the sheet and say where it lies and how many deadlines are on it."""
    overview = workplace.desk.docket.overview
    work.run(
        "正在生成期限预警表……",
        lambda _: overview.write_warning_table(query, path),
        lambda count: workplace.say(f"已生成 {path}，共 {count:,} 项。打开后即可打印。"),
    )
