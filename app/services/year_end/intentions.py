"""What the office can want of a year's end."""

from app.services.foundation.intentions import Intention

TICK = Intention("year_end.tick", "完成年终事项", "year_end:tick")
UNTICK = Intention("year_end.untick", "年终事项改为未完成", "year_end:tick")
