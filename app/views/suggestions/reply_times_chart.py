"""回复用时 of the letters as filtered: how many replies took how long, by kind; a bar leads to its letters."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.models.terms import SuggestionKind
from app.services.lists.listing import ListQuery
from app.services.monthly_statistics.rows import RecordRef
from app.services.sheets.scopes import scope_of
from app.services.suggestions.columns import COLUMNS
from app.services.suggestions.time_rows import SPANS, ReplyTimes, span_label
from app.views.charts.bar_chart import BarChart
from app.views.charts.bar_items import Bar, BarSet
from app.views.monthly_statistics.records_dialog import Part, RecordsDialog
from app.views.shared.plain_table import ROW_HEIGHT, Head, PlainTable
from app.views.shared.quiet_closing import delete_when_quiet
from app.views.shared.work_strip import WorkStrip
from app.views.shared.workplace import Workplace

# One colour and hatching for each kind of letter; words on hover and the table below say the kind.
_COLOURS = ("accent", "lamp_normal", "lamp_near", "lamp_paused", "accent_hover", "problem")
_ROOM = 0.8  # of the room of one span


class ReplyTimesDialog(QDialog):
    """Computed beside the window; the letters behind a bar open as the list shows them."""

    def __init__(self, workplace: Workplace, query: ListQuery, parent: QWidget | None = None) -> None:
        """``query`` is the list's, with its filters."""
        super().__init__(parent)
        delete_when_quiet(self)
        self.setWindowTitle("回复用时")
        self._workplace, self._query = workplace, query
        self.times = ReplyTimes((), 0, 0, None)
        self._build()
        service = workplace.desk.response_times
        self.work.run("正在计算……", lambda _: service.of(query), self._show)

    def _show(self, times: ReplyTimes) -> None:
        self.times = times
        self.words.setText(times.words if times.timed else f"没有可以计算的回复。{times.words}")
        self.chart.show_bars(bars_of(times), f"从收到建议到回复的天数（{len(times.timed)} 份）", "份")
        kinds = times.kinds
        heads = (Head("类型", 130), *(Head(span_label(span), 90, True, True) for span in range(len(SPANS))))
        rows = [(kind.label, *_counts(times, kind), str(_total(times, kind)), "") for kind in kinds]
        rows += [("合计", *_counts(times, None), str(len(times.timed)), "")] if len(kinds) != 1 else []
        self.table.show_rows(rows, (*heads, Head("合计", 80, True, True), Head("")))
        self.table.setFixedHeight((1 + len(rows)) * ROW_HEIGHT + 4)  # all kinds and their sum without scrolling
        self.legend.setText(self.chart.legend([kind.label for kind in kinds]))
        self.chart.setFocus()

    def _chosen(self, group: int, place: int) -> None:
        self._open(self.times.kinds[group], place)

    def _chosen_cell(self, row: int, column: int) -> None:
        kinds = self.times.kinds
        if 0 < column <= len(SPANS) + 1:
            self._open(kinds[row] if row < len(kinds) else None, column - 1)

    def _open(self, kind: SuggestionKind | None, span: int) -> None:
        is_total = span >= len(SPANS)
        chosen = self.times.timed if is_total else self.times.within(span, kind)
        letters = [each for each in chosen if kind is None or each.kind is kind]
        if not letters:
            return
        label = "合计" if is_total else span_label(span)
        dialog = RecordsDialog(self._workplace, "suggestion", self._query, self)
        dialog.setWindowTitle(f"回复用时 {label}")
        refs = [RecordRef(each.id, "") for each in letters]
        dialog.add_part(Part(f"{kind.label if kind else '各类'} {label}", lambda: refs), len(letters))
        dialog.record_wanted.connect(self._leave_for)
        dialog.open()

    def _leave_for(self, record_type: object, record_id: int) -> None:
        self._workplace.record_wanted.emit(record_type, record_id)
        self.close()

    def _build(self) -> None:
        titles = {column.key: column.title for column in COLUMNS}
        scope = QLabel(f"范围：{scope_of(self._query, titles, of='全部检察建议')}；截至 {self._query.as_of}")
        scope.setWordWrap(True)
        self.words = QLabel()
        self.words.setObjectName("reply_times_words")
        self.words.setWordWrap(True)
        self.legend = QLabel()
        self.legend.setTextFormat(Qt.TextFormat.RichText)
        self.work = WorkStrip(self._workplace)
        self.chart = BarChart(self._workplace, "reply_times_chart", "回复用时", _COLOURS)
        self.chart.setMinimumHeight(260)
        self.chart.chosen.connect(self._chosen)
        self.table = PlainTable(self._workplace, "reply_times_table", "回复用时份数", (Head("类型"),))
        self.table.chosen.connect(self._chosen_cell)
        hint = QLabel("左右键看各段，Enter 或单击打开这些建议 · 右键复制、保存、放进报告")
        for muted in (scope, hint):
            muted.setProperty("role", "muted")
        close = QPushButton("关闭")
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addWidget(hint)
        foot.addStretch(1)
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(8)
        for part in (scope, self.words, self.work, self.chart, self.legend, self.table):
            layout.addWidget(part)
        layout.setStretchFactor(self.chart, 1)
        layout.addLayout(foot)
        self.resize(920, 640)


def bars_of(times: ReplyTimes) -> BarSet:
    """One bar for each kind in each span, side by side."""
    kinds = times.kinds
    width = _ROOM / max(len(kinds), 1)
    bars = tuple(
        Bar(
            span - _ROOM / 2 + width * (group + 0.5),
            count,
            width * 0.92,
            f"{kind.label} {span_label(span)} {count} 份",
            group,
            span,
        )
        for span in range(len(SPANS))
        for group, kind in enumerate(kinds)
        for count in (len(times.within(span, kind)),)
    )
    labels = tuple(span_label(span) for span in range(len(SPANS)))
    return BarSet(bars, labels, tuple(kind.label for kind in times.kinds))


def _counts(times: ReplyTimes, kind: SuggestionKind | None) -> tuple[str, ...]:
    return tuple(str(len(times.within(span, kind))) for span in range(len(SPANS)))


def _total(times: ReplyTimes, kind: SuggestionKind) -> int:
    return sum(each.kind is kind for each in times.timed)
