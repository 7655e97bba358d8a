"""Facts and typed text as JSON, always the same for the same content; and the check code over it."""

import hashlib
import json
import re
from dataclasses import fields
from datetime import date, datetime
from typing import Any

from app.models.dates import PartialDate
from app.models.terms import Term
from app.services.documents.facts import Annex, DocumentFacts, DocumentStyle, Value
from app.services.papers.rows import TypedPaper

CODE_LENGTH = 16
_DAY = re.compile(r"\d{4}(-\d{2}){0,2}")


def canonical(value: Any) -> str:
    """Sorted keys, no blanks, Chinese as it stands: the text that is hashed as UTF-8."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def check_code(number: str, template_digest: str, text: str) -> str:
    """The first 16 hex of SHA-256 over number, template version and text, in capitals."""
    content = canonical({"number": number, "template": template_digest, "text": text})
    return hashlib.sha256(content.encode()).hexdigest()[:CODE_LENGTH].upper()


def template_digest(text: str) -> str:
    """What names a version of a template: the SHA-256 of its text."""
    return hashlib.sha256(text.encode()).hexdigest()


def facts_json(facts: DocumentFacts) -> str:
    """All a paper was filled with; absent facts are left out."""
    return canonical(_of(facts))


def facts_of(text: str) -> DocumentFacts:
    """What ``facts_json`` wrote: lists and days as they were; names that this program does not know are passed over."""
    told: dict[str, Any] = json.loads(text)
    known = {field.name for field in fields(DocumentFacts)}
    facts: dict[str, Any] = {name: value for name, value in told.items() if name in known}
    facts["values"] = {name: _value(name, value) for name, value in told.get("values", {}).items()}
    if "style" in facts:
        facts["style"] = DocumentStyle(facts["style"])
    if "drafted_at" in facts:
        facts["drafted_at"] = datetime.fromisoformat(facts["drafted_at"])
    facts["annexes"] = tuple(Annex(**annex) for annex in told.get("annexes", ()))
    return DocumentFacts(**facts)


def typed_json(typed: TypedPaper) -> str:
    """What was typed on a paper."""
    return canonical(_of(typed))


def typed_of(text: str) -> TypedPaper:
    """What ``typed_json`` wrote; names that this program does not know are passed over."""
    told: dict[str, Any] = json.loads(text)
    known = {field.name for field in fields(TypedPaper)}
    values: dict[str, Any] = {name: value for name, value in told.items() if name in known}
    if "style" in values:
        values["style"] = DocumentStyle(values["style"])
    if "annexes" in values:
        values["annexes"] = tuple(Annex(**annex) for annex in values["annexes"])
    return TypedPaper(**values)


def _value(name: str, value: Any) -> Value:
    if isinstance(value, list):
        return tuple(value)
    return PartialDate(value) if name.endswith("_on") and _DAY.fullmatch(value) else str(value)


def _of(thing: Any) -> dict[str, Any]:
    named = {field.name: _plain(getattr(thing, field.name)) for field in fields(thing)}
    return {name: value for name, value in named.items() if value not in (None, "", [], {}, False)}


def _plain(value: Any) -> Any:
    if isinstance(value, Term):
        return value.value
    if isinstance(value, PartialDate | date | datetime):
        return str(value) if isinstance(value, PartialDate) else value.isoformat()
    if isinstance(value, Annex):
        return _of(value)
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if isinstance(value, dict):
        told = {name: _plain(each) for name, each in value.items()}
        return {name: each for name, each in told.items() if each not in (None, "", [])}
    return value
