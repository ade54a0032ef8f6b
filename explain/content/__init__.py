"""Everything a person reads: texts in the catalogues of each language, numbers, and the sentences that pages offer."""

from pathlib import Path

from explain.content.catalogues import Catalogues

__all__ = ["CATALOGUES", "LANGUAGES", "say"]

CATALOGUES = Catalogues(Path(__file__).parent)
LANGUAGES = CATALOGUES.languages
"""Code and own name of each language, as its switch shows them: one for each folder of catalogues."""
say = CATALOGUES.say
