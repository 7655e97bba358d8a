"""What 卷内目录 lists: registered papers and files of a matter and of its letters, in the order of their dates."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from app.models.dates import PartialDate
from app.models.terms import DocumentState, RecordType
from app.services.approvals.rows import ApprovalCard
from app.services.approvals.service import Approvals
from app.services.investigations.rows import InvestigationCard
from app.services.investigations.service import Investigations
from app.services.matters.service import Matters
from app.services.papers.archive import PaperArchive
from app.services.papers.rows import FrozenPaper, RecordKey
from app.services.suggestions.rows import AttachmentRow
from app.services.suggestions.service import Suggestions

CONTENTS = "file-contents"
_OF_THE_VOLUME = (CONTENTS, "file-cover", "file-note")  # these are about the volume, not in it


@dataclass(frozen=True)
class VolumeItem:
    """One line; what nobody knows stays empty, to be written by hand."""

    name: str
    number: str
    who: str
    on: PartialDate


@dataclass(frozen=True)
class Volume:
    """Reads what belongs in the volume of a record."""

    matters: Matters
    suggestions: Suggestions
    approvals: Approvals
    investigations: Investigations
    archive: PaperArchive

    def items(self, key: RecordKey, office: str) -> tuple[VolumeItem, ...]:
        """The lines of a matter with its letters, or of a letter by itself."""
        keys, files = [key], list(self._files(key))
        if key.record_type is RecordType.MATTER:
            keys += [RecordKey(RecordType.SUGGESTION, each) for each, _ in self.matters.card(key.record_id).letters]
            files += [file for letter in keys[1:] for file in self._files(letter)]
        papers = [paper for each in keys for paper in self.archive.of(each)]
        acts = [act for each in keys for act in self.investigations.of(each)]
        approvals = [approval for each in keys for approval in self.approvals.of(each)]
        return volume_items(office, papers, files, acts, approvals)

    def _files(self, key: RecordKey) -> tuple[AttachmentRow, ...]:
        if key.record_type is RecordType.MATTER:
            return self.matters.card(key.record_id).attachments
        return self.suggestions.card(key.record_id).attachments


def volume_items(
    office: str,
    papers: Iterable[FrozenPaper],
    files: Iterable[AttachmentRow],
    acts: Sequence[InvestigationCard],
    approvals: Sequence[ApprovalCard],
) -> tuple[VolumeItem, ...]:
    """The lines in the order of their dates; of a paper that was replaced or voided there is none."""
    known = dict(_known(acts, approvals))
    listed = [
        VolumeItem(paper.title, paper.number, office, paper.issued_on)
        for paper in papers
        if paper.state is DocumentState.FROZEN and paper.kind not in _OF_THE_VOLUME
    ]
    for row in files:
        who, on = known.get(row.id, ("", PartialDate(row.added_at[:10])))
        listed.append(VolumeItem(_called(row), "", who, on))
    return tuple(sorted(listed, key=lambda item: item.on.first))


def as_table(items: Sequence[VolumeItem]) -> str:
    """The lines as the template's table takes them: cells divided by |; page and remark are written by hand."""
    rows = (
        (str(place), item.name, item.number, item.who, _dotted(item.on), "", "") for place, item in enumerate(items, 1)
    )
    return "\n".join(" | ".join(cell.replace("|", "｜").replace("\n", " ") for cell in row) for row in rows)


def _known(
    acts: Sequence[InvestigationCard], approvals: Sequence[ApprovalCard]
) -> Iterator[tuple[int, tuple[str, PartialDate]]]:
    """Whose a file is and of which day, where what it was registered with says so; the last signature counts."""
    for act in acts:
        for file in act.files:
            yield file.id, (act.people, act.began_on)
    for approval in approvals:
        for opinion in approval.opinions:
            if opinion.attachment_id is not None:
                yield opinion.attachment_id, (opinion.person, opinion.given_on)


def _dotted(day: PartialDate) -> str:
    """2026.10.9, as volumes are listed."""
    return ".".join(part.lstrip("0") for part in day.text.split("-"))


def _called(row: AttachmentRow) -> str:
    """审批表（立案）: the file's own name, with what it is for where the name does not say so."""
    stem = PurePath(row.file_name).stem
    return stem if row.purpose in stem or row.purpose == "其他" else f"{row.purpose}（{stem}）"
