"""Which files are taken in as attachments: not empty or too large, nothing that runs, no false PDF, no state secret."""

import tomllib
from functools import cached_property
from pathlib import Path
from typing import Any

from app.services.foundation.disk_reasons import reason_of
from app.services.foundation.errors import DomainError, KnownError
from app.services.office.attachment_names import shown_name
from app.services.secrecy.file_texts import texts_of
from app.services.secrecy.state_secrets import StateSecrets

LARGEST = 200 * 1024 * 1024  # bytes; a scanned reply has a few
_HEAD = 1024  # bytes; readers find the mark of a PDF within the first 1024 (ISO 32000-1, annex H.3.4.1)
_PDF = b"%PDF-"


class RefusedKinds:
    """Endings and first bytes of files that run when they are opened."""

    def __init__(self, folder: Path, secrets: StateSecrets | None = None) -> None:
        """``folder`` holds ``refused.toml``, read when first needed; without ``secrets`` content is not looked at."""
        self._path = folder / "refused.toml"
        self._secrets = secrets

    def look_at(self, path: Path) -> int:
        """The size in bytes of a file that may be taken in; raises DomainError, KnownError."""
        name = shown_name(path)
        try:
            size = _size_of(path, name)
            self.refuse_name(name)
            with path.open("rb") as file:
                self._refuse_content(name, file.read(_HEAD))
            if self._secrets is not None:
                self._secrets.refuse([path.name], "有一个文件没有添加：文件名")
                self._secrets.refuse(texts_of(path), f"“{name}”没有添加：内容")
        except OSError as error:
            raise KnownError(f"没有添加“{name}”：{reason_of(error)}。请检查文件是否打得开。") from error
        return size

    def refuse_name(self, name: str) -> None:
        """Raise DomainError for a name that a system would run; Windows passes over dots and blanks at its end."""
        ending = name.rstrip(". ").rpartition(".")[2].lower() if "." in name else ""
        if ending in self._endings:
            raise DomainError(
                f"“{name}”是程序、脚本或快捷方式（.{ending}），打开就会运行，不能作附件。请添加扫描件或文档。"
            )

    def _refuse_content(self, name: str, head: bytes) -> None:
        for mark, title in self._signatures:
            if head.startswith(mark):
                raise DomainError(f"“{name}”的内容是{title}，打开会运行，改了名字也不能作附件。请核对文件来源。")
        if name.lower().endswith(".pdf") and _PDF not in head:
            raise DomainError(f"“{name}”的名字以 .pdf 结尾，内容却不是 PDF，没有添加。请重新扫描或导出后再添加。")

    @cached_property
    def _told(self) -> dict[str, Any]:
        return tomllib.loads(self._path.read_text(encoding="utf-8"))

    @cached_property
    def _endings(self) -> frozenset[str]:
        return frozenset(self._told["endings"])

    @cached_property
    def _signatures(self) -> tuple[tuple[bytes, str], ...]:
        return tuple((bytes.fromhex(each["bytes"]), each["title"]) for each in self._told["signatures"])


def too_large(name: str, size: int) -> DomainError:
    """The refusal of a file beyond the limit."""
    limit = LARGEST // 1024**2
    # 200.4 MB must not read as "200 MB, beyond 200 MB".
    return DomainError(
        f"“{name}”有 {max(size / 1024**2, limit + 0.1):.1f} MB，超过单个附件 {limit} MB 的上限，没有添加。"
        "请压缩或拆分后再添加。"
    )


def _size_of(path: Path, name: str) -> int:
    if path.is_dir():
        raise DomainError(f"“{name}”是文件夹，没有添加。请打开它，选择里面的文件。")
    if not path.is_file():
        raise DomainError(f"找不到文件 {shown_name(path, whole=True)}，没有添加附件。请重新选择文件。")
    size = path.stat().st_size
    if size == 0:
        raise DomainError(f"“{name}”是空文件，没有添加附件。请检查扫描件后重新选择。")
    if size > LARGEST:
        raise too_large(name, size)
    return size
