"""A list as it is filtered and ordered now on paper: shown as it will print, or written to a PDF or Excel file."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from app.services.foundation.progress import Progress
from app.services.lists.listing import ListQuery
from app.services.papers.rows import PaperNamed
from app.views.secrecy.way_out import SHEETS, WayOut
from app.views.shared.actor_dialog import working_actor
from app.views.shared.work_strip import WorkStrip
from app.views.shared.workplace import Workplace


class ListPaper(Protocol):
    """What a service gives to put one of its lists on paper."""

    def draw(self, query: ListQuery) -> tuple[bytes, int]:
        """The rows of a query as PDF, and how many there are."""

    def write(self, query: ListQuery, path: Path) -> int:
        """Write the rows of a query as .pdf or .xlsx; returns how many."""


@dataclass(frozen=True)
class ListedSheet:
    """The sheet of one list; ``code`` is what the print log knows it by, ``unit`` counts its rows (项, 件)."""

    workplace: Workplace
    title: str
    code: str
    unit: str
    paper: Callable[[], ListPaper]

    def show(self, query: ListQuery, work: WorkStrip) -> None:
        """Draw the rows of a query and open the sheet, to be printed or saved."""
        from app.views.docket.paper_dialog import PaperDialog

        paper = self.paper()

        def show(drawn: tuple[bytes, int]) -> None:
            pdf, count = drawn
            PaperDialog(self.workplace, self.title, pdf, work.window()).open()
            self.workplace.say(f"{self.title}共 {count:,} {self.unit}。")

        work.run(f"正在生成{self.title}……", lambda _: paper.draw(query), show)

    def export(self, query: ListQuery, work: WorkStrip) -> None:
        """Ask where to, then write; the file's ending decides whether it is PDF or Excel."""
        ask = WayOut(self.workplace, work)
        ask.file(f"导出{self.title}", f"{self.title}.xlsx", SHEETS, lambda path: self.write(query, work, path))

    def write(self, query: ListQuery, work: WorkStrip, path: Path) -> None:
        """Write the rows as they are shown, note who took them out, and say how many they are."""
        from app.views.documents.noting import note_files

        paper, actor = self.paper(), working_actor(self.workplace, work)
        if actor is None:
            return

        def job(_: Progress) -> int:
            count = paper.write(query, path)
            note_files(self.workplace, actor, PaperNamed(self.title, self.code, 0), [path])
            return count

        said = f"已生成 {path}"
        work.run(
            f"正在导出{self.title}……", job, lambda count: self.workplace.say(f"{said}，共 {count:,} {self.unit}。")
        )
