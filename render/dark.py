"""Each colour of a picture and its twin on dark paper."""

from __future__ import annotations

DARK = {
    "#ffffff": "#111827",  # paper, and the text on a full band
    "#1e293b": "#f1f5f9",  # text and marks
    "#334155": "#cbd5e1",
    "#475569": "#94a3b8",  # lines
    "#64748b": "#94a3b8",  # what is faint
    "#e2e8f0": "#374151",  # the band of a transactional message or a role
    "#f8fafc": "#1f2937",
    "#ecfdf5": "#064e3b",  # starts
    "#047857": "#34d399",
    "#fffbeb": "#3b2a0a",  # gateways
    "#92400e": "#fbbf24",
    "#f0f9ff": "#0b2a3f",  # service
    "#0369a1": "#38bdf8",
    "#d5ecfb": "#0c4a6e",
    "#075985": "#bae6fd",
    "#f5f3ff": "#231a45",  # content
    "#6d28d9": "#a78bfa",
    "#e6e0fd": "#432a86",
    "#5b21b6": "#ddd6fe",
    "#fff7ed": "#3a1b0c",  # sale
    "#c2410c": "#fb923c",
    "#bbf7d0": "#14532d",  # what is added
    "#fecaca": "#7f1d1d",  # what is removed, errors
    "#b91c1c": "#f87171",
    "#fde68a": "#713f12",  # what is changed, warnings
    "#b45309": "#fbbf24",
    "#bae6fd": "#0c4a6e",  # how many go where
}
