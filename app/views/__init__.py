"""Windows, pages and dialogs: gather input, call one service method, show the result."""
