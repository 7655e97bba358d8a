"""What the window shows of the office's fonts. Imports nothing heavy."""

from dataclasses import dataclass

from app.services.documents.paper.faces import Face

FACES = tuple(face.value for face in Face)
SPARE = "备用字库"  # prints only what the other fonts lack
BY_NAME = "按字体名称识别"
GB2312 = 6763  # Chinese characters of GB 2312-80


@dataclass(frozen=True)
class FaceRow:
    """A face and the font that prints it: its file, where that comes from, how many of GB 2312 it has."""

    face: str
    file_name: str
    source: str
    covered: int


@dataclass(frozen=True)
class AddedFontRow:
    """A font file of the office; ``serves`` is a face or 备用字库, a ``problem`` says why it prints nothing."""

    sha256: str
    file_name: str
    family: str
    serves: str
    size: int  # bytes
    added_at: str
    problem: str = ""


@dataclass(frozen=True)
class FontReport:
    """The faces, the office's own files, and installed files that cannot serve, each with its reason."""

    faces: tuple[FaceRow, ...]
    added: tuple[AddedFontRow, ...]
    passed_over: tuple[tuple[str, str], ...]
