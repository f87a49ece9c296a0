"""The feature of the cards: their messages, and the buttons under them."""

from bot.features.base import Feature, Services
from bot.features.reviews.answers import Answers
from bot.features.reviews.appealing import APPEAL, DRAW, Appeals
from bot.features.reviews.cards import APPROVE, BAN, REJECT, SPOILER, WARN, Cards
from bot.features.reviews.deciding import Decisions
from bot.features.shared.held_cards import OPEN_CARD
from bot.storage import CARD, NOTICE, PUBLISHED


def reviews(services: Services) -> Feature:
    """Build the feature of the reviews."""
    cards, answers, appeals = Cards(services), Answers(services), Appeals(services)
    decisions = Decisions(services, cards)
    return Feature(
        presses={
            REJECT: decisions.reject,
            WARN: decisions.warn,
            BAN: decisions.ban,
            APPROVE: decisions.approve,
            SPOILER: decisions.approve_as_spoiler,
            OPEN_CARD: decisions.show,
            APPEAL: appeals.ask,
            DRAW: appeals.draw,
        },
        posts={CARD: cards.post, NOTICE: answers.notice, PUBLISHED: answers.published},
    )
