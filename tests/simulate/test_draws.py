"""The draws: known answers of the sources, and agreement with the exact functions."""

from __future__ import annotations

import math
from functools import partial
from statistics import NormalDist, fmean, pvariance

import pytest

from journeykit.simulate import draws

ALL = 0xFFFFFFFF


@pytest.mark.parametrize(
    ("counter", "seed", "words"),
    [
        ((0, 0, 0, 0), 0, (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8)),
        ((ALL,) * 4, 2**64 - 1, (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD)),
        (
            (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344),
            0x299F31D0A4093822,
            (0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1),
        ),
    ],
)
def test_philox_gives_the_known_answers_of_random123(
    counter: tuple[int, int, int, int], seed: int, words: tuple[int, int, int, int]
) -> None:
    assert draws.philox(counter, draws.keys(seed)) == words


def test_a_block_is_made_of_both_halves_of_the_words() -> None:
    a, b = draws.block(draws.keys(0), 0, 0)
    assert a == 0x6627E8D5E169C58D >> 11
    assert b == 0xBC57AC4C9B00DBD8 >> 11


def test_a_block_counts_customer_number_and_tag() -> None:
    tag = 0x0370734413198A2E
    a, b = draws.block(draws.keys(0x299F31D0A4093822), 0x243F6A88, tag, 0x85A308D3)
    assert a == 0xD16CFE0994FDCCEB >> 11
    assert b == 0x5001E42024126EA1 >> 11


def test_names_are_blake2b_of_their_text() -> None:
    assert draws.name("") == int.from_bytes(bytes.fromhex("e4a6a0577479b2b4"), "little")


def test_mix_follows_splitmix64() -> None:
    # The first output of splitmix64 from state 0 is that of finalising the golden number.
    shift = (0x9E3779B97F4A7C15 - 0x632BE59BD9B4E019) % 2**64
    assert draws.mix(shift, 0) == 0xE220A8397B1DCDAF


@pytest.mark.parametrize("x", [5e-324, 1e-300, 2.0**-54, 0.1, 0.5, 0.9999, 1.0, 1.5, 7.0, 1e9])
def test_log_is_exact_to_the_last_bits(x: float) -> None:
    assert draws.log(x) == pytest.approx(math.log(x), rel=4e-16, abs=1e-17)


@pytest.mark.parametrize("x", [-745.0, -40.0, -1.0, -1e-9, 0.0, 1e-9, 0.3, 1.0, 20.0, 700.0])
def test_exp_is_exact_to_the_last_bits(x: float) -> None:
    assert draws.exp(x) == pytest.approx(math.exp(x), rel=4e-16, abs=5e-324)


@pytest.mark.parametrize("u", [1e-16, 1e-9, 0.001, 0.074, 0.2, 0.5, 0.6, 0.93, 0.9999])
def test_normal_is_the_quantile_of_the_normal_distribution(u: float) -> None:
    assert draws.normal(u) == pytest.approx(NormalDist().inv_cdf(u), rel=1e-14, abs=1e-15)


def test_the_extreme_numbers_stay_inside_the_open_interval() -> None:
    assert 0.0 < draws.fraction(0) < draws.fraction(2**53 - 1) < 1.0
    assert math.isfinite(draws.normal(draws.fraction(2**53 - 1)))


def test_chances_of_zero_and_one_are_certain() -> None:
    assert draws.threshold(0.0) == 0
    assert draws.threshold(1.0) == draws.threshold(7.5) == 2**53


def test_uniform_seconds_reach_both_ends_and_nothing_beyond() -> None:
    assert draws.seconds(0, 3, 9) == 3
    assert draws.seconds(2**53 - 1, 3, 9) == 9


def test_a_delay_takes_at_least_a_second() -> None:
    assert [draws.whole(x) for x in (0.0, 0.4, 1.5, 2.4)] == [1, 1, 2, 2]


@pytest.mark.parametrize("shape", [0.25, 1.0, 4.0])
def test_gamma_has_mean_one_and_the_variance_of_its_shape(shape: float) -> None:
    key = draws.keys(5)
    n = 4000
    values = [draws.gamma(partial(draws.block, key, customer, 17), shape) for customer in range(n)]
    fourth = (6.0 / shape + 3.0) / shape**2 - 1.0 / shape**2
    assert fmean(values) == pytest.approx(1.0, abs=4 * math.sqrt(1.0 / shape / n))
    assert pvariance(values) == pytest.approx(1.0 / shape, abs=4 * math.sqrt(fourth / n))


def test_exponential_and_lognormal_have_their_means() -> None:
    key = draws.keys(6)
    n = 4000
    numbers = [draws.block(key, customer, 3)[0] for customer in range(n)]
    mean = fmean(draws.exponential(a, 100.0, 2.0) for a in numbers)
    assert mean == pytest.approx(50.0, abs=4 * 50.0 / math.sqrt(n))
    mean = fmean(draws.lognormal(a, 10.0, 0.5) for a in numbers)
    expected = 10.0 * math.exp(0.125)
    assert mean == pytest.approx(
        expected, abs=4 * expected * math.sqrt(math.exp(0.25) - 1) / n**0.5
    )
