"""Whether the addressee is named in full, and may be written to directly (检察建议工作规定 art. 3)."""

import re
from collections.abc import Iterator

from app.models.letter_terms import AddresseeRelation
from app.services.pre_issue.catalogue import Catalogue, CheckSpec
from app.services.pre_issue.rows import Finding, Where
from app.services.pre_issue.subject import Subject
from app.services.pre_issue.wording_rules import found

_OFFICE = "人民检察院"
_PLACE = re.compile(r"^(.{2,8}?(?:省|自治区|自治州|市|县|区|州|旗))")
_NO_PLACES = ("开发区", "新区", "园区", "景区", "社区", "校区", "矿区", "林区", "灌区")  # they tell no other place
_HIGHER = ("国家", "中央", "省", "自治区", "直辖市")
_SHOWN = 3


def addressee_words(spec: CheckSpec, subject: Subject, _catalogue: Catalogue) -> Iterator[Finding]:
    """A name that is none."""
    for word in spec.words:
        if word in subject.addressee:
            yield found(spec, word, Where.DRAFT, "addressee", addressee=subject.addressee, word=word)
            return


def addressee_short(spec: CheckSpec, subject: Subject, _catalogue: Catalogue) -> Iterator[Finding]:
    """县水利局 where 青山县水利局 is in the register."""
    longer = [name for name in subject.organisations if name.endswith(subject.addressee)]
    if subject.addressee.startswith(spec.words) and longer:
        yield found(
            spec, subject.addressee, Where.DRAFT, "addressee", addressee=subject.addressee, names=_listed(longer)
        )


def addressee_like_short(spec: CheckSpec, subject: Subject, _catalogue: Catalogue) -> Iterator[Finding]:
    """A name whose characters stand in this order in a longer one of the register, or that begins with 县, 市 …."""
    name = subject.addressee
    longer = [each for each in subject.organisations if is_short_for(name, each)]
    is_level = name.startswith(spec.words)
    if not name or (is_level and any(each.endswith(name) for each in longer)):
        return  # told by ``addressee_short``
    if longer or is_level:
        names = f"，单位登记里有{_listed(longer)}" if longer else "（没有写明是哪个地方的）"
        yield found(spec, name, Where.DRAFT, "addressee", addressee=name, names=names)


def is_short_for(short: str, full: str) -> bool:
    """Whether all characters of a name stand in a longer one, in order, with the same end."""
    if len(full) <= len(short) or not short or full[-1] != short[-1]:
        return False
    rest = iter(full)
    return all(character in rest for character in short)


def relation_unknown(spec: CheckSpec, subject: Subject, _catalogue: Catalogue) -> Iterator[Finding]:
    """A relation that does not fit the addressee's name or level."""
    if subject.relation not in {None, AddresseeRelation.LOCAL}:
        return
    why = _doubt(subject)
    if why:
        told = f"单位关系写的是“{subject.relation.label}”" if subject.relation else "单位关系还没有填写"
        yield found(spec, why, Where.DRAFT, "addressee_relation", why=why, relation=told)


def relation(spec: CheckSpec, subject: Subject, _catalogue: Catalogue) -> Iterator[Finding]:
    """An addressee who needs another way, whose answer is not there yet."""
    ways = {each for each in (spec.opinion, spec.instead) if each is not None}
    if subject.relation is spec.relation and not ways & subject.agreed:
        is_way_open = bool(ways)
        where, name = (Where.OPINIONS, "") if is_way_open else (Where.DRAFT, "addressee_relation")
        yield found(spec, "", where, name)


def government(spec: CheckSpec, subject: Subject, _catalogue: Catalogue) -> Iterator[Finding]:
    """A 县级以上人民政府 that may be written to with the leave of the province only."""
    if subject.is_government and spec.opinion not in subject.agreed:
        yield found(spec, "", Where.OPINIONS)


def _doubt(subject: Subject) -> str:
    home = subject.office.removesuffix(_OFFICE)
    level = subject.level
    if any(word in level for word in _HIGHER) or ("市" in level and home.endswith(("县", "区", "旗"))):
        return f"单位层级写的是“{level}”"
    match = _PLACE.match(subject.addressee)
    place = match.group(1) if match else ""
    is_elsewhere = bool(place) and not place.endswith(_NO_PLACES) and not home.endswith(place)
    if is_elsewhere and home and home not in subject.addressee:
        return f"单位名称以“{place}”开头，不在本院所在的{home}"
    return ""


def _listed(names: list[str]) -> str:
    more = f"等 {len(names)} 个" if len(names) > _SHOWN else ""
    return "、".join(f"“{name}”" for name in names[:_SHOWN]) + more
