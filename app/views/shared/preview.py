"""What stands beside a list: the current record without opening it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from app.models.letter_terms import RectificationLight
from app.models.terms import Lamp, RecordType
from app.models.trust_terms import Marking
from app.services.foundation.errors import DomainError, KnownError
from app.views.shared.facts import Facts, Section
from app.views.shared.lamp import LampBadge
from app.views.shared.workplace import Workplace


@dataclass(frozen=True)
class Glance:
    """What is worth seeing before opening a record."""

    title: str
    lamp: Lamp | None  # None where nothing is due
    words: str
    sections: Sequence[Section]
    light: RectificationLight = RectificationLight.NOT_YET  # a second lamp, of letters


class Preview(QFrame):
    """Features say in ``glance`` what they show; the list says which record is current."""

    label_width = 56  # pixels
    record_type: RecordType | None = None  # of the list; where it is no record, its service has hidden the names

    def __init__(self, workplace: Workplace) -> None:
        """Empty until a row is current."""
        super().__init__()
        self.setObjectName("preview")
        self.setMinimumWidth(220)
        self.workplace = workplace
        self._title, self._lamp, self._facts = QLabel(), LampBadge(workplace.theme), Facts(self.label_width)
        self._facts.setAccessibleName("预览")
        self._title.setProperty("role", "heading")
        self._title.setWordWrap(True)
        self._title.setContentsMargins(16, 12, 16, 0)
        self._lamp.setContentsMargins(16, 0, 16, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(4)
        self._light = LampBadge(workplace.theme)
        self._light.setContentsMargins(16, 0, 16, 0)
        for part in (self._title, self._lamp, self._light, self._facts):
            layout.addWidget(part)
        layout.setStretchFactor(self._facts, 1)
        self.show_record(None)

    def glance(self, record_id: int) -> Glance:
        """What to show of one record; raises DomainError where it is gone."""
        raise NotImplementedError

    def _as_beside_a_list(self, record_id: int) -> Glance:
        """Without the names that are masked; of a work secret only that it is one: whoever opens it leaves a trace."""
        from app.services.papers.rows import RecordKey  # both bring what a window without a store does not need
        from app.services.secrecy.masking import without_names

        glance, secrecy = self.glance(record_id), self.workplace.desk.secrecy
        if self.record_type is None:
            return glance
        key = RecordKey(self.record_type, record_id)
        mark, masks = secrecy.of(key), secrecy.masks(key)
        told: Sequence[Section] = glance.sections
        if mark.marking is Marking.WORK_SECRET:
            told = (("", (("标记", str(mark)), ("内容", "打开记录才显示，阅看留痕。"))),)
        hidden = tuple(
            (heading, tuple((title, without_names(text, masks)) for title, text in facts)) for heading, facts in told
        )
        return replace(glance, title=without_names(glance.title, masks), sections=hidden)

    def show_record(self, record_id: int | None) -> None:
        """Show one record, or nothing."""
        glance = None
        if record_id is not None:
            try:
                glance = self._as_beside_a_list(record_id)
            except DomainError:  # taken back while its row was still on screen; the list is being read again
                glance = None
            except KnownError as problem:  # the store cannot be read just now; the list stays as it is
                self.workplace.say(str(problem))
        self._light.show_light(glance.light if glance else RectificationLight.NOT_YET)
        self._lamp.setVisible(glance is not None and glance.lamp is not None)
        self._title.setText(glance.title if glance else "")
        self._facts.show_sections(glance.sections if glance else ())
        if glance and glance.lamp:
            self._lamp.show_lamp(glance.lamp, glance.words)
