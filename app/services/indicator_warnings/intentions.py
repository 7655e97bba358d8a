"""What the office can want with bands and warnings."""

from app.services.foundation.intentions import Intention

SET_BAND = Intention("indicator_warnings.set_band", "设定警戒范围", "indicator_band:set")
REMOVE_BAND = Intention("indicator_warnings.remove_band", "取消警戒范围", "indicator_band:set")
SCAN = Intention("indicator_warnings.scan", "核对当月数据", "figure_warning:handle")
VERIFY = Intention("indicator_warnings.verify", "登记核查情况", "figure_warning:handle")
CONCLUDE = Intention("indicator_warnings.conclude", "作出核查结论", "figure_warning:handle")
STEP_BACK = Intention("indicator_warnings.step_back", "退回核查上一步", "figure_warning:handle")
