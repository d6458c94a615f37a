"""Choices that anybody can make again: a stream of whole numbers from a seed, and what is drawn by it.

The algorithm has a name of its own, :data:`ALGORITHM`, which every sample records. It uses nothing
but SHA-256 and whole numbers, so that every platform and every language gives the same choice:

1. Block number i (0, 1, 2, ...) of the stream of a seed and a label is SHA-256 of the UTF-8 bytes of
   ``mgmtsys-sample/1:SEED:LABEL:i``, seed and i in decimal. It gives four words of 64 bits, each
   with its highest byte first.
2. A number below m is the next word w, where w < 2⁶⁴ - (2⁶⁴ mod m), taken modulo m; any other word
   is passed over, so that each number is equally likely.
3. To draw n of N, the positions 0 ... N-1 stand in a row. For i = 0 ... n-1 draw j below N - i and
   exchange the positions at the places i and i + j; the first n are drawn, in this order. A longer
   draw from the same stream begins with the shorter one.
4. To draw n of N at an interval, draw r below N and take the positions ⌊(r + i·N)/n⌋.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from hashlib import sha256

#: The name, and the version, of the algorithm above.
ALGORITHM = "mgmtsys-sample/1"
_WORDS = 1 << 64
#: A source of whole numbers: one below its argument, each equally likely.
Below = Callable[[int], int]


def _words(seed: int, label: str) -> Iterator[int]:
    block = 0
    while True:
        digest = sha256(
            f"{ALGORITHM}:{seed}:{label}:{block}".encode(errors="surrogatepass")
        ).digest()
        for start in range(0, 32, 8):
            yield int.from_bytes(digest[start : start + 8], "big")
        block += 1


def stream(seed: int, label: str) -> Below:
    """Return the source of a seed and a label; two labels give independent sources."""
    words = _words(seed, label)

    def below(limit: int) -> int:
        fair = _WORDS - _WORDS % limit
        return next(word for word in words if word < fair) % limit

    return below


def choose(below: Below, size: int, drawn: int) -> tuple[int, ...]:
    """Return ``drawn`` of the positions 0 ... size-1, in the order of the draw.

    Every position is drawn with the probability drawn/size, and every order is equally likely.
    """
    moved: dict[int, int] = {}  # only the places at which something else stands now
    chosen = []
    for place in range(drawn):
        other = place + below(size - place)
        chosen.append(moved.get(other, other))
        moved[other] = moved.pop(place, place)
    return tuple(chosen)


def choose_at_interval(below: Below, size: int, drawn: int) -> tuple[int, ...]:
    """Return ``drawn`` of the positions 0 ... size-1, evenly spaced from a random start.

    Every position is drawn with the probability drawn/size exactly, also where the interval is broken.
    """
    start = below(size)
    return tuple((start + index * size) // drawn for index in range(drawn))
