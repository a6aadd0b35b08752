"""Needs and offers without a keyword are found; talk is left alone."""

from __future__ import annotations

import pytest

from hub.domain.changes import Kind
from hub.mesh.texting.commands import Guess, Unclear
from hub.mesh.texting.parser import understand

NEEDS = [
    ("we have no food", "food", "en"),
    ("does anyone have insulin?", "medicine", "en"),
    ("my kids are hungry, anything helps", "food", "en"),
    ("I need to get to the clinic tomorrow, who could drive me", "rides", "en"),
    ("no tenemos agua desde ayer", "water", "es"),
    ("¿Alguien tiene pañales talla 3?", "care", "es"),
    ("tengo hambre", "food", "es"),
    ("nou bezwen dlo", "water", "ht"),
    ("nou pa gen manje depi 2 jou", "food", "ht"),
    ("timoun yo grangou", "food", "ht"),
    ("j'ai besoin d'insuline", "medicine", "fr"),
    ("on n'a plus de pain", "food", "fr"),
    ("quelqu'un aurait une échelle à me prêter ?", "tools", "fr"),
    ("estamos sem água", "water", "pt"),
    ("alguém tem fraldas?", "care", "pt"),
    ("nhà tôi hết gạo rồi", "food", "vi"),
    ("ai có thuốc hạ sốt không", "medicine", "vi"),
    ("我们没有吃的", "food", "zh"),
    ("谁有胰岛素", "medicine", "zh"),
    ("ما عندنا أكل", "food", "ar"),
    ("هل عند أحد دواء للأطفال", "medicine", "ar"),
]

OFFERS = [
    ("I can give rides", "rides", "en"),
    ("we have extra blankets", "clothes", "en"),
    ("tengo 3 cobijas para regalar", "clothes", "es"),
    ("puedo compartir comida", "food", "es"),
    ("m ka bay woulib", "rides", "ht"),
    ("je peux prêter une échelle", "tools", "fr"),
    ("posso dar carona", "rides", "pt"),
    ("tôi có dư 3 cái mền", "clothes", "vi"),
    ("可以借发电机", "power", "zh"),
    ("عندي زيادة بطانيات", "clothes", "ar"),
]

TALK = [
    "good morning all",
    "thanks",
    "the water is back on",
    "I need to go to bed soon",
    "who needs coffee lol",
    "thank you for the food",
    "we don't need water any more",
    "do you need water?",
    "if you need anything, knock",
    "no problem",
    "I have no idea",
    "the power is out on the whole street",
    "need you to know I love you",
    "what a day",
    "buenos días vecinos",
    "gracias por el agua",
    "volvió la luz",
    "ya no necesitamos agua",
    "necesito dormir",
    "no hay problema",
    "bonjou tout moun",
    "mèsi pou manje a",
    "nou pa bezwen dlo ankò",
    "mwen bezwen dòmi",
    "pa gen pwoblèm",
    "bonsoir à tous",
    "merci pour le pain",
    "pas de souci",
    "l'eau est revenue",
    "j'ai besoin de vacances",
    "bom dia a todos",
    "obrigado pela comida",
    "não precisa mais",
    "a luz voltou",
    "sem problema",
    "chào cả nhà",
    "cảm ơn đã cho nước",
    "không cần nước nữa",
    "có nước lại rồi",
    "早上好",
    "谢谢大家",
    "来水了",
    "不需要水了",
    "没问题",
    "صباح الخير",
    "شكرا على الطعام",
    "رجعت الكهرباء",
    "لا نحتاج ماء",
    "ما في مشكلة",
]


@pytest.mark.parametrize(("text", "category", "language"), NEEDS)
def test_a_plain_need_is_offered_back_as_one(
    text: str, category: str, language: str
) -> None:
    said = understand(text)

    assert isinstance(said.command, Guess)
    assert said.command.post.kind is Kind.NEED
    assert said.command.post.category == category
    assert said.command.post.words == text
    assert said.language == language


@pytest.mark.parametrize(("text", "category", "language"), OFFERS)
def test_a_plain_offer_is_offered_back_as_one(
    text: str, category: str, language: str
) -> None:
    said = understand(text)

    assert isinstance(said.command, Guess)
    assert said.command.post.kind is Kind.OFFER
    assert said.command.post.category == category
    assert said.language == language


@pytest.mark.parametrize("text", TALK)
def test_talk_is_left_alone(text: str) -> None:
    assert isinstance(understand(text).command, Unclear)


def test_a_cue_does_not_reach_into_the_next_sentence() -> None:
    assert isinstance(understand("We need luck. Water is back").command, Unclear)
