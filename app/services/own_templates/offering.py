"""Which facts the office may put into a document, and what of it stays as it is."""

from collections.abc import Iterable, Iterator, Sequence

from app.services.documents.templates.library import TemplateLibrary
from app.services.documents.templates.model import FactSpec, Signing, Template
from app.services.own_templates.rows import OfferedFact, TemplateFrame


def frame_of(library: TemplateLibrary, standard: Template, in_force: Template) -> TemplateFrame:
    """``in_force`` is the version used today, which the next one is made from."""
    return TemplateFrame(
        code=standard.code,
        name=standard.name,
        basis=standard.basis,
        contents=standard.contents,
        facts=offered(library, standard, in_force),
        is_register=standard.register is not None,
        may_be_noted=standard.register is None and standard.signing is not Signing.NONE,
        standard_from=standard.valid_from,
        is_standard_in_force=in_force.text == standard.text and not in_force.damage,
    )


def offered(library: TemplateLibrary, standard: Template, in_force: Template) -> tuple[OfferedFact, ...]:
    """First what the document names, then what its siblings name, since their records know it; each once."""
    usual = {spec.name: spec for spec in (*standard.facts, *in_force.facts)}
    siblings = (each for each in library.standard if each.record == standard.record)
    known = library.commons.facts
    # A fact that only a sibling defines would be refused here: the catalogue alone is common to all.
    more = {spec.name: known[spec.name] for each in siblings for spec in each.facts if spec.name in known}
    rest = [spec for name, spec in more.items() if name not in usual]
    return tuple(_told_apart([*usual.values(), *rest], len(usual)))


def _told_apart(specs: Sequence[FactSpec], usual: int) -> Iterator[OfferedFact]:
    """Two facts of one label get a number each but the first: what is shown in the text must say which is meant."""
    for place, (spec, label) in enumerate(zip(specs, _numbered(spec.label for spec in specs), strict=True)):
        yield OfferedFact(spec.name, label, is_usual=place < usual)


def _numbered(labels: Iterable[str]) -> Iterator[str]:
    seen: dict[str, int] = {}
    for label in labels:
        seen[label] = seen.get(label, 0) + 1
        yield label if seen[label] == 1 else f"{label}（{seen[label]}）"
