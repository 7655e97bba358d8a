"""The faces of official papers, and the table of the fonts that may stand for each: resources/fonts/faces.toml."""

import enum
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from app.services.foundation.errors import KnownError

TABLE = "faces.toml"


class Face(enum.Enum):
    """Faces by the names GB/T 9704 uses."""

    FANG = "仿宋"
    KAI = "楷体"
    HEI = "黑体"
    TITLE = "小标宋"
    SONG = "宋体"


class FontUnusable(KnownError):
    """A shipped font file is gone or damaged."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"字体文件 {path.name} 缺失或损坏，不能生成文书。请重新安装本程序。")


@dataclass(frozen=True)
class FaceTable:
    """What stands for each face: official names in order of preference, casefolded, and the bundled file."""

    names: Mapping[Face, tuple[str, ...]]
    files: Mapping[Face, Path]
    fallback: Face

    def face_named(self, names: frozenset[str]) -> Face | None:
        """The face that a font of these (casefolded) names is official for."""
        return next((face for face, official in self.names.items() if names.intersection(official)), None)


def load_faces(folder: Path) -> FaceTable:
    """The table in a folder of fonts; raises FontUnusable."""
    path = folder / TABLE
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        rows = {Face(row["name"]): row for row in content["face"]}
        table = FaceTable(
            names={face: tuple(name.casefold() for name in rows[face]["names"]) for face in Face},
            files={face: folder / rows[face]["file"] for face in Face},
            fallback=Face(content["fallback"]),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as problem:
        raise FontUnusable(path) from problem
    return table
