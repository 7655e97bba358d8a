"""检察建议办理步骤: which steps the office asks for beside the law, path by path."""

from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QWidget

from app.services.foundation.changes import Written
from app.services.foundation.intentions import Actor
from app.services.suggestion_paths.rows import SwitchRow
from app.views.shared.form_dialog import FormDialog
from app.views.shared.workplace import Workplace


class SwitchGrid(QWidget):
    """A box for each path and step; Tab goes through them."""

    def __init__(self, rows: tuple[SwitchRow, ...]) -> None:
        """``rows`` are the switches as they are."""
        super().__init__()
        self.boxes: dict[str, QCheckBox] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(6)
        titles = list(dict.fromkeys(row.title for row in rows))
        paths = list(dict.fromkeys(row.path_name for row in rows))
        for place, name in enumerate(paths):
            grid.addWidget(QLabel(name), place, 0)
        for row in rows:
            box = QCheckBox(row.title)
            box.setChecked(row.is_on)
            box.setObjectName(f"{row.path}/{row.step}")
            box.setAccessibleName(f"{row.path_name}：{row.title}")
            box.setToolTip(row.basis)
            self.boxes[box.objectName()] = box
            grid.addWidget(box, paths.index(row.path_name), 1 + titles.index(row.title))
        grid.setColumnStretch(len(titles) + 1, 1)


class SwitchesDialog(FormDialog):
    """What is changed counts for every letter that has not been issued."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        """The switches as they are."""
        super().__init__(workplace, "设置检察建议办理步骤", "保存", parent)
        self.tell(
            "法律和规定要求的步骤总是要办，不在这里设置。下面是本院可以要求、也可以不要求的步骤："
            "勾选的，登记制发前必须办好；对还没有制发的建议立即有效。"
        )
        self._rows = workplace.desk.suggestion_paths.switches()
        self.grid = SwitchGrid(self._rows)
        for box in self.grid.boxes.values():
            box.toggled.connect(self.form.changed)
        self.form.add_field("switches", "办理类别", self.grid, self.grid)
        self.form.add_text("reason", "依据", hint="本院或者上级院的规定、决定")

    def perform(self, actor: Actor) -> Written:
        """Keep what was changed."""
        before = {f"{row.path}/{row.step}": row.is_on for row in self._rows}
        now = {name: box.isChecked() for name, box in self.grid.boxes.items()}
        changed = {name: is_on for name, is_on in now.items() if is_on is not before[name]}
        return self.workplace.desk.suggestion_paths.switch(actor, changed, self.form.text("reason"))
