"""What the office can want of an original case, and the permission each wish will need."""

from app.services.foundation.intentions import Intention

REGISTER = Intention("original_case.register", "登记原案", "original_case:register")
AMEND = Intention("original_case.amend", "修改原案", "original_case:register")
