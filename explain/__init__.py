"""The library behind Saydam: models, tokens, traces and what can be read out of them. No Streamlit anywhere in it.

from explain.models import load
from explain.text.tokens import tokenize
from explain.engine.trace import run
"""
