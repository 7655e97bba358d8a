"""How the page looks, on screen and on A4. Only fonts that are there anyway: nothing is fetched."""

STYLE = """
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 62rem; padding: 1.5rem 2rem 3rem; color: #1c1c1c; background: #fff;
  font: 15px/1.65 "Noto Serif CJK SC", "Source Han Serif SC", "仿宋_GB2312", "FangSong", "SimSun", "宋体", serif; }
h1, h2, h3, th, nav, .confidential, .demonstration {
  font-family: "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "SimHei", "黑体", sans-serif; }
h1 { font-size: 1.6rem; margin: .6rem 0 .2rem; }
h2 { font-size: 1.15rem; margin: 2rem 0 .6rem; padding-bottom: .2rem; border-bottom: 2px solid #8a1f1f;
  break-after: avoid; }
h3 { font-size: 1rem; margin: 1.1rem 0 .4rem; break-after: avoid; }
p { margin: .3rem 0; white-space: pre-wrap; }
.confidential { font-weight: bold; color: #8a1f1f; text-align: right; margin: 0; }
.demonstration { font-weight: bold; border: 2px solid #8a1f1f; color: #8a1f1f; padding: .3rem .6rem; }
.mark { position: fixed; top: 40%; left: 0; right: 0; text-align: center; font-size: 6rem; color: #8a1f1f;
  opacity: .08; transform: rotate(-30deg); pointer-events: none; }
.subtitle { font-size: 1.1rem; }
.made, .note { color: #555; font-size: .93em; }
.warning { border-left: 4px solid #8a1f1f; padding-left: .6rem; }
nav { margin: 1rem 0; line-height: 2; }
nav a { margin-right: 1rem; }
a { color: #0b4f8a; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; margin: .3rem 0 .9rem; table-layout: fixed; }
th, td { border: 1px solid #b8b8b8; padding: .25rem .5rem; text-align: left; vertical-align: top;
  white-space: pre-wrap; overflow-wrap: anywhere; }
th { background: #f1efec; font-weight: 600; font-size: .93em; }
.facts th { width: 9.5rem; }
.steps { margin: .2rem 0 .9rem; padding-left: 0; list-style: none; }
.facts tr, li { break-inside: avoid; }
.unbroken { white-space: nowrap; }
td { orphans: 3; widows: 3; }
.lamp { font-weight: 600; }
.lamp::before { content: "● "; color: #2c7a3f; }
.near::before { color: #b07a00; }
.due::before { content: "▲ "; color: #c05a00; }
.overdue::before { content: "■ "; color: #b3261e; }
.seriously_overdue::before { content: "◆ "; color: #7a0f0a; }
.paused::before { content: "‖ "; color: #555; }
.done::before { content: "✓ "; color: #555; }
.unknown::before { content: "？ "; color: #555; }
@page { size: A4; margin: 20mm 16mm; }
@media print {
  body { max-width: none; padding: 0; font-size: 10.5pt; }
  nav { display: none; }
  a { color: inherit; text-decoration: none; }
  thead { display: table-header-group; }
}
"""
