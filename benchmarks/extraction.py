"""How long extraction takes against the bare spaCy pipeline on the same texts, both in this run and in one process.

    python benchmarks/extraction.py [FOLDER] [--documents N]

FOLDER (seeds/ by default) holds documents in any format that `spacepact build` reads; N of them are taken, spread over the folder.
The bare pipeline gets the same sentences, through `nlp.pipe`. Each side runs twice and the better time counts.
"""

import argparse
import time
from collections.abc import Callable
from pathlib import Path

from spacepact import documents
from spacepact.extract import Extractor
from spacepact.text import parse, segment


def best(run: Callable[[], object]) -> float:
    """The shorter of two runs, in seconds."""
    times = []
    for _ in range(2):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return min(times)


def main() -> None:
    """Print the ratio and what it was measured on."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", nargs="?", type=Path, default=Path(__file__).resolve().parents[1] / "seeds")
    options.add_argument("--documents", type=int, default=40, metavar="N")
    chosen = options.parse_args()
    paths = documents.collect([chosen.folder])
    texts = [documents.read(path) for path in paths[:: max(1, len(paths) // chosen.documents)][: chosen.documents]]
    sentences = [sentence.clean for document in texts for sentence in segment.sentences(document.text)]
    extractor, bare = Extractor.load(), parse.load_pipeline()
    tokens = sum(len(doc) for doc in bare.tokenizer.pipe(sentences))
    spacy_time = best(lambda: list(bare.pipe(sentences)))
    claims: list[int] = []
    own_time = best(lambda: claims.append(sum(len(found.claims) for found in extractor.extract_all(texts))))
    print(f"{len(texts)} documents, {len(sentences):,} sentences, {tokens:,} tokens, {claims[-1]:,} claims")
    print(f"bare spaCy {spacy_time:.2f} s ({tokens / spacy_time:,.0f} tokens a second)")
    print(f"extraction {own_time:.2f} s ({tokens / own_time:,.0f} tokens a second)")
    print(f"ratio      {own_time / spacy_time:.2f}")


if __name__ == "__main__":
    main()
