"""Taking a form in, using a new edition of it, and the period it is filled for."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QLabel, QWidget
from typing_extensions import override

from app.services.base_data.periods import Months, month_before, read_months
from app.services.foundation.changes import Written
from app.services.foundation.errors import FieldProblem
from app.services.foundation.intentions import Actor
from app.services.foundation.progress import Progress
from app.services.importing.parsing import UnreadableDate
from app.services.own_forms.rows import Filling, FillReport, FormRow, Renewal
from app.views.secrecy.way_out import WayOut
from app.views.shared.file_chooser import chosen_place
from app.views.shared.file_field import FileField
from app.views.shared.form_dialog import FormDialog
from app.views.shared.work_dialog import SavingDialog, WorkDialog
from app.views.shared.workplace import Workplace

KINDS = "Excel 工作簿 (*.xlsx);;所有文件 (*)"
_SHOWN = 12  # lost mappings named one by one
_PEOPLE = (("filler", "填表人"), ("reviewer", "审核人"), ("leader", "负责人"))


class TakeInDialog(SavingDialog):
    """收入报表: the file, and what the office calls it."""

    at_work = "正在读取……"

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        """Nothing is chosen yet."""
        super().__init__(workplace, "收入本院报表", "收入", parent)
        self.tell("选空白的 .xlsx 报表。原表原样保存，填数时另存新文件，原表不动；带宏、密码或外部链接的不收。")
        self._file = self.form.add_file("path", "报表文件", KINDS)
        self._file.changed.connect(self._name_it)
        self.form.add_text("name", "报表名称")
        self.form.add_text("note", "备注", hint="报给谁、什么时候报")

    def _name_it(self) -> None:
        path = self._file.path()
        if path is not None and not self.form.text("name"):
            self.form.put("name", path.stem)

    @override
    def job(self, actor: Actor) -> Callable[[Progress], Written]:
        path = self.form.file("path")
        if path is None:
            raise FieldProblem("path", "请选择报表文件。")
        name, note = self.form.text("name"), self.form.text("note")
        return lambda _: self.workplace.desk.own_forms.take_in(actor, path, name, note)

    @override
    def done_words(self) -> str:
        return f"已收入报表“{self.form.text('name')}”"


class RenewDialog(FormDialog):
    """换用新版: which mappings go over is told before anything changes."""

    def __init__(self, workplace: Workplace, form: FormRow, plan: Renewal, parent: QWidget | None = None) -> None:
        """``plan`` was made from the file somebody chose."""
        super().__init__(workplace, "换用报表新版", "换用", parent)
        self._row, self._plan = form, plan
        self.tell(
            f"“{form.name}”第{form.edition}版换成《{plan.file_name}》：{len(plan.kept)} 个单元格照旧，"
            f"{len(plan.lost)} 个要重新设定。原来那一版留存。"
        )
        moved = [f"{each.cell} → {cell}　{each.title}" for each, _sheet, cell in plan.kept if each.cell != cell]
        lost = [f"{each.cell}　{each.title}：{why}" for each, why in plan.lost]
        for title, lines in (("位置有变", moved), ("要重新设定", lost), ("提醒", list(plan.warnings))):
            if lines:
                label = QLabel(_listed(lines))
                label.setWordWrap(True)
                self.form.add_field(title, title, label, label)

    @override
    def perform(self, actor: Actor) -> Written:
        return self.workplace.desk.own_forms.renew(actor, self._row, self._plan)

    @override
    def done_words(self) -> str:
        return f"“{self._row.name}”已换用新版，{len(self._plan.lost)} 个单元格要重新设定"


class _SaveField(FileField):
    """Where a file is to be written."""

    @override
    def _choose(self) -> None:
        name, _ = chosen_place(self, "填好的报表存为", str(self.path() or ""), KINDS)
        if name:
            self.text.setText(name)
            self.picked.emit()


class FillDialog(WorkDialog):
    """填写: the period as offices write it, and who signs; ``filled`` is told of what came out."""

    at_work = "正在填写……"

    def __init__(
        self, workplace: Workplace, form: FormRow, filled: Callable[[FillReport, Path], object], parent: QWidget
    ) -> None:
        """The last whole month at first, in the folder used last."""
        super().__init__(workplace, "填写本院报表", "填写", parent)
        self._row, self._filled = form, filled
        self.tell(f"“{form.name}”已设定 {form.mapped} 个单元格。没有的数留空并列出，公式和格式不动。")
        last_whole = month_before(f"{workplace.desk.clock.today():%Y-%m}")
        hint = "如 2026-10、2026年第三季度、2026年上半年、2026年、2026年1月至9月"
        self._period = self.form.add_text("period", "统计期间", last_whole, hint=hint)
        self._period.textChanged.connect(lambda _: self._propose())
        people = [person.name for person in workplace.desk.offices.people()]
        for name, title in _PEOPLE:
            self.form.add_choice(name, title, people, workplace.actor.name if name == "filler" else "")
        self._folder = Path(workplace.preferences.text("own_forms_folder") or str(Path.home()))
        self._target = _SaveField("存为", "path", KINDS)
        self.form.add_field("path", "存为", self._target, self._target.text)
        self._propose()

    def _propose(self) -> None:
        try:
            shown = self._months().shown
        except FieldProblem:
            return
        self._target.text.setText(str(self._folder / f"{self._row.name}（{shown}）.xlsx"))

    def _months(self) -> Months:
        try:
            return read_months(self.form.text("period"))
        except UnreadableDate as problem:
            raise FieldProblem("period", f"看不懂统计期间“{self.form.text('period')}”：{problem}") from problem

    @override
    def accept(self) -> None:
        path = self._target.path()
        if path is None:
            super().accept()
        else:
            WayOut(self.workplace, self).to(path, lambda _path: WorkDialog.accept(self))

    @override
    def job(self, actor: Actor) -> Callable[[Progress], FillReport]:
        months, path = self._months(), self._target.path()
        if path is None:
            raise FieldProblem("path", "请填写存到哪里。")
        filling = Filling(months, {name: self.form.text(name) for name, _title in _PEOPLE})
        self.workplace.preferences.keep("own_forms_folder", str(path.parent))
        return lambda progress: self.workplace.desk.own_forms.write(actor, self._row.id, filling, path, progress)

    @override
    def came(self, result: FillReport) -> None:
        path = self._target.path() or self._folder
        self.workplace.say(f"已填 {len(result.filled)} 个单元格，留空 {len(result.left_empty)} 个，存为 {path.name}。")
        self._is_touched = False
        FormDialog.reject(self)
        self._filled(result, path)


def _listed(lines: list[str]) -> str:
    more = [f"……共 {len(lines)} 处"] if len(lines) > _SHOWN else []
    return "\n".join((*lines[:_SHOWN], *more))
