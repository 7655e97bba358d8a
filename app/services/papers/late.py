"""Freezes the text of a letter that was issued by number alone: afterwards, and with both days on record."""

from app.models.database import Unit
from app.models.suggestion import Suggestion
from app.models.terms import RecordType, SuggestionStep
from app.services.documents.templates.model import Template
from app.services.foundation.changes import Written
from app.services.foundation.errors import DomainError
from app.services.foundation.intentions import Actor, performs
from app.services.foundation.refusals import ChangedMeanwhile, needed
from app.services.papers.archive import count_of_frozen
from app.services.papers.contents import contents_of, missing_of, typed_on
from app.services.papers.freezing import Contents, lay, prepare
from app.services.papers.intentions import FREEZE_LATE
from app.services.papers.means import Means
from app.services.papers.number_book import Use, give
from app.services.papers.numbers import NumberUnusual, differences, form_problems, parsed
from app.services.papers.rows import LETTER, Issued, LateReadiness, RecordKey, TypedPaper
from app.services.suggestions.rows import LetterCard

_BY_FINAL_COPY = "也可以把扫描件或 PDF 用“登记定稿…”放回本案。"


class LateFreezing:
    """Letters that a ledger brought along, or whose text was left to the national system."""

    def __init__(self, means: Means) -> None:
        """Nothing is read yet."""
        self._means = means

    def readiness(self, actor: Actor, key: RecordKey, typed: TypedPaper | None = None) -> LateReadiness:
        """What the dialog has to say; raises DomainError where nothing can be frozen."""
        _card, contents = self._contents(actor, key, typed)
        issued = contents.issued
        doubts = self._doubts(contents.template, issued)
        return LateReadiness(issued.number, issued.issued_on, missing_of(self._means, contents), tuple(doubts))

    @performs(FREEZE_LATE)
    def freeze(
        self,
        actor: Actor,
        key: RecordKey,
        reason: str,
        typed: TypedPaper | None = None,
        *,
        is_number_checked: bool = False,
    ) -> Written:
        """Freeze what the letter says now under the number and date it has; says on record that this came later.

        Raises DomainError, FieldProblem (NumberUnusual may be confirmed).
        """
        why = needed("reason", "补登的依据", reason)
        card, contents = self._contents(actor, key, typed)
        if missing := missing_of(self._means, contents):
            raise DomainError(f"缺少{'、'.join(missing)}，不能补登正文。请先补齐；{_BY_FINAL_COPY}")
        doubts = self._doubts(contents.template, contents.issued)
        if doubts and not is_number_checked:
            raise NumberUnusual(contents.issued.number, doubts)
        means, at = self._means, self._means.clock.now().isoformat(timespec="seconds")
        paper = prepare(means.documents, means.kept, contents)
        with means.database.write(actor, FREEZE_LATE, means.clock.now(), why) as unit:
            self._refuse_changed(unit, card)
            made = lay(unit, paper, at, reason=why, is_late=True)
            number = parsed(contents.issued.number)
            if number is not None and card.office == means.office():
                give(
                    unit,
                    number,
                    Use(card.entry_number, f"检察建议书（{card.draft.addressee}）", at, made.id, reason=why),
                )
            written = Written(made.id, unit.act)
        means.changes.publish(key.record_type, (key.record_id,))
        return written

    def _contents(self, actor: Actor, key: RecordKey, typed: TypedPaper | None) -> tuple[LetterCard, Contents]:
        """The letter and what would be frozen of it; raises DomainError where it is not to be frozen late."""
        if key.record_type is not RecordType.SUGGESTION:
            raise DomainError("只有检察建议书可以补登正文。其他文书请用“登记制发”或“登记存定”。")
        means = self._means
        card = means.suggestions.card(key.record_id)
        known = means.archive.current(key, LETTER)
        if known is not None:
            raise DomainError(f"{known.name}已于 {known.made_at[:10]} 存定，不能再补登。内容要改的请用“更正”。")
        if not card.number or card.issued_on is None or not card.is_issued:
            name = card.number or card.entry_number
            raise DomainError(f"{name} 还没有登记制发，不能补登正文。请先登记制发（文号和日期）。")
        if card.issued_on.exact is None:
            raise DomainError(
                f"{card.number} 的发出日期只知道是 {card.issued_on}，不能补登正文：成文日期要写到日。{_BY_FINAL_COPY}"
            )
        template = means.template(LETTER, key)
        saying = typed_on(means, key, LETTER, typed)
        issued = Issued(card.number, card.issued_on)
        return card, contents_of(means, actor, (template, key), saying, issued)

    def _doubts(self, template: Template, issued: Issued) -> list[str]:
        number = parsed(issued.number)
        if number is None:
            return form_problems(issued.number) or ["不是规定的格式"]
        return differences(number, template.number_form, self._means.short(), issued.issued_on)

    @staticmethod
    def _refuse_changed(unit: Unit, card: LetterCard) -> None:
        letter = unit.session.get(Suggestion, card.id)
        if letter is None or letter.version != card.version or letter.step is not SuggestionStep.ISSUED:
            raise ChangedMeanwhile(card.number or card.entry_number)
        if count_of_frozen(unit.session, RecordKey(RecordType.SUGGESTION, card.id), LETTER):
            raise DomainError(f"{card.number} 的正文刚刚已由别处存定，没有再登记。请刷新后再看。")
