"""What is carried out on a medium: asked before it is written, and noted with the line of what left."""

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.intentions import Actor, performs
from app.services.foundation.refusals import needed
from app.services.papers.intentions import NOTE_OUTPUT
from app.services.store.media import Medium
from app.services.store.removable import removable

_LONGEST = 80  # characters, as the register keeps them


@dataclass(frozen=True)
class Carrying:
    """Why something is carried out, who agreed, and the medium's number in the office's register."""

    reason: str
    approver: str
    medium: str


class Carriers:
    """What was agreed on since the store was opened, by file or folder."""

    def __init__(
        self,
        plugged: Callable[[], tuple[Medium, ...]] = removable,
        people: Callable[[], Iterable[str]] = tuple,
    ) -> None:
        """``plugged`` tells the media that can be carried away, ``people`` who works in the office."""
        self.plugged, self._people = plugged, people
        self._agreed: dict[Path, Carrying] = {}

    def medium_of(self, path: Path) -> Medium | None:
        """The medium a file or folder would lie on; None where it stays in this machine."""
        place = _real(path)
        found = [each for each in self.plugged() if place.is_relative_to(_real(each.root))]
        return max(found, key=lambda each: len(each.root.parts), default=None)

    @performs(NOTE_OUTPUT)
    def agree(self, actor: Actor, path: Path, said: Carrying) -> Carrying:
        """Keep what was said of a file or folder, for the line of the register; raises FieldProblem."""
        return self._keep(actor.name, path, said)

    def refuse_own_approval(self, who: str, approver: str) -> None:
        """Somebody else agrees, unless nobody else works in the office; raises FieldProblem."""
        own, said = _tidy(who), _tidy(approver)
        if own == said and any(_tidy(name) != own for name in self._people()):
            raise FieldProblem(
                "approver", f"审批人不能是经办人{who}自己。请填写同意导出的部门负责人或院领导，先请其审批。"
            )

    def _keep(self, who: str, path: Path, said: Carrying) -> Carrying:
        kept = Carrying(
            needed("reason", "事由", said.reason),
            needed("approver", "审批人", said.approver)[:_LONGEST],
            needed("medium", "介质编号", said.medium)[:_LONGEST],
        )
        self.refuse_own_approval(who, kept.approver)
        self._agreed[_real(path)] = kept
        return kept

    def of(self, path: Path) -> Carrying | None:
        """What was said of a file, or of the folder it lies in."""
        place = _real(path)
        return next((self._agreed[each] for each in (place, *place.parents) if each in self._agreed), None)

    def refuse_unsaid(self, who: str, path: Path, said: Carrying) -> None:
        """For who has no window to be asked in; raises DomainError where something is lacking."""
        medium = self.medium_of(path)
        if medium is None:
            return
        if not (said.reason.strip() and said.approver.strip() and said.medium.strip()):
            raise DomainError(
                f"{path} 在移动介质 {medium.root} 上，没有写出。导出到移动介质要写明事由、审批人和介质编号："
                "请加上 --carry-reason、--carry-approver、--carry-medium，或改选本机的文件夹。"
            )
        self._keep(who, path, said)


def refuse_medium(path: Path, what: str) -> None:
    """For what goes onto no medium, or while there is no register to note it in; raises DomainError."""
    medium = Carriers().medium_of(path)
    if medium is not None:
        raise DomainError(f"{path} 在移动介质 {medium.root} 上，没有写出：{what}只存到本机。请改选本机的文件夹。")


def _tidy(name: str) -> str:
    return "".join(name.split())


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))
