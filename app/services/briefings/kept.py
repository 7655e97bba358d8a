"""Text and figures of a briefing as JSON, and back."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from app.services.briefings.figures import BriefingFigure
from app.services.briefings.kept_charts import chart_as_kept, chart_of_kept
from app.services.briefings.rows import Section, Sentence, Text, Tip, TipState
from app.services.foundation.errors import DomainError


def text_as_json(text: Text) -> str:
    """The same text gives the same JSON."""
    tips = [{**asdict(tip), "state": tip.state.value} for tip in text.tips]
    charts = [[key, chart_as_kept(spec)] for key, spec in text.charts]
    return _dumped({"sections": [asdict(each) for each in text.sections], "tips": tips, "charts": charts})


def text_of_json(kept: str) -> Text:
    """The text as it was; raises DomainError where it cannot be understood."""
    try:
        found = json.loads(kept)
        tips = tuple(Tip(**{**each, "state": TipState(each["state"])}) for each in found["tips"])
        charts = tuple((key, chart_of_kept(spec)) for key, spec in found.get("charts", []))
        return Text(tuple(_section(each) for each in found["sections"]), tips, charts)
    except (ValueError, TypeError, KeyError) as error:
        raise DomainError(f"保存的正文读不懂（{error}）。请从备份恢复，或者重新制作。") from error


def figures_as_json(figures: Iterable[BriefingFigure]) -> str:
    """What is frozen with a briefing; ``shown`` stands beside for whoever reads the store without the program."""
    return _dumped([{**asdict(each), "shown": each.shown} for each in figures])


def figures_of_json(kept: str) -> tuple[BriefingFigure, ...]:
    """The figures as they were; raises DomainError where they cannot be understood."""
    try:
        found = json.loads(kept)
        return tuple(BriefingFigure(**{key: each[key] for key in each if key != "shown"}) for each in found)
    except (ValueError, TypeError, KeyError) as error:
        raise DomainError(f"保存的数据读不懂（{error}）。请从备份恢复，或者重新制作。") from error


def _section(kept: dict[str, Any]) -> Section:
    sentences = tuple(Sentence(**{**each, "figures": tuple(each["figures"])}) for each in kept["sentences"])
    return Section(kept["key"], kept["heading"], sentences)


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
