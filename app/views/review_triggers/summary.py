"""How many hits stand where, each figure leading to them, and whether any case was missed."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.services.foundation.errors import DomainError
from app.services.review_triggers.rows import Completeness, HitCounts, HitStanding
from app.views.shared.workplace import Workplace

_ALL, _RECHECK = "all", "recheck"
_NAMED = 3  # cases that are told by name


class Summary(QWidget):
    """符合 = 待处理 + 审视中 + 已审视 + 说明理由不审视."""

    standing_wanted = Signal(object)  # HitStanding, None for all
    recheck_wanted = Signal()

    def __init__(self, workplace: Workplace) -> None:
        """Empty until counts come."""
        super().__init__()
        self._workplace = workplace
        self.counts, self.complete = QLabel(), QLabel()
        self.counts.setObjectName("trigger_counts")
        self.complete.setObjectName("trigger_completeness")
        row = QHBoxLayout()
        row.setSpacing(16)
        for label in (self.counts, self.complete):
            label.setTextFormat(Qt.TextFormat.RichText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.LinksAccessibleByMouse | _BY_KEY)
            label.linkActivated.connect(self._go)
            row.addWidget(label)
        row.addStretch(1)
        self.damaged = QLabel()
        self.damaged.setProperty("role", "problem")
        self.damaged.setWordWrap(True)
        self.damaged.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(row)
        layout.addWidget(self.damaged)

    def show_counts(self, counts: HitCounts) -> None:
        """The figures of a list, and versions of the office that cannot be read."""
        parts = [f"{each.label} {self._link(str(each.value), counts.of(each))}" for each in HitStanding]
        self.counts.setText(f"符合 {self._link(_ALL, counts.met)} 项 ＝ {' ＋ '.join(parts[:-1])}　|　{parts[-1]}")
        self.counts.setAccessibleName(
            f"符合 {counts.met} 项，{'，'.join(f'{each.label} {counts.of(each)}' for each in HitStanding)}"
        )
        spoilt = self._spoilt()
        self.damaged.setText("\n".join(spoilt))
        self.damaged.setVisible(bool(spoilt))

    def show_completeness(self, found: Completeness) -> None:
        """Whether every case that meets a trigger in force is listed."""
        if not found.missing:
            self.complete.setText(
                f"<span style='color:{self._colour('muted')}'>已核对全部 {found.cases:,} 件原案，无漏列</span>"
            )
            self.complete.setToolTip("")
            return
        told = [f"{each.entry_number} {each.case_name}：{each.trigger}" for each in found.missing]
        more = f"\n……共 {len(told)} 项" if len(told) > _NAMED else ""
        self.complete.setToolTip("\n".join(told[:_NAMED]) + more)
        said = f"▲ 有 {len(told):,} 项符合而没有列入（两张清单合计）"
        self.complete.setText(
            f"<span style='color:{self._colour('lamp_near')}'>{said}</span> "
            f"<a style='color:{self._colour('link')}' href='{_RECHECK}'>核对全部原案并补列</a>"
        )

    def _spoilt(self) -> list[str]:
        """Triggers that cannot be read, of the office or the shipped ones."""
        desk = self._workplace.desk
        try:
            return [str(each) for each in desk.review_triggers.library.damaged(desk.clock.today())]
        except DomainError as problem:
            return [str(problem)]

    def _link(self, target: str, count: int) -> str:
        """A figure that leads to its hits; nought leads nowhere."""
        if not count:
            return "0"
        return f"<a style='color:{self._colour('link')}' href='{target}'>{count:,}</a>"

    def _go(self, target: str) -> None:
        if target == _RECHECK:
            self.recheck_wanted.emit()
        else:
            self.standing_wanted.emit(None if target == _ALL else HitStanding(target))

    def _colour(self, name: str) -> str:
        return self._workplace.theme.colours[name]


_BY_KEY = Qt.TextInteractionFlag.LinksAccessibleByKeyboard
