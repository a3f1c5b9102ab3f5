"""A title, question or label that lacks a language which the map uses.

## Why is this bad?
Who draws the map in that language gets a picture in two. A language counts as used if most of the
texts that name their languages have it. A text without languages, `title: Viber`, is the same in
all of them.

## Bad
```yaml
journey: cart
title: {en: Abandoned cart, ru: Брошенная корзина}
audience: known("email")
reentry: 7d
exit: [order.placed]
start:
  filled: {event: cart.item_added, title: {en: Filled the cart, ru: Набрал корзину}, next: wait}
steps:
  wait: {timer: 1h, next: reminder}
  reminder: {send: cart-reminder, next: end}
messages:
  cart-reminder: {channel: email, class: service, title: {en: Your cart is waiting}}
```

## Good
```yaml
journey: cart
title: {en: Abandoned cart, ru: Брошенная корзина}
audience: known("email")
reentry: 7d
exit: [order.placed]
start:
  filled: {event: cart.item_added, title: {en: Filled the cart, ru: Набрал корзину}, next: wait}
steps:
  wait: {timer: 1h, next: reminder}
  reminder: {send: cart-reminder, next: end}
messages:
  cart-reminder: {channel: email, class: service, title: {en: Your cart waits, ru: Корзина ждёт}}
```
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from journeykit.journeys.finding import Finding, Severity
from journeykit.journeys.lint.rule import rule
from journeykit.journeys.lint.words import words_of
from journeykit.journeys.model.plan import Plan


@rule("J702", "missing-translation", severity=Severity.WARNING)
def missing_translation(plan: Plan) -> Iterator[Finding]:
    """Report each text that names its languages and lacks one that most such texts have."""
    named = [(each, has) for each in words_of(plan) if (has := each[0].languages)]
    used = _used([has for _, has in named])
    for (text, what, owner), has in named:
        missing = [f"`{language}`" for language in used if language not in has]
        if missing:
            yield Finding(
                text.by_language[0][1].place,
                f"{what} of {owner} lacks {', '.join(missing)}",
                help="add the translation, or write one text for all languages",
                journey=owner.journey,
                step=owner.step,
            )


def _used(texts: Sequence[tuple[str, ...]]) -> list[str]:
    """Return the languages that more than half of the texts have, the commonest first."""
    number = Counter(language for languages in texts for language in languages)
    return [language for language, times in number.most_common() if 2 * times > len(texts)]
