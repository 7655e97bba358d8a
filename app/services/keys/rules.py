"""Rules of passwords and how hard they are made to guess: data, read once."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from app.services.foundation.errors import FieldProblem

FILE = "keys.toml"


@dataclass(frozen=True)
class Hardness:
    """What one guess costs: Argon2id's passes over ``memory_kib`` KiB in ``lanes`` lanes."""

    passes: int
    memory_kib: int
    lanes: int


@dataclass(frozen=True)
class KeyRules:
    """Everything of resources/keys/keys.toml."""

    hardness: Hardness
    shortest: int
    longest: int
    kinds: int
    long_enough: int
    groups_asked: int

    @classmethod
    def read(cls, folder: Path) -> "KeyRules":
        """From the shipped folder."""
        told = tomllib.loads((folder / FILE).read_text(encoding="utf-8"))
        password = told["password"]
        return cls(Hardness(**told["hardening"]), **password, **told["recovery"])

    @property
    def sentence(self) -> str:
        """The rules as they stand beside the field."""
        return (
            f"口令 {self.shortest}—{self.longest} 个字符，大写字母、小写字母、数字、其他符号中至少 {self.kinds} 种；"
            f"{self.long_enough} 个字符以上的一句话不限种类。"
        )

    def check(self, password: str, again: str | None = None) -> None:
        """Raises FieldProblem for ``password`` or, where it was typed twice, ``again``."""
        if not self.shortest <= len(password) <= self.longest:
            raise FieldProblem("password", f"口令应有 {self.shortest}—{self.longest} 个字符，现有 {len(password)} 个。")
        if len(set(password)) < 4:
            raise FieldProblem("password", "口令里不同的字符太少，容易猜到。请换一个。")
        if len(password) < self.long_enough and _kinds(password) < self.kinds:
            raise FieldProblem("password", f"口令应包含大写字母、小写字母、数字、其他符号中的至少 {self.kinds} 种。")
        if again is not None and again != password:
            raise FieldProblem("again", "两次输入的口令不一致。请重新输入。")


def _kinds(password: str) -> int:
    tests = (str.isupper, str.islower, str.isdigit, lambda sign: not (sign.isascii() and sign.isalnum()))
    return sum(any(test(sign) for sign in password) for test in tests)
