"""文书 of a record: at the left what one of its documents says, at the right the pages as they will print."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSplitter, QVBoxLayout, QWidget
from typing_extensions import override

from app.models.actor import Actor
from app.models.terms import RecordType
from app.services.documents.facts import DocumentFacts, RenderedDocument
from app.services.documents.templates.model import Template
from app.services.documents.typeset import FinishedPages, Laid
from app.services.foundation.changes import Written
from app.services.foundation.errors import DomainError, FieldProblem, KnownError
from app.services.papers.letter_words import FIELDS, amended, beside_the_record, fact_of
from app.services.papers.offering import PaperGroup
from app.services.papers.rows import LETTER, Delivery, FrozenPaper, RecordKey, TypedPaper
from app.services.suggestions.rows import LetterCard
from app.views.documents.letter_paper import LetterPaper
from app.views.papers.document_choice import DocumentChoice
from app.views.papers.paper_form import PaperForm
from app.views.papers.registering import Registering
from app.views.papers.shapes import as_text
from app.views.papers.unsaved import RESTORED, Place, UnsavedPapers
from app.views.shared.actor_dialog import working_actor
from app.views.shared.problem_label import ProblemLabel
from app.views.shared.workplace import Workplace

if TYPE_CHECKING:
    from app.services.papers.archive import PaperArchive

_AUTOSAVE = 20_000  # milliseconds after the last key; shorter would fill the trail with half sentences
_SPLITTER = "papers/splitter"
_FROZEN = "已登记制发，正文不能再改。有笔误的用“更正…”，确有不当的用“撤回”。"


def _registered(archive: "PaperArchive", paper: FrozenPaper) -> Laid:
    """The very pages that were registered."""
    return FinishedPages(archive.rendered(paper))


class WritingView(QWidget):
    """Reads nothing before it is looked at. What is typed is never lost by going elsewhere."""

    shown = Signal()  # the form shows a document
    _checked = Signal(object, object)  # TypedPaper, unprintable characters by fact

    def __init__(self, workplace: Workplace) -> None:
        """Empty until ``show_record``."""
        super().__init__()
        self._workplace = workplace
        self._key: RecordKey | None = None
        self._name, self._wanted = "", ""
        self._is_stale = self._has_read = False
        self._place: Place | None = None  # what the form shows
        self._unsaved = UnsavedPapers(workplace, self)
        self._kept = TypedPaper()  # what was typed when the form was last filled or saved
        self._known = DocumentFacts({})  # what the record says, as the form was filled
        self._card: LetterCard | None = None
        self._build()
        workplace.closing.connect(self._leave)
        # Who reads decides which papers of a review there are.
        workplace.actor_changed.connect(lambda _name: self._key and self.show_record(self._key, self._name))

    @property
    def is_idle(self) -> bool:
        """The pages show what is typed."""
        return self.paper.is_idle and not self._is_stale

    def show_record(self, key: RecordKey, name: str) -> None:
        """``name`` is the record's, for the names of saved files."""
        if key != self._key:
            self._leave()
            self._place = None
        self._key, self._name, self._is_stale = key, name, True
        if self.isVisible():
            self._load()

    def write(self, code: str) -> None:
        """Go to one document of the record, at once or as soon as its documents are known."""
        self._wanted = code
        self.choice.choose(code)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self._load()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._keep()
        self._unsaved.look_again()

    def _load(self) -> None:
        """Offer the record's documents, and fill the form of the one chosen; the first time beside the window."""
        if self._key is None:
            return
        self._is_stale = False
        choices = partial(self._workplace.desk.papers.choices, self._key, self._workplace.actor)
        if self._has_read:
            self._told(lambda: self._offer(choices()))
        else:  # all templates are read now
            words = "正在读取文书……"
            self.paper.work.run(words, lambda _: choices(), lambda found: self._told(lambda: self._offer(found)))

    def _offer(self, offered: tuple[PaperGroup, ...]) -> None:
        self._has_read = True
        self.choice.offer(offered, self._place[1] if self._place else self._wanted)
        self._wanted = ""
        self._body.setVisible(bool(offered))
        self._fill()

    def _told(self, step: Callable[[], None]) -> None:
        """Do a step; what it refuses is said below the form."""
        try:
            step()
        except (DomainError, KnownError) as problem:
            self.problem.say(problem)

    def _fill(self) -> None:
        """Show the facts of the chosen document: the record's, and over them what was typed."""
        template, key = self.choice.template, self._key
        if template is None or key is None:
            return
        papers, place = self._workplace.desk.papers, (key, template.asked_as)
        if place == self._place:
            self._stash()
        self.problem.clear()
        self._known = papers.facts(self._workplace.actor, template, key)
        recorded = {spec.name: as_text(self._known.values.get(spec.name)) for spec in template.facts}
        is_closed, card = self._read_letter(template, key), self._card
        frozen = papers.frozen(template.asked_as, key)
        self.registering.show_paper(key, template, frozen, is_issued=card is not None and card.is_issued)
        is_frozen = is_closed or frozen is not None
        is_frozen = is_frozen and not self.registering.is_correcting
        typed = papers.drafts.read(key, template.asked_as)
        unsaved = self._unsaved.of(place, template.name, self._name)
        if unsaved is not None:
            typed = unsaved
        if is_frozen:
            typed = beside_the_record(typed)
        is_same_paper = place == self._place
        self._place = place
        self.form.show_paper(template, recorded, typed, self._known.secrecy)
        self.form.set_locked(is_frozen)
        self.choice.styles.setEnabled(not is_frozen)
        self.choice.show_style(typed.style)
        self.form.follow_style(self.choice.paper_style or self._known.style)
        self._kept = papers.drafts.read(key, template.asked_as)
        has_letter_texts = template.asked_as == LETTER and any(name in FIELDS for name in typed.values)
        restored = self._unsaved.restored(place)
        self._note(_FROZEN if is_frozen else restored if unsaved is not None or has_letter_texts else "")
        if is_same_paper and unsaved is not None and not is_frozen:
            self._note("")  # the clerk is typing here; nothing was away
        is_kept_in_record = template.asked_as == LETTER and not self.registering.is_correcting
        self.save.setText("保存到案卡" if is_kept_in_record else "存草稿")
        self.shown.emit()
        self._draw(at_once=True)

    def _read_letter(self, template: Template, key: RecordKey) -> bool:
        """Whether the letter's own words are closed."""
        if key.record_type is not RecordType.SUGGESTION or template.asked_as != LETTER:
            self._card = None
            return False
        self._card = self._workplace.desk.suggestions.card(key.record_id)
        return not self._workplace.desk.suggestions.may_be_reworded(key.record_id)

    def _draw(self, *, at_once: bool = False) -> None:
        template, key = self.choice.template, self._key
        if template is None or key is None:
            return
        typed, texts = self.form.typed(self.choice.paper_style), self.form.texts()
        frozen, archive = self.registering.frozen, self._workplace.desk.papers.archive
        make = self._maker(template, typed, texts)
        if frozen is not None and not self.registering.is_correcting:
            make = partial(_registered, archive, frozen)
        self.paper.show_paper(f"{template.name} {self._name}", make, at_once=at_once)

    def _maker(self, template: Template, typed: TypedPaper, texts: Mapping[str, str]) -> Callable[[], Laid]:
        """What lays the paper out in another thread, and looks for characters no font prints on the way.

        The record was read when the form was filled: reading it for every key would take as long as the layout.
        """
        desk, known = self._workplace.desk, replace(self._known, drafted_at=self._workplace.desk.clock.now())

        def make() -> Laid:
            laid = desk.documents.typeset(template, desk.papers.drafts.over(typed, known))
            found = {name: desk.documents.unprintable(text) for name, text in texts.items()}
            self._checked.emit(typed, {name: characters for name, characters in found.items() if characters})
            return laid

        return make

    def _change_style(self) -> None:
        self.form.follow_style(self.choice.paper_style or self._known.style)
        self._typed()

    def _typed(self) -> None:
        self._note("")
        self._autosave.start()
        self._stash()
        self._draw()

    def _stash(self) -> None:
        """Remember what is typed in this window's memory, where it is not kept anywhere else."""
        if self._place is not None:
            typed = self.form.typed(self.choice.paper_style)
            if typed == self._kept:
                self._unsaved.forget(self._place)
            else:
                self._unsaved.put(self._place, typed)

    def _keep(self) -> None:
        """Keep typing that nobody saved as a draft, so that it outlives the window; silently."""
        self._autosave.stop()
        if self._place is None or not self._workplace.actor.name or not self._unsaved.may_be_saved(self._place):
            return
        (key, code), typed, drafts = self._place, self._unsaved[self._place], self._workplace.desk.papers.drafts
        try:
            if drafts.read(key, code) != typed:
                drafts.save(self._workplace.actor, key, code, typed)
            self._unsaved.is_kept(self._place)
        except (DomainError, KnownError) as problem:
            self.problem.say(problem)

    def _leave(self) -> None:
        if self._workplace.has_desk:
            self._keep()

    def save_typed(self) -> bool:
        """保存: the letter's own words into its record, everything else as a draft; whether that was done."""
        actor = working_actor(self._workplace, self)
        if actor is None or self._place is None:
            return False
        self.problem.clear()
        place, typed = self._place, self.form.typed(self.choice.paper_style)
        try:
            written = self._saved(actor, place, typed)
        except FieldProblem as problem:
            self._say_beside(problem)
            return False
        except (DomainError, KnownError) as problem:
            self.problem.say(problem)
            return False
        self._autosave.stop()
        self._unsaved.forget(place)
        self._workplace.done("已保存" if place[1] == LETTER else "已存草稿", written)
        self._place = None  # what is kept now fills the form
        self._told(self._fill)
        return True

    def _saved(self, actor: Actor, place: Place, typed: TypedPaper) -> Written:
        (key, code), desk, card = place, self._workplace.desk, self._card
        if card is None or self.registering.is_correcting:
            return desk.papers.drafts.save(actor, key, code, typed)
        said = amended(card.draft, typed.values)
        if said == card.draft:
            return desk.papers.drafts.save(actor, key, code, beside_the_record(typed))
        # The record comes last: what undo offers then is the letter's own text.
        desk.papers.drafts.save(actor, key, code, beside_the_record(typed))
        return desk.suggestions.amend(actor, card.id, card.version, said)

    def _save_before_output(self) -> bool:
        """What leaves the office says what the store says: typing is saved before it is printed or written."""
        is_unsaved = self._place is not None and self._place in self._unsaved
        return self.save_typed() if is_unsaved else working_actor(self._workplace, self) is not None

    def _note_output(self, made: RenderedDocument, delivery: Delivery) -> None:
        if self._place is None:
            return
        key, code = self._place
        try:
            self._workplace.desk.papers.record_print(self._workplace.actor, code, key, made, delivery)
        except (DomainError, KnownError) as problem:
            self.problem.say(problem)

    def _write_word(self, path: Path) -> object:
        if self._place is None:
            return None
        key, code = self._place
        return self._workplace.desk.papers.write(self._workplace.actor, code, key, path)

    def _say_beside(self, problem: FieldProblem) -> None:
        field = self.form.fields.get(fact_of(problem.field))
        if field is None:
            self.problem.say(problem)
        else:
            field.problem.say(problem)
            field.target.setFocus()

    def _drop(self) -> None:
        """Give up what was typed: the record's facts stand again."""
        if self._place is None:
            return
        key, code = self._place
        self._unsaved.forget(self._place)
        if self._workplace.actor.name:
            self._workplace.desk.papers.drafts.save(self._workplace.actor, key, code, TypedPaper())
        self._place = None
        self._fill()

    def _change_document(self) -> None:
        self._keep()
        self._told(self._fill)

    def _say_unprintable(self, typed: TypedPaper, found: Mapping[str, tuple[str, ...]]) -> None:
        if typed == self.form.typed(self.choice.paper_style):
            self.form.say_unprintable(found)

    def _note(self, words: str) -> None:
        self.note.setText(words)
        self.note.setVisible(bool(words))
        self.drop.setVisible(words.startswith(RESTORED))
        self.save.setEnabled(words != _FROZEN)

    def _build(self) -> None:
        self.choice, self.form = DocumentChoice(), PaperForm(self._workplace)
        self.paper = LetterPaper(self._workplace)
        self.paper.before_output = self._save_before_output
        self.paper.noted, self.paper.write_word = self._note_output, self._write_word
        self.registering = Registering(self._workplace)
        self.registering.may_leave = self._save_before_output
        self.registering.correcting_changed.connect(self._change_document)
        self.choice.chosen.connect(lambda _: self._change_document())
        self.choice.style_chosen.connect(self._change_style)
        self.form.changed.connect(self._typed)
        self.paper.missing_chosen.connect(self.form.go_to)
        self.paper.live.arrived.connect(lambda laid: self.form.mark_missing(laid.missing))
        self._checked.connect(self._say_unprintable)
        self._autosave = QTimer(self)
        self._autosave.setSingleShot(True)
        self._autosave.setInterval(_AUTOSAVE)
        self._autosave.timeout.connect(self._keep)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.form, 1)
        column.addLayout(self._foot())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.choice)
        self._body = self._split(left)
        layout.addWidget(self._body, 1)
        layout.addWidget(self.registering)
        layout.addStretch(0)
        save = QShortcut(QKeySequence("Ctrl+S"), self, self.save_typed)
        save.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _split(self, left: QWidget) -> QSplitter:
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(8)
        splitter.addWidget(left)
        splitter.addWidget(self.paper)
        splitter.setChildrenCollapsible(False)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([470, 730])
        kept = self._workplace.preferences.state(_SPLITTER)
        if not kept.isEmpty():
            splitter.restoreState(kept)
        splitter.splitterMoved.connect(lambda *_: self._workplace.preferences.keep(_SPLITTER, splitter.saveState()))
        return splitter

    def _foot(self) -> QVBoxLayout:
        """What the paper is done with; what other features offer goes into ``acts``."""
        self.problem, self.note = ProblemLabel(), QLabel()
        self.note.setProperty("role", "muted")
        self.note.setWordWrap(True)
        self.note.setObjectName("paper_note")
        self.drop = QPushButton("放弃")
        self.drop.setObjectName("paper_drop")
        self.drop.setToolTip("放弃没有保存的内容，恢复案卡上的内容")
        self.drop.clicked.connect(lambda _checked: self._drop())
        self.save = QPushButton("存草稿")
        self.save.setObjectName("paper_save")
        self.save.setProperty("role", "primary")
        self.save.setToolTip("Ctrl+S")
        self.save.clicked.connect(lambda _checked: self.save_typed())
        self.acts, foot = QHBoxLayout(), QVBoxLayout()
        self.acts.setSpacing(8)
        self.acts.addWidget(self.note, 1)
        self.acts.addWidget(self.drop)
        self.acts.addStretch(0)
        self.acts.addWidget(self.save)
        foot.setContentsMargins(16, 6, 8, 8)
        foot.setSpacing(4)
        foot.addWidget(self.problem)
        foot.addLayout(self.acts)
        self._note("")
        return foot
