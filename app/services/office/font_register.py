"""Which font files the office added: one setting for each, so that each is taken back by itself."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import select

from app.models.database import Database
from app.models.setting import Setting
from app.services.documents.paper.faces import Face
from app.services.documents.paper.finding import AddedFont
from app.services.office.attachments import place_of
from app.services.office.rows import FACES, AddedFontRow

KEY = "font:"  # and the hash of the file; backups and checks find the files by it


class FontRegister:
    """The font files of one store, in the order they came."""

    def __init__(self, database: Database, folder: Path) -> None:
        """``folder`` holds the files by their hash, beside the attachments."""
        self._database, self._folder = database, folder

    def rows(self) -> tuple[AddedFontRow, ...]:
        """For the window."""
        return tuple(
            AddedFontRow(
                sha256,
                told["file_name"],
                told["family"],
                told["serves"],
                told["size"],
                told["added_at"],
            )
            for sha256, told in self._told()
        )

    def added(self) -> tuple[AddedFont, ...]:
        """For the papers."""
        return tuple(
            AddedFont(
                path=place_of(self._folder, sha256),
                sha256=sha256,
                file_name=told["file_name"],
                index=told["index"],
                postscript=told["postscript"],
                serves=Face(told["serves"]) if told["serves"] in FACES else None,
            )
            for sha256, told in self._told()
        )

    def _told(self) -> Iterator[tuple[str, dict[str, Any]]]:
        wanted = select(Setting.key, Setting.value).where(Setting.key.startswith(KEY)).order_by(Setting.id)
        with self._database.read() as session:
            rows = session.execute(wanted).all()
        for key, value in rows:
            yield key.removeprefix(KEY), json.loads(value)
