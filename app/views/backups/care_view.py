"""备份与检查: back up, restore into a new store, look everything over, prove the audit trail."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.services.foundation.progress import Progress
from app.services.papers.rows import PaperNamed
from app.services.store.rows import AuditVerdict, BackupRow, CheckReport, Restored
from app.views.backups.places_view import PlacesView
from app.views.secrecy.way_out import WayOut
from app.views.shared.file_chooser import chosen_file
from app.views.shared.icon_button import icon_button
from app.views.shared.plain_table import Head, PlainTable
from app.views.shared.work_strip import WorkStrip
from app.views.shared.workplace import Workplace

_HEADS = (Head("范围", 120), Head("结果", 90), Head("说明"))
_BACKUPS = "检督台备份 (*.jdtbak);;所有文件 (*)"
_STORES = "检督台数据 (*.jdt)"
Line = tuple[str, str, str]  # area, result, words
_WHOLE = "备份包含台账和全部附件。恢复总是恢复为一个新台账，不覆盖现有的。"


class CareView(QWidget):
    """What came of the last piece of work stands below the buttons."""

    def __init__(self, workplace: Workplace) -> None:
        """Nothing has been done yet."""
        super().__init__()
        self._workplace = workplace
        self._build()

    def show_place(self) -> None:
        """Say where the open store lies."""
        self.place.setText(f"台账：{self._workplace.desk.store.path}")
        self.second.refresh()

    def back_up_to(self, folder: Path) -> None:
        """Make one complete backup in a folder."""
        store = self._workplace.desk.store
        self._run("正在备份……", lambda progress: store.backup(folder, progress), self._tell_backup)

    def restore_to(self, backup: Path, target: Path) -> None:
        """Lay a backup out as a new store; the open one stays as it is."""

        store = self._workplace.desk.store
        job = partial(store.restore_beside, backup, target)
        self._run("正在恢复……", job, self._tell_restored)

    def look_over(self) -> None:
        """检查."""
        store = self._workplace.desk.store
        self._run("正在检查……", store.check, self._tell_checked)

    def verify(self) -> None:
        """核验审计链."""
        store = self._workplace.desk.store
        self._run("正在核验审计链……", store.verify_audit, self._tell_verified)

    def _run(self, words: str, job: Callable[[Progress], Any], then: Callable[[Any], object]) -> None:
        """What came of the work before must not stand beside that this one was cancelled."""
        self.outcome.setText(_WHOLE)
        self.table.hide()
        self._workplace.say("")
        self.work.run(words, job, then)

    def _tell_backup(self, made: BackupRow) -> None:
        words = f"已备份到 {made.path}（{made.size / 1024 / 1024:.1f} MB，附件 {made.attachments} 个），并已核对。"
        self._tell(words, [("附件", "缺失", sentence) for sentence in made.missing])

    def _tell_restored(self, restored: Restored) -> None:
        counts = restored.counts
        held = f"检察建议 {counts.get('suggestion', 0)} 份，监督事项 {counts.get('matter', 0)} 件"
        made = restored.made_at[:16].replace("T", " ")
        words = f"已恢复为 {restored.store}：{restored.office}，备份于 {made}，{held}，附件 {restored.attachments} 个。"
        self._tell(f"{words}现在打开的台账没有改动。", [("附件", "缺失", sentence) for sentence in restored.missing])

    def _tell_checked(self, report: CheckReport) -> None:
        wrong = sum(finding.level == "错误" for finding in report.findings)
        hints = len(report.findings) - wrong
        sentence = "检查完成，没有发现问题" if report.ok else f"检查发现 {wrong} 处问题，请先备份，再按说明处理"
        lines = [(finding.area, finding.level, finding.message) for finding in report.findings]
        told = {finding.area for finding in report.findings}
        fine = [(area, "没有问题", f"查了 {count} 项") for area, count in report.checked.items() if area not in told]
        self._tell(f"{sentence}{f'，提示 {hints} 处' if hints else ''}。", [*lines, *fine])

    def _tell_verified(self, verdict: AuditVerdict) -> None:
        if verdict.ok:
            head = [("审计链", "链头", verdict.head)]
            known = f"，与备份和结账里记下的 {verdict.anchors} 处一致" if verdict.anchors else ""
            self._tell(f"审计链完整，共 {verdict.entries} 条{known}。", head)
        elif verdict.first_broken is None:
            words = f"审计链前后连贯，但有 {len(verdict.astray)} 处与别处记下的不符。"
            self._tell(words, [("审计链", "错误", sentence) for sentence in verdict.astray])
        else:
            words = f"审计链在第 {verdict.first_broken} 条断开：其后的记录不可信。请保留现场，并与备份核对。"
            self._tell(words, [("审计链", "错误", words)])

    def _tell(self, words: str, lines: Sequence[Line]) -> None:
        self.outcome.setText(words)
        self.table.show_rows(lines)
        self.table.setVisible(bool(lines))
        self._workplace.say(words)

    def _ask_folder(self) -> None:
        ask = WayOut(self._workplace, self, self._named("台账备份", "backup"))
        ask.folder("备份到哪个文件夹", self.back_up_to)

    def _named(self, title: str, kind: str) -> PaperNamed:
        """A copy of everything as the register names it, with the strictest mark of what is in it."""
        return PaperNamed(title, kind, 0, marking=self._workplace.desk.secrecy.of_store())

    def _ask_backup(self) -> None:
        backup = chosen_file(self, "选择备份文件", "", _BACKUPS)
        if not backup:
            return
        ask = WayOut(self._workplace, self, self._named("由备份恢复的台账", "restored"))
        restore = partial(self.restore_to, Path(backup))
        proposed = self._workplace.desk.store.path.with_name("恢复的台账.jdt")
        ask.file("恢复为新台账，保存到", str(proposed), {_STORES: ".jdt"}, restore)

    def _build(self) -> None:
        self.place, self.outcome = QLabel(), QLabel(_WHOLE)
        self.outcome.setObjectName("care_outcome")
        self.outcome.setWordWrap(True)
        self.place.setProperty("role", "muted")
        self.work = WorkStrip(self._workplace)
        self.table = PlainTable(self._workplace, "care_findings", "结果", _HEADS)
        self.table.hide()
        self._buttons = QWidget()
        row = QHBoxLayout(self._buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for title, icon, key, slot in (
            ("立即备份…", "database-plus", "care_backup", self._ask_folder),
            ("恢复为新台账…", "history", "care_restore", self._ask_backup),
            ("检查", "checks", "care_check", self.look_over),
            ("核验审计链", "link", "care_verify", self.verify),
        ):
            row.addWidget(icon_button(self._workplace.icons, title, icon, key, slot))
        row.addStretch(1)
        self.work.idle_changed.connect(self._buttons.setEnabled)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(12)
        self.second = PlacesView(self._workplace)
        for part in (self.place, self._buttons, self.work, self.outcome, self.table, self.second):
            layout.addWidget(part)
        layout.addStretch(1)
        layout.setStretchFactor(self.table, 10)
