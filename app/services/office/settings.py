"""Settings kept in the store, as JSON by key; window geometry is not among them."""

import json
from typing import Any

from sqlalchemy import select

from app.models.database import Database
from app.models.setting import Setting
from app.services.foundation.clock import Clock
from app.services.foundation.intentions import Actor, Intention, performs

PUT_SETTING = Intention("settings.put", "更改设置", "settings:edit")


class Settings:
    """The settings of one store."""

    def __init__(self, database: Database, clock: Clock) -> None:
        """``clock`` dates the writes."""
        self._database = database
        self._clock = clock

    def get(self, key: str, default: Any = None) -> Any:
        """The value of a setting, or ``default`` where it was never put."""
        with self._database.read() as session:
            text = session.scalars(select(Setting.value).where(Setting.key == key)).one_or_none()
        return default if text is None else json.loads(text)

    @performs(PUT_SETTING)
    def put(self, actor: Actor, key: str, value: Any) -> None:
        """Keep a value that JSON can hold."""
        text = json.dumps(value, ensure_ascii=False, sort_keys=True)
        with self._database.write(actor, PUT_SETTING, self._clock.now()) as unit:
            setting = unit.session.scalars(select(Setting).where(Setting.key == key)).one_or_none()
            if setting is None:
                unit.session.add(Setting(key=key, value=text))
            else:
                setting.value = text
