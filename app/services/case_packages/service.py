"""Exports matters as case packages, and proves whether a package is as it was exported."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from app.models.actor import Actor
from app.models.terms import Output
from app.models.trust_terms import Marking
from app.services.case_packages import card_sections, file_sections, hash_list, process_sections
from app.services.case_packages.filling import LETTERS, Filled, Filler, Meter
from app.services.case_packages.gathering import MatterContents, Parts, contents_of
from app.services.case_packages.html import Block, Link, Note, PageHead, Section, page_of
from app.services.case_packages.rows import PAGE, Package, PackagesWritten, PackageVerdict, PackedFile
from app.services.case_packages.staging import GrowingPackage, staged
from app.services.case_packages.verifying import compared
from app.services.foundation.errors import DomainError
from app.services.foundation.files import made_folder
from app.services.foundation.intentions import performs
from app.services.foundation.progress import Progress, Unwatched
from app.services.papers.intentions import RECORD_OUTPUT
from app.services.papers.rows import Delivery, LogLine, PaperNamed
from app.services.secrecy.masking import Masks, without_names

KIND = "case-package"  # as the log calls it
CONFIDENTIAL = "内部资料　注意保管"
_STEPS = 1000  # of progress, a matter


@dataclass(frozen=True)
class _Share:
    """The progress of one matter of several."""

    whole: Progress
    place: int
    count: int

    def report(self, done: int, total: int) -> None:
        """Tell the whole how far it is."""
        self.whole.report(self.place * _STEPS + done * _STEPS // max(total, 1), self.count * _STEPS)


class CasePackages:
    """Case packages of one store."""

    def __init__(self, parts: Parts) -> None:
        """Nothing is read yet."""
        self._parts = parts

    def find(self, number: str) -> int:
        """The matter behind a number; raises DomainError."""
        return self._parts.matters.find(number)

    @performs(RECORD_OUTPUT)
    def write(
        self, actor: Actor, matter_ids: Sequence[int], target: Path, progress: Progress | None = None
    ) -> PackagesWritten:
        """Write matters into a folder, a package each, and note it in 打印输出登记簿; all of them or none.

        Raises MatterNotFound, KnownError for what the disk refuses, Cancelled. A lost file is named, not refused.
        """
        if not matter_ids:
            raise DomainError("没有选择监督事项。请先在列表里选择要导出的。")
        watcher, wanted = progress or Unwatched(), tuple(dict.fromkeys(matter_ids))
        with staged(made_folder(target)) as staging:
            packed, markings = [], []
            for place, matter_id in enumerate(wanted):
                contents = contents_of(self._parts, matter_id)
                package = staging.begin(self._parts.secrecy.without_names(contents.key, contents.name))
                packed.append(self._pack(actor, contents, package, _Share(watcher, place, len(wanted))))
                markings.append(self._marking(contents))
            watcher.report(len(wanted) * _STEPS, len(wanted) * _STEPS)  # whoever stopped it meanwhile is heard
            written = tuple(
                Package(place, each.entry_number, each.file_count, each.size, each.list_sha256, each.problems)
                for place, each in zip(staging.settle(), packed, strict=True)
            )
            self._note(actor, written, markings, target)
        return PackagesWritten(written)

    def verify(self, folder: Path, progress: Progress | None = None) -> PackageVerdict:
        """Compare a package with its list; raises DomainError where it has none, KnownError, Cancelled."""
        content = hash_list.content_of(folder)
        files = hash_list.read(content)
        missing, changed, added = compared(folder, files, progress or Unwatched())
        known = self._parts.papers.log.with_sha256(hashlib.sha256(content).hexdigest())
        return PackageVerdict(folder, len(files), missing, changed, added, _exported(known))

    def _pack(self, actor: Actor, contents: MatterContents, package: GrowingPackage, progress: Progress) -> Package:
        masks = self._masks(contents)
        package.hide = lambda name: without_names(name, masks)
        filler = Filler(self._parts, package, actor)
        of_letters = [(letter.key, letter.card.attachments) for letter in contents.letters]
        records = [(contents.key, contents.card.attachments), *of_letters]
        meter = Meter(progress, sum(filler.weight(*record) for record in records))
        room = self._parts.attachments.files.room
        if room is not None:
            files = (
                *contents.card.attachments,
                *(file for letter in contents.letters for file in letter.card.attachments),
            )
            room.ask("导出案件包", package.root.parent, sum(file.size for file in files))
        own = filler.fill("", *records[0], meter)
        folders = [package.names.folder(LETTERS, package.hide(each.name)) for each in contents.letters]
        letters = [
            filler.fill(f"{LETTERS}{folder}/", *record, meter)
            for folder, record in zip(folders, of_letters, strict=True)
        ]
        problems = tuple(problem for filled in (own, *letters) for problem in filled.problems)
        package.put("", PAGE, self._page(contents, actor, _sections(contents, own, letters, problems)))
        listed = package.finish()
        count, size = len(package.files), sum(file.size for file in package.files)
        return Package(package.root, contents.card.entry_number, count, size, listed.sha256, problems)

    def _page(self, contents: MatterContents, actor: Actor, sections: Sequence[Section]) -> bytes:
        """The page as it may leave the office: marked as its records are, without the names they mask."""
        keys = [contents.key, *(letter.key for letter in contents.letters)]
        marks = (str(self._parts.secrecy.of(key)) for key in keys)
        head = _head(contents, actor, "；".join(dict.fromkeys(mark for mark in marks if mark)))
        return without_names(page_of(head, sections).decode(), self._masks(contents)).encode()

    def _masks(self, contents: MatterContents) -> Masks:
        keys = [contents.key, *(letter.key for letter in contents.letters)]
        return [mask for key in keys for mask in self._parts.secrecy.masks(key)]

    def _marking(self, contents: MatterContents) -> Marking:
        """The strictest mark of what is in a package: its matter's and its letters'."""
        return self._parts.secrecy.mark_of((contents.key, *(letter.key for letter in contents.letters))).marking

    def _note(self, actor: Actor, written: Sequence[Package], markings: Sequence[Marking], target: Path) -> None:
        named = [
            PaperNamed(
                each.folder.name, KIND, 0, sha256=each.list_sha256, entry_number=each.entry_number, marking=marking
            )
            for each, marking in zip(written, markings, strict=True)
        ]
        self._parts.papers.log.record_all(actor, named, Delivery(Output.EXPORTED, str(target.absolute())))


def _head(contents: MatterContents, actor: Actor, marks: str) -> PageHead:
    card = contents.card
    return PageHead(
        title=f"案件包 {card.entry_number}",
        subtitle=f"{card.draft.kind}　{card.draft.unit}",
        confidential=marks or CONFIDENTIAL,
        lines=(contents.office, f"{contents.at:%Y-%m-%d %H:%M} 由 {actor.name} 导出，内容截至导出时。"),
        mark=contents.mark,
    )


def _sections(
    contents: MatterContents, own: Filled, letters: Sequence[Filled], problems: Sequence[str]
) -> tuple[Section, ...]:
    lost: tuple[Block, ...] = tuple(Note(problem, is_warning=True) for problem in problems)
    files = {each.id: _link(each.file) for each in own.attachments if each.file}
    return (
        *((Section("problems", "没有收入的文件", lost),) if lost else ()),
        card_sections.basics(contents),
        card_sections.case_card(contents),
        card_sections.moves(contents),
        process_sections.approvals(contents, files),
        process_sections.investigations(contents, files),
        process_sections.meetings(contents, files),
        file_sections.letters(contents, letters),
        process_sections.deadlines(contents),
        process_sections.hand_overs(contents),
        card_sections.links(contents),
        card_sections.ending(contents),
        file_sections.papers_and_files(own),
        file_sections.trail(contents),
        file_sections.checking(),
    )


def _link(file: PackedFile) -> Link:
    return Link(PurePosixPath(file.path).name, file.path)


def _exported(line: LogLine | None) -> str:
    return "" if line is None else f"{line.at[:16].replace('T', ' ')} 由 {line.who} 导出到 {line.target}。"
