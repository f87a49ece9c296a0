"""Observability for operators: health, readiness, metrics, logs, and a report for an issue."""

from bot.operations.checks import Check, Health
from bot.operations.metrics import Metrics, PictureKind, QueueState, Readings
from bot.operations.web import CannotServe, application, serve

__all__ = [
    "CannotServe",
    "Check",
    "Health",
    "Metrics",
    "PictureKind",
    "QueueState",
    "Readings",
    "application",
    "serve",
]
