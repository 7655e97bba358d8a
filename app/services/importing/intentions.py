"""What the office can want of an import, and how it is taken back."""

from app.services.foundation.intentions import ASKED_FOR, Intention

UNDO = Intention("importing.undo", "撤销整批导入", "import:undo", ASKED_FOR)
COMMIT = Intention("importing.commit", "导入台账", "import:commit", UNDO.name)
REMEMBER = Intention("importing.remember", "记住列对应", "import:commit")
