"""English, as neighbours write it."""

from __future__ import annotations

from collections.abc import Mapping

from hub.mesh.texting.vocabulary import Keyword, Vocabulary

KEYWORDS: Mapping[Keyword, str] = {
    Keyword.NEED: "need, needed, request, requesting",
    Keyword.OFFER: "offer, offering",
    Keyword.LIST: "list, show list, board, posts, what is needed, what's needed",
    Keyword.SOS: "sos, s o s, mayday",
    Keyword.LANG: "lang, language",
    Keyword.READ: "read, show, view, see, details, open",
    Keyword.CLAIM: """claim, claiming, I claim, take, taking, I'll take, I take, I can
        do""",
    Keyword.NOTE: "note, notes, tell, message, reply, comment",
    Keyword.MET: """met, done, solved, fulfilled, close, is met, is done, is over,
        sorted""",
    Keyword.STILL: """still, still need, still needed, still needs, still open, renew,
        keep""",
    Keyword.DROP: """drop, cancel, remove, delete, withdraw, release, unclaim, I can't
        do""",
    Keyword.MORE: "more, next, continue",
    Keyword.OK: """ok, okay, okey, fine, safe, I'm ok, I am ok, we are ok, we're ok, I'm
        okay, all ok, all okay, I'm fine, I am fine, we are fine, we're fine, I'm safe,
        I am safe, we are safe, we're safe, all safe, all fine""",
    Keyword.HELP: """help, help me, commands, command, menu, info, how does this work,
        how to, what can I do""",
    Keyword.YES: "y, yes, yep, yeah, yup, sure, yes post it, post it, do it, correct",
    Keyword.NO: "n, no, nope, nah, don't post it, don't, cancel that",
}

TOPICS: Mapping[str, str] = {
    "water": """water, drinking water, bottled water, clean water, bottles of water,
        something to drink, jugs""",
    "food": """food, groceries, something to eat, bread, rice, beans, milk, eggs, canned
        food, cans of food, produce, vegetables, fruit, foods, flour, snacks""",
    "meals": """meals, meal, hot meal, hot meals, cooked food, dinner, breakfast, lunch,
        soup, cooking""",
    "shopping": "shopping, grocery run, grocery shopping, groceries picked up",
    "medicine": """medicine, medicines, medication, medications, meds, insulin, inhaler,
        inhalers, pills, prescription, prescriptions, antibiotics, painkillers,
        ibuprofen, tylenol, bandages, bandage, first aid, first aid kit, epipen, oxygen,
        narcan, naloxone, test strips, asthma spray, blood pressure pills""",
    "health": """a doctor, doctor, doctors, nurse, medic, paramedic, ambulance, medical
        help, medical attention, medical care, medical supplies, hospital, clinic,
        midwife, dialysis, health care, wheelchair, crutches, walker, masks, crutch,
        readers, reading glasses""",
    "mental_health": """a listening ear, counseling, counselor, therapist, mental
        health, someone to talk to, emotional support""",
    "health_advice": "health advice, medical advice, advice from a nurse",
    "childcare": """childcare, child care, babysitter, babysitting, someone to watch my
        kids, watch my kids, watch the kids, watch the children, watch your kids,
        babysit""",
    "care": """care, diapers, nappies, baby formula, formula, baby food, wipes, baby
        wipes, baby clothes, stroller, crib, car seat, adult diapers, pads, tampons,
        sanitary pads, help with my mom, help with my dad""",
    "elder_care": """a look in on someone, elder care, check on my mom, check on my
        mother, check on my dad, check on my father, check on my neighbor, sit with my
        mom, sit with my dad, caregiver, check on mr, check on mrs, check on ms, check
        on my, check on an elderly""",
    "pets": """pets, pet food, dog food, cat food, cat litter, pet sitter, dog walker,
        dog walking, walk my dog, walk your dog, foster for my dog, kitty litter""",
    "housing": """a place to stay, place to stay, place to sleep, somewhere to stay,
        somewhere to sleep, somewhere to live, spare room, a room, room, housing,
        apartment, couch to sleep on""",
    "shelter": """shelter, tent, tents, tarp, tarps, roof, camp bed, a cot, cots, cot,
        mattress, mattresses, a bed, beds, sleeping bag, sleeping bags""",
    "warmth": """warmth, heater, heaters, space heater, heating, firewood, propane,
        heat, hot water bottle, hand warmers, stove, kerosene""",
    "repairs": """repairs, repair, plumber, electrician, carpenter, handyman, fix,
        fixed, water heater, leak, clean up help, fix a lock, lock fixed, pipe burst,
        plumbing, electrical""",
    "cleaning": """cleaning, soap, bleach, cleaning supplies, toilet paper, detergent,
        mop, laundry, washing machine, disinfectant, trash bags, shower, sanitizer,
        toilet, toilets""",
    "supplies": """supplies, supply, things, boxes, stuff for the house, furniture,
        table, chairs, dishes, toothbrush, toothpaste, toiletries, hygiene items""",
    "clothes": """blankets, blanket, clothes, clothing, coat, coats, jacket, jackets,
        shoes, boots, socks, sweater, sweaters, gloves, hats, towels, sheets, pillows,
        underwear""",
    "power": """power, batteries, battery, charger, chargers, phone charger, power bank,
        generator, generators, electricity, flashlight, flashlights, candles, candle,
        extension cord, lantern, lamp, lamps, gasoline, fuel, diesel""",
    "tools": """tools, tool, shovel, shovels, ladder, drill, saw, chainsaw, hammer,
        pump, buckets, bucket, rope, wheelbarrow, can opener, plywood, nails,
        crowbar""",
    "rides": """rides, ride, a ride, a lift, a lift to, car, truck, driver, drive,
        transport, transportation, drop off, get to the hospital, get to the clinic, get
        to the doctor, get to dialysis, get to work, get to court, evacuate, get out of
        here, evacuation, to the hospital, to the clinic, to the doctor, to dialysis, to
        the airport, to the pharmacy, to the store, to work, to court, to my
        appointment, to an appointment, drive me, take me, picked up from""",
    "errands": """errands, errand, pick up my prescription, prescription picked up, pick
        up medicine, pickup from the pharmacy, delivery, deliver""",
    "accompaniment": """coming along, someone to come with me, someone to go with me,
        company to court, accompany, come with me to""",
    "company": "company, a visit, visit, someone to sit with",
    "comfort": "comfort, a hug, prayer, prayers, pray for",
    "recreation": """play and fun, toys, games, board games, books, puzzles, something
        for the kids to do""",
    "papers": "papers, documents, a form filled, fill out a form, form, forms, notary",
    "translation": """translation, translator, interpreter, interpreters, interpreting,
        translate, someone who speaks""",
    "benefits": """forms and benefits, food stamps, benefits, unemployment, medicaid,
        fema application, fema""",
    "legal": "rights and law, lawyer, lawyers, legal help, legal aid, attorney, bail",
    "money": """money, cash, rent money, help with rent, gas money, loan, rent,
        donation, donations, funds, financial help""",
    "technology": """phones and computers, phone, laptop, computer, tablet, printer,
        radio""",
    "internet": "internet, wifi, wi fi, hotspot, signal, sim card",
    "safety": """safety, someone to walk with, walk home with me, rescue, rescuers,
        police, firefighters, protection, security, search for, walk me to, walk me
        home""",
    "other": """help, a hand, hand, volunteers, people to help, aid, assistance,
        helpers, strong people, strong arms, a job, job, jobs, work, information, info,
        infos, news about, a handyperson, rescue team""",
}

