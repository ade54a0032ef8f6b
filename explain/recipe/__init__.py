"""How the embedded model was made: `python -m explain.recipe --help`.

    start     the body of DistilBERT-base-cased out of an int8 ONNX file, with a new masked-word head
    text      the corpus: held-out split, sentences, chunks of up to 64 tokens
    train     masked language modelling with checkpoints
    evaluate  top-1, top-5 and perplexity on held-out sentences
    config    every number of the run, in one place

The application never imports this package.
"""
