"""A table of figures on paper: shown as it will print, or written to an Excel or PDF file."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QToolButton

from app.services.foundation.files import write_file
from app.services.foundation.progress import Progress
from app.services.papers.rows import PaperNamed
from app.views.secrecy.way_out import SHEETS, WayOut
from app.views.shared.actor_dialog import working_actor
from app.views.shared.work_strip import WorkStrip
from app.views.shared.workplace import Workplace


@dataclass(frozen=True)
class FigureSheet:
    """One table; ``code`` is what the print log knows it by, ``files`` makes its workbook and its PDF."""

    workplace: Workplace
    title: str
    code: str
    files: Callable[[], tuple[bytes, bytes]]

    def show(self, work: WorkStrip) -> None:
        """Draw it and open it, to be printed or saved."""
        from app.views.docket.paper_dialog import PaperDialog

        def show(pdf: bytes) -> None:
            PaperDialog(self.workplace, self.title, pdf, work.window()).open()

        work.run(f"正在生成{self.title}……", lambda _: self.files()[1], show)

    def export(self, work: WorkStrip) -> None:
        """Ask where to, then write; the file's ending decides whether it is PDF or Excel."""
        ask = WayOut(self.workplace, work)
        ask.file(f"导出{self.title}", f"{self.title}.xlsx", SHEETS, lambda path: self.write(work, path))

    def write(self, work: WorkStrip, path: Path) -> None:
        """Write it and note who took it out."""
        from app.views.documents.noting import note_files

        actor = working_actor(self.workplace, work)
        if actor is None:
            return

        def job(_: Progress) -> Path:
            write_file(path, self.files()[1 if path.suffix.lower() == ".pdf" else 0])
            note_files(self.workplace, actor, PaperNamed(self.title, self.code, 0), [path])
            return path

        work.run(f"正在导出{self.title}……", job, lambda written: self.workplace.say(f"已生成 {written}。"))


def add_paper_buttons(
    workplace: Workplace, row: QHBoxLayout, key: str, sheet: Callable[[], FigureSheet | None], work: WorkStrip
) -> tuple[QToolButton, QToolButton]:
    """导出 Excel… and 打印… at the end of a row; ``sheet`` is what is on screen, None where nothing is."""

    def export() -> None:
        shown = sheet()
        if shown is not None:
            shown.export(work)

    def show() -> None:
        shown = sheet()
        if shown is not None:
            shown.show(work)

    made = []
    for words, icon, name, slot, keys in (
        ("导出…", "table-export", f"{key}_export", export, ""),
        ("打印…", "printer", f"{key}_print", show, "Ctrl+P"),
    ):
        button = QToolButton()
        button.setText(words)
        button.setAccessibleName(words.rstrip("…"))
        button.setObjectName(name)
        button.setIcon(workplace.icons.icon(icon))
        button.setShortcut(keys)
        button.setToolTip(f"{words.rstrip('…')} {keys}".strip())
        button.setToolButtonStyle(button.toolButtonStyle().ToolButtonTextBesideIcon)
        button.setProperty("role", "action")
        button.clicked.connect(slot)
        row.addWidget(button)
        made.append(button)
    return made[0], made[1]
