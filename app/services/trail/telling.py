"""Fields of trail entries as a reader sees them: titles, before, after."""

import re
from collections.abc import Iterator

from sqlalchemy.orm import Session

from app.models.base import TermType
from app.models.terms import RecordType
from app.services.original_cases.rows import PEOPLE
from app.services.original_cases.visibility import HIDDEN_NAME
from app.services.review_grades.rows import NAMING_FILES
from app.services.trail.family import BY_NAME, OWN
from app.services.trail.naming import name_of
from app.services.trail.net import Net, Values
from app.services.trail.titles import FIELDS, TABLES

# Names of persons that only some may see are never told, nor what these said: the trail is read by everybody.
_WITHHELD = {
    *(("original_case", name) for name in PEOPLE),
    *(("finding_objection", name) for name in ("raised_by", "content", "decision")),
    *(("case_grade", name) for name in ("heard_who", "statement")),
}
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")  # a day alone is told as it is


def changes_of(session: Session, net: Net) -> Iterator[tuple[str, str, str]]:
    """The fields that changed as (title, before, after), in the order of the titles."""
    before, after = net.before or {}, net.after or {}
    is_child = net.table not in {table.__tablename__ for table in OWN.values()}
    for name, title in FIELDS.get(net.table, {}).items():
        if name not in before and name not in after:
            continue
        was, became = _shown(session, net.table, name, before), _shown(session, net.table, name, after)
        if was != became:
            if (net.table, name) in _WITHHELD or (name == "file_name" and _is_naming(before, after)):
                was, became = HIDDEN_NAME if was else "", HIDDEN_NAME if became else ""
            yield (f"{TABLES[net.table]}·{title}" if is_child else title), was, became


def _is_naming(before: Values, after: Values) -> bool:
    """Whether a file of a review is one that names a handler: what it is called may name him too."""
    said = {**before, **after}
    return said.get("record_type") == RecordType.REVERSE_REVIEW.value and said.get("purpose") in NAMING_FILES


def _shown(session: Session, table: str, name: str, image: Values) -> str:
    value = image.get(name)
    if value is None or value is False:
        return ""
    if value is True:
        return "是"
    if name.endswith("_at") and _MOMENT.match(str(value)):
        return str(value)[:16].replace("T", " ")
    kind = BY_NAME[table].__table__.columns[name].type
    if isinstance(kind, TermType):
        return kind.kind(value).label
    return name_of(session, name, image) or str(value)
