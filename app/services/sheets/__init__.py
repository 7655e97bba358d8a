"""Working sheets on paper and in Excel, and the writing of workbooks."""
