"""Registers beside the records: 请示报告登记簿 and 会议登记簿."""
