"""Whoever has signed in loses nothing either: every form keeps what is typed, whatever the role."""

import importlib
import pkgutil

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QThreadPool
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

import app.views
from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.trust_terms import Role
from app.services.access.rows import SwitchOn
from app.views.main_window import MainWindow
from app.views.opening import Doors, Opening
from app.views.shared.form_dialog import FormDialog
from app.views.shared.workplace import Workplace
from tests.stories.accounts.people import OFFICERS, new, sign_in
from tests.stories.conftest import type_chinese


def kinds_of_forms() -> list[type[FormDialog]]:
    """All there are, those not found by their class alone as well: each module of the window is read."""
    for module in pkgutil.walk_packages(app.views.__path__, "app.views."):
        importlib.import_module(module.name)
    found, wanted = list[type[FormDialog]](), [FormDialog]
    while wanted:
        kinds = wanted.pop().__subclasses__()
        found += kinds
        wanted += kinds
    return sorted(
        {kind for kind in found if kind.__module__.startswith("app.views.")}, key=lambda kind: kind.__qualname__
    )


def bare(kind: type[FormDialog], workplace: Workplace) -> FormDialog:
    """The form with one field of ours in place of its own, which would need a record of its kind each."""

    def begin(self: FormDialog) -> None:
        FormDialog.__init__(self, workplace, "填写", "保存")
        self.form.add_text("typed", "填写的内容")

    # What is done on showing beside the keeping is about the fields that are not there.
    own = {"__init__": begin, "showEvent": FormDialog.showEvent, "fit": FormDialog.fit}
    made = type(kind.__name__, (kind,), own | {"__module__": kind.__module__})
    form = made()
    assert isinstance(form, FormDialog)
    return form


def kept(window: MainWindow) -> list[str]:
    QThreadPool.globalInstance().waitForDone()
    person = window.workplace.actor.name
    return [each.fields["typed"] for each in window.workplace.desk.drafts.of(person)]


def type_and_vanish(form: FormDialog, words: str) -> None:
    form.open()
    field = form.findChild(QLineEdit, "typed")
    assert field is not None
    type_chinese(field, words)
    form.keeper.keep()
    form.setParent(None)
    form.deleteLater()
    QCoreApplication.sendPostedEvents(form, QEvent.Type.DeferredDelete)


@pytest.fixture
def signed_in(with_accounts: Opening, window: MainWindow, qtbot: QtBot) -> MainWindow:
    sign_in(with_accounts, window, qtbot, "方某")
    return window


def test_what_is_typed_into_any_form_is_kept_for_whoever_has_signed_in(signed_in: MainWindow) -> None:
    forms = kinds_of_forms()
    assert len(forms) > 100
    for number, kind in enumerate(forms):
        type_and_vanish(bare(kind, signed_in.workplace), f"第{number}份")
    assert sorted(kept(signed_in)) == sorted(f"第{number}份" for number in range(len(forms)))


@pytest.mark.parametrize("role", Role)
def test_each_role_has_drafts(opening: Opening, doors: Doors, window: MainWindow, qtbot: QtBot, role: Role) -> None:
    officers = {Role.SYSTEM_ADMINISTRATOR: "系某", Role.SECURITY_ADMINISTRATOR: "保某", Role.AUDITOR: "审某"}
    desk = doors.open_desk(opening.path)
    assert isinstance(desk, OpenDesk)
    others = () if role in officers else (new("书某", role),)
    desk.access.switch_on(Actor("张某"), SwitchOn(*map(new, OFFICERS), others))
    desk.close()
    sign_in(opening, window, qtbot, officers.get(role, "书某"))
    type_and_vanish(bare(FormDialog, window.workplace), "写到一半")
    assert kept(window) == ["写到一半"]
