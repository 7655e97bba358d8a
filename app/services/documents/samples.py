"""A document filled with the examples of its facts, marked as a sample on every page."""

from app.services.documents.facts import DocumentFacts, DocumentStyle, RenderedDocument
from app.services.documents.register import ROWS
from app.services.documents.service import Documents
from app.services.documents.templates.model import Template

_MARK = "样张\n内容均为虚构"


def sample_of(documents: Documents, template: Template, style: DocumentStyle | None = None) -> RenderedDocument:
    """The sample of a template, in one of its styles; raises TemplateDamaged."""
    return documents.render(template, sample_facts(template, style))


def sample_facts(template: Template, style: DocumentStyle | None = None) -> DocumentFacts:
    """The examples of its facts, with the mark of a sample instead of a draft's."""
    values: dict[str, str] = {spec.name: spec.example for spec in template.facts}
    if template.register is not None:
        values[ROWS] = "\n".join("\t".join(row) for row in template.register.sample_rows)
        values["office"] = "某某县人民检察院"
    return DocumentFacts(values, style=style, mark=_MARK)
