"""Spoils files in ways a fuzzer would, from a seed, so that what was found is found again."""

import io
import random
import zipfile

_WORDS = (
    *(b"\0" * 8, b"\xff" * 8, b"99999999", b"-1", b"1e999", b"\"'<>&;=\n", b"=1+1", b"../../etc/passwd"),
    *("\u202e\u200f\u2066".encode(), "\ud7ff\ufffe".encode(), b"{}[]\\u0000", b"<!DOCTYPE x>"),
)


class Spoiler:
    """Makes hostile files of good ones."""

    def __init__(self, seed: str) -> None:
        """The same seed gives the same files."""
        self.chance = random.Random(seed)  # noqa: S311 - files of a test, no secrets

    def bytes_of(self, content: bytes) -> bytes:
        """Some bytes changed, cut out, put in, doubled, or the end cut off."""
        spoilt = bytearray(content)
        for _time in range(self.chance.choice((1, 1, 2, 4, 16))):
            self._spoil(spoilt)
        return bytes(spoilt)

    def package(self, content: bytes) -> bytes:
        """Of a zip either the bytes as they lie there, or those of one part, packed whole again."""
        if self.chance.random() < 0.3:
            return self.bytes_of(content)
        made = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
            spoilt = self.chance.choice(old.namelist())
            for name in old.namelist():
                part = old.read(name)
                if name != spoilt:
                    new.writestr(name, part)
                elif self.chance.random() > 0.1:  # else the part is missing
                    new.writestr(name, self.bytes_of(part))
        return made.getvalue()

    def text(self, content: str) -> str:
        """The same of a text."""
        return self.bytes_of(content.encode()).decode("utf-8", "replace")

    def _spoil(self, spoilt: bytearray) -> None:
        at, to = self.chance.randrange(len(spoilt) + 1), self.chance.randrange(len(spoilt) + 1)
        way = self.chance.randrange(6)
        if way == 0 and at < len(spoilt):
            spoilt[at] ^= 1 << self.chance.randrange(8)
        elif way == 1:
            spoilt[at:at] = self.chance.randbytes(self.chance.choice((1, 4, 30)))
        elif way == 2:
            del spoilt[at : at + self.chance.choice((1, 8, 200))]
        elif way == 3:
            del spoilt[max(at, 1) :]
        elif way == 4:
            spoilt[at : at + 8] = self.chance.choice(_WORDS)
        else:
            spoilt[at:at] = spoilt[to : to + self.chance.choice((4, 64))]
