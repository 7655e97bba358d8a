"""Measures of the page in points, from GB/T 9704-2012 (党政机关公文格式)."""

MM = 72 / 25.4

A4_WIDTH, A4_HEIGHT = 210 * MM, 297 * MM

# 版心 156 mm × 225 mm; 天头 37 mm; 订口 28 mm; 28 characters a line, 22 lines a page.
TOP, LEFT = 37 * MM, 28 * MM
MEASURE, DEPTH = 156 * MM, 225 * MM
CELLS, LINES = 28, 22
CELL = MEASURE / CELLS  # 15.79 pt: a 16 pt glyph in a slightly narrower cell, else only 27 fit
LEADING = DEPTH / LINES  # 28.99 pt

# 字号 in points.
SIZE_1, SIZE_2, SIZE_3, SIZE_4, SIZE_S4, SIZE_5 = 26.0, 22.0, 16.0, 14.0, 12.0, 10.5

ASCENT = 0.88  # of the bundled Chinese faces, in em: from the top of a character down to its baseline

# 页码: 4 号, the dashes 7 mm below the page area, one character in from the outer edge.
FOLIO_DROP = 7 * MM
FOLIO_INSET = SIZE_4

# 发文机关标志 starts 35 mm below the top of the page area; the red line is 4 mm under the number.
RED_HEAD_DROP = 35 * MM
RED_LINE_DROP = 4 * MM
RED_LINE_WIDTH = 1.2
RED = (0.86, 0.0, 0.0)
BLACK = (0.0, 0.0, 0.0)
GREY = (0.87, 0.87, 0.87)

# 版记 rules: first and last thick, inner ones thin (widths from common practice, not read in the standard).
IMPRINT_THICK, IMPRINT_THIN = 0.35 * MM, 0.25 * MM

# 成文日期 stands four characters in from the right; 署名 is centred above it.
DATE_INSET = 4 * CELL

# 院印 of a people's procuratorate, across; 附注 and 版记 keep out of it.
SEAL = 42 * MM
