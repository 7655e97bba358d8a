"""检查文书: whether a check code or a PDF is that of a registered paper, and where a changed one differs; offline."""

import difflib
import hashlib
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from app.models.terms import DocumentState
from app.services.foundation.disk_reasons import reason_of
from app.services.foundation.errors import FieldProblem, KnownError
from app.services.papers.archive import PaperArchive
from app.services.papers.as_json import CODE_LENGTH
from app.services.papers.kept_bytes import PaperLost
from app.services.papers.rows import LETTER, FrozenPaper, RecordKey, Verdict

_CODE = re.compile(rf"[0-9A-F]{{{CODE_LENGTH}}}")
_PRINTED_CODE = re.compile(r"校验码((?:[0-9A-F]{4}){4})")
_NUMBER = re.compile(r"[^\s〔〕。，；：、《》（）]{1,20}〔(?:19|20)\d{2}〕[1-9]\d*号")
_PAGE_NUMBER = re.compile(r"[—－–]\d+[—－–]")
_SENTENCE = re.compile(r"[^。；：]*[。；：]?")
_LARGEST = 50 * 1024 * 1024  # bytes; our papers have a few hundred thousand
_TOLD, _LONGEST = 5, 60  # differences told, characters of each side


class PaperChecking:
    """Compares what is handed in with what was registered."""

    def __init__(self, archive: PaperArchive, withdrawn: Callable[[RecordKey], str]) -> None:
        """``archive`` holds the registered papers, ``withdrawn`` says when a letter was withdrawn."""
        self._archive = archive
        self._withdrawn = withdrawn

    def verify_code(self, typed: str) -> Verdict:
        """What a check code stands for, however it was typed; raises FieldProblem for what is none."""
        code = re.sub(r"[\s\-—]", "", typed).translate(_HALF_WIDTH).upper()
        if not _CODE.fullmatch(code):
            raise FieldProblem("code", f"“{typed.strip()}”不是校验码。校验码是 16 位，只有数字 0–9 和字母 A–F。")
        paper = self._archive.by_code(code)
        if paper is None:
            return Verdict(False, (f"没有找到校验码 {_grouped(code)}。可能抄错了，或不是本台账登记的文书。",))
        return Verdict(
            self._counts(paper),
            (f"校验码属于本台账登记的文书：{paper.name}。", *self._standing(paper)),
            paper,
        )

    def verify_pdf(self, path: Path) -> Verdict:
        """Whether a file is the registered one byte by byte, else where it differs from it; raises KnownError."""
        content = _read(path)
        paper = self._archive.by_sha256(hashlib.sha256(content).hexdigest())
        if paper is not None:
            head = f"“{path.name}”与登记时逐字节相同：{paper.name}。"
            return Verdict(self._counts(paper), (head, *self._standing(paper)), paper, True)
        text = _text(content, path.name)
        paper = self._recognised(text)
        if paper is None:
            head = f"“{path.name}”不是本台账登记的文书，或者已被改得认不出来。"
            return Verdict(False, (head, "文件里没有找到登记过的校验码或文号。"), None, False)
        told = tuple(_differences(self._registered_text(paper), text))
        head = (
            f"“{path.name}”已被改动：与登记的{paper.name}有 {len(told)} 处不同。"
            if told
            else f"“{path.name}”不是登记时的那个文件，文字与登记的{paper.name}相同。"
        )
        why = () if told else ("可能被另存、重新打印成 PDF、加了签章或批注，或者是登记之前制作的。",)
        return Verdict(False, (head, *why, *self._standing(paper)), paper, False, told[:_TOLD])

    def _recognised(self, text: str) -> FrozenPaper | None:
        for code in _PRINTED_CODE.findall(text):
            if paper := self._archive.by_code(code):
                return paper
        found = {match.group(0) for match in _NUMBER.finditer(text)}
        # Squeezed text glues what stands before a number to it, so that every tail of it is tried.
        tails = {number[start:] for number in found for start in range(number.index("〔"))}
        return self._archive.by_numbers(tails) if tails else None

    def _registered_text(self, paper: FrozenPaper) -> str:
        """Read from the registered file the same way; from the row where the file is lost."""
        try:
            return _text(self._archive.rendered(paper).pdf, paper.name)
        except PaperLost:
            return _squeezed(paper.body)

    def _standing(self, paper: FrozenPaper) -> Iterator[str]:
        number = f"文号 {paper.number}，" if paper.number else ""
        made = paper.made_at[:16].replace("T", " ")
        yield f"{number}成文日期 {paper.issued_on}，{made} 登记，校验码 {_grouped(paper.check_code)}。"
        if paper.is_late:
            yield f"{paper.issued_on} 制发时只登记了文号，正文到 {paper.made_at[:10]} 才补登存定。"
        if paper.state is DocumentState.VOIDED:
            yield f"登记的这一份已作废{f'（{paper.reason}）' if paper.reason else ''}，不能再用。"
        elif paper.state is DocumentState.SUPERSEDED:
            later = self._archive.replaced_by(paper)
            yield f"登记的这一份已被第{later.edition}版替换（{later.reason}）。" if later else "登记的这一份已被替换。"
        elif day := self._withdrawn_on(paper):
            yield f"这份检察建议已于 {day} 撤回。"
        else:
            yield "登记的这一份现行有效。"

    def _counts(self, paper: FrozenPaper) -> bool:
        return paper.state is DocumentState.FROZEN and not self._withdrawn_on(paper)

    def _withdrawn_on(self, paper: FrozenPaper) -> str:
        return self._withdrawn(paper.key) if paper.kind == LETTER else ""


_HALF_WIDTH = {0xFF01 + place: 0x21 + place for place in range(94)}  # what a Chinese input method types


def _grouped(code: str) -> str:
    return " ".join(code[place : place + 4] for place in range(0, len(code), 4))


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > _LARGEST:
            raise KnownError(f"“{path.name}”太大，不会是本程序制作的文书。请另选文件。")
        return path.read_bytes()
    except OSError as error:
        raise KnownError(f"读不了“{path.name}”（{reason_of(error)}）。请检查路径和权限。") from error


def _text(content: bytes, name: str) -> str:
    import pypdfium2

    from app.services.documents.preview import text_of

    try:
        return _squeezed(text_of(content))
    except pypdfium2.PdfiumError as error:
        raise KnownError(f"“{name}”不是 PDF，或者已经损坏、加了密码，读不出内容。请另选文件。") from error


def _squeezed(text: str) -> str:
    return _PAGE_NUMBER.sub("", "".join(text.split()))


def _differences(registered: str, found: str) -> Iterator[str]:
    """The sentences that differ, as 登记的 and 文件的."""
    ours, theirs = ([part for part in _SENTENCE.findall(text) if part] for text in (registered, found))
    matcher = difflib.SequenceMatcher(None, ours, theirs, autojunk=False)
    for what, start, end, from_, to in matcher.get_opcodes():
        if what == "equal":
            continue
        was, became = _narrowed("".join(ours[start:end]), "".join(theirs[from_:to]))
        yield f"登记的是“{was or '（没有）'}”，文件里是“{became or '（没有）'}”。"


def _narrowed(was: str, became: str) -> tuple[str, str]:
    """Both sides cut down to what differs, with a few characters around it."""
    start = 0
    while start < min(len(was), len(became)) and was[start] == became[start]:
        start += 1
    end = 0
    while end < min(len(was), len(became)) - start and was[-1 - end] == became[-1 - end]:
        end += 1
    start, end = max(start - 8, 0), max(end - 8, 0)
    return _cut(was[start : len(was) - end]), _cut(became[start : len(became) - end])


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}……"
