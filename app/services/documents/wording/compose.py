"""A document's composition from its template and facts: every fact that is absent is marked 【缺：…】 and listed."""

from app.models.dates import PartialDate
from app.services.documents.composition import Appendix, Composition, Signature
from app.services.documents.facts import DocumentFacts, DocumentStyle
from app.services.documents.rich_text import plain
from app.services.documents.templates.model import Commons, Numbering, Signing, Template
from app.services.documents.wording.blocks import filled_blocks, rich_blocks
from app.services.documents.wording.closing_note import closing_note
from app.services.documents.wording.filling import Filling

_LONGEST_NAME = 120  # characters of an office or a title; longer text is no name


def compose(facts: DocumentFacts, template: Template, commons: Commons) -> Composition:
    """Fill a template; ``facts.style`` is taken where the template allows it."""
    source = Filling(facts, template)
    style = facts.style if facts.style in template.styles else template.style
    has_office = template.has_office_line or template.signing is Signing.SEAL
    office = source.value("office") if has_office else ""
    addressee = source.plainly(template.addressee).rstrip("：:") + "：" if template.addressee else ""
    blocks = tuple(filled_blocks(template.blocks, source))
    signature = _signature(template, source, office)
    return Composition(
        style=style or template.style,
        office=office[:_LONGEST_NAME] if template.has_office_line or style is DocumentStyle.OFFICIAL else "",
        title=facts.title.strip() or source.plainly(template.title),
        number=_number(facts, template, commons),
        addressee=addressee,
        blocks=blocks,
        signature=signature,
        closing_note=closing_note(template, source) if template.has_closing_note(style) else "",
        annexes=_annexes(facts),
        copies=_copies(source, commons) if template.signing is Signing.SEAL else "",
        printed=signature.date + commons.printed if signature and style is DocumentStyle.OFFICIAL else "",
        corner=tuple(text for text in (facts.copy_number, facts.secrecy, facts.urgency) if text),
        page_mark=facts.secrecy,
        page_foot=source.plainly(template.page_foot) if template.page_foot else "",
        size=template.size,
        imprint_on_even_page=commons.imprint_on_even_page,
        keep_together=commons.keep_together,
        marks=_marks(facts, template, commons),
        missing=source.missing,
        check_code=facts.check_code,
    )


def _number(facts: DocumentFacts, template: Template, commons: Commons) -> str:
    if template.numbering is Numbering.NONE:
        return facts.number.strip()
    return facts.number.strip() or (commons.number_pending if template.numbering is Numbering.SYSTEM else "文号待登记")


def _signature(template: Template, source: Filling, office: str) -> Signature | None:
    if template.signing is Signing.SEAL:
        return Signature(office, source.value("issued_on"))
    if template.signing is Signing.PERSON:
        return Signature(f"承办人：{source.value('handler')}", source.value("issued_on"), is_sealed=False)
    return None


def _annexes(facts: DocumentFacts) -> tuple[Appendix, ...]:
    several = len(facts.annexes) > 1
    return tuple(
        Appendix(f"附件{place}" if several else "附件", plain(annex.title), tuple(rich_blocks(annex.body)))
        for place, annex in enumerate(facts.annexes, 1)
    )


def _copies(source: Filling, commons: Commons) -> str:
    names = [plain(name).rstrip("。，；") for name in source.items("copies_to")]
    return f"{commons.copies}{'，'.join(names)}。" if names else ""


def _marks(facts: DocumentFacts, template: Template, commons: Commons) -> tuple[str, ...]:
    """Lines drawn across every page: a paper without its number is a draft, whoever printed it."""
    marks = facts.mark.splitlines()
    if not facts.mark and template.numbering is not Numbering.NONE and not facts.number.strip():
        moment = facts.drafted_at
        when = f"{PartialDate.of(moment.date()).chinese()} {moment:%H:%M}" if moment else ""
        marks += [commons.draft_mark, f"{facts.drafted_by} {when}".strip()]
    if facts.is_demonstration:
        marks.append(commons.demonstration_mark)
    return tuple(mark for mark in marks if mark)
