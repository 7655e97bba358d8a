"""The password of an encrypted store on the command line: from a file, else asked on the terminal when it is wanted."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from app.commands.arguments import WRONG_USE
from app.services.foundation.errors import DomainError

if TYPE_CHECKING:
    from app.services.keys.locks import Pass

OPTION = "--password-file"
Opened = TypeVar("Opened")


class Secret:
    """What was given to open with; a plain store never asks."""

    def __init__(self, file: Path | None = None) -> None:
        """``file`` holds the password in its first line."""
        self.file = file

    @property
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
            return open_by(Pass(self.password))

    def _read(self, file: Path) -> str:
        try:
            first, *_rest = file.read_text(encoding="utf-8-sig").splitlines() or [""]
        except (OSError, UnicodeDecodeError) as error:
            raise DomainError(f"口令文件 {file} 读不出来。请检查路径；文件应是 UTF-8 文本，口令写在第一行。") from error
        if not first:
            raise DomainError(f"口令文件 {file} 的第一行是空的。请把口令写在第一行。")
        return first


def split_secret(arguments: Sequence[str]) -> tuple[Secret, list[str]]:
    """Take ``--password-file FILE`` out, wherever it stands; raises SystemExit(2) where the file is missing."""
    rest: list[str] = []
    file: Path | None = None
    waiting = iter(arguments)
    for argument in waiting:
        if argument == OPTION:
            value = next(waiting, None)
            if value is None:
                sys.stderr.write(f"用法不对：{OPTION} 后面缺少文件。\n")
                raise SystemExit(WRONG_USE)
            file = Path(value)
        elif argument.startswith(f"{OPTION}="):
            file = Path(argument.removeprefix(f"{OPTION}="))
        else:
            rest.append(argument)
    return Secret(file), rest
