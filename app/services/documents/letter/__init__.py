"""The suggestion letter (检察建议书): wording from a template, pages from the wording."""
