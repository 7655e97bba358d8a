"""Keeps the version of a type that a matter began with, each wording once."""

import hashlib
from collections.abc import Iterable
from functools import cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.database import Unit
from app.models.matter_type import KeptMatterType
from app.services.foundation.errors import DomainError
from app.services.matter_types.library import TypeLibrary
from app.services.matter_types.model import MatterType
from app.services.matter_types.reading import parse_type


def digest_of(kind: MatterType) -> str:
    """What names a version: a short SHA-256 of its text."""
    return _digest(kind.text)


@cache  # a ledger asks for every row, and there are few texts
def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def keep(unit: Unit, kind: MatterType) -> str:
    """Keep a version where the store does not have it yet; returns its digest for the matter."""
    digest = digest_of(kind)
    if unit.session.scalars(select(KeptMatterType.id).where(KeptMatterType.digest == digest)).first() is None:
        row = KeptMatterType(digest=digest, code=kind.code, name=kind.name, source=kind.version, body=kind.text)
        unit.session.add(row)
    return digest


def keep_named(unit: Unit, digests: Iterable[str | None], library: TypeLibrary) -> None:
    """Keep the versions that rows written in bulk name; raises DomainError where one is no longer known."""
    wanted = set(filter(None, digests))
    if not wanted:
        return
    stored = set(unit.session.scalars(select(KeptMatterType.digest).where(KeptMatterType.digest.in_(wanted))))
    known = {digest_of(each): each for each in (*library.standard, *library.own())}
    for digest in sorted(wanted - stored):
        if digest not in known:
            raise DomainError("预览之后，事项类型又改过，没有写入。请重新预览后再导入。")
        keep(unit, known[digest])


def kept_type(session: Session, digest: str) -> MatterType:
    """The version a matter began with; raises DomainError where the store has lost it."""
    row = session.scalars(select(KeptMatterType).where(KeptMatterType.digest == digest)).one_or_none()
    if row is None:
        raise DomainError(f"找不到这件事项办理时所依的类型文本（{digest}）。请运行“检查”核对台账，或用备份恢复。")
    return parse_type(row.body, f"事项类型（{row.name}，{row.source}）", row.source)
