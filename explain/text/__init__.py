"""Text as a person and as a model sees it: characters, words, tokens, vocabulary."""
