"""The recovery key: 160 random bits as a person writes them down, with four signs that show a slip of the pen."""

import hashlib
import secrets

from app.services.foundation.errors import DomainError

_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: no I, L, O, U
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})
_BYTES, _CHECK, GROUP = 20, 4, 4
_LENGTH = _BYTES * 8 // 5 + _CHECK  # 36 signs, nine groups of four


class MistypedKey(DomainError):
    """What was typed is no recovery key of any store."""

    def __init__(self) -> None:
        super().__init__(
            f"恢复密钥抄写或输入有误：应是 {_LENGTH // GROUP} 组、每组 {GROUP} 个字母或数字，最后一组用来验错。"
            "请对照纸面逐组核对。"
        )


def new_recovery_key() -> str:
    """A new one, in groups: ``AB12-…``."""
    return _grouped(secrets.token_bytes(_BYTES))


def secret_of(typed: str) -> bytes:
    """The bytes behind what was typed, whatever its case, spaces and dashes; raises MistypedKey."""
    signs = "".join(sign for sign in _narrow(typed).upper() if sign.isalnum()).translate(_READ_AS)
    if len(signs) != _LENGTH or not set(signs) <= set(_SIGNS):
        raise MistypedKey
    number = 0
    for sign in signs[:-_CHECK]:
        number = number * 32 + _SIGNS.index(sign)
    secret = number.to_bytes(_BYTES, "big")
    if _check(secret) != signs[-_CHECK:]:
        raise MistypedKey
    return secret


def groups_of(key: str) -> tuple[str, ...]:
    """The groups of a key, as they are asked for again."""
    return tuple(key.split("-"))


def is_group(typed: str, group: str) -> bool:
    """Whether one group was typed as it is written."""
    return "".join(_narrow(typed).split()).upper().translate(_READ_AS) == group


def _grouped(secret: bytes) -> str:
    signs = _written(secret, _BYTES * 8 // 5) + _check(secret)
    return "-".join(signs[start : start + GROUP] for start in range(0, _LENGTH, GROUP))


def _check(secret: bytes) -> str:
    return _written(hashlib.sha256(b"recovery" + secret).digest()[:_BYTES], _BYTES * 8 // 5)[:_CHECK]


def _written(secret: bytes, length: int) -> str:
    number = int.from_bytes(secret, "big")
    return "".join(_SIGNS[number >> 5 * place & 31] for place in reversed(range(length)))


def _narrow(typed: str) -> str:
    """Full-width letters and digits, as an input method leaves them, in their narrow form."""
    return "".join(chr(ord(sign) - 0xFEE0) if "！" <= sign <= "～" else sign for sign in typed)
