"""English answers."""

from __future__ import annotations

from hub.mesh.texting.answers.wording import Wording

WORDING = Wording(
    code="en",
    need="need",
    offer="offer",
    taken="taken",
    posted='On the board as {id}: {kind}, "{words}". When it is met: MET {id}. '
    "To take it down: DROP {id}",
    posted_already="That is on the board already, as {id}.",
    send_the_rest="Got that part. Send the rest; the last part has no … at its end.",
    say_what_need="What do you need? For example: NEED water for 4, 2nd floor",
    say_what_offer="What can you offer? For example: OFFER 3 blankets",
    confirm_need="Post this as a NEED for {category}? Reply Y or N",
    confirm_offer="Post this as an OFFER of {category}? Reply Y or N",
    not_posted="All right, it is not posted.",
    nothing_asked="I had not asked anything. HELP shows what you can text.",
    empty_list="Nothing here right now. Could you offer something? OFFER 3 blankets",
    more_follows="MORE: {count} more",
    no_more="That is all. LIST starts again.",
    no_such="There is no {id} here, or its time is over. LIST shows what there is.",
    several="More than one begins with {id}: {ids}. Which one?",
    which_one="Which one? Put its short name after the word: {keyword} K7Q. "
    "LIST shows them.",
    over="{id} is over: met, or taken down.",
    claimed='You are on it: {id}, "{words}". Thank you. To tell them something: '
    "NOTE {id} on my way. If plans change: DROP {id}",
    backup="A neighbour is on {id} already. You are the backup, thank you. "
    "If plans change: DROP {id}",
    claimed_already="You are on {id} already. If plans change: DROP {id}",
    own_post="{id} is your own post. Is it met? MET {id}. To take it down: DROP {id}",
    noted="Your note is with {id}, for those it concerns.",
    say_what_note="What should the note say? For example: NOTE {id} on my way",
    met="{id} is met. Good to hear!",
    still="{id} stays on the board.",
    dropped="{id} is taken down.",
    released="You are no longer on {id}. It is open for others. Thanks for saying so.",
    not_writer="Only the radio that posted {id} can do that.",
    claim_first="Notes go between a writer and a helper. To help with {id}: CLAIM {id}",
    direct_please="Please send me that as a direct message, not on the channel.",
    unsure_radio="I can't be sure that this came from your radio. Please send it as a "
    "direct message, once our radios know each other's keys.",
    too_many="That is a lot for one radio. Please try again in {minutes} min.",
    too_long="That is too long: {most} characters fit.",
    cannot_write="This hub can't save anything right now, so nothing was changed. "
    "Please try again later, or tell a steward.",
    sos_noted="Your SOS is noted; those who look after this hub can see it. "
    "If you can, call the emergency number too.",
    ok_noted="Good to know. You are noted as OK.",
    language_set="I answer in English from now on.",
    which_language="Which language? LANG and one of: {codes}",
    help="NEED water for 4\nOFFER 3 blankets\nLIST, LIST FOOD\nREAD K7Q\nCLAIM K7Q: "
    "I'll do it\nIn danger: SOS and where you are\nMORE",
    help_more="NOTE K7Q on my way\nMET K7Q\nSTILL K7Q: still needed\nDROP K7Q: take it "
    "down, or let go of a claim\nOK: I'm fine\nLANG es\nK7Q is a post's short name.",
    unclear="I didn't get that. HELP shows what you can text.",
    announced="New {kind} {id}: {words}. Can you help? CLAIM {id}",
    helper_found="A neighbour is on your {id} now.",
    note_for_you="Note on {id}: {words}",
    note_waits="There is a note on {id} for you. In a direct message: READ {id}",
    still_needed='Is {id}, "{words}", still needed? STILL {id} or MET {id}',
    alert="ALERT: {words}",
    alert_over="It is over: {words}",
)
