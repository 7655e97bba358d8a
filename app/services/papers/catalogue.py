"""文书目录: every document in force, where its record stands, what it follows."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.services.documents.templates.model import Template
from app.services.papers.rows import LETTER

_RECORDS = {
    "suggestions": "检察建议",
    "matters": "监督事项",
    "clues": "线索",
    "reverse-reviews": "反向审视",
    "office": "本院登记簿",
}
_PAGES = {  # the navigation's keys of the lists that there are
    "suggestions": "suggestions",
    "matters": "matters",
    "clues": "clues",
    "reverse-reviews": "reverse_reviews",
}
_DAMAGED = "本院版本已损坏，不能使用"
NOT_YET = "记录功能尚未提供，先看样张"


@dataclass(frozen=True)
class CatalogueRow:
    """One document; ``page`` is the navigation's key of its record's list, empty where there is none yet."""

    template: Template
    name: str
    record: str
    grounding: str
    numbering: str
    styles: str
    version: str
    page: str

    @property
    def cells(self) -> tuple[str, ...]:
        """In the order of ``TITLES``."""
        basis = self.template.basis
        return (self.name, self.record, self.grounding, self.numbering, self.styles, self.version, basis)


TITLES = ("名称", "归属记录", "依据程度", "编号方式", "式样", "版本与有效期", "依据")


def catalogue_of(templates: Sequence[Template]) -> tuple[CatalogueRow, ...]:
    """The templates by groups, each group where its first document stands."""
    places: dict[str, int] = {}
    for template in templates:
        places.setdefault(template.group, len(places))
    ordered = sorted(templates, key=lambda each: (places[each.group], each.asked_as != LETTER))
    return tuple(_row(template) for template in ordered)


def _row(template: Template) -> CatalogueRow:
    return CatalogueRow(
        template=template,
        name=_name(template),
        record="、".join(_RECORDS[record] for record in template.records),
        grounding=template.grounding.label,
        numbering=template.numbering.label,
        styles="、".join(style.label for style in template.styles),
        version=_DAMAGED if template.damage else f"{template.source} {_validity(template)}".strip(),
        page=_PAGES.get(template.record, ""),
    )


def _name(template: Template) -> str:
    """Its name with the kinds of record it is for; that it is damaged stands first, where every screen shows it."""
    kinds = f"（{'、'.join(template.kinds)}）" if template.kinds else ""
    return f"{'【已损坏】' if template.damage else ''}{template.name}{kinds}"


def _validity(template: Template) -> str:
    if template.valid_to is not None:
        return f"{template.valid_from or ''}至 {template.valid_to}"
    return f"{template.valid_from} 起" if template.valid_from else ""
