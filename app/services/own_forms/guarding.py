"""Which workbooks are taken in as forms: a plain .xlsx, whole, unlocked, without macros or links to other files."""

import io
import zipfile
import zlib
from pathlib import Path
from typing import Final

from app.services.foundation.disk_reasons import reason_of
from app.services.foundation.errors import DomainError

LARGEST: Final = 10 * 1024 * 1024
LARGEST_UNPACKED: Final = 100 * 1024 * 1024
MOST_PARTS: Final = 3000
_MB = 1024 * 1024
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_IS_LOCKED = 0x1  # flag of a zip entry
_SAVE_AS = "请用 WPS 或 Excel 打开，另存为 .xlsx 后再收入。"
_STRICT = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
# What a part's name says the workbook holds, in the order it is refused.
_REFUSED = (
    (("xl/vbaproject", "xl/macrosheets/", "xl/activex/"), "带有宏或控件，不能收入。请另存为不带宏的 .xlsx 后再收入。"),
    (("xl/externallinks/",), "引用了别的文件（外部链接）。请在“数据—编辑链接”里断开链接、保存后再收入。"),
    (("xl/connections.xml", "xl/querytables/"), "连接了外部数据。请删去数据连接、保存后再收入。"),
    (("_xmlsignatures/",), "带有数字签名，填数会使签名失效。请取得没有签名的空表后再收入。"),
)


def read_form(path: Path) -> bytes:
    """The bytes of a form that may be taken in; raises DomainError with one sentence for any other file."""
    suffix = path.suffix.lower()
    if not path.is_file():
        raise DomainError(f"找不到文件“{path}”。请检查路径和文件名。")
    if suffix in {".xlsm", ".xltm", ".xlsb"}:
        raise DomainError(f"《{path.name}》是可以带宏的工作簿。请另存为不带宏的 .xlsx 后再收入。")
    if suffix != ".xlsx":
        kind = f"{suffix} 文件" if suffix else "没有扩展名的文件"
        raise DomainError(f"《{path.name}》是{kind}，本院报表只收 .xlsx。{_SAVE_AS}")
    try:
        if path.stat().st_size > LARGEST:
            size = path.stat().st_size / _MB
            raise DomainError(f"《{path.name}》有 {size:.0f} MB，超过 {LARGEST // _MB} MB 的上限。请删去图片后再收入。")
        content = path.read_bytes()
    except OSError as error:
        raise DomainError(f"读不了《{path.name}》：{reason_of(error)}。请关闭正在使用它的程序后重试。") from error
    check_form(content, path.name)
    return content


def check_form(content: bytes, name: str) -> None:
    """Refuse what is no plain workbook; everything in it is unpacked once, so that what is damaged is found now."""
    if content.startswith(_OLE):
        if _ENCRYPTED_STREAM in content:
            raise DomainError(f"《{name}》设有打开密码，读不了。请去掉密码并另存后再收入。")
        raise DomainError(f"《{name}》的内容是旧版 .xls，只是扩展名写成了 .xlsx。{_SAVE_AS}")
    if not content.startswith(_ZIP):
        raise DomainError(f"《{name}》的内容不是 Excel 工作簿（可能改过扩展名，也可能已损坏）。{_SAVE_AS}")
    damaged = DomainError(f"《{name}》已损坏或不是完整的工作簿。请用 WPS 或 Excel 打开修复并另存，或重新索取。")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_parts(archive, name)
            if archive.testzip() is not None:
                raise damaged
            if "[Content_Types].xml" not in archive.namelist():
                raise damaged
    except (zipfile.BadZipFile, NotImplementedError, EOFError, RuntimeError, OSError, ValueError, zlib.error) as error:
        raise damaged from error


def _check_parts(archive: zipfile.ZipFile, name: str) -> None:
    entries = archive.infolist()
    if any(entry.flag_bits & _IS_LOCKED for entry in entries):
        raise DomainError(f"《{name}》设有打开密码，读不了。请去掉密码并另存后再收入。")
    if len(entries) > MOST_PARTS or sum(entry.file_size for entry in entries) > LARGEST_UNPACKED:
        limit = LARGEST_UNPACKED // _MB
        raise DomainError(f"《{name}》展开后超过 {limit} MB 或部件过多，没有读取。请删去图片和无关的工作表后再收入。")
    names = [entry.filename.lower().lstrip("/") for entry in entries]
    if len(set(names)) != len(names):
        raise DomainError(f"《{name}》里有重名的部件，不是 Excel 正常存出的文件。{_SAVE_AS}")
    for beginnings, why in _REFUSED:
        if any(each.startswith(beginnings) for each in names):
            raise DomainError(f"《{name}》{why}")
    for entry in entries:
        if entry.filename.lower().endswith("workbook.xml") and _STRICT in archive.read(entry):
            raise DomainError(f"《{name}》是“Strict Open XML”格式。请另存为普通的 Excel 工作簿（.xlsx）后再收入。")
