"""Fact, basis and measure of each suggestion, and the copies that go out."""

from collections.abc import Iterator
from dataclasses import replace

from app.models.letter_terms import CopyUse
from app.services.pre_issue.catalogue import Catalogue, CheckSpec
from app.services.pre_issue.rows import Finding, Where
from app.services.pre_issue.subject import Subject
from app.services.pre_issue.wording_rules import found


def items_unsplit(spec: CheckSpec, subject: Subject, _catalogue: Catalogue) -> Iterator[Finding]:
    """Several suggestions that were not split: adoption and rectification belong to each."""
    if not subject.is_split and len(subject.items) > 1:
        yield found(spec, "", Where.ITEMS, count=len(subject.items))


def item_lacks(spec: CheckSpec, subject: Subject, _catalogue: Catalogue) -> Iterator[Finding]:
    """Items without a fact or basis of their own; a letter's only item has the letter's."""
    if not subject.is_split or len(subject.items) < 2:
        return
    places = [item.place for item in subject.items if not getattr(item, spec.field)]
    if places:
        listed = "、".join(map(str, places))
        yield replace(found(spec, listed, Where.ITEMS, spec.field, places=listed), place=places[0])


def item_twice(spec: CheckSpec, subject: Subject, _catalogue: Catalogue) -> Iterator[Finding]:
    """The same words suggested twice."""
    words = [item.measure.rstrip("。；;") for item in subject.items]
    for said in dict.fromkeys(words):
        places = [item.place for item, word in zip(subject.items, words, strict=True) if word == said]
        if len(places) > 1:
            listed = "、".join(map(str, places))
            yield replace(found(spec, listed, Where.ITEMS, "measure", places=listed), place=places[1])


def copies(spec: CheckSpec, subject: Subject, catalogue: Catalogue) -> Iterator[Finding]:
    """Copies nobody has allotted yet."""
    wanted = catalogue.copies_of(subject.kind)
    if wanted is None:
        return
    needed = {CopyUse.SERVED: wanted.served, CopyUse.FILE: wanted.file, CopyUse.FILING: wanted.filing}
    lacking = [
        f"{use.label}（应有 {least} 处，现有 {subject.copies.get(use, 0)} 处）"
        for use, least in needed.items()
        if subject.copies.get(use, 0) < least
    ]
    if lacking:
        yield found(spec, "", Where.COPIES, lacking="、".join(lacking))
