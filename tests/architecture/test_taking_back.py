"""Every act can be taken back by name, or only tells what happened outside, or is asked for in words of its own."""

from pathlib import Path

import pytest

from app.services.foundation.intentions import ASKED_FOR, DONE_AGAIN, LOGGED, TAKEN_BACK
from app.services.trail.intention_index import intentions
from tests.architecture.source_tree import ROOT

# Where each act that cannot be taken back is asked for: a form with a verb of its own, or a question before it.
ASKED_IN = {
    "access.switch_on": "access/switch_on_dialog.py",
    "account.create": "access/account_dialogs.py",
    "account.reset_password": "access/account_dialogs.py",
    "account.deactivate": "access/account_dialogs.py",
    "account.reactivate": "access/account_dialogs.py",
    "account.set_roles": "access/account_dialogs.py",
    "account.set_departments": "access/account_dialogs.py",
    "account.change_password": "access/password_dialog.py",
    "trash.delete_for_good": "trash/dialogs.py",
    "importing.undo": "importing/batches_view.py",
    "keys.change_password": "keys/change_dialogs.py",
    "keys.reset_password": "keys/password_page.py",
    "keys.renew_recovery": "keys/change_dialogs.py",
    "store.encrypt": "keys/new_keys_dialog.py",
    "store.destroy_plain": "keys/view.py",
    "month.unlock": "month_closing/unlock_dialog.py",
    "backup_place.name": "backups/place_dialogs.py",
    "backup_place.withdraw": "backups/place_dialogs.py",
    "store.create": "welcome.py",
}
WITH_ANOTHER = {
    "keys.let_in": "account.create",  # the password of an account opens the store as well
    "keys.keep_out": "account.deactivate",
    "store.demonstrate": "store.create",  # a store of its own, on the command line
}


def test_every_intention_says_how_it_is_taken_back() -> None:
    known = intentions()
    ways = {TAKEN_BACK, DONE_AGAIN, ASKED_FOR, LOGGED} | known.keys()
    assert {each.name for each in known.values() if each.inverse not in ways} == set()


def test_what_another_act_takes_back_is_taken_back_by_one_that_is_asked_for() -> None:
    known = intentions()
    others = {each.name: each.inverse for each in known.values() if each.inverse in known.keys() - {TAKEN_BACK}}
    assert {name: known[inverse].inverse for name, inverse in others.items()} == dict.fromkeys(others, ASKED_FOR)


def test_every_act_that_cannot_be_taken_back_is_asked_for_somewhere() -> None:
    asked = {each.name for each in intentions().values() if each.inverse == ASKED_FOR}
    assert asked == ASKED_IN.keys() | WITH_ANOTHER.keys()


@pytest.mark.parametrize("path", sorted(set(ASKED_IN.values())))
def test_it_is_asked_for_in_a_form_or_a_question_of_its_own(path: str) -> None:
    text = (ROOT / Path("app/views", path)).read_text(encoding="utf-8")
    assert any(asking in text for asking in ("Dialog)", "QMessageBox(", "add_password(", "creation_wanted"))
