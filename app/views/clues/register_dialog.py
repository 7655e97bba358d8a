"""登记 or 修改线索: four fields and Ctrl+Enter; everything else lies folded below."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QSizePolicy, QToolButton, QWidget
from typing_extensions import override

from app.models.dates import PartialDate
from app.services.clues.rows import ClueCard, ClueDraft
from app.services.clues.sources import Source
from app.services.clues.withheld import ContentWithheld
from app.services.foundation.changes import Written
from app.services.foundation.errors import FieldProblem
from app.services.foundation.intentions import Actor
from app.services.foundation.refusals import ChangedMeanwhile
from app.views.clues.clue_fields import TEXTS, draft_in, place_of, wording_in
from app.views.clues.forwarded_dialog import ForwardedDialog
from app.views.clues.kin_hints import KinHints
from app.views.shared.form_dialog import FormDialog
from app.views.shared.icon_button import icon_button
from app.views.shared.workplace import Workplace

_TASK = ("task_number", "wanted_by")
_FOLDED = ("subject", "source_person", "found_on", "parties", "department", "handler", "remarks")


class RegisterDialog(FormDialog):
    """Without a card a clue is registered, with one it is changed."""

    def __init__(
        self,
        workplace: Workplace,
        card: ClueCard | None = None,
        parent: QWidget | None = None,
        source: str = "",
    ) -> None:
        """``source`` is kept from the clue registered before."""
        title, verb = ("修改线索", "保存") if card else ("登记线索", "登记")
        super().__init__(workplace, title, verb, parent)
        self._card, self._shown = card, card.draft if card else None
        self.goes_on = False  # another clue of the same source is to follow
        self._sources = _by_word(workplace.desk.clues.sources())
        self._kept_source = source
        self._is_new, self._number = card is None, ""
        self.go_on.setVisible(self._is_new)
        begun = ClueDraft(source, found_on=self._today(), department=workplace.own_department)
        self._add_fields(card.draft if card else begun)
        self._follow_source()
        self.unfold(card is not None)

    @property
    def source(self) -> str:
        """What stands in 来源."""
        return self.form.text("source")

    @override
    def perform(self, actor: Actor) -> Written:
        """Register or change the clue."""
        try:
            written = self._write(actor)
            self._number = self.workplace.desk.clues.card(written.id).entry_number
            return written
        except FieldProblem as problem:
            if problem.field in _FOLDED:
                self.unfold(True)
            elif problem.field in _TASK:
                self._show_task(True)
            raise
        except ContentWithheld as problem:
            self.form.show_field("forwarded", True)
            raise FieldProblem(place_of(self.form, problem.case), str(problem)) from problem

    @override
    def done_words(self) -> str:
        """What the status line says afterwards."""
        return f"已登记线索 {self._number}" if self._is_new else f"已修改 {self._number}"

    @override
    def showEvent(self, event: object) -> None:
        super().showEvent(event)
        if self._kept_source:
            self.kind.setFocus()

    def unfold(self, is_open: bool) -> None:
        """Show the further fields, or put them away."""
        self.more.setChecked(is_open)

    def save_and_go_on(self) -> None:
        """Register, and ask for the next clue of the same source."""
        self.goes_on = True
        self.accept()
        if self.isVisible():  # refused
            self.goes_on = False

    def _write(self, actor: Actor) -> Written:
        service, draft = self.workplace.desk.clues, draft_in(self.form)
        if self._card is None or self._shown is None:
            return service.register(actor, draft, self.hints.links)
        fields = (*TEXTS, "found_on", "wanted_by")
        changed = {name: getattr(draft, name) for name in fields if getattr(draft, name) != getattr(self._shown, name)}
        try:
            return service.amend(actor, self._card.id, self._card.version, replace(self._card.draft, **changed))
        except ChangedMeanwhile:
            self._card = service.card(self._card.id)  # told once, the next press adds these fields to what stands now
            raise

    def _follow_source(self) -> None:
        known = self._sources.get(self.source)
        self.person.setPlaceholderText(known.person if known else "姓名、单位或联系人")
        self._follow_task()
        if known and "source_person" in known.needs:
            self.unfold(True)

    def _show_task(self, is_needed: bool) -> None:
        is_said = bool(self.form.text("task_number") or self.wanted.text.text())
        for name in _TASK:
            self.form.show_field(name, is_needed or is_said or self.more.isChecked())
        self._grow()

    def _fold(self, is_open: bool) -> None:
        self.more.setText("收起" if is_open else "来源人员、发现日期、当事人、承办人等")
        self.more.setIcon(self.workplace.icons.icon("chevron-down" if is_open else "chevron-right"))
        for name in _FOLDED:
            self.form.show_field(name, is_open)
        self._follow_task()

    def _follow_task(self) -> None:
        known = self._sources.get(self.source)
        self._show_task(bool(known and {*known.needs} & {*_TASK}))

    def _grow(self) -> None:
        if self.isVisible():
            before = self.height()
            self.fit()
            self.resize(self.width(), max(before, self.height()))

    def _record_forwarded(self) -> None:
        """What was typed is not kept anywhere: the small dialog takes the place of this one."""
        dialog = ForwardedDialog(self.workplace, self)
        dialog.recorded.connect(self._leave_for)
        dialog.open()

    def _leave_for(self, clue_id: int) -> None:
        self._drop()
        self.recorded.emit(clue_id)

    def _today(self) -> PartialDate:
        return PartialDate.of(self.workplace.desk.clock.today())

    def _organisations(self, typed: str) -> list[str]:
        return [found.name for found in self.workplace.desk.offices.suggest(typed)]

    def _add_fields(self, said: ClueDraft) -> None:
        form, offices = self.form, self.workplace.desk.offices
        source = form.add_choice("source", "来源", [each.name for each in self.workplace.desk.clues.sources()])
        source.setEditText(said.source)
        self.kind = form.add_choice("kind", "拟办类型", self.workplace.desk.matter_types.kinds(), said.kind)
        for box in (source, self.kind):
            box.setMaxVisibleItems(20)
            box.completer().setFilterMode(Qt.MatchFlag.MatchContains)
            box.completer().setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        hint = "单位全称；可用拼音首字母查找"
        form.add_looked_up("unit", "涉及单位", said.unit, self._organisations, hint=hint)
        form.add_text("task_number", "转办单号", said.task_number)
        wanted = PartialDate.of(said.wanted_by) if said.wanted_by else None
        self.wanted = form.add_date("wanted_by", "要求办结日", wanted)
        form.add_long_text("found", "发现的问题", said.found, lines=4)
        self._add_offers()
        form.add_text("subject", "线索名称", said.subject)
        self.person = form.add_text("source_person", "来源人员", said.source_person)
        form.add_date("found_on", "发现日期", said.found_on, is_month_enough=True)
        form.add_text("parties", "当事人", said.parties, hint="几人之间用顿号隔开")
        form.add_choice("department", "承办部门", offices.departments(), said.department)
        form.add_choice("handler", "承办人", [each.name for each in offices.people()], said.handler)
        form.add_long_text("remarks", "备注", said.remarks, lines=2)
        source.editTextChanged.connect(lambda _: self._follow_source())
        self._fold(False)

    def _add_offers(self) -> None:
        """What is there only while it is needed: 只登记已移送, likely kin, the fold."""
        icons = self.workplace.icons
        forwarded = icon_button(icons, "只登记已移送…", "arrow-forward", "forwarded", self._record_forwarded)
        forwarded.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.form.add_field("forwarded", "不收录的线索", forwarded, forwarded)
        self.form.show_field("forwarded", False)
        self.hints = KinHints(self.workplace, may_mark=self._is_new)
        self.hints.stand_in(self.form, lambda: wording_in(self.form))
        self.hints.found.connect(lambda _count: self._grow())
        self.more = QToolButton()
        self.more.setCheckable(True)
        self.more.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.more.setProperty("role", "quiet")
        self.more.setToolTip("展开或收起 (Alt+M)")
        self.more.toggled.connect(self._fold)
        self.form.add_field("more", "更多", self.more, self.more)
        QShortcut(QKeySequence("Alt+M"), self, self.more.toggle)

    @override
    def _buttons(self, verb: str) -> QHBoxLayout:
        row = super()._buttons(verb)
        self.go_on = icon_button(self.workplace.icons, "保存并继续登记", "plus", "go_on", self.save_and_go_on)
        self.go_on.setToolTip("Ctrl+Shift+Enter")
        QShortcut(QKeySequence("Ctrl+Shift+Return"), self, self.save_and_go_on)
        row.insertWidget(row.count() - 1, self.go_on)
        return row


def _by_word(sources: tuple[Source, ...]) -> dict[str, Source]:
    return {word: source for source in sources for word in (source.name, *source.also)}
