"""Reading the office's TOML files: every refusal is a Chinese sentence naming file, place and key."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from app.services.foundation.errors import DomainError, FieldProblem


def text_of(path: Path) -> str:
    """What stands in a file; raises DomainError where it is missing or not UTF-8."""
    try:
        return path.read_text(encoding="utf-8-sig")  # Notepad writes a mark at the start
    except FileNotFoundError as error:
        raise DomainError(f"文件 {path.name} 不存在，请重新安装程序或恢复该文件。") from error
    except UnicodeDecodeError as error:
        raise DomainError(f"文件 {path.name} 不是 UTF-8 编码，请用 UTF-8 另存后再用。") from error


@dataclass(frozen=True)
class TomlTable:
    """One table of a file with the words that say where it stands (文件 criminal.toml 规则 A01)."""

    where: str
    values: dict[str, object]

    @classmethod
    def read(cls, path: Path) -> "TomlTable":
        """Parse a file; raises DomainError where it is missing, not UTF-8 or not TOML."""
        return cls.parse(text_of(path), f"文件 {path.name}")

    @classmethod
    def parse(cls, text: str, where: str) -> "TomlTable":
        """Parse a text that does not lie in a file; ``where`` says in refusals what it is."""
        try:
            return cls(where, dict(tomllib.loads(text)))
        except tomllib.TOMLDecodeError as error:
            raise DomainError(f"{where} 格式有误（{error}），请改正后再用。") from error

    def refuse(self, key: str, problem: str) -> FieldProblem:
        """The error to raise about one key."""
        return FieldProblem(key, f"{self.where} 的“{key}”{problem}。请改正后再用。")

    def only(self, keys: Iterable[str]) -> None:
        """Refuse keys nobody reads, so that a misspelt one does not pass unnoticed."""
        unknown = sorted(set(self.values) - set(keys))
        if unknown:
            raise self.refuse(unknown[0], "是不认识的项")

    def text(self, key: str, default: str | None = None) -> str:
        """A text; without a default it must be there and not empty."""
        value = self.values.get(key, default)
        if value is None:
            raise self.refuse(key, "没有填写")
        if not isinstance(value, str):
            raise self.refuse(key, "应当是文字")
        if not value.strip() and default is None:
            raise self.refuse(key, "是空的")
        return value.strip()

    def number(self, key: str) -> int | None:
        """A whole number, not negative; None where the key is absent."""
        value = self.values.get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            raise self.refuse(key, "应当是不小于 0 的整数")
        return value

    def flag(self, key: str, default: bool = False) -> bool:
        """True or false."""
        value = self.values.get(key, default)
        if not isinstance(value, bool):
            raise self.refuse(key, "应当是 true 或 false")
        return value

    def optional_day(self, key: str) -> date | None:
        """A day written 2026-01-01 without quotes; None where the key is absent."""
        value = self.values.get(key)
        if value is None:
            return None
        if not isinstance(value, date) or isinstance(value, datetime):
            raise self.refuse(key, "应当是日期，写成 2026-01-01（不加引号）")
        return value

    def day(self, key: str) -> date:
        """A day that must be there."""
        value = self.optional_day(key)
        if value is None:
            raise self.refuse(key, "没有填写")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, none empty; an absent key is an empty list."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(each, str) and each.strip() for each in value):
            raise self.refuse(key, "应当是一组文字")
        return tuple(each.strip() for each in value)

    def shares(self, key: str) -> tuple[float, ...]:
        """A list of positive numbers; an absent key is an empty list."""
        value = self.values.get(key, [])
        numbers = isinstance(value, list) and all(isinstance(each, int | float) and each > 0 for each in value)
        if not numbers or not isinstance(value, list):
            raise self.refuse(key, "应当是一组大于 0 的数")
        return tuple(float(each) for each in value)

    def tables(self, key: str, title: str) -> list["TomlTable"]:
        """The tables of a list; ``title`` names them in refusals (第 3 个“假期”)."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            raise self.refuse(key, "应当是一组表")
        return [TomlTable(f"{self.where} 第 {place} 个{title}", each) for place, each in enumerate(value, start=1)]
