"""怎么算的: one deadline with its steps, basis, doubts and decisions; prints as one page."""

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QTemporaryDir
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.services.docket.rows import DeadlineCard
from app.services.foundation.errors import DomainError, KnownError
from app.views.docket.wording import decision_words, doubt_about, due_words, late_words, moved_words, state_words
from app.views.secrecy.way_out import PDF, WayOut
from app.views.shared.actor_dialog import working_actor
from app.views.shared.facts import Fact, Facts, Section
from app.views.shared.lamp import LampBadge
from app.views.shared.problem_label import ProblemLabel
from app.views.shared.workplace import Workplace


class CardDialog(QDialog):
    """Shows one deadline; nothing can be changed here."""

    def __init__(self, workplace: Workplace, card: DeadlineCard, parent: QWidget | None = None) -> None:
        """``card`` is the deadline as today knows it."""
        super().__init__(parent)
        self._workplace, self._card = workplace, card
        self.setWindowTitle("届满日怎么算的")
        self.setObjectName("deadline_card")
        self.resize(720, 600)
        self._build()

    @property
    def _title(self) -> str:
        return f"期限计算说明 {self._card.record.number} {self._card.name}"

    def save_to(self, path: Path) -> bool:
        """Write the page; what is refused stands below the facts."""
        self.problem.clear()
        try:
            self._workplace.desk.docket.overview.write_derivation(self._card.id, path)
        except (DomainError, KnownError) as problem:
            self.problem.say(problem)
            return False
        return True

    def _save(self) -> None:
        WayOut(self._workplace, self).file("另存为 PDF", f"{self._title}.pdf", PDF, self._save_and_note)

    def _save_and_note(self, path: Path) -> None:
        from app.views.documents.noting import note_sheet, saved

        actor = working_actor(self._workplace, self)
        if actor is not None and self.save_to(path):
            note_sheet(self._workplace, actor, self._title, path.read_bytes(), saved(path))
            self._workplace.say(f"已保存 {path}。")

    def _print(self) -> None:
        from app.services.documents.preview import page_count
        from app.views.documents.noting import note_sheet, printed
        from app.views.documents.printing import ask_printer, print_pdf

        folder = QTemporaryDir()
        path = Path(folder.path()) / "期限计算说明.pdf"
        if not self.save_to(path):
            return
        pdf = path.read_bytes()
        actor = working_actor(self._workplace, self)
        printer = ask_printer(self._workplace, self, page_count(pdf)) if actor else None
        if actor is None or printer is None:
            return
        try:
            count = print_pdf(pdf, printer)
        except KnownError as problem:
            self.problem.say(problem)
        else:
            note_sheet(self._workplace, actor, self._title, pdf, printed(printer, count))
            self._workplace.say(f"已送往打印机“{printer.printerName()}”，共 {count} 页。")

    def _build(self) -> None:
        card = self._card
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(8)
        layout.addLayout(self._head())
        for sentence in filter(None, (doubt_about(card.certainty), moved_words(card))):
            doubt = QLabel(sentence)
            doubt.setProperty("role", "muted")
            doubt.setWordWrap(True)
            layout.addWidget(doubt)
        facts = Facts(label_width=72)
        facts.setObjectName("deadline_derivation")
        facts.setAccessibleName("推算过程")
        told = [("", tuple(_facts(card))), ("推算", tuple(_steps(card.steps))), ("决定", tuple(_decisions(card)))]
        facts.show_sections([*told, *_earlier(card)])
        self.problem = ProblemLabel()
        layout.addWidget(facts, 1)
        layout.addWidget(self.problem)
        layout.addLayout(self._buttons())
        facts.setFocus()

    def _head(self) -> QHBoxLayout:
        name, lamp = QLabel(self._card.name), LampBadge(self._workplace.theme)
        name.setProperty("role", "heading")
        lamp.show_lamp(self._card.lamp, self._card.lamp_words)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(name)
        row.addWidget(lamp)
        row.addStretch(1)
        return row

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.print = QPushButton(self._workplace.icons.icon("printer"), "打印…")
        self.print.clicked.connect(self._print)
        self.save = QPushButton(self._workplace.icons.icon("file-export"), "另存为 PDF…")
        self.save.clicked.connect(self._save)
        close = QPushButton("关闭")
        close.clicked.connect(self.accept)
        for key, button in (("deadline_print", self.print), ("deadline_save", self.save), ("deadline_close", close)):
            button.setObjectName(key)
            button.setAutoDefault(False)
        close.setDefault(True)
        row.addWidget(self.print)
        row.addWidget(self.save)
        row.addStretch(1)
        row.addWidget(close)
        return row


def _facts(card: DeadlineCard) -> Iterator[Fact]:
    record = card.record
    yield "记录", f"{record.number}　{record.subject}"
    yield "届满日", due_words(card)
    if late := late_words(card):
        yield "逾期", late
    if card.nominal_on and card.nominal_on != card.due_on:
        yield "顺延以前", f"{card.nominal_on}"
    yield "起算", f"{card.started_on or '不明'} {card.started_at or ''}".strip() + f"　{card.start_proof}"
    if card.is_custody:
        yield "在押", "是"
    yield "规则", f"{card.rule_words or '—'}，{card.length or '没有固定天数'}，{card.side.label}的期限"
    yield "依据", f"{card.basis}（{card.certainty.label}）" if card.basis else ""
    yield "状态", state_words(card)
    if card.missed:
        yield "逾期后果", card.missed


def _steps(steps: tuple[str, ...]) -> Iterator[Fact]:
    for step in steps or ("没有留下推算过程。",):
        number, dot, text = step.partition(". ")
        yield (number, text) if dot and number.isdigit() else ("", step)


def _decisions(card: DeadlineCard) -> Iterator[Fact]:
    if not card.events:
        yield "", "没有延长、中止或者其他决定。"
    for event in card.events:
        yield f"{event.happened_on}", decision_words(event)


def _earlier(card: DeadlineCard) -> Iterator[Section]:
    for event in card.events:
        if event.steps_before and event.steps_before != event.steps_after:
            yield f"{event.happened_on} {event.kind.label}以前的推算", tuple(_steps(event.steps_before))
