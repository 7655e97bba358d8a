"""What is done beside the window while a store opens: signing in, a new password, the imports of the first page."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from app.models.actor import Actor
from app.services.desk import Desk
from app.services.foundation.errors import DomainError

TWO_PASSWORDS = (
    "台账已经打开，但账户的口令不是这一个，多半是更改口令时程序中断，或者台账是从备份恢复的。"
    "请输入账户的口令登录，此后两处一致；记不起的，请系统管理员重设。"
)


def set_password(desk: Desk, actor: Actor, given: object, new: str) -> None:
    """Set the password of an encrypted store that was opened by the paper key."""
    from app.services.keys.locks import Pass

    assert isinstance(given, Pass)  # noqa: S101 - a new password comes with the paper key
    try:
        desk.keys.reset_password(actor, given.text, new, new)
    except BaseException:
        desk.close()
        raise


def sign_in_by(desk: Desk, given: object) -> "tuple[str, Exception] | None":
    """Whoever opened the store by their own name and password has signed in as well; else who was refused, and why."""
    from app.services.access.service import WrongPassword as NotTheAccounts
    from app.services.keys.locks import Pass

    if not isinstance(given, Pass) or given.is_recovery or not given.name:
        return None
    try:
        desk.access.sign_in(given.name, given.text, has_opened=True)
    except NotTheAccounts as problem:
        return given.name, DomainError(f"{TWO_PASSWORDS}（{problem}）")
    except DomainError as problem:
        return given.name, problem
    except BaseException:
        desk.close()
        raise
    return None


def make_ready(desk: Desk) -> None:
    """What the first page asks for is made beside the window: it must not wait for the imports of it."""
    _ready = (desk.offices, desk.suggestions, desk.matters, desk.history, desk.attachments)


@contextmanager
def uncollected() -> Iterator[None]:
    """Import without the collector: what libraries make stays for good, so looking through it gains nothing.

    It would take a tenth of the opening, and a pause in every later round were it not frozen at the end; once, because
    later there are windows among it that have been closed, which would never be let go of.
    """
    gc.disable()
    try:
        yield
    finally:
        if not gc.get_freeze_count():
            gc.freeze()
        gc.enable()
