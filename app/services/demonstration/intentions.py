"""What is wanted when a demonstration store is filled."""

from app.services.foundation.intentions import ASKED_FOR, Intention

DEMONSTRATE = Intention("store.demonstrate", "填充演示数据", "store:create", ASKED_FOR)
