"""办理类别: the paths that letters of the chosen kind may take."""

from PySide6.QtWidgets import QComboBox

from app.models.terms import SuggestionKind
from app.services.suggestion_paths.model import SuggestionPath
from app.views.shared.form import Form
from app.views.shared.workplace import Workplace

_NONE = "（不按办理步骤）"


class PathChoice:
    """A field that follows the field of the kind; with ``may_be_none`` a letter may stay without a path."""

    def __init__(
        self, workplace: Workplace, form: Form, kind: QComboBox, code: str = "", *, may_be_none: bool = False
    ) -> None:
        """``code`` is the path chosen at first; otherwise the first of the kind is."""
        self._paths: tuple[SuggestionPath, ...] = workplace.desk.suggestion_paths.paths
        self._kind, self._may_be_none = kind, may_be_none
        self.box = form.add_choice("path", "办理类别", ())
        self.box.setEditable(False)
        self.box.currentIndexChanged.connect(lambda _: form.changed.emit())
        self._fill(code)
        kind.currentIndexChanged.connect(lambda _: self._fill(""))

    @property
    def code(self) -> str:
        """The chosen path; empty where there is none."""
        return str(self.box.currentData() or "")

    def _fill(self, code: str) -> None:
        self.box.blockSignals(True)
        self.box.clear()
        kind = next((each for each in SuggestionKind if each.value == self._kind.currentData()), None)
        if self._may_be_none:
            self.box.addItem(_NONE, "")
        for each in self._paths:
            if each.kind is kind:
                self.box.addItem(each.name, each.code)
        self.box.setCurrentIndex(max(self.box.findData(code), 0) if self.box.count() else -1)
        self.box.blockSignals(False)
