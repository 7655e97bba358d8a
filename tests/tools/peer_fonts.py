"""The bundled faces for typesetters that find fonts with fontconfig, under the names a Word copy asks for."""

import os
from collections.abc import Mapping
from pathlib import Path

from app.services.documents.paper.fonts import Face
from app.services.documents.word.markup import NAMES

FAMILIES: Mapping[Face, str] = NAMES
FILES = {
    Face.FANG: "FandolFang-Regular",
    Face.KAI: "FandolKai-Regular",
    Face.HEI: "FandolHei-Regular",
    Face.TITLE: "NotoSerifSC-Bold-title",
    Face.SONG: "NotoSerifSC-Light",
}
_RENAMED = """
<match target="scan">
  <test name="file" compare="contains"><string>{file}</string></test>
  <edit name="family" mode="assign"><string>{family}</string></edit>
  <edit name="weight" mode="assign"><const>regular</const></edit>
</match>
"""


def fonts_of(folder: Path, fonts: Path) -> Mapping[str, str]:
    """Environment in which fontconfig knows the bundled faces only; its files are written into ``folder``."""
    renamed = "".join(_RENAMED.format(file=FILES[face], family=family) for face, family in FAMILIES.items())
    place = folder / "fonts.conf"
    dirs = f"<dir>{fonts}</dir><cachedir>{folder / 'font-cache'}</cachedir>"
    place.write_text(f'<?xml version="1.0"?><fontconfig>{dirs}{renamed}</fontconfig>', encoding="utf-8")
    return {**os.environ, "FONTCONFIG_FILE": str(place)}
