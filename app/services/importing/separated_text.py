"""Separated text (.csv) into rows: byte order mark, then UTF-8, then GB18030, all strictly."""

import csv
import io

from app.services.foundation.errors import DomainError
from app.services.importing.tables import Row


def read_separated_text(name: str, content: bytes) -> tuple[Row, ...]:
    """Rows of a .csv; a row's number is that of the record, as a spreadsheet would show it."""
    text = _decode(name, content)
    if "\0" in text:
        raise DomainError(f"《{name}》不是文本文件。请用 WPS 或 Excel 打开，另存为 .xlsx 后再导入。")
    previous = csv.field_size_limit(1_000_000)
    try:
        records = list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True))
    except csv.Error as error:
        raise DomainError(
            f"《{name}》的引号或分隔符不成对，分不出各列（{error}）。请用 WPS 或 Excel 打开，另存为 .xlsx 后再导入。"
        ) from error
    finally:
        csv.field_size_limit(previous)
    return tuple(Row(number, tuple(record)) for number, record in enumerate(records, 1))


def _decode(name: str, content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        candidates: tuple[str, ...] = ("utf-16",)
    elif content.startswith(b"\xef\xbb\xbf"):
        candidates = ("utf-8-sig",)
    else:
        candidates = ("utf-8", "gb18030")
    for encoding in candidates:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue  # the next encoding; when none is left the sentence below is raised
    raise DomainError(
        f"《{name}》的文字编码认不出（试过 UTF-8 和 GB18030）。请用 WPS 或 Excel 打开，另存为 .xlsx 后再导入。"
    )


def _delimiter(text: str) -> str:
    """The separator that cuts the first lines into most columns; csv.Sniffer guesses letters on Chinese text."""
    head = text[:20_000].splitlines()[:30]
    return max(",\t;", key=lambda separator: max((line.count(separator) for line in head), default=0))
