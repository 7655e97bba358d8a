"""What the office can want of an act of investigation, and the permission each wish will need."""

from app.services.foundation.intentions import Intention

RECORD = Intention("investigation.record", "登记调查", "investigation:record")
AMEND = Intention("investigation.amend", "修改调查登记", "investigation:record")
END = Intention("investigation.end", "登记调查结束", "investigation:record")
