"""日历: a year with its holidays and swapped days, the office's own days, and a new year's holiday notice."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QSpinBox, QToolButton, QVBoxLayout, QWidget
from typing_extensions import override

from app.services.office_rules.rows import OwnDayRow
from app.views.office_rules.day_dialogs import NoticeDialog, OwnDayDialog, WithoutDaysDialog, WithoutNoticeDialog
from app.views.office_rules.following import Following
from app.views.office_rules.legend import Legend
from app.views.office_rules.year_days import DAY_HEADS, DayFacts, listed, year_of
from app.views.office_rules.year_sheet import YearSheet
from app.views.shared.icon_button import icon_button
from app.views.shared.plain_table import Head, PlainTable
from app.views.shared.workplace import Workplace

_OWN_HEADS = (Head("日期", 92), Head("名称", 160), Head("安排"))
_YEARS = (1980, 2100)


class CalendarView(QWidget):
    """What is shown is what deadlines are computed with."""

    chapter = "规则和日历"

    def __init__(self, workplace: Workplace) -> None:
        """Empty until it is shown."""
        super().__init__()
        self._workplace = workplace
        self._days: dict[date, DayFacts] = {}
        self._own: Sequence[OwnDayRow] = ()
        self._following = Following(workplace, self.refresh, self)
        self._build()

    def refresh(self) -> None:
        """Read calendar and own days again; the first time the year is this year."""
        if not self._days:
            self.year.blockSignals(True)
            self.year.setValue(self._workplace.desk.clock.today().year)
            self.year.blockSignals(False)
        self._own = self._workplace.desk.office_rules.own_days()
        self.own.show_rows([(day.on.isoformat(), day.name, "上班" if day.is_working else "放假") for day in self._own])
        self.remove.setEnabled(bool(self._own))
        self.own.setVisible(bool(self._own))
        self.nothing.setVisible(not self._own)
        self._show_year()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._following.look()

    def _show_year(self) -> None:
        year, calendar = self.year.value(), self._workplace.desk.deadlines.calendar
        self._days = year_of(year, calendar)
        self.table.show_rows(listed(self._days))
        today, before = self._workplace.desk.clock.today(), self.sheet.current
        at = before if before.year == year else (today if today.year == year else date(year, 1, 1))
        self.sheet.show_days(self._days, at)
        provisional = calendar.is_provisional(date(year, 1, 1))
        self.source.setText(
            f"暂定：{year} 年的放假通知还没有收入，这里只有周末和法定的固定节日；据此算出的期限也标为暂定。"
            if provisional
            else f"依据：{calendar.source(year)}"
        )

    def _go_to_listed(self, row: int) -> None:
        texts = self.table.texts()
        if 0 <= row < len(texts):
            self.sheet.go_to(date.fromisoformat(texts[row][0]))

    def _go_to_own(self, row: int) -> None:
        if 0 <= row < len(self._own):
            self.year.setValue(self._own[row].on.year)
            self.sheet.go_to(self._own[row].on)

    def _add(self, day: date | None = None) -> None:
        OwnDayDialog(self._workplace, day or self.sheet.current, self).open()

    def _remove(self) -> None:
        place = self.own.currentIndex().row()
        if 0 <= place < len(self._own):
            WithoutDaysDialog(self._workplace, (self._own[place],), self).open()

    def _import(self) -> None:
        NoticeDialog(self._workplace, self).open()

    def _remove_notice(self) -> None:
        WithoutNoticeDialog(self._workplace, self.year.value(), self).open()

    def _build(self) -> None:
        self.sheet, self.told, self.source = YearSheet(self._workplace), QLabel(), QLabel()
        self.sheet.day_changed.connect(
            lambda day: self.told.setText(self._days[day].words if day in self._days else "")
        )
        self.sheet.day_chosen.connect(self._add)
        self.told.setObjectName("calendar_day")
        self.source.setObjectName("calendar_source")
        self.source.setProperty("role", "muted")
        self.source.setWordWrap(True)
        left, right = QVBoxLayout(), QVBoxLayout()
        left.setSpacing(6)
        left.addWidget(self._sheet_room(), 1)
        left.addWidget(self.told)
        left.addWidget(Legend(self._workplace))
        self._build_lists(right)
        body = QHBoxLayout()
        body.setSpacing(16)
        body.addLayout(left, 5)
        body.addLayout(right, 3)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 8)
        layout.setSpacing(8)
        layout.addLayout(self._bar())
        layout.addWidget(self.source)
        layout.addLayout(body, 1)

    def _sheet_room(self) -> QScrollArea:
        """A year is higher than a low window has room for, which would be made higher than its screen."""
        self.room = QScrollArea()
        self.room.setWidgetResizable(True)
        self.room.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.room.setMinimumWidth(self.sheet.minimumWidth() + self.room.verticalScrollBar().sizeHint().width())
        self.room.setWidget(self.sheet)
        self.sheet.day_changed.connect(self._keep_in_sight)
        return self.room

    def _keep_in_sight(self, day: date) -> None:
        box = self.sheet.box_of(day).toAlignedRect()
        self.room.ensureVisible(box.center().x(), box.center().y(), box.width(), box.height())

    def _build_lists(self, column: QVBoxLayout) -> None:
        self.table = PlainTable(self._workplace, "calendar_days", "放假和调休", DAY_HEADS)
        self.table.chosen.connect(lambda row, _column: self._go_to_listed(row))
        self.own = PlainTable(self._workplace, "calendar_own", "本院日历", _OWN_HEADS)
        self.own.chosen.connect(lambda row, _column: self._go_to_own(row))
        icons = self._workplace.icons
        add = icon_button(icons, "添加…", "plus", "calendar_add", self._add)
        self.remove = icon_button(icons, "移除…", "x", "calendar_remove", self._remove)
        self.nothing = QLabel("本院还没有自己的安排。县庆日、防汛值守等与放假通知不同的日子，按“添加…”写入。")
        self.nothing.setWordWrap(True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.nothing.setProperty("role", "muted")
        row = QHBoxLayout()
        row.addWidget(_heading("本院日历"))
        row.addStretch(1)
        row.addWidget(add)
        row.addWidget(self.remove)
        column.setSpacing(6)
        column.addWidget(_heading("放假和调休"))
        column.addWidget(self.table, 3)
        column.addLayout(row)
        column.addWidget(self.own, 2)
        column.addWidget(self.nothing, 2)

    def _bar(self) -> QHBoxLayout:
        self.year = QSpinBox()
        self.year.setRange(*_YEARS)
        self.year.setSuffix(" 年")
        self.year.setObjectName("calendar_year")
        self.year.setAccessibleName("年份")
        self.year.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.year.setMinimumHeight(30)
        self.year.setFixedWidth(84)
        self.year.valueChanged.connect(lambda _: self._show_year())
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self._turn("chevron-left", "上一年", "calendar_before", -1))
        row.addWidget(self.year)
        row.addWidget(self._turn("chevron-right", "下一年", "calendar_after", 1))
        row.addStretch(1)
        icons = self._workplace.icons
        row.addWidget(icon_button(icons, "移除放假通知…", "ban", "calendar_remove_notice", self._remove_notice))
        row.addSpacing(4)  # 8 between two buttons, as in every row of acts
        row.addWidget(icon_button(icons, "导入放假通知…", "file-import", "calendar_import", self._import))
        return row

    def _turn(self, icon: str, title: str, key: str, step: int) -> QToolButton:
        button = QToolButton()
        button.setIcon(self._workplace.icons.icon(icon))
        button.setAccessibleName(title)
        button.setObjectName(key)
        button.setToolTip(title)
        button.setProperty("role", "quiet")
        button.clicked.connect(lambda _checked: self.year.setValue(self.year.value() + step))
        return button


def _heading(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "heading")
    return label
