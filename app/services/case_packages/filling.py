"""Writes the papers and attachments of one record into a package; what cannot be had is named and left out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.models.actor import Actor
from app.models.terms import DocumentState, RecordType
from app.services.case_packages.gathering import Parts
from app.services.case_packages.rows import PackedAttachment, PackedPaper
from app.services.case_packages.staging import GrowingPackage
from app.services.foundation.errors import DomainError, KnownError
from app.services.foundation.progress import Progress
from app.services.office.attachment_files import AttachmentLost
from app.services.papers.kept_bytes import PaperLost
from app.services.papers.rows import LETTER, FrozenPaper, RecordKey
from app.services.suggestions.rows import AttachmentRow, LetterCard

PAPERS, FILES, LETTERS = "文书/", "附件/", "检察建议/"
DRAFT, UNFROZEN = "草稿", "未存定，按记录现在的内容生成"
_PAPER_WEIGHT = 200 * 1024  # bytes: about what making a paper takes, measured in copying


@dataclass(frozen=True)
class Filled:
    """The files of one record in the package."""

    papers: tuple[PackedPaper, ...]
    attachments: tuple[PackedAttachment, ...]

    @property
    def problems(self) -> Iterator[str]:
        """What is not in the package, and why."""
        yield from (f"文书“{each.title}”：{each.problem}" for each in self.papers if each.problem)
        yield from (f"附件“{each.name}”：{each.problem}" for each in self.attachments if each.problem)


class Meter:
    """How far a package is, in KB copied and made; raises Cancelled when somebody has stopped it."""

    def __init__(self, progress: Progress, total: int) -> None:
        """``total`` in bytes."""
        self._progress, self._total, self._done = progress, max(total, 1), 0

    def tick(self, size: int) -> None:
        """``size`` bytes of the piece at hand are done."""
        self._progress.report(min(self._done + size, self._total) // 1024, max(self._total // 1024, 1))

    def pass_by(self, size: int) -> None:
        """The piece at hand is over."""
        self._done += size
        self.tick(0)


class Filler:
    """Fills one package."""

    def __init__(self, parts: Parts, package: GrowingPackage, actor: Actor) -> None:
        """``actor`` stands on drafts as who printed them."""
        self._parts, self._package, self._actor = parts, package, actor

    def weight(self, key: RecordKey, files: Sequence[AttachmentRow]) -> int:
        """About how many bytes of work a record is."""
        papers = len(self._parts.papers.archive.of(key)) + len(self._parts.papers.drafts.of(key)) + 1
        return papers * _PAPER_WEIGHT + sum(row.size for row in files)

    def fill(self, folder: str, key: RecordKey, files: Sequence[AttachmentRow], meter: Meter) -> Filled:
        """Papers and attachments of a record below ``folder``, which is empty or ends with a slash."""
        papers = tuple(self._papers(folder + PAPERS, key, meter))
        return Filled(papers, tuple(self._attachment(folder + FILES, row, meter) for row in files))

    def _papers(self, folder: str, key: RecordKey, meter: Meter) -> Iterator[PackedPaper]:
        frozen = self._parts.papers.archive.of(key)
        for paper in frozen:
            yield self._registered(folder, paper)
            meter.pass_by(_PAPER_WEIGHT)
        in_force = {paper.kind for paper in frozen if paper.state is DocumentState.FROZEN}
        for code in self._drafts(key):
            if code not in in_force:
                yield self._drafted(folder, key, code)
                meter.pass_by(_PAPER_WEIGHT)

    def _drafts(self, key: RecordKey) -> tuple[str, ...]:
        """What was typed on, and a letter whose words stand in its record."""
        drafts = self._parts.papers.drafts.of(key)
        if key.record_type is RecordType.SUGGESTION and LETTER not in drafts:
            return (LETTER, *drafts) if _has_words(self._parts.suggestions.card(key.record_id)) else drafts
        return drafts

    def _registered(self, folder: str, paper: FrozenPaper) -> PackedPaper:
        gone = "" if paper.state is DocumentState.FROZEN else f"（{paper.state.label}）"
        words = "，".join(filter(None, (paper.state.label, f"第{paper.edition}版", paper.late_words, paper.reason)))
        name = f"{paper.title} {paper.number}".strip() + f" 第{paper.edition}版{gone}.pdf"
        said = (paper.title, paper.number, words, str(paper.issued_on))
        try:
            content = self._parts.papers.archive.rendered(paper).pdf
        except PaperLost as problem:
            return PackedPaper(*said, None, str(problem))
        return PackedPaper(*said, self._package.put(folder, name, content))

    def _drafted(self, folder: str, key: RecordKey, code: str) -> PackedPaper:
        is_issued = code == LETTER and self._parts.suggestions.card(key.record_id).number is not None
        standing, title = UNFROZEN if is_issued else DRAFT, code
        try:
            title = self._parts.papers.template(code, key).name
            made = self._parts.papers.render_anew(self._actor, code, key)
        except (DomainError, KnownError) as problem:
            return PackedPaper(title, "", standing, "", None, str(problem))
        missing = f"，缺少：{'、'.join(made.missing)}" if made.missing else ""
        name = f"{title}（{'未存定' if is_issued else DRAFT}）.pdf"
        return PackedPaper(title, "", standing + missing, "", self._package.put(folder, name, made.pdf))

    def _attachment(self, folder: str, row: AttachmentRow, meter: Meter) -> PackedAttachment:
        said = (row.id, row.file_name, row.purpose, row.size, row.added_at)
        source = self._parts.attachments.files.vault.readable(row.sha256)
        try:
            meter.tick(0)
            file = self._package.copy(folder, row.file_name, source, row.sha256, meter.tick)
        except AttachmentLost as problem:
            return PackedAttachment(*said, None, str(problem))
        finally:
            meter.pass_by(row.size)
        return PackedAttachment(*said, file)


def _has_words(card: LetterCard) -> bool:
    draft = card.draft
    return any(text.strip() for text in (draft.facts, draft.problem, draft.proposal))
