"""字体: which fonts print the office's papers, and the font files the office adds itself."""

import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import select

from app.models.database import Database
from app.models.setting import Setting
from app.services.documents.paper.faces import Face, load_faces
from app.services.documents.paper.finding import look_into
from app.services.documents.paper.loading import characters_of
from app.services.documents.paper.sfnt import FontHead, NoFont
from app.services.documents.service import Documents
from app.services.foundation.changes import Written
from app.services.foundation.clock import Clock
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.intentions import Actor, Intention, performs
from app.services.foundation.progress import Progress
from app.services.foundation.resources import Resources
from app.services.office.attachments import Attachments, Stored
from app.services.office.font_register import KEY, FontRegister
from app.services.office.rows import BY_NAME, FACES, SPARE, FaceRow, FontReport

ADD_FONT = Intention("office.add_font", "添加字体", "fonts:edit")
REMOVE_FONT = Intention("office.remove_font", "移除字体", "fonts:edit")

# CJK unified ideographs, extension A, compatibility ideographs, and the planes of the other extensions.
_HAN = (range(0x4E00, 0xA000), range(0x3400, 0x4DC0), range(0xF900, 0xFB00), range(0x20000, 0x40000))


class Parts(NamedTuple):
    """What the service is made of."""

    database: Database
    clock: Clock
    attachments: Attachments
    documents: Documents
    resources: Resources


class OfficeFonts:
    """The fonts of one store's papers."""

    def __init__(self, parts: Parts) -> None:
        """The files lie beside the attachments, by their hash."""
        self._parts = parts
        self._register = FontRegister(parts.database, parts.attachments.folder)

    @performs(ADD_FONT)
    def add_font(
        self, actor: Actor, path: Path | None, serves: str = BY_NAME, progress: Progress | None = None
    ) -> Written:
        """Copy a font file in; ``serves`` is a face, 备用字库 or 按字体名称识别.

        Raises DomainError, KnownError; may raise Cancelled, and then nothing has been kept.
        """
        if path is None:
            raise FieldProblem("path", "请选择字体文件（.ttf 或 .ttc）。")
        if serves not in {*FACES, SPARE, BY_NAME}:
            raise FieldProblem("serves", f"“{serves}”不是可以选的用途。请重新选择。")
        head, face = self._chosen(path, serves)
        stored = self._parts.attachments.store_file(path, progress, is_open=True)
        told = {
            "file_name": stored.name,
            "family": head.family,
            "postscript": head.postscript,
            "index": head.index,
            "serves": face.value if face else SPARE,
            "size": stored.size,
            "added_at": self._parts.clock.now().isoformat(timespec="seconds"),
        }
        with self._parts.database.write(actor, ADD_FONT, self._parts.clock.now()) as unit:
            self._refuse_twice(stored)
            row = Setting(key=f"{KEY}{stored.sha256}", value=json.dumps(told, ensure_ascii=False, sort_keys=True))
            unit.session.add(row)
            unit.session.flush()
            return Written(row.id, unit.act)

    @performs(REMOVE_FONT)
    def remove_font(self, actor: Actor, sha256: str) -> Written:
        """Print without a font of the office from now on; the bytes stay, so that this can be taken back."""
        with self._parts.database.write(actor, REMOVE_FONT, self._parts.clock.now()) as unit:
            row = unit.session.scalars(select(Setting).where(Setting.key == f"{KEY}{sha256}")).one_or_none()
            if row is None:
                raise DomainError("这个字体已经不在了，可能已被移除。请刷新后再看。")
            written = Written(row.id, unit.act)
            unit.session.delete(row)
            return written

    def sha256s(self) -> list[str]:
        """The office's own files, in the order they came."""
        return [row.sha256 for row in self._register.rows()]

    def report(self) -> FontReport:
        """What prints each face now, found anew; reads large files, so not on the window's thread."""
        self._parts.documents.look_again()
        fonts = self._parts.documents.fonts
        served = [fonts.serving(face) for face in Face]
        reasons = {font.path: font.reason for font in fonts.unusable()}
        paths = {font.sha256: font.path for font in self._register.added()}
        added = tuple(replace(row, problem=reasons.get(paths[row.sha256], "")) for row in self._register.rows())
        own = set(paths.values())
        return FontReport(
            faces=tuple(FaceRow(each.face.value, each.file_name, each.source.value, each.covered) for each in served),
            added=added,
            passed_over=tuple((str(font.path), font.reason) for font in fonts.unusable() if font.path not in own),
        )

    def _chosen(self, path: Path, serves: str) -> tuple[FontHead, Face | None]:
        """The font of the file to use and the face it serves; raises FieldProblem."""
        heads = _usable(path)
        table = load_faces(self._parts.resources.fonts)
        faces = {head.index: table.face_named(head.names) for head in heads}
        wanted = Face(serves) if serves in FACES else None
        known = [head for head in heads if faces[head.index] is not None and wanted in {None, faces[head.index]}]
        head = known[0] if known and serves != SPARE else heads[0]
        _refuse_foreign(path, head)
        return head, faces[head.index] if serves == BY_NAME else wanted

    def _refuse_twice(self, stored: Stored) -> None:
        for row in self._register.rows():
            if row.sha256 == stored.sha256:
                raise FieldProblem(
                    "path", f"这个字体文件已经添加过（“{row.file_name}”，用作{row.serves}）。要改用途，请先移除再添加。"
                )


def _usable(path: Path) -> list[FontHead]:
    """The fonts of a file that papers can be printed with; raises FieldProblem."""
    if not path.is_file():
        raise FieldProblem("path", f"找不到文件 {path}，没有添加字体。请重新选择文件。")
    heads = look_into(path)
    if isinstance(heads, str):
        raise _refused(path, heads)
    usable = [head for head in heads if not head.objection]
    if not usable:
        raise _refused(path, heads[0].objection)
    return usable


def _refuse_foreign(path: Path, head: FontHead) -> None:
    try:
        characters = characters_of(path, head.index)
    except NoFont as problem:
        raise _refused(path, str(problem)) from problem
    if not _has_han(characters):
        raise _refused(path, "其中没有汉字")


def _has_han(characters: Iterable[int]) -> bool:
    return any(code in block for code in characters for block in _HAN)


def _refused(path: Path, reason: str) -> FieldProblem:
    return FieldProblem("path", f"“{path.name}”不能添加：{reason}。请换一个字体文件（TrueType 轮廓、许可允许嵌入）。")
