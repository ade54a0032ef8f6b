"""Kinds of words by a fixed list: function words are a closed class in every language, so they can be listed.

The classes that only grammar in context could tell apart (noun, verb, adjective) are not guessed.
"""

from explain.text.segmentation import folded, is_word_like

__all__ = ["KINDS_OF_WORDS", "kind_of_word"]

KINDS_OF_WORDS = ("content", "function", "number", "sign", "special")

_ENGLISH = """
a an the this that these those my your his her its our their i you he she it we they me him us them mine yours hers ours
theirs myself yourself himself herself itself ourselves themselves who whom whose which what
and or but nor so yet if because although though while when where whether unless until since as than
of in on at by for with from to into onto out off over under up down about above below between among through during
before after against around behind beside beyond near toward towards upon within without across along
am is are was were be been being have has had having do does did will would shall should can could may might must not
there here no any some each every all both either neither such
"""
_TURKISH = """
bir bu şu o ben sen biz siz onlar beni seni onu bizi sizi onları bana sana ona bize size onlara bende sende onda benim
senin onun bizim sizin onların kendi kim kimin ne hangi her bazı hiç bütün tüm
ve veya ya yahut ama fakat ancak lakin çünkü eğer ki de da ise hem ne ile için gibi kadar göre karşı doğru sonra önce
beri dolayı rağmen üzere diye mi mı mu mü değil var yok daha en çok
"""
_FUNCTION = frozenset((_ENGLISH + _TURKISH).split())


def kind_of_word(form: str) -> str:
    """One of `KINDS_OF_WORDS` but "special" for a word as written: looked up, never guessed.

    Digits alone, with signs between them, are a number; what has no letter and no digit is a sign.
    """
    if any(sign.isdigit() for sign in form) and not any(sign.isalpha() for sign in form):
        return "number"
    if not is_word_like(form) and not any(sign.isalnum() for sign in form):
        return "sign"
    return "function" if folded(form) & _FUNCTION else "content"
