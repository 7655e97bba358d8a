"""Letters like this one to the same addressee: the same violation split into several, or one that is still open."""

from collections.abc import Iterator
from dataclasses import replace

from app.services.pre_issue.catalogue import Catalogue, CheckSpec
from app.services.pre_issue.rows import Finding, Where
from app.services.pre_issue.subject import Other, Subject
from app.services.pre_issue.wording_rules import found
from app.services.search.likeness import likeness, shared_words
from app.services.search.words import pairs_of


def split(spec: CheckSpec, subject: Subject, _catalogue: Catalogue) -> Iterator[Finding]:
    """Like letters that are drafts, or were issued in the last days."""
    for other, percent in _alike(spec, subject):
        if _is_near(spec, subject, other):
            yield _told(spec, subject, other, percent)


def similar_open(spec: CheckSpec, subject: Subject, _catalogue: Catalogue) -> Iterator[Finding]:
    """Like letters that were issued before and are not closed."""
    for other, percent in _alike(spec, subject):
        if other.is_open and not _is_near(spec, subject, other):
            yield _told(spec, subject, other, percent)


def _alike(spec: CheckSpec, subject: Subject) -> Iterator[tuple[Other, int]]:
    ours = pairs_of(subject.says("problem"))
    for other in subject.others:
        percent = likeness(ours, pairs_of(other.problem))
        if percent >= spec.likeness:
            yield other, percent


def _is_near(spec: CheckSpec, subject: Subject, other: Other) -> bool:
    return other.on is None or (subject.today - other.on.last).days <= spec.days


def _told(spec: CheckSpec, subject: Subject, other: Other, percent: int) -> Finding:
    shared = shared_words(subject.says("problem"), other.problem)
    words = f"（相同的词：{'、'.join(shared)}）" if shared else ""
    day = f"{other.name}（{f'{other.on} 制发' if other.on else '草稿'}）"
    told = found(spec, other.name, Where.OTHER, other=day, addressee=subject.addressee, percent=percent, words=words)
    return replace(told, other_id=other.id)
