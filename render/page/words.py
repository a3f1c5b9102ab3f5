"""What the page itself says, in its language."""

from __future__ import annotations

from journeykit.render.words import spoken

_WORDS: dict[str, dict[str, str]] = {
    "journeys": {"en": "Journeys", "ru": "Цепочки"},
    "search": {"en": "Search journeys and steps", "ru": "Искать цепочки и шаги"},
    "found": {
        "en": "Found: journeys {0}, steps {1}",
        "ru": "Найдено: цепочек {0}, шагов {1}",
    },
    "nothing": {"en": "Nothing has these words.", "ru": "Ничего не нашлось."},
    "more": {"en": "{0} more", "ru": "ещё {0}"},
    "other": {"en": "Other journeys", "ru": "Другие цепочки"},
    "menu": {"en": "List of journeys", "ru": "Список цепочек"},
    "language": {"en": "Language", "ru": "Язык"},
    "theme": {"en": "Light or dark", "ru": "Светлая или тёмная"},
    "picture": {
        "en": "Picture of the journey: arrow keys go from step to step, Enter opens one, "
        "plus, minus and 0 zoom",
        "ru": "Схема цепочки: стрелки ведут от шага к шагу, Enter открывает шаг, "
        "плюс, минус и 0 меняют масштаб",
    },
    "larger": {"en": "Larger", "ru": "Крупнее"},
    "smaller": {"en": "Smaller", "ru": "Мельче"},
    "fit": {"en": "Show all of it", "ru": "Показать целиком"},
    "close": {"en": "Close", "ru": "Закрыть"},
    "step": {"en": "Step", "ru": "Шаг"},
    "lines": {"en": "As written", "ru": "Как записано"},
    "leads": {"en": "Leads to", "ru": "Дальше"},
    "comes": {"en": "Comes from", "ru": "Откуда"},
    "the end": {"en": "The end", "ru": "Конец пути"},
    "open": {"en": "Open the journey", "ru": "Открыть цепочку"},
    "reads": {"en": "Reads", "ru": "Читает"},
    "writes": {"en": "Writes", "ru": "Записывает"},
    "by": {"en": "Done by", "ru": "Кто делает"},
    "channel": {"en": "Channel", "ru": "Канал"},
    "topic": {"en": "Topic", "ru": "Тема рассылки"},
    "subject": {"en": "Subject", "ru": "Тема письма"},
    "button": {"en": "Button", "ru": "Кнопка"},
    "template": {"en": "Template", "ru": "Шаблон"},
    "goods": {"en": "Goods", "ru": "Товары"},
    "form": {"en": "Asks for", "ru": "Спрашивает"},
    "valid": {"en": "Valid for", "ru": "Действует"},
    "segment": {"en": "For the segment", "ru": "Для сегмента"},
    "rules": {"en": "Who enters, what ends it", "ru": "Кто входит и что завершает"},
    "goal": {"en": "Goal", "ru": "Цель"},
    "audience": {"en": "Audience", "ru": "Аудитория"},
    "exit": {"en": "Ends at", "ru": "Завершает"},
    "reentry": {"en": "Enters again", "ru": "Повторный вход"},
    "never": {"en": "never", "ru": "никогда"},
    "session": {"en": "in the next visit", "ru": "в следующий визит"},
    "after_exit": {"en": "after the end", "ru": "после выхода"},
    "always": {"en": "always, also beside itself", "ru": "всегда, и параллельно"},
    "priority": {"en": "Priority", "ru": "Приоритет"},
    "group": {"en": "One of the group", "ru": "Одна из группы"},
    "callers": {"en": "Called by", "ru": "Вызывают"},
    "findings": {"en": "Findings", "ru": "Замечания"},
}


def page_words(language: str) -> dict[str, str]:
    """Return all words of the page in a language, in English where it is not known."""
    return {key: words[spoken(language)] for key, words in _WORDS.items()}
