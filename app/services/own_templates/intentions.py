"""What the office can want with its templates."""

from app.services.foundation.intentions import Intention

ADOPT = Intention("own_templates.adopt", "采用本院文书模板", "template:edit")
WITHDRAW = Intention("own_templates.withdraw", "停用本院文书模板", "template:edit")
