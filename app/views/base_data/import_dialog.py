"""导入基础数据: what would come in is shown before it does."""

from pathlib import Path

from PySide6.QtWidgets import QLabel, QWidget
from typing_extensions import override

from app.services.foundation.changes import Written
from app.services.foundation.intentions import Actor
from app.services.importing.rows import Finding, ImportPlan
from app.views.shared.form_dialog import FormDialog
from app.views.shared.workplace import Workplace

_SHOWN = 12  # findings named one by one


class ImportFiguresDialog(FormDialog):
    """The plan in words; the same plan is what comes in."""

    def __init__(self, workplace: Workplace, plan: ImportPlan, parent: QWidget | None = None) -> None:
        """``plan`` was checked whole."""
        super().__init__(workplace, "导入基础数据", "导入", parent)
        self._plan = plan
        faulty = len(plan.faulty)
        self.tell(
            f"《{plan.file_name}》读取 {plan.read} 行：可导入 {len(plan.rows)} 行，已有的 {len(plan.duplicates)} 行，"
            f"有错误的 {faulty} 行{'（不导入，请改正后再导入）' if faulty else ''}。已有的数不会被改动。"
        )
        for title, findings in (("错误", plan.errors), ("提醒", plan.warnings)):
            if findings:
                label = QLabel(_listed(findings))
                label.setWordWrap(True)
                self.form.add_field(title, title, label, label)

    @classmethod
    def of(cls, workplace: Workplace, path: str, parent: QWidget) -> "ImportFiguresDialog":
        """Read a file; raises DomainError where it is no table of base data."""
        return cls(workplace, workplace.desk.base_data.plan(Path(path)), parent)

    @override
    def perform(self, actor: Actor) -> Written:
        result = self.workplace.desk.base_data.commit(actor, self._plan)
        return Written(result.batch or 0, self.workplace.last_act() if result.batch else 0)

    @override
    def done_words(self) -> str:
        return f"已导入 {len(self._plan.rows)} 行基础数据" if self._plan.rows else "都是已有的数，没有导入"


def _listed(findings: tuple[Finding, ...]) -> str:
    lines = [finding.message for finding in findings[:_SHOWN]]
    more = f"……共 {len(findings)} 处" if len(findings) > _SHOWN else ""
    return "\n".join((*lines, *([more] if more else [])))
