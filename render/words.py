"""The few words that a picture adds by itself, in its language."""

from __future__ import annotations

_WORDS: dict[str, dict[str, str]] = {
    "transactional": {"en": "transactional", "ru": "транзакция"},
    "service": {"en": "service", "ru": "сервис"},
    "content": {"en": "content", "ru": "контент"},
    "sale": {"en": "sale", "ru": "продажа"},
    "code": {"en": "code", "ru": "промокод"},
    "discount": {"en": "discount", "ru": "скидка"},
    "bonus": {"en": "bonus", "ru": "бонус"},
    "offer": {"en": "offer", "ru": "предложение"},
    "start-message": {"en": "starts at an event", "ru": "начало по событию"},
    "start-timer": {"en": "starts at a time", "ru": "начало по времени"},
    "start-conditional": {"en": "starts when it is so", "ru": "начало по условию"},
    "start": {"en": "starts by a call", "ru": "начало по вызову"},
    "timer": {"en": "waits for a time", "ru": "ждёт время"},
    "catch": {"en": "waits for an event", "ru": "ждёт событие"},
    "race": {"en": "goes where the first event leads", "ru": "путь первого события"},
    "exclusive": {"en": "takes one way", "ru": "один из путей"},
    "inclusive": {"en": "takes every way that applies", "ru": "все подходящие пути"},
    "parallel": {"en": "takes all ways", "ru": "все пути сразу"},
    "send": {"en": "sends a message", "ru": "отправка сообщения"},
    "user": {"en": "a person does it", "ru": "делает человек"},
    "automatic": {"en": "done automatically", "ru": "делается само"},
    "call": {"en": "another journey", "ru": "другая цепочка"},
    "subprocess": {"en": "a sequence not shown", "ru": "свёрнутая цепочка"},
    "end": {"en": "ends here", "ru": "конец пути"},
    "throw": {"en": "goes on at the same letter", "ru": "дальше — у той же буквы"},
    "link": {"en": "comes from the same letter", "ru": "сюда — от той же буквы"},
    "journey": {"en": "Journey", "ru": "Цепочка"},
    "system": {"en": "System", "ru": "Система"},
    "which way": {"en": "Which way?", "ru": "Куда дальше?"},
    "otherwise": {"en": "otherwise", "ru": "иначе"},
    "after": {"en": "{0} after {1}", "ru": "{0} после: {1}"},
    "after start": {"en": "{0} after the start", "ru": "{0} от начала"},
    "before": {"en": "{0} before {1}", "ru": "за {0} до {1}"},
    "on": {"en": "on {0}", "ru": "в день {0}"},
    "at": {"en": "at {0}", "ru": "в {0}"},
    "without": {"en": "{0} without {1}", "ru": "{0} без {1}"},
    "every": {"en": "every {0}", "ru": "раз в {0}"},
    "calendar": {"en": "what is sent when", "ru": "что и когда отправляется"},
    "since start": {
        "en": "Time since the start of each journey, the bar to the latest",
        "ru": "Время от начала каждой цепочки, полоса до самого позднего",
    },
    "perhaps more": {"en": "perhaps more later", "ru": "возможно, дальше ещё"},
    "short d": {"en": "d", "ru": "д"},
    "short h": {"en": "h", "ru": "ч"},
    "short m": {"en": "m", "ru": "м"},
    "short s": {"en": "s", "ru": "с"},
    "one at a time": {"en": "one at a time", "ru": "по одной"},
    "topic": {"en": "topic", "ru": "тема"},
    "by call": {"en": "by a call", "ru": "по вызову"},
    "added": {"en": "added", "ru": "добавлено"},
    "removed": {"en": "removed", "ru": "удалено"},
    "changed": {"en": "changed", "ru": "изменено"},
    "entries": {"en": "{0} entries", "ru": "входов: {0}"},
    "left": {"en": "{0} left", "ru": "ушли: {0}"},
    "converted": {"en": "{0} converted", "ru": "конверсия {0}"},
    "of customers": {
        "en": "{0} of {1} customers in {2}",
        "ru": "{0}, клиентов: {1}, за {2}",
    },
    "widths": {"en": "as wide as all entries", "ru": "ширина всех входов"},
    "findings": {"en": "Findings", "ru": "Замечания"},
    "said before": {"en": "before: {0}", "ru": "было: {0}"},
}
_EVENTS: dict[str, dict[str, str]] = {
    "message.sent": {"en": "Message sent", "ru": "Сообщение отправлено"},
    "message.opened": {"en": "Message opened", "ru": "Сообщение открыто"},
    "message.clicked": {"en": "Click in the message", "ru": "Переход из сообщения"},
    "message.filled": {"en": "Form filled in", "ru": "Форма заполнена"},
    "message.refused": {"en": "Form refused", "ru": "Отказ от формы"},
    "message.replied": {"en": "Reply", "ru": "Ответ"},
    "unsubscribed": {"en": "Unsubscribed", "ru": "Отписка"},
    "complained": {"en": "Complaint", "ru": "Жалоба"},
    "site.visit": {"en": "Visit to the site", "ru": "Визит на сайт"},
    "session.ended": {"en": "End of the visit", "ru": "Конец визита"},
}
_CHANNELS: dict[str, dict[str, str]] = {
    "email": {"en": "Email", "ru": "Email"},
    "sms": {"en": "SMS", "ru": "SMS"},
    "web_push": {"en": "Web push", "ru": "Web push"},
    "mobile_push": {"en": "Mobile push", "ru": "Mobile push"},
    "popup": {"en": "Popup", "ru": "Попап"},
    "popup_side": {"en": "Side popup", "ru": "Боковой попап"},
    "popup_mini": {"en": "Small popup", "ru": "Мини-попап"},
    "popup_mobile": {"en": "Mobile popup", "ru": "Мобильный попап"},
    "chat": {"en": "Chat", "ru": "Чат"},
    "call": {"en": "Phone call", "ru": "Звонок"},
    "manager": {"en": "Manager", "ru": "Менеджер"},
}
_UNITS: dict[str, dict[str, tuple[str, ...]]] = {
    "en": {
        "s": ("second", "seconds"),
        "m": ("minute", "minutes"),
        "h": ("hour", "hours"),
        "d": ("day", "days"),
        "w": ("week", "weeks"),
        "mo": ("month", "months"),
        "y": ("year", "years"),
    },
    "ru": {
        "s": ("секунда", "секунды", "секунд"),
        "m": ("минута", "минуты", "минут"),
        "h": ("час", "часа", "часов"),
        "d": ("день", "дня", "дней"),
        "w": ("неделя", "недели", "недель"),
        "mo": ("месяц", "месяца", "месяцев"),
        "y": ("год", "года", "лет"),
    },
}
LANGUAGES = tuple(_UNITS)
WEEKDAYS = {
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    "ru": ("пн", "вт", "ср", "чт", "пт", "сб", "вс"),
}


