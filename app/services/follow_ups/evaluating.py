"""An evaluation as the letter's own text: three parts under their names, so that it is searched and printed as text."""

from app.services.follow_ups.rows import Evaluation

TITLES = {"effect": "落实效果", "mechanism": "长效机制", "industry": "行业治理"}


def written(evaluation: Evaluation) -> str:
    """The parts that say something, each under its name."""
    parts = ((title, getattr(evaluation, name).strip()) for name, title in TITLES.items())
    return "\n".join(f"{title}：{text}" for title, text in parts if text)


def read(text: str | None) -> Evaluation:
    """The parts of a kept text; what stands before the first name is the effect."""
    parts: dict[str, list[str]] = {name: [] for name in TITLES}
    current = "effect"
    for line in (text or "").splitlines():
        found = next((name for name, title in TITLES.items() if line.startswith(f"{title}：")), None)
        if found is not None:
            current, line = found, line[len(TITLES[found]) + 1 :]  # noqa: PLW2901 - the rest of the same line
        parts[current].append(line)
    return Evaluation(**{name: "\n".join(lines).strip() for name, lines in parts.items()})
