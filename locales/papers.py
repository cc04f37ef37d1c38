"""Papers (文书) that are filled in: Word templates, which a lawyer edits in Word."""

from importlib.resources import files

#: The language whose template serves where another has none of its own.
_FIRST = "zh-CN"


def load_paper(name: str, locale: str) -> bytes:
    """Return a template; raises FileNotFoundError where there is no paper of this name."""
    for folder in (locale, _FIRST):
        file = files("locales").joinpath(folder, "papers", f"{name}.docx")
        if file.is_file():
            return file.read_bytes()
    raise FileNotFoundError(name)
