"""What the office can want of the suggestion library."""

from app.services.foundation.intentions import Intention

ADD_PARAGRAPH = Intention("library.add_paragraph", "添加常用段落", "suggestion:edit")
AMEND_PARAGRAPH = Intention("library.amend_paragraph", "修改常用段落", "suggestion:edit")
REMOVE_PARAGRAPH = Intention("library.remove_paragraph", "删除常用段落", "suggestion:edit")
MARK = Intention("library.mark", "收藏", "suggestion:read")
UNMARK = Intention("library.unmark", "取消收藏", "suggestion:read")
