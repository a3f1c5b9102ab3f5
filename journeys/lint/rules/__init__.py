"""The rules, in order of code: what stands in `RULES` exists."""

from journeykit.journeys.lint.rule import Rule
from journeykit.journeys.lint.rules.asks_for_known_contact import asks_for_known_contact
from journeykit.journeys.lint.rules.bad_condition import bad_condition
from journeykit.journeys.lint.rules.branch_shares import branch_shares
from journeykit.journeys.lint.rules.calendar_clash import calendar_clash
from journeykit.journeys.lint.rules.competing_starts import competing_starts
from journeykit.journeys.lint.rules.constant_condition import constant_condition
from journeykit.journeys.lint.rules.contact_not_known import contact_not_known
from journeykit.journeys.lint.rules.copied_journey import copied_journey
from journeykit.journeys.lint.rules.copied_title import copied_title
from journeykit.journeys.lint.rules.dead_end import dead_end
from journeykit.journeys.lint.rules.deadlock import deadlock
from journeykit.journeys.lint.rules.endless_loop import endless_loop
from journeykit.journeys.lint.rules.gap_too_short import gap_too_short
from journeykit.journeys.lint.rules.goal_out_of_reach import goal_out_of_reach
from journeykit.journeys.lint.rules.goods_already_bought import goods_already_bought
from journeykit.journeys.lint.rules.join_and_split import join_and_split
from journeykit.journeys.lint.rules.journeys_in_a_circle import journeys_in_a_circle
from journeykit.journeys.lint.rules.loop_without_wait import loop_without_wait
from journeykit.journeys.lint.rules.mechanic_mismatch import mechanic_mismatch
from journeykit.journeys.lint.rules.missing_key import missing_key
from journeykit.journeys.lint.rules.missing_translation import missing_translation
from journeykit.journeys.lint.rules.missing_wait import missing_wait
from journeykit.journeys.lint.rules.multiplied_path import multiplied_path
from journeykit.journeys.lint.rules.never_started import never_started
from journeykit.journeys.lint.rules.no_attribution import no_attribution
from journeykit.journeys.lint.rules.no_audience import no_audience
from journeykit.journeys.lint.rules.no_consent import no_consent
from journeykit.journeys.lint.rules.no_default import no_default
from journeykit.journeys.lint.rules.no_exit_on_goal import no_exit_on_goal
from journeykit.journeys.lint.rules.no_goal import no_goal
from journeykit.journeys.lint.rules.no_title import no_title
from journeykit.journeys.lint.rules.not_supported import not_supported
from journeykit.journeys.lint.rules.not_yaml import not_yaml
from journeykit.journeys.lint.rules.outside_every_cap import outside_every_cap
from journeykit.journeys.lint.rules.over_mailing import over_mailing
from journeykit.journeys.lint.rules.overlapping_branches import overlapping_branches
from journeykit.journeys.lint.rules.past_timer import past_timer
from journeykit.journeys.lint.rules.popup_collision import popup_collision
from journeykit.journeys.lint.rules.push_without_need import push_without_need
from journeykit.journeys.lint.rules.quiet_hours import quiet_hours
from journeykit.journeys.lint.rules.repeated_flow import repeated_flow
from journeykit.journeys.lint.rules.repeated_id import repeated_id
from journeykit.journeys.lint.rules.sale_run import sale_run
from journeykit.journeys.lint.rules.same_message_in_two_journeys import same_message_in_two_journeys
from journeykit.journeys.lint.rules.same_message_twice import same_message_twice
from journeykit.journeys.lint.rules.same_topic_same_trigger import same_topic_same_trigger
from journeykit.journeys.lint.rules.segment_without_journey import segment_without_journey
from journeykit.journeys.lint.rules.sent_at_once import sent_at_once
from journeykit.journeys.lint.rules.stale_baseline import stale_baseline
from journeykit.journeys.lint.rules.stale_condition import stale_condition
from journeykit.journeys.lint.rules.superfluous_gateway import superfluous_gateway
from journeykit.journeys.lint.rules.transactional_offer import transactional_offer
from journeykit.journeys.lint.rules.two_offers import two_offers
from journeykit.journeys.lint.rules.unknown_key import unknown_key
from journeykit.journeys.lint.rules.unknown_name import unknown_name
from journeykit.journeys.lint.rules.unlimited_reentry import unlimited_reentry
from journeykit.journeys.lint.rules.unreachable_step import unreachable_step
from journeykit.journeys.lint.rules.unused_ignore import unused_ignore
from journeykit.journeys.lint.rules.unused_message import unused_message
from journeykit.journeys.lint.rules.urgent_behind_cap import urgent_behind_cap
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
    missing_wait,
    no_default,
    overlapping_branches,
    constant_condition,
    loop_without_wait,
    endless_loop,
    deadlock,
    multiplied_path,
    superfluous_gateway,
    wait_without_timeout,
    branch_shares,
    repeated_flow,
    journeys_in_a_circle,
    join_and_split,
    past_timer,
    goal_out_of_reach,
    never_started,
    same_message_twice,
    same_message_in_two_journeys,
    same_topic_same_trigger,
    copied_journey,
    competing_starts,
    two_offers,
    unused_message,
    over_mailing,
    gap_too_short,
    unlimited_reentry,
    sent_at_once,
    popup_collision,
    calendar_clash,
    quiet_hours,
    outside_every_cap,
    urgent_behind_cap,
    sale_run,
    transactional_offer,
    contact_not_known,
    no_consent,
    asks_for_known_contact,
    segment_without_journey,
    push_without_need,
    stale_condition,
    no_goal,
    no_exit_on_goal,
    goods_already_bought,
    no_attribution,
    not_supported,
    no_audience,
    no_title,
    missing_translation,
    copied_title,
    mechanic_mismatch,
    unused_ignore,
    stale_baseline,
)
