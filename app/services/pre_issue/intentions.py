"""What the office can want of the checks before a letter is issued."""

from app.services.foundation.intentions import Intention

CHECK = Intention("pre_issue.check", "制发前检查", "suggestion:draft")
