"""What neighbours ask for, ready to be touched: the most frequent of a group first."""

from __future__ import annotations

from hub.web.phrases import phrase, plural
from hub.web.sayings.saying import need

NEEDS = (
    # Food & water
    need(
        "water",
        "water",
        plural("Water for %(count)s person", "Water for %(count)s people", 1),
    ),
    need(
        "meal",
        "meals",
        plural(
            "A warm meal for %(count)s person", "A warm meal for %(count)s people", 1
        ),
    ),
    need(
        "food",
        "food",
        plural("Food for %(count)s person", "Food for %(count)s people", 1),
    ),
    need("baby-milk", "food", phrase("Baby milk")),
    need("shopping", "shopping", phrase("Someone to shop for me")),
    need("stove", "meals", phrase("A stove to warm up food")),
    # Medicine & health
    need("medicine", "medicine", phrase("Someone to pick up my medicine")),
    need("device", "health", phrase("Power for my medical device")),
    need("cool-medicine", "medicine", phrase("A cool place for my medicine")),
    need("fever", "medicine", phrase("Something for pain or fever")),
    need("first-aid", "health", phrase("Bandages for a wound")),
    need("listening", "mental_health", phrase("Someone to listen to me")),
    need("advice", "health_advice", phrase("Advice from a nurse or doctor")),
    # Children & care
    need(
        "childcare",
        "childcare",
        plural(
            "Someone to watch %(count)s child", "Someone to watch %(count)s children", 1
        ),
    ),
    need("diapers", "care", phrase("Diapers for a baby")),
    need("look-in", "elder_care", phrase("Someone to look in on me every day")),
    need("washing", "care", phrase("Help to wash and get dressed")),
    need("pet-food", "pets", phrase("Food for my cat or dog")),
    need("dog", "pets", phrase("Someone to walk my dog")),
    # Home & shelter
    need(
        "bed",
        "housing",
        plural(
            "A place to sleep for %(count)s person",
            "A place to sleep for %(count)s people",
            1,
        ),
    ),
    need("warm-place", "warmth", phrase("A place to warm up")),
    need("fuel", "warmth", phrase("Firewood or fuel for heating")),
    need("leak", "repairs", phrase("Help to fix a leak")),
    need("window", "repairs", phrase("Help with a broken window")),
    need("flood", "shelter", phrase("Help to get water out of my home")),
    # Things & supplies
    need("charging", "power", phrase("A place to charge my phone")),
    need(
        "blankets",
        "clothes",
        plural("%(count)s warm blanket", "%(count)s warm blankets", 1),
    ),
    need("light", "supplies", phrase("Candles or a lamp")),
    need("batteries", "power", phrase("Batteries for a flashlight")),
    need("child-clothes", "clothes", phrase("Warm clothes for a child")),
    need("soap", "cleaning", phrase("Soap and cleaning things")),
    need("tools", "tools", phrase("Tools for a day")),
    # Rides & errands
    need(
        "ride",
        "rides",
        plural("A ride for %(count)s person", "A ride for %(count)s people", 1),
    ),
    need("doctor-ride", "rides", phrase("A ride to the doctor")),
    need("errand", "errands", phrase("Someone to run an errand for me")),
    need("stairs", "errands", phrase("Help to carry things up the stairs")),
    need(
        "appointment",
        "accompaniment",
        phrase("Someone to come with me to an appointment"),
    ),
    need("shelter-ride", "rides", phrase("A ride to a safe place")),
    # Company & comfort
    need("chat", "company", phrase("Someone to chat with")),
    need("lonely", "comfort", phrase("A visit, I feel alone")),
    need("tonight", "comfort", phrase("Someone to stay with me tonight")),
    need("games", "recreation", phrase("Games or books for children")),
    need("cards", "recreation", phrase("Someone to play cards with")),
    need("walk", "company", phrase("Someone to go for a walk with")),
    # Papers & language
    need("interpreter", "translation", phrase("Someone to translate for me")),
    need("letter", "papers", phrase("Help to understand a letter")),
    need("form", "benefits", phrase("Help to fill in a form")),
    need("tenant", "legal", phrase("Advice about my rights as a tenant")),
    need("immigration", "legal", phrase("Advice about immigration papers")),
    need("call", "translation", phrase("Someone to make a phone call for me")),
    need("printing", "papers", phrase("Someone to print papers for me")),
    # Something else
    need("internet", "internet", phrase("Internet for an hour")),
    need("technology", "technology", phrase("Help with my phone or computer")),
    need("money", "money", phrase("A little money until I get paid")),
    need("way-home", "safety", phrase("Someone to walk me home in the dark")),
    need("afraid", "safety", phrase("I don't feel safe, please look in on me")),
    need(
        "hands",
        "other",
        plural(
            "A helping hand for %(count)s hour", "A helping hand for %(count)s hours", 1
        ),
    ),
)
