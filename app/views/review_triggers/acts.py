"""What can be done with the hits of a list: each act opens its dialog, or the status line says why not."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog

from app.models.terms import RecordType
from app.services.foundation.changes import Written
from app.services.foundation.errors import DomainError
from app.services.foundation.progress import Progress
from app.services.papers.rows import PaperNamed
from app.services.review_triggers.rows import HitRow, HitStanding
from app.views.secrecy.way_out import SHEETS, WayOut
from app.views.shared.actor_dialog import working_actor
from app.views.shared.workplace import Workplace

if TYPE_CHECKING:
    from app.views.review_triggers.hit_list import HitList

_KINDS = {"Excel 工作簿 (*.xlsx)": ".xlsx", "PDF 文件 (*.pdf)": ".pdf"}
_NOTHING = "没有选择触发情形。请先在清单里选择一条。"


class HitActs:
    """Acts on the selected rows of one list."""

    def __init__(self, workplace: Workplace, listed: "HitList") -> None:
        """Nothing is open yet."""
        self._workplace, self._list = workplace, listed

    def go_on(self, hit_id: int) -> None:
        """Enter: begin a review of what waits, open the review that was begun, else the case."""
        hit = self._hit(hit_id)
        if hit is None:
            return
        if hit.standing is HitStanding.OPEN:
            self.take_up()
        elif hit.review_id is not None:
            self._workplace.open_record(RecordType.REVERSE_REVIEW, hit.review_id)
        else:
            self.open_case(hit_id)

    def take_up(self) -> None:
        """启动审视, of the selected hits of one case."""
        from app.views.review_triggers.dialogs import TakeUpDialog

        hits = self._waiting()
        if len({hit.case_id for hit in hits}) > 1:
            self._workplace.say(
                "选中的不是同一件原案的。个案审视一次只启动一件；几件一起审视的，到“审视案件”的“启动审视”里选类案。"
            )
        elif hits:
            TakeUpDialog(self._workplace, hits, self._list).open()

    def join(self) -> None:
        """归入在办审视."""
        from app.views.review_triggers.dialogs import JoinDialog

        hits = self._waiting()
        if hits:
            JoinDialog(self._workplace, hits, self._list).open()

    def excuse(self) -> None:
        """说明理由不审视, of all that are selected."""
        from app.views.review_triggers.dialogs import ExcuseDialog

        hits = self._waiting()
        if hits:
            ExcuseDialog(self._workplace, hits, self._list).open()

    def add_by_hand(self) -> None:
        """补登触发情形, on the case of the current row or on another."""
        from app.views.review_triggers.dialogs import ByHandDialog

        key = self._list.table.current_id
        hit = self._hit(key) if key is not None else None
        case = f"{hit.entry_number} {hit.case_name}" if hit else ""
        self._open(lambda: ByHandDialog(self._workplace, self._list.trigger_list, case, self._list))

    def settings(self) -> None:
        """触发情形设置."""
        from app.views.review_triggers.settings_dialog import SettingsDialog

        self._open(lambda: SettingsDialog(self._workplace, self._list.trigger_list, self._list))

    def open_review(self, hit_id: int) -> None:
        """The review that was begun for a hit."""
        hit = self._hit(hit_id)
        if hit is not None and hit.review_id is not None:
            self._workplace.open_record(RecordType.REVERSE_REVIEW, hit.review_id)
        elif hit is not None:
            self._workplace.say("这一条还没有启动审视。按 F3 启动。")

    def open_case(self, hit_id: int) -> None:
        """The case that met the trigger."""
        hit = self._hit(hit_id)
        if hit is not None:
            self._workplace.open_record(RecordType.ORIGINAL_CASE, hit.case_id)

    def recheck(self) -> None:
        """Hold all cases against all triggers and list what is missing."""
        actor = working_actor(self._workplace, self._list)
        if actor is None:
            return
        triggers = self._workplace.desk.review_triggers

        def done(written: Written) -> None:
            self._workplace.done(f"已核对全部原案，补列 {written.id} 项", written)

        self._list.work.run("正在核对全部原案……", lambda progress: triggers.recheck(actor, progress), done)

    def print_out(self) -> None:
        """The list as it is filtered and ordered now, as it will print."""
        from app.views.docket.paper_dialog import PaperDialog

        query, listed, work = self._list.model.query, self._list.trigger_list, self._list.work
        if query is None:
            return
        paper, title = self._workplace.desk.review_triggers.paper, self._list.title

        def show(drawn: tuple[bytes, int]) -> None:
            pdf, count = drawn
            PaperDialog(self._workplace, title, pdf, work.window()).open()
            self._workplace.say(f"{title}共 {count:,} 项。")

        work.run(f"正在生成{title}……", lambda _: paper.draw(listed, query), show)

    def export(self) -> None:
        """The same as a file: ask where to, then write."""
        title = self._list.title
        WayOut(self._workplace, self._list).file(f"导出{title}", f"{title}.xlsx", SHEETS, self.write)

    def write(self, path: Path) -> None:
        """Write the list as it is shown and say how much it is."""
        from app.views.documents.noting import note_files

        query, listed, title = self._list.model.query, self._list.trigger_list, self._list.title
        actor = working_actor(self._workplace, self._list)
        if actor is None or query is None:
            return
        paper = self._workplace.desk.review_triggers.paper

        def job(_: Progress) -> int:
            count = paper.write(listed, query, path)
            note_files(self._workplace, actor, PaperNamed(title, "trigger-list", 0), [path])
            return count

        said = f"已生成 {path}"
        self._list.work.run(f"正在导出{title}……", job, lambda count: self._workplace.say(f"{said}，共 {count:,} 项。"))

    def _open(self, make: Callable[[], QDialog]) -> None:
        """Open a dialog; a shipped list that cannot be read is told in the status line."""
        try:
            make().open()
        except DomainError as problem:
            self._workplace.say(str(problem))

    def _waiting(self) -> tuple[HitRow, ...]:
        """The selected hits where all of them wait; else says why not."""
        keys = self._list.table.selected_ids
        if not keys:
            self._workplace.say(_NOTHING)
            return ()
        hits = tuple(hit for key in keys if (hit := self._hit(key)) is not None)
        ended = next((hit for hit in hits if hit.standing is not HitStanding.OPEN), None)
        if ended is not None:
            self._workplace.say(
                f"{ended.entry_number}“{ended.name}”是“{ended.standing.label}”，不用再处理。请只选待处理的。"
            )
            return ()
        return hits

    def _hit(self, hit_id: int) -> HitRow | None:
        try:
            return self._workplace.desk.review_triggers.hit(hit_id)
        except DomainError as problem:
            self._workplace.say(str(problem))
            return None
