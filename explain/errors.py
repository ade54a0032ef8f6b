"""The one error a person can cause."""

__all__ = ["ExplainError"]


class ExplainError(Exception):
    """Something the person at the page can mend. Never a traceback on screen: the page shows its message.

    code: which message; `explain.content` holds it in every language under `error.<code>`.
    values: what the message fills in, by name.
    """

    def __init__(self, code: str, **values: object) -> None:
        self.code = code
        self.values = values
        super().__init__(f"{code} {values}" if values else code)