def word(key: str, language: str) -> str:
    """Return a word in the language, in English where it is not known."""
    return _WORDS[key][spoken(language)]


def event_words(name: str, language: str) -> str:
    """Say an event that no map needs to list; any other one by its name."""
    return _EVENTS[name][spoken(language)] if name in _EVENTS else name


def channel_words(name: str, language: str) -> str:
    """Say a channel of the default map; any other one by its name."""
    return _CHANNELS[name][spoken(language)] if name in _CHANNELS else name


def spoken(language: str) -> str:
    """Return the language whose words are used: its own where they are known, else English."""
    base = language.partition("-")[0]
    return base if base in _UNITS else "en"


def amount(number: int, unit: str, language: str) -> str:
    """Return `1 day`, `7 days`, `2 дня`: a number with the unit (`s m h d w mo y`) in words."""
    forms = _UNITS[spoken(language)][unit]
    return f"{number} {forms[_form(number, len(forms))]}"


def _form(number: int, forms: int) -> int:
    """Return which plural form a number takes, of the two of English or the three of Russian."""
    if forms == 2:
        return int(number != 1)
    if number % 10 == 1 and number % 100 != 11:
        return 0
    return 1 if 2 <= number % 10 <= 4 and not 12 <= number % 100 <= 14 else 2
