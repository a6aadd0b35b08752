"""Haitian Creole answers."""

from __future__ import annotations

from hub.mesh.texting.answers.wording import Wording

WORDING = Wording(
    code="ht",
    need="bezwen",
    offer="òf",
    taken="yon moun sou sa",
    posted='Li sou tablo a kòm {id}: {kind}, "{words}". Lè w jwenn li: JWENN {id}. '
    "Pou retire l: RETIRE {id}",
    posted_already="Sa deja sou tablo a, kòm {id}.",
    send_the_rest="Mwen resevwa moso sa a. Voye rès la; dènye moso a pa gen … nan "
    "bout li.",
    say_what_need="Ki sa ou bezwen? Pa egzanp: BEZWEN dlo pou 4 moun, 2yèm etaj",
    say_what_offer="Ki sa ou ka ofri? Pa egzanp: OFRI 3 dra",
    confirm_need="Mete sa sou tablo a kòm yon BEZWEN: {category}? Reponn WI oswa NON",
    confirm_offer="Mete sa sou tablo a kòm yon ÒF: {category}? Reponn WI oswa NON",
    not_posted="Dakò, mwen pa mete l.",
    nothing_asked="Mwen pa t poze kesyon. ÈD montre sa ou ka ekri.",
    empty_list="Pa gen anyen pou kounye a. Èske w ka ofri yon bagay? OFRI 3 dra",
    more_follows="PLIS: gen {count} ankò",
    no_more="Se tout. LIS rekòmanse.",
    no_such="Pa gen {id} isit la, oswa li fini. LIS montre sa ki genyen.",
    several="Gen plizyè ki kòmanse ak {id}: {ids}. Kilès?",
    which_one="Kilès? Mete ti non li apre mo a: {keyword} K7Q. LIS montre yo.",
    over="{id} fini: yo jwenn li oswa yo retire l.",
    claimed='Ou pran l: {id}, "{words}". Mèsi. Pou di yo yon bagay: NÒT {id} '
    "m ap vini. Si ou pa kapab: RETIRE {id}",
    backup="Gen yon vwazen sou {id} deja. Ou se ranplasan, mèsi. "
    "Si ou pa kapab: RETIRE {id}",
    claimed_already="Ou pran {id} deja. Si ou pa kapab: RETIRE {id}",
    own_post="{id} se pa w. Ou jwenn li? JWENN {id}. Pou retire l: RETIRE {id}",
    noted="Nòt ou a avèk {id}, pou moun li konsène yo.",
    say_what_note="Ki sa nòt la di? Pa egzanp: NÒT {id} m ap vini",
    met="{id} regle. Se bon nouvèl!",
    still="{id} rete sou tablo a.",
    dropped="{id} retire sou tablo a.",
    released="Ou pa sou {id} ankò. Li lib pou lòt moun. Mèsi paske w di sa.",
    not_writer="Se radyo ki mete {id} a sèlman ki ka fè sa.",
    claim_first="Nòt yo ale ant moun ki mande ak moun k ap ede. "
    "Pou ede ak {id}: PRAN {id}",
    direct_please="Tanpri voye sa ban mwen an mesaj dirèk, pa sou kanal la.",
    unsure_radio="Mwen pa sèten sa soti nan radyo w. Tanpri voye l an mesaj dirèk, lè "
    "de radyo yo konnen kle youn lòt.",
    too_many="Sa anpil pou yon radyo. Tanpri eseye ankò nan {minutes} minit.",
    too_long="Sa twò long: gen plas pou {most} lèt.",
    cannot_write="Mwen pa ka sere anyen kounye a, kidonk anyen pa chanje. Eseye pita, "
    "oswa di moun ki okipe aparèy sa a.",
    sos_noted="Mwen note SOS ou; moun ki okipe aparèy sa a ka wè l. Si ou kapab, rele "
    "nimewo ijans lan tou.",
    ok_noted="Se bon nouvèl. Mwen note ou byen.",
    language_set="Depi kounye a mwen reponn an kreyòl.",
    which_language="Ki lang? LANG ak youn nan sa yo: {codes}",
    help="BEZWEN dlo pou 4\nOFRI 3 dra\nLIS, LIS MANJE\nLI K7Q\n"
    "PRAN K7Q: m ap fè l\nAn danje: SOS ak kote w ye\nPLIS",
    help_more="NÒT K7Q m ap vini\nJWENN K7Q\nTOUJOU K7Q: m bezwen l toujou\n"
    "RETIRE K7Q: retire l, oswa kite l pou lòt moun\nOK: m byen\nLANG ht\n"
    "K7Q se ti non yon demann.",
    unclear="Mwen pa konprann. ÈD montre sa ou ka ekri.",
    announced="Nouvo {kind} {id}: {words}. Ou ka ede? PRAN {id}",
    helper_found="Gen yon vwazen sou {id} ou a kounye a.",
    note_for_you="Nòt sou {id}: {words}",
    note_waits="Gen yon nòt pou ou sou {id}. Nan yon mesaj dirèk: LI {id}",
    still_needed='{id}, "{words}": ou bezwen l toujou? TOUJOU {id} oswa JWENN {id}',
    alert="ALÈT: {words}",
    alert_over="Li pase: {words}",
)
