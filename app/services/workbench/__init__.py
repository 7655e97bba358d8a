"""The workbench: what is to be done now, by whom it is waited for, and where all matters stand."""
