"""字体: which font prints each face of official papers, and the office's own font files."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from app.services.foundation.errors import DomainError, KnownError
from app.services.foundation.intentions import Actor
from app.services.office.rows import BY_NAME, FACES, GB2312, SPARE, AddedFontRow, FontReport
from app.views.shared.actor_dialog import working_actor
from app.views.shared.hints import told_empty
from app.views.shared.plain_table import ROW_HEIGHT, Head, PlainTable
from app.views.shared.work_dialog import Save, SavingDialog
from app.views.shared.work_strip import WorkStrip
from app.views.shared.workplace import Workplace

_FONT_FILES = "字体文件 (*.ttf *.ttc *.otf *.TTF *.TTC *.OTF);;所有文件 (*)"
_FACES = (
    Head("用途", 110),
    Head("现用字体文件", 300),
    Head("来源", 110),
    Head("国标汉字", 120),
    Head("说明"),
)
_ADDED = (
    Head("文件", 260),
    Head("字体名称", 180),
    Head("用途", 110),
    Head("大小", 90),
    Head("添加时间", 150),
    Head("情况"),
)
_PASSED_OVER = (Head("文件", 470), Head("原因"))

_NONE_ADDED = "本院没有添加字体，正式文书用本机安装的和程序随附的。有公文字体文件的，按“添加字体…”。"


class FontDialog(SavingDialog):
    """Adds a font file."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        """The file and what it is for."""
        super().__init__(workplace, "添加字体", "添加字体", parent)
        self.tell("字体文件随台账保存和备份。只能添加 TrueType 轮廓、许可允许嵌入的字体；请确认本院有权使用。")
        self.form.add_file("path", "字体文件", _FONT_FILES)
        self.form.add_choice("serves", "用途", [BY_NAME, *FACES, SPARE], BY_NAME)

    @override
    def job(self, actor: Actor) -> Save:
        fonts, path, serves = self.workplace.desk.office_fonts, self.form.file("path"), self.form.text("serves")
        return lambda progress: fonts.add_font(actor, path, serves, progress)


class FontsView(QWidget):
    """The fonts are looked for when the view comes on screen, beside the window."""

    def __init__(self, workplace: Workplace) -> None:
        """Nothing has been looked for yet."""
        super().__init__()
        self._workplace = workplace
        self._rows: tuple[AddedFontRow, ...] = ()
        self._build()
        # An act is taken back on the status line, which is all that is told of it.
        workplace.said.connect(lambda *_: self._follow())

    def refresh(self) -> None:
        """Look for the fonts anew."""
        self.work.run("正在查找字体……", lambda _: self._workplace.desk.office_fonts.report(), self._show)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._workplace.has_desk:
            self.refresh()

    def remove_current(self) -> None:
        """移除."""
        place = self.added.currentIndex().row()
        if not 0 <= place < len(self._rows):
            return
        actor = working_actor(self._workplace, self)
        if actor is None:
            return
        row = self._rows[place]
        try:
            written = self._workplace.desk.office_fonts.remove_font(actor, row.sha256)
        except (DomainError, KnownError) as problem:
            self.work.problem.say(problem)
        else:
            self._workplace.done(f"已移除字体“{row.file_name}”", written)

    def _follow(self) -> None:
        if not (self.isVisible() and self._workplace.has_desk):
            return
        if self._workplace.desk.office_fonts.sha256s() != [row.sha256 for row in self._rows]:
            self.refresh()

    def _show(self, report: FontReport) -> None:
        self._rows = report.added
        self.faces.show_rows(
            [
                (row.face, row.file_name, row.source, f"{row.covered} / {GB2312}", _told_of(row.covered))
                for row in report.faces
            ]
        )
        shut = [self.add.text()] if self.add.isHidden() else []
        self.added.notice.setText(told_empty(_NONE_ADDED, shut))
        self.added.show_rows([_cells(row) for row in report.added])
        self.remove.setEnabled(bool(report.added))
        self.passed_over.show_rows(report.passed_over)
        for part in (self.passed_over, self._passed_over_heading):
            part.setVisible(bool(report.passed_over))

    def _add(self) -> None:
        FontDialog(self._workplace, self).open()

    def _build(self) -> None:
        self.work = WorkStrip(self._workplace)
        self.faces = PlainTable(self._workplace, "fonts_faces", "正式文书的字体", _FACES)
        self.added = PlainTable(self._workplace, "fonts_added", "本院添加的字体", _ADDED, _NONE_ADDED)
        self.passed_over = PlainTable(self._workplace, "fonts_passed_over", "不能使用的字体", _PASSED_OVER)
        self.faces.setFixedHeight((len(FACES) + 1) * ROW_HEIGHT + 2)
        self.passed_over.setMinimumHeight(3 * ROW_HEIGHT + 2)
        note = QLabel(
            "依次选用：本院添加的、本机安装的、程序随附的。字体里没有的字由其他字体补上；"
            "哪一种字体都没有的字，打印前会指出来，不会印成空白。"
        )
        note.setProperty("role", "muted")
        note.setWordWrap(True)
        self._passed_over_heading = _heading("不能使用的字体")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(10)
        layout.addWidget(_heading("正式文书的字体"))
        for part in (self.faces, note, self.work):
            layout.addWidget(part)
        layout.addLayout(self._buttons())
        layout.addWidget(self.added, 2)
        layout.addWidget(self._passed_over_heading)
        layout.addWidget(self.passed_over, 1)
        self.passed_over.hide()
        self._passed_over_heading.hide()

    def _buttons(self) -> QHBoxLayout:
        self.add, self.remove = QPushButton("添加字体…"), QPushButton("移除")
        for button, icon, key, slot in (
            (self.add, "plus", "fonts_add", self._add),
            (self.remove, "x", "fonts_remove", self.remove_current),
        ):
            button.setIcon(self._workplace.icons.icon(icon))
            button.setObjectName(key)
            button.clicked.connect(lambda _checked, slot=slot: slot())
        self.remove.setEnabled(False)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(_heading("本院添加的字体"))
        row.addStretch(1)
        row.addWidget(self.add)
        row.addWidget(self.remove)
        return row


def _cells(row: AddedFontRow) -> tuple[str, ...]:
    at, size = row.added_at[:16].replace("T", " "), f"{max(row.size / 1024 / 1024, 0.1):.1f} MB"
    state = f"不能使用：{row.problem}" if row.problem else "可用"
    return row.file_name, row.family, row.serves, size, at, state


def _told_of(covered: int) -> str:
    return "" if covered >= GB2312 else f"缺 {GB2312 - covered} 字，由其他字体补上"


def _heading(text: str) -> QLabel:
    heading = QLabel(text)
    heading.setProperty("role", "heading")
    return heading
