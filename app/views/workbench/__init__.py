"""工作台: what is to be done now, and where all matters stand."""
