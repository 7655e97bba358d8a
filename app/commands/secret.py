"""Who works on the command line, and the password: from a file, else asked on the terminal when it is wanted.

One password opens an encrypted store and signs in, where its owner has an account under the same name.
"""

import sys
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from app.commands.arguments import taken_out
from app.services.foundation.errors import DomainError

if TYPE_CHECKING:
    from app.services.desk import Desk
    from app.services.keys.locks import Pass

OPTION = "--password-file"
USER = "--user"
_WANTED = {OPTION: "文件", USER: "姓名"}
Opened = TypeVar("Opened")


class Secret:
    """What was given to open and to sign in with; a plain store without accounts never asks."""

    def __init__(self, file: Path | None = None, user: str | None = None) -> None:
        """``file`` holds the password in its first line; ``user`` is the name of an account."""
        self.file, self.user = file, user

    @cached_property
    def password(self) -> str:
        """From the file, else typed on the terminal; raises DomainError where there is neither."""
        if self.file is not None:
            return self._read(self.file)
        if not sys.stdin.isatty():
            raise DomainError(f"需要口令。请用 {OPTION} 指定口令文件（口令写在第一行），或在终端里运行后输入。")
        from getpass import getpass

        return getpass("口令：")

    def opening(self, open_by: "Callable[[Pass | None], Opened]") -> Opened:
        """Open without a password first, and with one where it is wanted; raises what ``open_by`` raises."""
        from app.services.keys.locks import Pass
        from app.services.keys.problems import PasswordWanted

        try:
            return open_by(None)
        except PasswordWanted:
            if self.file is None and not sys.stdin.isatty():
                raise
            return open_by(Pass(self.password, self.user))

    def sign_in(self, desk: "Desk") -> None:
        """Let the user in where accounts are on; raises DomainError."""
        if not desk.access.is_on:
            return
        if self.user is None:
            raise DomainError(f"本台账已启用账户。请加上 {USER} 姓名，口令在终端里输入或者用 {OPTION} 指定口令文件。")
        if desk.access.sign_in(self.user, self.password).must_change:
            raise DomainError(
                f"{self.user}的口令是管理员设的或者已经到期，要先更改。请在窗口里登录并更改口令，再用命令行。"
            )

    def _read(self, file: Path) -> str:
        try:
            first, *_rest = file.read_text(encoding="utf-8-sig").splitlines() or [""]
        except (OSError, UnicodeDecodeError) as error:
            raise DomainError(f"口令文件 {file} 读不出来。请检查路径；文件应是 UTF-8 文本，口令写在第一行。") from error
        if not first:
            raise DomainError(f"口令文件 {file} 的第一行是空的。请把口令写在第一行。")
        return first


def split_secret(arguments: Sequence[str]) -> tuple[Secret, list[str]]:
    """Take ``--user NAME`` and ``--password-file FILE`` out, wherever they stand; raises SystemExit(2)."""
    given, rest = taken_out(arguments, _WANTED)
    return Secret(Path(given[OPTION]) if OPTION in given else None, given.get(USER)), rest
