"""Codes of papers of reviews; one about a result is the template's with the result's id after it. Imports nothing."""

OF_RESULT = "@"
REVIEW_REGISTER, TITLE_OF_REGISTER = "review-register", "反向审视登记簿"


def base_code(code: str) -> str:
    """The code of the template behind the code of a paper."""
    return code.partition(OF_RESULT)[0]


def paper_of_result(code: str, result_id: int) -> str:
    """The code of the paper about one result."""
    return f"{code}{OF_RESULT}{result_id}"
