"""Chance as pure functions: every draw follows from the seed, the customer and a 64-bit tag.

Nothing here has state, so no draw can shift another one. The numbered rules C1-C8 are in
docs/semantics.md. Only + - * / and `sqrt` are used on floats, with powers of two through
`frexp` and `ldexp`, so that every correct implementation yields the same bits.
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import blake2b
from math import floor, frexp, ldexp, sqrt
from typing import TypeAlias

Keys: TypeAlias = tuple[tuple[int, int], ...]
Pair: TypeAlias = tuple[int, int]

WORD = 0xFFFFFFFF
LONG = 0xFFFFFFFFFFFFFFFF
ONE = 1 << 53


def keys(seed: int) -> Keys:
    """Return the ten round keys of Philox4x32-10 for a seed of up to 64 bits."""
    low, high = seed & WORD, seed >> 32 & WORD
    return tuple((low + i * 0x9E3779B9 & WORD, high + i * 0xBB67AE85 & WORD) for i in range(10))


def philox(counter: tuple[int, int, int, int], key: Keys) -> tuple[int, int, int, int]:
    """Return the four 32-bit words of Philox4x32-10 (Salmon et al., SC 2011)."""
    a, b, c, d = counter
    for low, high in key:
        first = a * 0xD2511F53
        second = c * 0xCD9E8D57
        a = second >> 32 ^ b ^ low
        b = second & WORD
        c = first >> 32 ^ d ^ high
        d = first & WORD
    return a, b, c, d


def block(key: Keys, customer: int, tag: int, n: int = 0) -> Pair:
    """Return the two 53-bit numbers A and B of a tag (C1)."""
    a, b, c, d = philox((customer, n, tag & WORD, tag >> 32), key)
    return (a << 32 | b) >> 11, (c << 32 | d) >> 11


def name(text: str) -> int:
    """Return the 64-bit number of a name: BLAKE2b, little endian (C2)."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "little")


def mix(parent: int, child: int) -> int:
    """Return the lineage of `child` under `parent`: splitmix64's finaliser (C2)."""
    z = parent + child * 0x9E3779B97F4A7C15 + 0x632BE59BD9B4E019 & LONG
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9 & LONG
    z = (z ^ z >> 27) * 0x94D049BB133111EB & LONG
    return z ^ z >> 31


def threshold(chance: float) -> int:
    """Return T such that A < T happens with `chance`, which is cut to 0..1 (C5)."""
    return int(min(max(chance, 0.0), 1.0) * ONE)


def fraction(number: int) -> float:
    """Turn a 53-bit number into a float strictly between 0 and 1 (C5)."""
    return min((number + 0.5) / ONE, 1.0 - 1.0 / ONE)


def seconds(number: int, low: int, high: int) -> int:
    """Return a uniform whole second in low..high, both included (C6)."""
    return low + ((number >> 21) * (high - low + 1) >> 32)


def whole(delay: float) -> int:
    """Round a delay to whole seconds, at least one (C6)."""
    return max(1, floor(delay + 0.5))


def log(x: float) -> float:
    """Return the natural logarithm of a positive number (the method of fdlibm's e_log.c)."""
    m, k = frexp(x)
    if m < 0.7071067811865476:
        m, k = m * 2.0, k - 1
    f = m - 1.0
    s = f / (2.0 + f)
    z = s * s
    w = z * z
    odd = w * (0.3999999999940941908 + w * (0.2222219843214978396 + w * 0.1531383769920937332))
    even = z * (
        0.6666666666666735130
        + w * (0.2857142874366239149 + w * (0.1818357216161805012 + w * 0.1479819860511658591))
    )
    half = 0.5 * f * f
    low = s * (half + odd + even) + k * 1.90821492927058770002e-10
    return k * 6.93147180369123816490e-01 - ((half - low) - f)


