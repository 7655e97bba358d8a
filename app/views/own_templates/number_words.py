"""The parts of a number's form as a clerk reads them: {本院代字}建〔{年份}〕{顺序号}号."""

_WORDS = {"{short}": "{本院代字}", "{year}": "{年份}", "{n}": "{顺序号}"}


def shown(text: str) -> str:
    """For reading; what is no part of a number stays as it is."""
    for kept, word in _WORDS.items():
        text = text.replace(kept, word)
    return text


def as_kept(text: str) -> str:
    """For the template; a part that was typed as the template has it is understood too."""
    for kept, word in _WORDS.items():
        text = text.replace(word, kept)
    return text
