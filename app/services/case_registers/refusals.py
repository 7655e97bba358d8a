"""What both registers refuse: an entry that is gone, a text too long, days out of order."""

from app.models.dates import PartialDate
from app.services.foundation.errors import DomainError, FieldProblem


class EntryNotFound(DomainError):
    """No entry with that id."""

    def __init__(self, title: str) -> None:
        """``title`` is the register's name."""
        super().__init__(f"{title}里没有这一条，可能已被撤销。请刷新后再看。")


class FilesStayWithRecord(FieldProblem):
    """The link cannot change while files of the entry hang on the record."""

    def __init__(self, entry_number: str, record: str, count: int) -> None:
        """``record`` is the 登记号 of the record with the files."""
        super().__init__(
            "record_number",
            f"{entry_number} 有 {count} 个文件存在 {record} 名下，不能改关联。请先到 {record} 的“附件”移除，再改。",
        )


def no_longer(field: str, title: str, text: str, most: int) -> None:
    """Refuse what the column does not hold."""
    if len(text.strip()) > most:
        raise FieldProblem(field, f"{title}最多 {most} 个字，现有 {len(text.strip())} 个。请改短。")


def not_after(field: str, title: str, day: PartialDate, later: tuple[str, PartialDate | None]) -> None:
    """Refuse a day that would lie after a step already recorded."""
    name, known = later
    if known is not None and day.first > known.last:
        raise FieldProblem(field, f"{title}（{day}）晚于已登记的{name}（{known}）。请核对日期。")