def exp(x: float) -> float:
    """Return e to the power of `x` (the method of fdlibm's e_exp.c)."""
    if x < -745.2:
        return 0.0
    k = floor(x * 1.44269504088896338700 + 0.5)
    high = x - k * 6.93147180369123816490e-01
    low = k * 1.90821492927058770002e-10
    r = high - low
    t = r * r
    c = r - t * (
        1.66666666666666019037e-01
        + t
        * (
            -2.77777777770155933842e-03
            + t
            * (
                6.61375632143793436117e-05
                + t * (-1.65339022054652515390e-06 + t * 4.13813679705723846039e-08)
            )
        )
    )
    return ldexp(1.0 - ((low - (r * c) / (2.0 - c)) - high), k)


def normal(u: float) -> float:
    """Return the standard normal quantile of 0 < u < 1 (Wichura 1988, AS241, PPND16)."""
    q = u - 0.5
    if abs(q) <= 0.425:
        r = 0.180625 - q * q
        return q * _ratio(r, _CENTRE)
    r = sqrt(-log(u if q < 0.0 else 1.0 - u))
    z = _ratio(r - 1.6, _MIDDLE) if r <= 5.0 else _ratio(r - 5.0, _TAIL)
    return -z if q < 0.0 else z


def _ratio(r: float, coefficients: tuple[tuple[float, ...], tuple[float, ...]]) -> float:
    """Return the quotient of two polynomials, highest power first, by Horner's rule."""
    above = 0.0
    for coefficient in coefficients[0]:
        above = above * r + coefficient
    below = 0.0
    for coefficient in coefficients[1]:
        below = below * r + coefficient
    return above / below


def exponential(number: int, mean: float, rate: float = 1.0) -> float:
    """Return an exponential delay of that mean, divided by `rate` > 0 (C7)."""
    return -log(fraction(number)) * mean / rate


def lognormal(number: int, median: float, sigma: float) -> float:
    """Return median * exp(sigma * z) (C7)."""
    return median * exp(sigma * normal(fraction(number)))


def gamma(blocks: Callable[[int], Pair], shape: float) -> float:
    """Return a gamma variate of mean 1 (Marsaglia and Tsang 2000); `blocks(n)` are its draws."""
    d = (shape if shape >= 1.0 else shape + 1.0) - 1.0 / 3.0
    c = 1.0 / sqrt(9.0 * d)
    n = 0
    while True:
        a, b = blocks(n)
        n += 1
        x = normal(fraction(a))
        v = 1.0 + c * x
        if v <= 0.0:
            continue
        v = v * v * v
        if log(fraction(b)) < 0.5 * x * x + d - d * v + d * log(v):
            break
    boost = 1.0 if shape >= 1.0 else exp(log(fraction(blocks(n)[0])) / shape)
    return d * v * boost / shape


_CENTRE = (
    (
        2509.0809287301226727,
        33430.575583588128105,
        67265.770927008700853,
        45921.953931549871457,
        13731.693765509461125,
        1971.5909503065514427,
        133.14166789178437745,
        3.387132872796366608,
    ),
    (
        5226.495278852545925,
        28729.085735721942674,
        39307.89580009271061,
        21213.794301586595867,
        5394.1960214247511077,
        687.1870074920579083,
        42.313330701600911252,
        1.0,
    ),
)
_MIDDLE = (
    (
        7.7454501427834140764e-4,
        0.0227238449892691845833,
        0.24178072517745061177,
        1.27045825245236838258,
        3.64784832476320460504,
        5.7694972214606914055,
        4.6303378461565452959,
        1.42343711074968357734,
    ),
    (
        1.05075007164441684324e-9,
        5.475938084995344946e-4,
        0.0151986665636164571966,
        0.14810397642748007459,
        0.68976733498510000455,
        1.6763848301838038494,
        2.05319162663775882187,
        1.0,
    ),
)
_TAIL = (
    (
        2.01033439929228813265e-7,
        2.71155556874348757815e-5,
        0.0012426609473880784386,
        0.026532189526576123093,
        0.29656057182850489123,
        1.7848265399172913358,
        5.4637849111641143699,
        6.6579046435011037772,
    ),
    (
        2.04426310338993978564e-15,
        1.4215117583164458887e-7,
        1.8463183175100546818e-5,
        7.868691311456132591e-4,
        0.0148753612908506148525,
        0.13692988092273580531,
        0.59983220655588793769,
        1.0,
    ),
)
