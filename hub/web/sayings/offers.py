"""What neighbours offer, ready to be touched: the most frequent of a group first."""

from __future__ import annotations

from hub.web.phrases import phrase, plural
from hub.web.sayings.saying import offer

OFFERS = (
    # Food & water
    offer(
        "water",
        "water",
        plural(
            "I have %(count)s bottle of water", "I have %(count)s bottles of water", 1
        ),
    ),
    offer(
        "cooking",
        "meals",
        plural("I can cook for %(count)s person", "I can cook for %(count)s people", 1),
    ),
    offer("food", "food", phrase("I have food to share")),
    offer("shopping", "shopping", phrase("I can shop for you")),
    offer("stove", "meals", phrase("You can cook on my gas stove")),
    offer("baby-milk", "food", phrase("I have baby milk")),
    # Medicine & health
    offer("medicine", "medicine", phrase("I can pick up your medicine")),
    offer("fridge", "medicine", phrase("I can keep your medicine cool")),
    offer("device", "health", phrase("I have power for a medical device")),
    offer("first-aid", "health", phrase("I can give first aid")),
    offer("listening", "mental_health", phrase("I am here to listen to you")),
    offer("advice", "health_advice", phrase("I work in health care, ask me")),
    # Children & care
    offer(
        "childcare",
        "childcare",
        plural("I can watch %(count)s child", "I can watch %(count)s children", 1),
    ),
    offer("look-in", "elder_care", phrase("I can look in on you every day")),
    offer("diapers", "care", phrase("I have diapers to share")),
    offer("washing", "care", phrase("I can help you wash and get dressed")),
    offer("dog", "pets", phrase("I can walk your dog")),
    offer("pet-food", "pets", phrase("I have food for cats or dogs")),
    # Home & shelter
    offer(
        "bed",
        "housing",
        plural(
            "%(count)s person can sleep at my place",
            "%(count)s people can sleep at my place",
            1,
        ),
    ),
    offer("warm-place", "warmth", phrase("Come and warm up at my place")),
    offer("fuel", "warmth", phrase("I have firewood or fuel to share")),
    offer("repairs", "repairs", phrase("I can fix things at your home")),
    offer("window", "repairs", phrase("I can cover a broken window")),
    offer("flood", "shelter", phrase("I can help get water out of your home")),
    # Things & supplies
    offer("charging", "power", phrase("You can charge your phone at my place")),
    offer(
        "blankets",
        "clothes",
        plural(
            "I have %(count)s blanket to give", "I have %(count)s blankets to give", 1
        ),
    ),
    offer("light", "supplies", phrase("I have candles or lamps to lend")),
    offer("batteries", "power", phrase("I have batteries to share")),
    offer("child-clothes", "clothes", phrase("I have warm clothes for children")),
    offer("soap", "cleaning", phrase("I have soap to share")),
    offer("tools", "tools", phrase("I can lend tools")),
    # Rides & errands
    offer(
        "seats",
        "rides",
        plural(
            "I have %(count)s free seat in my car",
            "I have %(count)s free seats in my car",
            1,
        ),
    ),
    offer("doctor-ride", "rides", phrase("I can drive you to the doctor")),
    offer("errand", "errands", phrase("I can run an errand for you")),
    offer("stairs", "errands", phrase("I can carry things up the stairs")),
    offer(
        "appointment",
        "accompaniment",
        phrase("I can come with you to an appointment"),
    ),
    offer("moving", "rides", phrase("I can move big things with my car")),
    # Company & comfort
    offer("chat", "company", phrase("I have time for a chat")),
    offer("tonight", "comfort", phrase("I can stay with you tonight")),
    offer("tea", "comfort", phrase("Come to my place for tea")),
    offer("games", "recreation", phrase("I have games and books for children")),
    offer("cards", "recreation", phrase("Come and play cards with me")),
    offer("walk", "company", phrase("I can go for a walk with you")),
    # Papers & language
    offer("interpreter", "translation", phrase("I can translate for you")),
    offer("letter", "papers", phrase("I can explain a letter to you")),
    offer("form", "benefits", phrase("I can help you fill in a form")),
    offer("tenant", "legal", phrase("I know the rights of tenants")),
    offer("call", "translation", phrase("I can make a phone call for you")),
    offer("printing", "papers", phrase("I can print papers for you")),
    # Something else
    offer("internet", "internet", phrase("You can use my internet")),
    offer("technology", "technology", phrase("I can help with phones and computers")),
    offer("money", "money", phrase("I can give a little money")),
    offer("way-home", "safety", phrase("I can walk you home in the dark")),
    offer(
        "hands",
        "other",
        plural("I can help for %(count)s hour", "I can help for %(count)s hours", 1),
    ),
    offer("ask", "other", phrase("Ask me, I am glad to help")),
)
