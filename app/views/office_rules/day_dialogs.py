"""Days of the office's own calendar put in and taken out, and a year's holiday notice read from a file."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import ClassVar

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.models.dates import PartialDate
from app.services.foundation.errors import FieldProblem
from app.services.office_rules.rows import OwnDayRow
from app.views.office_rules.proposal_dialog import REASON, Ask, ProposalDialog
from app.views.shared.workplace import Workplace

_FREE, _WORKED = "放假", "上班"
_MOST_DAYS = 62  # two months; more is a slip of the pen
_NOTICES = "放假通知 (*.toml *.csv);;所有文件 (*)"


class OwnDayDialog(ProposalDialog):
    """One day, or several in a row."""

    field_of: ClassVar = {"days": "first"}

    def __init__(self, workplace: Workplace, day: date | None = None, parent: QWidget | None = None) -> None:
        """``day`` is where the clerk stands on the sheet."""
        super().__init__(workplace, "添加本院日历", parent)
        self.tell("本院自己的放假或上班安排，优先于国务院办公厅的放假通知；已经有的日期，以这次填写的为准。")
        self.form.add_date("first", "日期", PartialDate.of(day) if day else None)
        self.form.add_date("last", "至")
        self.form.add_text("name", "名称", hint="如 县庆日、防汛停班")
        field = self.form.add_choice("arrangement", "安排", (_FREE, _WORKED), _FREE)
        field.setEditable(False)
        field.currentTextChanged.connect(lambda _: self.form.changed.emit())
        self.add_reason("必填，如 县政府办公室通知")

    @override
    def proposal(self) -> Ask:
        name, is_working = self.form.text("name"), self.form.text("arrangement") == _WORKED
        days = [OwnDayRow(day, name, is_working) for day in self._days()]
        rules, reason = self.workplace.desk.office_rules, self.form.text(REASON)
        return lambda progress: rules.propose_days(days, reason=reason, progress=progress)

    def _days(self) -> list[date]:
        first = self.form.needed_date("first").first
        typed = self.form.date("last")
        last = typed.first if typed else first
        if last < first:
            raise FieldProblem("last", f"{last} 早于开始的 {first}。请改正；只有一天的不用填。")
        if (last - first).days >= _MOST_DAYS:
            raise FieldProblem("last", f"从 {first} 到 {last} 超过 {_MOST_DAYS} 天。请核对；确实需要的分几次添加。")
        return [first + timedelta(days=place) for place in range((last - first).days + 1)]


class WithoutDaysDialog(ProposalDialog):
    """Takes days out of the office's own calendar."""

    def __init__(self, workplace: Workplace, days: Sequence[OwnDayRow], parent: QWidget | None = None) -> None:
        """``days`` stand in it."""
        super().__init__(workplace, "移除本院日历", parent)
        self._days = tuple(day.on for day in days)
        self.tell("移除：" + "、".join(f"{day.on} {day.name}" for day in days) + "。之后按放假通知和周末计算。")
        self.add_reason("必填，如 通知已撤回")

    @override
    def proposal(self) -> Ask:
        rules, days, reason = self.workplace.desk.office_rules, self._days, self.form.text(REASON)
        return lambda progress: rules.propose_days(without=days, reason=reason, progress=progress)


class WithoutNoticeDialog(ProposalDialog):
    """Gives up the holiday notice that was taken in for a year."""

    def __init__(self, workplace: Workplace, year: int, parent: QWidget | None = None) -> None:
        """``year`` is the one on the sheet; the service says where it has no notice of its own."""
        super().__init__(workplace, "移除放假通知", parent)
        self._year = year
        titles = {each.year: each.title for each in workplace.desk.office_rules.notices()}
        then = "移除之后，程序自带这一年通知的按自带的算，没有的按暂定算；先预览再执行。"
        nothing = f"{year} 年没有本院导入的通知。请先翻到导入过通知的年份。"
        self.tell(f"{year} 年导入的通知：{titles[year]}。{then}" if year in titles else nothing)
        self.add_reason("必填，如 导入的文件有误")

    @override
    def proposal(self) -> Ask:
        rules, year, reason = self.workplace.desk.office_rules, self._year, self.form.text(REASON)
        return lambda progress: rules.propose_without_notice(year, reason, progress)


class NoticeDialog(ProposalDialog):
    """A year's holiday notice."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        """A file, and the name of the notice where the file does not say it."""
        super().__init__(workplace, "导入放假通知", parent)
        self.tell("文件可以是 .csv（三列：日期、名称、安排，安排写“放假”或“上班”），也可以是程序所附的 年份.toml。")
        self.form.add_file("path", "文件", _NOTICES)
        hint = "如 国务院办公厅关于2028年部分节假日安排的通知"
        self.form.add_text("title", "通知名称", hint=hint).setToolTip(f"{hint}；导入 .csv 时必填")
        self.form.add_text(REASON, "理由", hint="可以不填，不填的以通知名称为理由")

    @override
    def proposal(self) -> Ask:
        path = self.form.file("path")
        if path is None:
            raise FieldProblem("path", "请选择放假通知文件。")
        title, reason = self.form.text("title"), self.form.text(REASON)
        if path.suffix.lower() == ".csv" and not title:
            raise FieldProblem("title", "请填写放假通知的名称和文号，作为计算的依据。")
        rules = self.workplace.desk.office_rules
        return lambda progress: rules.propose_notice(path, title, reason, progress=progress)
