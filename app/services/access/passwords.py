"""Passwords: what one must be like, how long to wait after wrong ones, and argon2id."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from app.services.foundation.errors import FieldProblem
from app.services.foundation.toml_table import TomlTable

if TYPE_CHECKING:
    from argon2 import PasswordHasher

_CLASSES = (r"[A-Z]", r"[a-z]", r"[0-9]", r"[^A-Za-z0-9]")
_LONGEST = 200  # characters; what is longer is a file pasted by mistake


@dataclass(frozen=True)
class PasswordRules:
    """``resources/access/passwords.toml``, all of it data. Times in seconds, memory in KiB."""

    min_length: int
    classes: int
    not_recent: int
    max_age_days: int
    refused: tuple[str, ...]
    free_failures: int
    first_seconds: int
    longest_seconds: int
    rounds: int
    memory: int
    lanes: int
    idle_minutes: int = 0  # until the windows lock themselves; 0 is never

    @classmethod
    def read(cls, folder: Path) -> "PasswordRules":
        """Raises DomainError naming file, place and key."""
        table = TomlTable.read(folder / "passwords.toml")
        rules, wait, cost, idle = (_section(table, key) for key in ("rules", "lock_out", "hashing", "idle"))
        return cls(
            min_length=_number(rules, "min_length"),
            classes=_number(rules, "classes"),
            not_recent=_number(rules, "not_recent"),
            max_age_days=_number(rules, "max_age_days"),
            refused=rules.texts("refused"),
            free_failures=_number(wait, "free_failures"),
            first_seconds=_number(wait, "first_seconds"),
            longest_seconds=_number(wait, "longest_seconds"),
            rounds=_number(cost, "rounds"),
            memory=_number(cost, "memory"),
            lanes=_number(cost, "lanes"),
            idle_minutes=_number(idle, "lock_minutes"),
        )

    @property
    def sentence(self) -> str:
        """What a password must be like, as it stands beside the field."""
        recent = f"，不能与最近 {self.not_recent} 个口令相同" if self.not_recent else ""
        return (
            f"口令至少 {self.min_length} 个字符，大写字母、小写字母、数字、其他字符中至少 {self.classes} 类，"
            f"不能有自己的姓名和容易猜到的内容{recent}。"
        )

    def check(self, password: str, name: str) -> None:
        """Refuse a password that is too easy to guess; raises FieldProblem of ``password``."""
        if len(password) < self.min_length:
            raise FieldProblem(
                "password", f"口令太短：至少 {self.min_length} 个字符，现在是 {len(password)} 个。请加长。"
            )
        if len(password) > _LONGEST:
            raise FieldProblem("password", f"口令太长：最多 {_LONGEST} 个字符。请缩短。")
        if sum(bool(re.search(each, password)) for each in _CLASSES) < self.classes:
            raise FieldProblem(
                "password", f"口令太简单：大写字母、小写字母、数字、其他字符中至少要有 {self.classes} 类。请补充。"
            )
        plain = password.casefold()
        if name.strip() and name.strip().casefold() in plain:
            raise FieldProblem("password", "口令里不能有账户的姓名。请换一个。")
        for word in self.refused:
            if word.casefold() in plain:
                raise FieldProblem("password", f"口令里不能有“{word}”这样容易猜到的内容。请换一个。")

    def wait_after(self, failures: int) -> int:
        """Seconds to wait after so many wrong passwords in a row; 0 while more may be tried at once."""
        beyond = failures - self.free_failures
        if beyond < 0:
            return 0
        return int(min(self.first_seconds * 2 ** min(beyond, 32), self.longest_seconds))


@dataclass(frozen=True)
class Hashing:
    """argon2id with the parameters of the rules."""

    rules: PasswordRules

    @cached_property
    def _hasher(self) -> "PasswordHasher":
        from argon2 import PasswordHasher  # here because a store without accounts never needs it

        return PasswordHasher(time_cost=self.rules.rounds, memory_cost=self.rules.memory, parallelism=self.rules.lanes)

    @cached_property
    def _nobody(self) -> str:
        return str(self._hasher.hash("nobody"))

    def hashed(self, password: str) -> str:
        """What is kept in place of a password."""
        return str(self._hasher.hash(password))

    def fits(self, kept: str, password: str) -> bool:
        """Whether a password is the one that was hashed."""
        from argon2.exceptions import InvalidHashError, VerificationError

        try:
            return bool(self._hasher.verify(kept, password))
        except (VerificationError, InvalidHashError):
            return False

    def waste(self, password: str) -> None:
        """Take as long as for a real account, so that the time does not tell which names there are."""
        self.fits(self._nobody, password)

    def is_outdated(self, kept: str) -> bool:
        """Whether the parameters have been changed since."""
        return bool(self._hasher.check_needs_rehash(kept))

    def is_among(self, kept: Iterable[str], password: str) -> bool:
        """Whether a password is one of several that were hashed."""
        return any(self.fits(each, password) for each in kept)


def _section(table: TomlTable, key: str) -> TomlTable:
    values = table.values.get(key)
    if not isinstance(values, dict):
        raise table.refuse(key, "没有填写")
    return TomlTable(f"{table.where} 的“{key}”", values)


def _number(table: TomlTable, key: str) -> int:
    value = table.number(key)
    if value is None:
        raise table.refuse(key, "没有填写")
    return value
