"""What the office can want when a letter goes out, and the permission each wish will need."""

from app.services.foundation.intentions import Intention

SEAL = Intention("serving.seal", "登记用印", "serving:seal")
DISPATCH = Intention("serving.dispatch", "登记送出", "serving:deliver")
RECEIVE = Intention("serving.receive", "登记签收", "serving:deliver")
REFUSE = Intention("serving.refuse", "登记拒收", "serving:deliver")
ATTEMPT = Intention("serving.attempt", "登记投递", "serving:deliver")
SEND_BACK = Intention("serving.send_back", "登记退回", "serving:deliver")
ATTACH_RECEIPT = Intention("serving.attach_receipt", "收回送达回证", "serving:deliver")
ALLOT = Intention("serving.allot", "分配份数", "serving:copies")
ADD_COPY = Intention("serving.add_copy", "添加份数", "serving:copies")
AMEND_COPY = Intention("serving.amend_copy", "修改份数", "serving:copies")
REMOVE_COPY = Intention("serving.remove_copy", "删除份数", "serving:copies")
SEND_COPY = Intention("serving.send_copy", "登记备案抄送", "serving:copies")
CALL_BACK_COPY = Intention("serving.call_back_copy", "取消备案抄送登记", "serving:copies")
