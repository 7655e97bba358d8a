"""What marks and masked names are, outside the store."""

from dataclasses import dataclass

from app.models.trust_terms import Marking, Shielded

UNOPENED = "工作秘密，打开记录才显示内容，阅看留痕。"  # in place of what a work secret says, away from its own page
PARTLY = "只列填表人可以查看的记录，其他部门的没有列入"  # on a sheet that somebody of one department draws


@dataclass(frozen=True)
class Mark:
    """标记 and 知悉范围 of a record; ``version`` is 0 where it has never been marked."""

    marking: Marking = Marking.NONE
    audience: str = ""
    reason: str = ""
    version: int = 0

    @property
    def label(self) -> str:
        """内部 or 工作秘密; empty where it is not marked."""
        return _label(self.marking)

    def __str__(self) -> str:
        """工作秘密（知悉范围：承办人、部门负责人）; empty where it is not marked."""
        if self.marking is Marking.NONE:
            return ""
        return f"{self.marking.label}（知悉范围：{self.audience}）"


@dataclass(frozen=True)
class ShieldRow:
    """A name that is shown masked in lists, exports and packages."""

    id: int
    name: str
    kind: Shielded
    shown: str


@dataclass(frozen=True)
class SheetMark:
    """What stands on every page of a sheet, and the lines above it that say of how many records and for whom.

    ``reach`` says that whoever drew the sheet does not see the records of every department; empty where they do.
    """

    marking: Marking = Marking.NONE
    line: str = ""
    reach: str = ""

    @property
    def label(self) -> str:
        """内部 or 工作秘密; empty where nothing is marked."""
        return _label(self.marking)


def _label(marking: Marking) -> str:
    return "" if marking is Marking.NONE else marking.label
