"""What the office asks for beside the law: 上级院复核, 研究部门审核 of other kinds, 研判立项; kept in the store."""

import json
from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.setting import Setting
from app.services.suggestion_paths.library import PathLibrary
from app.services.suggestion_paths.model import Need, PathStep, SuggestionPath
from app.services.suggestion_paths.rows import SwitchRow

KEY = "suggestion_paths/switches"
Switches = Mapping[str, bool]  # "path/step" -> asked for; what is not there is as the path says


def switches_in(session: Session) -> Switches:
    """What the office has set."""
    text = session.scalars(select(Setting.value).where(Setting.key == KEY)).one_or_none()
    told: dict[str, bool] = json.loads(text) if text else {}
    return told


def keep_switches(session: Session, switches: Switches) -> Setting:
    """Keep what the office sets now."""
    text = json.dumps(dict(switches), ensure_ascii=False, sort_keys=True)
    kept = session.scalars(select(Setting).where(Setting.key == KEY)).one_or_none()
    if kept is None:
        kept = Setting(key=KEY, value=text)
        session.add(kept)
    kept.value = text
    session.flush()
    return kept


def name_of(path: SuggestionPath, step: PathStep) -> str:
    """The name of a switch."""
    return f"{path.code}/{step.code}"


def is_asked_for(path: SuggestionPath, step: PathStep, switches: Switches) -> bool:
    """Whether the step must be taken here."""
    if step.need is Need.SWITCHED:
        return switches.get(name_of(path, step), step.is_on)
    return step.need is Need.REQUIRED


def rows_of(library: PathLibrary, switches: Switches) -> tuple[SwitchRow, ...]:
    """Every switch there is, path by path."""
    return tuple(
        SwitchRow(path.code, path.name, step.code, step.title, step.basis, is_asked_for(path, step, switches))
        for path in library.all
        for step in path.steps
        if step.need is Need.SWITCHED
    )