PLIGHTS: Mapping[str, str] = {
    "food": """we are hungry, we're hungry, I'm hungry, I am hungry, are starving, we're
        starving, I'm starving, am starving, kids are hungry, children are hungry, dying
        of hunger, have not eaten, haven't eaten, nothing to eat, has not eaten, are
        hungry, very hungry, so hungry, die from hunger, dying from hunger, die of
        hunger, die hungry, hunger is killing, suffering of hunger, suffering from
        hunger, starving, hungry and thirsty, dying with hunger, no food or water,
        haven't eaten anything, have nothing to eat""",
    "water": """we are thirsty, we're thirsty, I'm thirsty, I am thirsty, nothing to
        drink, are thirsty, dying of thirst, starving and thirsty, very thirsty, hungry
        and thirsty""",
    "shelter": """sleeping outside, sleep outside, sleeping in the street, sleeping in
        the streets, sleep in the street, sleeping on the street, nowhere to stay,
        nowhere to sleep, no place to stay, no place to sleep, nowhere to go, sleeping
        in the rain, homeless, under the rain, sleeping on the ground, lost our house,
        lost my house, lost our home, sleeping under, sleeping in tents, living in the
        street, living on the street, living in the streets, are in the street, are in
        the streets, am in the street, house is destroyed, house was destroyed, house
        collapsed, house is cracked, lost everything, house is broken, sleeping on the
        road, outside in the rain, in the rain with""",
    "warmth": "we are freezing, we're freezing, I'm freezing, are freezing",
    "health": """is bleeding, am bleeding, are injured, is injured, am injured, are
        wounded, is wounded, I'm hurt, badly hurt, is very sick, are very sick, in
        labor, is giving birth, injured people, wounded people, people injured, people
        wounded, many injured, many wounded, I am wounded, cannot breathe, can't
        breathe, having a heart attack, having a seizure, unconscious""",
    "safety": """I'm trapped, we are trapped, we're trapped, is trapped, are trapped,
        under the rubble, under the debris, stuck in the elevator""",
    "rides": "we are stranded, we're stranded, I'm stranded, am stranded",
    "other": """please help us, please help me, help us please, help me please, can you
        help me, can you help us, could you help me, could you help us, come help us,
        come and help us, come to help us, please come help, please come to help,
        somebody help, someone help me, someone please help, help us out, we are
        victims, we are counting on you, can someone help me, can anyone help me, can
        somebody help me, please help my, do something for us, do something for me, send
        help, please send help""",
}

