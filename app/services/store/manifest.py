"""What a backup says of itself: counts, hashes and the head of the audit trail."""

import json
import re
from contextlib import closing
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from app.models.audit import GENESIS
from app.models.cipher import Connection, connect
from app.models.data_key import DataKey
from app.services.foundation.errors import KnownError

NAME = "manifest.json"
STORE = "store.jdt"
FORMAT = 1
_FILES = (
    ("attachment", "sha256"),
    ("document", "sha256"),
    ("month_close", "workbook_sha256"),
    ("month_close", "pdf_sha256"),
    ("own_form", "sha256"),
)
_HASH = re.compile(r"[0-9a-f]{64}")  # a name made of anything else could lead out of the folder


class NoBackup(KnownError):
    """The file is no backup of this program, or is damaged."""


@dataclass
class Manifest:
    """The manifest of one backup file; sizes in bytes, hashes SHA-256 in hex."""

    made_at: str
    occasion: str
    office: str
    schema: str
    store_sha256: str
    store_size: int
    counts: dict[str, int]
    audit_entries: int
    audit_head: str
    has_attachments: bool
    attachments: list[str] = field(default_factory=list)  # hashes of the files packed
    missing: list[str] = field(default_factory=list)  # hashes of files that were lost or changed already
    format: int = FORMAT

    def text(self) -> str:
        """As it stands in the file."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1)

    @classmethod
    def read(cls, text: bytes) -> "Manifest":
        """Raises NoBackup."""
        try:
            told: dict[str, Any] = json.loads(text)
            manifest = cls(**told)
        except (ValueError, TypeError) as error:
            raise NoBackup("备份里的清单读不出来，没有恢复。请换一个备份文件。") from error
        if not all(_HASH.fullmatch(sha256) for sha256 in manifest.attachments):
            raise NoBackup("备份里的清单写着不是附件的名字，没有恢复。请换一个备份文件。")
        if manifest.format > FORMAT:
            raise NoBackup("这个备份由更新版本的检督台制作，没有恢复。请安装新版本后再恢复。")
        return manifest

    @property
    def names(self) -> dict[str, str]:
        """Member of the file -> its hash, for everything but the manifest itself."""
        return {STORE: self.store_sha256} | {member_of(sha256): sha256 for sha256 in self.attachments}


def member_of(sha256: str) -> str:
    """Where an attachment lies in the backup."""
    return f"files/{sha256[:2]}/{sha256}"


def describe(copy: Path, made_at: str, occasion: str, has_attachments: bool, key: DataKey | None = None) -> Manifest:
    """The manifest of a copied store, hashes still to come with the packing; raises one of ``sqlite_errors()``."""
    with closing(connect(copy, key)) as connection:
        tables = [
            name
            for (name,) in connection.execute("select name from sqlite_schema where type = 'table' order by name")
            if not name.startswith("sqlite_") and name != "alembic_version"
        ]
        counts = {name: _one(connection, f'select count(*) from "{name}"') for name in tables}  # noqa: S608 - our own names
        return Manifest(
            made_at=made_at,
            occasion=occasion,
            office=_one(connection, "select name from office order by id limit 1") or "",
            schema=_one(connection, "select version_num from alembic_version"),
            store_sha256="",
            store_size=copy.stat().st_size,
            counts=counts,
            audit_entries=counts["audit_entry"],
            audit_head=_one(connection, "select hash from audit_entry order by seq desc limit 1") or GENESIS,
            has_attachments=has_attachments,
        )


def wanted_files(copy: Path, key: DataKey | None = None) -> list[str]:
    """Hashes of all files the store speaks of; raises one of ``sqlite_errors()``."""
    with closing(connect(copy, key)) as connection:
        # Fonts of the office are settings named font:<hash>, see services/office/font_register.py.
        fonts = connection.execute("select substr(key, 6) from setting where key like 'font:%'")
        found = {sha256 for (sha256,) in fonts}
        for table, column in _FILES:  # a store from before an upgrade may not have them yet
            if column in {name for _place, name, *_rest in connection.execute(f"pragma table_info({table})")}:
                wanted = f"select {column} from {table} where {column} is not null"  # noqa: S608 - our own names
                found |= {sha256 for (sha256,) in connection.execute(wanted)}
        return sorted(found)


def _one(connection: Connection, query: str) -> Any:
    row = connection.execute(query).fetchone()
    return row[0] if row else None
