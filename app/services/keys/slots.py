"""The file ``X.keys``: the data key of a store, wrapped once for each password and for the recovery key."""

import base64
import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Literal

from app.services.keys.problems import KeysDamaged
from app.services.keys.rules import Hardness

FORMAT = 1
OWNER = ""  # the slot of a store without accounts
RECOVERY = "恢复密钥"
Kind = Literal["password", "recovery"]
_BYTES = ("salt", "nonce", "wrapped")


@dataclass(frozen=True)
class Slot:
    """The data key, wrapped (AES-256-GCM) by a key derived from one password or from the recovery key."""

    name: str  # of the account; OWNER, RECOVERY
    kind: Kind
    salt: bytes
    nonce: bytes
    wrapped: bytes
    made_at: str
    hardness: Hardness | None  # None: derived from enough randomness to need none

    def bound_to(self, store: str) -> bytes:
        """What the tag covers besides: a slot works in its own file, under its own name and with its own figures."""
        return json.dumps([store, self.name, self.kind, self.hardness and asdict(self.hardness)]).encode()


@dataclass(frozen=True)
class KeyFile:
    """What ``X.keys`` says; every backup carries a copy."""

    store: str  # random; tells the keys of one store from those of another
    slots: tuple[Slot, ...]

    def text(self) -> str:
        """As it stands in the file, with a digest that tells a damaged file from a wrong password."""
        told = {"format": FORMAT, "store": self.store, "slots": [_told(slot) for slot in self.slots]}
        return json.dumps({**told, "sha256": _digest(told)}, ensure_ascii=False, indent=1)

    @classmethod
    def parse(cls, text: str | bytes, where: str) -> "KeyFile":
        """Raises KeysDamaged, which names ``where`` it stood."""
        try:
            told = json.loads(text)
            digest = told.pop("sha256")
            if digest != _digest(told) or told["format"] > FORMAT:
                raise KeysDamaged(where)
            return cls(told["store"], tuple(_slot(each) for each in told["slots"]))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise KeysDamaged(where) from error

    @classmethod
    def read(cls, path: Path) -> "KeyFile":
        """Raises KeysDamaged."""
        try:
            return cls.parse(path.read_bytes(), path.name)
        except OSError as error:
            raise KeysDamaged(path.name) from error

    def named(self, name: str, kind: Kind = "password") -> Slot | None:
        """The slot of an account."""
        return next((slot for slot in self.slots if (slot.name, slot.kind) == (name, kind)), None)

    def of(self, kind: Kind) -> tuple[Slot, ...]:
        """All slots of a kind."""
        return tuple(slot for slot in self.slots if slot.kind == kind)

    def with_slot(self, slot: Slot) -> "KeyFile":
        """The same with this slot in the place of the one of its name."""
        return self.without(slot.name, slot.kind, [slot])

    def without(self, name: str, kind: Kind = "password", instead: Iterable[Slot] = ()) -> "KeyFile":
        """The same without a slot."""
        kept = [each for each in self.slots if (each.name, each.kind) != (name, kind)]
        return replace(self, slots=(*kept, *instead))


def _told(slot: Slot) -> dict[str, Any]:
    told = asdict(slot)
    return told | {name: base64.b64encode(told[name]).decode() for name in _BYTES}


def _slot(told: dict[str, Any]) -> Slot:
    hardness = Hardness(**told["hardness"]) if told["hardness"] else None
    raw = {name: base64.b64decode(told[name], validate=True) for name in _BYTES}
    return Slot(**(told | raw | {"hardness": hardness}))


def _digest(told: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(told, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
