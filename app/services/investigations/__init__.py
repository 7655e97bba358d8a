"""Acts of investigation (调查核实) on records; some stop the clock where the law does not count their time."""
