"""The policy profile of a map: which tool's way of counting its policy starts from."""

from __future__ import annotations

from collections.abc import Sequence

from journeykit.journeys.files import kind_of
from journeykit.journeys.place import Mapping, Word
from journeykit.journeys.preset import PROFILES, preset

_POLICY, _PROFILE = Word("policy"), Word("profile")


def defaults_of(map_: Mapping) -> Mapping:
    """Return the default map, its policy that of the profile where `map_` names one."""
    policy = map_.get(_POLICY)
    profile = policy.get(_PROFILE) if isinstance(policy, Mapping) else None
    if not isinstance(profile, Word) or profile not in PROFILES:
        return preset("map")
    return Mapping({**preset("map"), _POLICY: _policy(profile)})


def with_profile(map_: Mapping | None, profile: str) -> Mapping:
    """Return a map's document that counts as a profile does.

    The profile's entries take the place of the map's; what it does not speak of stays.

    Raises:
        ValueError: there is no such profile.
    """
    if profile not in PROFILES:
        raise ValueError(f"profile (={profile!r}) must be one of {', '.join(PROFILES)}")
    tree = map_ or Mapping({Word("map"): preset("map")[Word("map")]})
    own, theirs = tree.get(_POLICY), _policy(profile)
    written = own if isinstance(own, Mapping) else Mapping()
    kept = {key: value for key, value in written.items() if key not in theirs}
    policy = Mapping({**kept, _PROFILE: Word(profile)}, written.place)
    return Mapping({**tree, _POLICY: policy}, tree.place)


def counting_as(documents: Sequence[Mapping], profile: str) -> tuple[Mapping, ...]:
    """Return the documents of a plan with a map, the last one, that counts as a profile does."""
    maps = [each for each in documents if kind_of(each) == "map"]
    return (*documents, with_profile(maps[-1] if maps else None, profile))


def _policy(profile: str) -> Mapping:
    """Return the policy of a profile."""
    policy = preset(profile)[_POLICY]
    if not isinstance(policy, Mapping):
        raise TypeError(f"policy (={policy}) must be a mapping")
    return policy
