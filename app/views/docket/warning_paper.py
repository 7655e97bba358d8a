"""期限预警表: draws the deadlines of a query beside the window and shows the sheet as it will print."""

from app.services.lists.listing import ListQuery
from app.views.docket.paper_dialog import PaperDialog
from app.views.shared.work_strip import WorkStrip
from app.views.shared.workplace import Workplace


def show_warnings(workplace: Workplace, query: ListQuery, work: WorkStrip) -> None:
    """Draw the sheet, open it, and say how many deadlines are on it."""
    overview = workplace.desk.docket.overview

    def show(drawn: tuple[bytes, int]) -> None:
        pdf, count = drawn
        PaperDialog(workplace, "期限预警表", pdf, work.window()).open()
        workplace.say(f"期限预警表共 {count:,} 项。")

    work.run("正在生成期限预警表……", lambda _: overview.draw_warning_table(query), show)
