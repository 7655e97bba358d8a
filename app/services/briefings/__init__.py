"""月度通报, 业务数据分析研判报告 and 检察建议落实情况年度报告: sentences made of figures, edited, kept with them."""