VOCABULARY = Vocabulary(
    code="en",
    names="""English, inglés, anglais, angle, anglè, inglês, tiếng Anh, Anh, 英语, 英文,
        الإنجليزية, إنجليزي, en, eng""",
    keywords=KEYWORDS,
    needs="needs, need, requests, requested",
    offers="offers, offer, offered",
    topics=TOPICS,
    needing="""need, needs, needing, we require, require, looking for, in search of,
        desperate for, in want of, short of, short on, running low on, running out of,
        almost out of, nearly out of, does anyone have, does anybody have, does someone
        have, anyone have, anybody have, anyone got, anybody got, has anyone got, is
        there any, is there anyone with, anyone with, anybody with, someone with, can
        anyone, can anybody, can someone, can somebody, could anyone, could someone,
        could somebody, could anybody, anyone able to, is anyone able to, where can I
        get, where can we get, where can I find, where can we find, where do I get,
        where to get, how can I get, how can we get, how do I get, please send, send us,
        send me, please bring, bring us, bring me, please give, give us, give me, can I
        get, can we get, can I have, can we have, can I borrow, may I borrow, could I
        borrow, could I get, could we get, we want, I want, would like to receive, would
        like to get, I would like some, we would like some, we ask for, we are asking
        for, we request, requesting, please help us with, help us with, help me with,
        help us find, help me find, help us get, help me get, I need to get, need to
        find, need to borrow, need help with, need help finding, need help getting,
        begging for, need to buy, need to see, need to go to, need to reach, needs to
        get to, needs to see, we beg you for, in need of, could use, could really use, I
        could use, lend me, I must get to, nobody has brought us, we have not received,
        haven't received, did not receive, didn't receive, have not received, don't
        find, cannot find, can't find, can not find, could not find, can't get, cannot
        get, can not get, looking to borrow, hoping for, wish we had, can we find, can I
        find, how can I find, how can we find, how do I find, how do we find, how could
        I find, how we can find, how we can get, how I can find, how I can get, how to
        get, how to find, where I can find, where I can get, where we can find, where
        can I go to get, where can I get some, what can I do to get, what do I do to
        get, can I get some, does somebody have, does someone has, any spare, anyone w,
        anybody w, anyone know where to get, anyone know a, does anyone know a, is there
        a, would like some, would like information, want some, want information, I ask
        for, I am asking for, would like to find, would like to have, want to find, want
        to have, trying to find, trying to get, give some, send some, willing to, anyone
        going to, anyone driving to, anyone who can, anybody who can, someone who can,
        someone to, somebody to, would someone, would somebody, anyone willing to,
        anybody willing to, who can, hoping someone can, send me some, to borrow, could
        someone please, please can someone, provide us, provide me, our needs are, we
        are begging for, need for, do not find, did not find, didn't find, we never
        received, never received, they need, have a need for, people need, can you send,
        could you send, would you please send, will you send, you send us, you send me,
        you give us, you give me, you help me with, you help us with, you please send,
        come with, need to get, need to get to, needs to get, need to pick up""",
    needed="needed, is needed, are needed, wanted, required, urgently needed",
    lacking="""no, we have no, have no, I have no, has no, without, out of, all out of,
        ran out of, run out of, we lack, lack, lacking, lack of, don't have, do not
        have, don't have any, do not have any, doesn't have, does not have, haven't got,
        have not any, we haven't any, we don't have enough, not enough, there's no,
        there is no, aren't any, missing, lost our, lost my, lost all our, never
        received any, never received, have not received any, haven't received any, did
        not receive any, have not gotten any, haven't gotten any, didn't get any, we
        can't find, can't find any, can not find any, cannot find any, cannot find,
        can't find, do not find, don't find, have not found, no one has given us, nobody
        has given us, have not enough, without any, we have no more, I have no more,
        there is no more, have no more""",
    pleading="please, pls, plz, pleeease",
    plights=PLIGHTS,
    offering="""I can give, we can give, I can offer, we can offer, I can share, we can
        share, I can bring, we can bring, I can lend, we can lend, I can drive, I can
        cook, I can help with, we can help with, I can spare, we can spare, I can pick
        up, I can watch, I can babysit, I can fix, I can translate, I can provide, we
        can provide, I offer, we offer, happy to give, happy to share, happy to lend,
        happy to drive, glad to share, happy to help with, I'm giving, giving away,
        giving out, we are giving, handing out, we're giving, to give away, I have
        extra, we have extra, have extra, got extra, I've got extra, extra, I have
        spare, have spare, spare, got spare, have too much, too many, I have plenty of,
        we have plenty of, plenty of, have lots of, free, anyone need, anybody need,
        does anyone need, does anybody need, if anyone needs, if anybody needs, if
        someone needs, anyone needs, who needs, who wants, come and get, come get, take
        some, help yourself to, you can borrow, feel free to borrow, can borrow my, can
        use my, use our, I could bring, I could give, I could lend, I'm offering,
        offering, we made, donating, I would like to donate, want to donate, sharing, I
        can do tax, I could do, we have two cases of, will pick up, I'll pick up, can
        watch, can lend, can walk, I can walk, can drive, can give, can cut, can fit, I
        can help, will drive, I'll cook, take what you need""",
    offered="""to give away, to share, to spare, up for grabs, available, for free, free
        to take, yours if, if anyone needs it, if anyone needs them, if anyone wants it,
        if anyone wants some, if anyone wants them, if you need it, if you need them, if
        needed, come get some, come and get it, left over, for anyone who needs, take
        what you need, take what u need, first come, come get it, come by and take, to
        lend, to give, for whoever needs, no charge, help yourself, come and take, to
        anyone who needs""",
    idle="""need to, needs to, want to, want you, want it, want the, want a, wants to,
        need you, need it, need them, need that, need this, need more time, no to,
        needed to, would like to, no longer, no matter, without you, free to, free of,
        offer to, I want to, we want to, need a break, give me a call, give us a call,
        send me a message, send me your, give me your, can someone tell me, can anyone
        tell me, can someone please tell me, need to be, need to get up, need to get
        some sleep, need to get going, need to get back, need to get ready, need
        anything, needs anything, offer expires, offer ends, offer still""",
    voiding="""don't, do not, dont, doesn't, does not, didn't, did not, not, no longer,
        never, no, without, do you, did you, if you, what you, whatever you, you, who,
        if anyone, anyone, anybody, does anyone, does anybody, if anybody, would you,
        nobody, no one, everything you, all you, should, what do we, what we, people
        with, those in, what I, until, when, stop, won't, if they""",
    chat="""lol, haha, hahaha, lmao, rofl, jk, just kidding, is back, are back, back on,
        came back, working again, works again, to bed, to sleep, a nap, a break, a beer,
        a drink tonight, a coffee, coffee, a vacation, a haircut, a minute, a moment, to
        know, to talk to my, to say, to be careful, to stay calm, to remember, no need,
        no needs, no problem, no worries, no thanks, no idea, no doubt, no matter, no
        way, no longer needed, need not, needn't, need you to know, need to go now, need
        to rest, need to leave, need to run, thank you for, thanks for, thanks to,
        grateful for, arrived, has come back, was delivered, to win, this game, the
        game, free time, feel free to ask, for sale, good news, the news, weather,
        forecast, power to the people, good morning, good night, see you,
        congratulations, happy birthday, story, movie, song, joke, still got it, still
        waiting, out of here soon, alive, of course""",
    numbers="""one, two/couple of, three, four, five, six, seven, eight, nine, ten,
        eleven, twelve/a dozen/dozen""",
    counting="for, for about, for us, we are, x, family of, group of, us",
    counted="""people, persons, person, of us, adults, adult, kids, children, child,
        families, men, women, babies, seniors, ppl, folks, pcs, pieces""",
    uncounted="""days, day, hours, hour, hrs, hr, h, minutes, min, mins, weeks, week,
        months, month, years, year, old, yo, pm, am, o'clock, floor, floors, km, miles,
        mile, meters, percent, degrees, blocks, block, street, st, avenue, ave,
        times""",
    places="""floor, apt, apartment, room, unit, number, no, at, since, by, until, age,
        aged, building, bldg, flat, house, door, street, route, highway, zone, after,
        before, size, type, call, phone, tel, on, near, level, box, channel""",
    fillers="""please, pls, plz, hi, hello, hey, good evening, dear, thanks, thank you,
        thx, the, a, an, for me, some, all, me, now, it, this, that, post, id, number,
        to, urgent, urgently, okay so""",
    common="""and, is, are, my, our, your, have, with, in, on, at, of, we, I, you, they,
        there, here, was, were, be, been, has, had, but, can, will, just, from, not, do,
        does, any, anyone, someone, us, he, she, what, where, how, so, out, up, if, or,
        it's, I'm, still, today, tomorrow, tonight, who, would, could""",
)
