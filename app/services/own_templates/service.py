"""The office's own versions of templates: adopted from a day on, withdrawn with a reason, never overwritten."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.actor import Actor
from app.models.database import Database
from app.models.own_template import OwnTemplate
from app.models.terms import RecordType
from app.services.documents.facts import RenderedDocument
from app.services.documents.samples import sample_of
from app.services.documents.service import Documents
from app.services.documents.templates.library import OwnText
from app.services.documents.templates.model import Template
from app.services.documents.templates.reading import TemplateDamaged
from app.services.foundation.changes import Changes, Written
from app.services.foundation.clock import Clock
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.intentions import performs
from app.services.own_templates import intentions as wish
from app.services.own_templates.checking import flaws_of
from app.services.own_templates.drafting import differences, draft_of, toml_of
from app.services.own_templates.offering import frame_of
from app.services.own_templates.rows import Difference, Flaw, OwnTemplateRow, TemplateDraft, TemplateFrame


class OwnTexts:
    """The versions in the store as the template library takes them; read again only after a write."""

    def __init__(self, database: Database) -> None:
        """Nothing is read yet."""
        self._database = database
        self._seen: tuple[int, tuple[OwnText, ...]] | None = None

    def __call__(self) -> Sequence[OwnText]:
        """Every version that was not withdrawn, by its first day."""
        if self._seen is None or self._seen[0] != self._database.writes:
            writes = self._database.writes
            wanted = select(OwnTemplate).where(~OwnTemplate.is_withdrawn)
            with self._database.read() as session:
                found = session.scalars(wanted.order_by(OwnTemplate.valid_from, OwnTemplate.id))
                texts = tuple(_own_text(each) for each in found)
            self._seen = writes, texts
        return self._seen[1]


class OwnTemplates:
    """Adopting, withdrawing, comparing."""

    def __init__(self, database: Database, clock: Clock, changes: Changes, documents: Documents) -> None:
        """``documents`` knows the standard set."""
        self._database = database
        self._clock = clock
        self._changes = changes
        self._documents = documents

    def rows(self, code: str) -> tuple[OwnTemplateRow, ...]:
        """The office's versions of one document, the newest first."""
        library = self._documents.library
        in_force = library.named(code, self._clock.today())
        wanted = select(OwnTemplate).where(OwnTemplate.code == code)
        with self._database.read() as session:
            found = session.scalars(wanted.order_by(OwnTemplate.valid_from.desc(), OwnTemplate.id.desc()))
            return tuple(
                OwnTemplateRow(
                    each.id,
                    each.code,
                    each.name,
                    each.valid_from,
                    each.reason,
                    each.is_withdrawn,
                    is_in_force=not each.is_withdrawn and not in_force.damage and each.text == in_force.text,
                    damage=library.damage_of(_own_text(each)),
                )
                for each in found
            )

    def draft(self, code: str) -> TemplateDraft:
        """The version in force as a draft for a new one, from today on; where it is damaged, the one before.

        Raises DocumentUnknown.
        """
        today = self._clock.today()
        return draft_of(self._documents.library.named(code, today), today)

    def frame(self, code: str) -> TemplateFrame:
        """What stays as it is in every version, and which facts may be put in; raises DomainError, DocumentUnknown."""
        library = self._documents.library
        return frame_of(library, self._standard(code), library.named(code, self._clock.today()))

    def flaws(self, draft: TemplateDraft) -> tuple[Flaw, ...]:
        """Everything that keeps a draft from being adopted; raises DocumentUnknown."""
        base = self._documents.library.named(draft.code, self._clock.today())
        known = {fact.name for fact in self.frame(draft.code).facts} | set(self._documents.library.commons.facts)
        found = list(flaws_of(draft, base, known))
        if draft.valid_from is not None:
            with self._database.read() as session:
                try:
                    self._refuse_same_day(session, draft.code, draft.valid_from)
                except FieldProblem as problem:
                    found.append(Flaw(problem.field, str(problem)))
        return tuple(found)

    def sample(self, code: str, own_id: int | None) -> RenderedDocument:
        """The standard, or a version of the office, filled with the examples; raises DomainError."""
        return sample_of(self._documents, self._standard(code) if own_id is None else self._adopted(own_id))

    def preview(self, draft: TemplateDraft) -> RenderedDocument:
        """The draft filled with the examples; raises TemplateDamaged, FieldProblem."""
        return sample_of(self._documents, self._parsed(draft))

    def compared(self, draft: TemplateDraft) -> tuple[Difference, ...]:
        """The standard and the draft side by side; raises TemplateDamaged, FieldProblem."""
        return differences(self._standard(draft.code), self._parsed(draft))

    def comparison(self, own_id: int) -> tuple[Difference, ...]:
        """The standard and an adopted version side by side; raises DomainError."""
        parsed = self._adopted(own_id)
        return differences(self._standard(parsed.code), parsed)

    @performs(wish.ADOPT)
    def adopt(self, actor: Actor, draft: TemplateDraft, reason: str) -> Written:
        """Use a version from its day on; papers frozen before keep theirs. Raises FieldProblem, TemplateDamaged."""
        if not reason.strip():
            raise FieldProblem("reason", "请写明为什么改用本院的措辞（例如：依上级院下发的样本）。")
        parsed, text = self._parsed(draft), self._text(draft)
        if parsed.valid_from is None:
            raise FieldProblem("valid_from", "请填写从哪一天起使用。")
        for flaw in self.flaws(draft):
            raise FieldProblem(flaw.field, flaw.sentence)
        with self._database.write(actor, wish.ADOPT, self._clock.now(), reason) as unit:
            self._refuse_same_day(unit.session, parsed.code, parsed.valid_from)
            own = OwnTemplate(
                code=parsed.code, name=parsed.name, valid_from=parsed.valid_from, text=text, reason=reason.strip()
            )
            unit.session.add(own)
            unit.session.flush()
            written = Written(own.id, unit.act)
        self._changes.publish(RecordType.SUGGESTION)
        return written

    @performs(wish.WITHDRAW)
    def withdraw(self, actor: Actor, own_id: int, reason: str) -> Written:
        """Use a version no longer; it stays in the register. Raises DomainError, FieldProblem."""
        if not reason.strip():
            raise FieldProblem("reason", "请写明为什么停用。")
        with self._database.write(actor, wish.WITHDRAW, self._clock.now(), reason) as unit:
            own = self._own(unit.session, own_id)
            if own.is_withdrawn:
                raise DomainError("这个版本已经停用，不必再停用。")
            own.is_withdrawn = True
            written = Written(own.id, unit.act)
        self._changes.publish(RecordType.SUGGESTION)
        return written

    def _parsed(self, draft: TemplateDraft) -> Template:
        if draft.valid_from is None:
            raise FieldProblem("valid_from", "请填写从哪一天起使用。")
        if not draft.title.strip():
            raise FieldProblem("title", "请填写标题。")
        return self._documents.library.parse(self._text(draft), f"本院 {draft.valid_from}")

    def _adopted(self, own_id: int) -> Template:
        with self._database.read() as session:
            own = self._own(session, own_id)
            text = _own_text(own)
        if damage := self._documents.library.damage_of(text):
            raise TemplateDamaged(damage)
        return self._documents.library.parse(text.text, text.version)

    def _text(self, draft: TemplateDraft) -> str:
        return toml_of(draft, self._documents.library.named(draft.code, self._clock.today()))

    def _standard(self, code: str) -> Template:
        found = [each for each in self._documents.library.standard if each.code == code]
        if not found:
            raise DomainError(f"标准文书中没有“{code}”，无法对照。")
        return found[0]

    @staticmethod
    def _own(session: Session, own_id: int) -> OwnTemplate:
        own = session.get(OwnTemplate, own_id)
        if own is None:
            raise DomainError("这个版本已经不在了，可能已被撤销。请刷新后再看。")
        return own

    @staticmethod
    def _refuse_same_day(session: Session, code: str, day: date) -> None:
        same = select(OwnTemplate.id).where(
            OwnTemplate.code == code, OwnTemplate.valid_from == day, ~OwnTemplate.is_withdrawn
        )
        if session.scalars(same.limit(1)).first() is not None:
            raise FieldProblem("valid_from", f"{day} 起已有一个本院版本。请先停用那个版本，或换一个日期。")


def _own_text(own: OwnTemplate) -> OwnText:
    return OwnText(own.text, f"本院 {own.valid_from}", own.code, own.name, own.valid_from)
