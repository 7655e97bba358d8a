"""Fills the slots of invented texts: places, people, amounts, the month in which something was found."""

from datetime import date, timedelta

from app.services.demonstration.chance import Chance
from app.services.demonstration.vocabulary import Vocabulary

Slots = dict[str, object]


class Scenes:
    """Draws the particulars of one matter; its texts then agree with each other."""

    def __init__(self, vocabulary: Vocabulary, chance: Chance) -> None:
        """The choices come from the vocabulary."""
        self._words, self._chance = vocabulary.words, chance

    def draw(self, unit: str, accepted_on: date) -> Slots:
        """Slots for one matter against one unit."""
        chance, words = self._chance, self._words
        found = accepted_on - timedelta(days=30)
        return {
            "unit": unit,
            "town": chance.one(words["towns"]),
            "village": chance.one(words["villages"]),
            "road": chance.one(words["roads"]),
            "company": chance.one(words["companies"]),
            "shop": chance.one(words["shops"]),
            "surname": chance.one(words["surnames"]),
            "n": chance.number(2, 9),
            "m": chance.number(12, 380),
            "money": chance.number(3, 260),
            "found": f"{found.year}年{found.month}月",
        }
