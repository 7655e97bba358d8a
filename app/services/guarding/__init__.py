"""Before opening and long writing: who has the store open, on which drive it lies, whether there is room."""
