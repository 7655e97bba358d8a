"""Fields for a password, alone or to be typed twice."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit

from app.views.shared.form import Form

LAST_NAME = "signed_in"  # the preference: whose name stands in the field the next time


def add_password(form: Form, name: str, title: str) -> QLineEdit:
    """One line that does not show what is typed; an input method leaves it alone."""
    field = form.add_text(name, title)
    field.setEchoMode(QLineEdit.EchoMode.Password)
    field.setInputMethodHints(Qt.InputMethodHint.ImhHiddenText | Qt.InputMethodHint.ImhSensitiveData)
    return field


def typed(field: QLineEdit) -> str:
    """A password as it was typed: spaces at its ends count."""
    return field.text()


def words(text: str, role: str = "muted") -> QLabel:
    """A label that breaks its lines."""
    label = QLabel(text)
    label.setProperty("role", role)
    label.setWordWrap(True)
    return label
