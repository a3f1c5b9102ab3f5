"""The rules, in order of code: what stands in `RULES` exists."""

from journeykit.journeys.lint.rule import Rule
from journeykit.journeys.lint.rules.bad_condition import bad_condition
from journeykit.journeys.lint.rules.competing_starts import competing_starts
from journeykit.journeys.lint.rules.contact_not_known import contact_not_known
from journeykit.journeys.lint.rules.dead_end import dead_end
from journeykit.journeys.lint.rules.endless_loop import endless_loop
from journeykit.journeys.lint.rules.gap_too_short import gap_too_short
from journeykit.journeys.lint.rules.loop_without_wait import loop_without_wait
from journeykit.journeys.lint.rules.missing_key import missing_key
from journeykit.journeys.lint.rules.no_default import no_default
from journeykit.journeys.lint.rules.not_supported import not_supported
from journeykit.journeys.lint.rules.not_yaml import not_yaml
from journeykit.journeys.lint.rules.over_mailing import over_mailing
from journeykit.journeys.lint.rules.repeated_id import repeated_id
from journeykit.journeys.lint.rules.sale_run import sale_run
from journeykit.journeys.lint.rules.same_message_twice import same_message_twice
from journeykit.journeys.lint.rules.stale_baseline import stale_baseline
from journeykit.journeys.lint.rules.superfluous_gateway import superfluous_gateway
from journeykit.journeys.lint.rules.unknown_key import unknown_key
from journeykit.journeys.lint.rules.unknown_name import unknown_name
from journeykit.journeys.lint.rules.unlimited_reentry import unlimited_reentry
from journeykit.journeys.lint.rules.unreachable_step import unreachable_step
from journeykit.journeys.lint.rules.unused_ignore import unused_ignore
from journeykit.journeys.lint.rules.wait_without_timeout import wait_without_timeout
from journeykit.journeys.lint.rules.wrong_value import wrong_value

RULES: tuple[Rule, ...] = (
    not_yaml,
    unknown_key,
    wrong_value,
    missing_key,
    repeated_id,
    unknown_name,
    bad_condition,
    dead_end,
    unreachable_step,
    no_default,
    loop_without_wait,
    endless_loop,
    superfluous_gateway,
    wait_without_timeout,
    same_message_twice,
    competing_starts,
    over_mailing,
    gap_too_short,
    unlimited_reentry,
    sale_run,
    contact_not_known,
    not_supported,
    unused_ignore,
    stale_baseline,
)
