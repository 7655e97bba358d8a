"""All suggestion paths, read once when first asked for."""

from functools import cached_property
from pathlib import Path

from app.models.terms import SuggestionKind
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.suggestion_paths.model import SuggestionPath
from app.services.suggestion_paths.reading import COMMON_FILE, read_common, read_path


class PathLibrary:
    """The shipped paths by code and by kind of letter."""

    def __init__(self, folder: Path) -> None:
        """Nothing is read yet."""
        self._folder = folder

    @cached_property
    def all(self) -> tuple[SuggestionPath, ...]:
        """Every path in the order of the files; raises DomainError naming file and key."""
        common = read_common(self._folder / COMMON_FILE)
        files = sorted(path for path in self._folder.glob("*.toml") if path.name != COMMON_FILE)
        found: dict[str, SuggestionPath] = {}
        for path in files:
            read = read_path(path, common)
            if read.code in found:
                raise DomainError(f"文件 {path.name} 的“code”（{read.code}）与另一个办理类别重复。请改正后再用。")
            found[read.code] = read
        return tuple(found.values())

    def of(self, kind: SuggestionKind) -> tuple[SuggestionPath, ...]:
        """The paths letters of a kind may take."""
        return tuple(each for each in self.all if each.kind is kind)

    def first_of(self, kind: SuggestionKind) -> str:
        """The code of the path a letter of this kind takes where nobody chose; empty where there is none."""
        return next((each.code for each in self.of(kind)), "")

    def find(self, code: str) -> SuggestionPath:
        """The path of that code; raises DomainError where this version of the program has none."""
        for each in self.all:
            if each.code == code:
                return each
        raise DomainError(f"没有办理类别“{code}”。请在“修改”里重新选择办理类别。")

    def check(self, code: str, kind: SuggestionKind) -> None:
        """Refuse a path that letters of this kind do not take; none is always allowed."""
        if not code:
            return
        path = next((each for each in self.all if each.code == code), None)
        if path is None or path.kind is not kind:
            names = "、".join(each.name for each in self.of(kind)) or "（没有）"
            raise FieldProblem(
                "path", f"“{path.name if path else code}”不是{kind.label}类的办理类别。可选的有：{names}。"
            )
