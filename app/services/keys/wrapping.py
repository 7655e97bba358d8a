"""Wraps the data key for one slot, and takes it out again; the libraries are loaded here, when a key is wanted."""

import hmac
import secrets
from dataclasses import replace
from typing import TYPE_CHECKING

from app.models.data_key import KEY_LENGTH, DataKey, encryption_is_possible
from app.services.keys.problems import NoEncryption
from app.services.keys.rules import Hardness
from app.services.keys.slots import Kind, Slot

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_SALT, _NONCE = 16, 12  # bytes


def wrap(key: DataKey, store: str, slot: tuple[str, Kind], secret: bytes, at: str, hardness: Hardness | None) -> Slot:
    """A slot of that name and kind which ``secret`` opens; raises NoEncryption."""
    refuse_without_libraries()
    name, kind = slot
    salt, nonce = secrets.token_bytes(_SALT), secrets.token_bytes(_NONCE)
    empty = Slot(name, kind, salt, nonce, b"", at, hardness)
    wrapped = _cipher(_derive(secret, empty)).encrypt(nonce, key.secret, empty.bound_to(store))
    return replace(empty, wrapped=wrapped)


def unwrap(slot: Slot, store: str, secret: bytes) -> DataKey | None:
    """The data key, or None where ``secret`` does not open this slot; raises NoEncryption."""
    refuse_without_libraries()
    from cryptography.exceptions import InvalidTag

    cipher = _cipher(_derive(secret, slot))
    try:
        return DataKey(cipher.decrypt(slot.nonce, slot.wrapped, slot.bound_to(store)))
    except InvalidTag:
        return None


def refuse_without_libraries() -> None:
    """Raises NoEncryption where this machine cannot encrypt."""
    if not encryption_is_possible():
        raise NoEncryption


def _derive(secret: bytes, slot: Slot) -> bytes:
    if slot.hardness is None:
        return hmac.digest(slot.salt, b"recovery" + secret, "sha256")
    from argon2.low_level import Type, hash_secret_raw

    figures = slot.hardness
    made = hash_secret_raw(secret, slot.salt, figures.passes, figures.memory_kib, figures.lanes, KEY_LENGTH, Type.ID)
    return bytes(made)


def _cipher(key: bytes) -> "AESGCM":
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    return AESGCM(key)
