"""What the office can want of the items of a letter."""

from app.services.foundation.intentions import Intention

SPLIT = Intention("suggestion_items.split", "分列建议事项", "suggestion:draft")
