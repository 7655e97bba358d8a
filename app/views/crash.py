"""The last resort: an error nobody expected is logged under a reference, and the window says which."""

import logging
import sys
import traceback
from datetime import datetime
from types import TracebackType

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

log = logging.getLogger(__name__)


class CrashReporter(QObject):
    """Takes the place of ``sys.excepthook`` while the window runs; shows one box at a time."""

    _reported = Signal(str, str)

    def __init__(self, window: QWidget) -> None:
        """The box stands before ``window``."""
        super().__init__(window)
        self._window = window
        self._box: QMessageBox | None = None
        self._reported.connect(self._show)  # queued where another thread failed

    def install(self) -> None:
        """From now on unexpected errors come here."""
        sys.excepthook = self.report

    def report(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Log the error and have the window say so."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        reference = f"{datetime.now().astimezone():%Y%m%d-%H%M%S}"
        log.critical("unexpected error, reference %s", reference, exc_info=(kind, error, trace))
        self._reported.emit(reference, "".join(traceback.format_exception(kind, error, trace)))

    def _show(self, reference: str, details: str) -> None:
        if self._box is not None:
            return
        sentence = (
            "程序遇到没有料到的问题，刚才这一步没有完成。已经登记的数据没有受影响，可以继续使用。\n"
            f"如再次出现，请把日志编号 {reference} 告诉管理员。"
        )
        self._box = QMessageBox(QMessageBox.Icon.NoIcon, "没有料到的问题", sentence, parent=self._window)
        self._box.setDetailedText(details)
        self._box.addButton("继续使用", QMessageBox.ButtonRole.AcceptRole)
        self._box.finished.connect(self._forget)
        self._box.open()

    def _forget(self) -> None:
        self._box = None
