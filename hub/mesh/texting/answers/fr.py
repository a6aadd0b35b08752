"""French answers."""

from __future__ import annotations

from hub.mesh.texting.answers.wording import Wording

WORDING = Wording(
    code="fr",
    need="besoin",
    offer="offre",
    taken="pris",
    posted="Au tableau, nom {id} : {kind}, « {words} ». Quand c'est réglé : RÉGLÉ "
    "{id}. "
    "Pour l'enlever : RETIRER {id}",
    posted_already="C'est déjà au tableau, sous le nom {id}.",
    send_the_rest="Bien reçu ce morceau. Envoyez la suite ; le dernier finit sans … .",
    say_what_need="De quoi avez-vous besoin ? Exemple : BESOIN d'eau pour 4, 2e étage",
    say_what_offer="Que pouvez-vous offrir ? Exemple : OFFRE 3 couvertures",
    confirm_need="Mettre au tableau comme BESOIN : {category} ? Répondez OUI ou NON",
    confirm_offer="Mettre au tableau comme OFFRE : {category} ? Répondez OUI ou NON",
    not_posted="D'accord, ce n'est pas mis au tableau.",
    nothing_asked="Je n'avais rien demandé. AIDE montre ce qu'on peut écrire.",
    empty_list="Rien pour l'instant. Auriez-vous quelque chose ? OFFRE 3 couvertures",
    more_follows="PLUS : encore {count}",
    no_more="C'est tout. LISTE recommence.",
    no_such="Pas de {id} ici, ou c'est terminé. LISTE montre ce qu'il y a.",
    several="Plusieurs commencent par {id} : {ids}. Lequel ?",
    which_one="Lequel ? Mettez son nom court après : {keyword} K7Q. LISTE les montre.",
    over="{id} est terminé : réglé ou retiré.",
    claimed="C'est pour vous : {id}, « {words} ». Merci. Pour prévenir : NOTE {id} "
    "j'arrive. Un empêchement : RETIRER {id}",
    backup="Quelqu'un s'occupe déjà de {id}. Vous êtes en renfort, merci. "
    "Un empêchement : RETIRER {id}",
    claimed_already="Vous vous occupez déjà de {id}. Un empêchement : RETIRER {id}",
    own_post="{id} est de vous. C'est réglé ? RÉGLÉ {id}. Pour l'enlever : RETIRER "
    "{id}",
    noted="Votre note est jointe à {id}, pour les personnes concernées.",
    say_what_note="Que dit la note ? Exemple : NOTE {id} j'arrive",
    met="{id} est réglé. Bonne nouvelle !",
    still="{id} reste au tableau.",
    dropped="{id} est retiré.",
    released="Vous n'êtes plus sur {id}. C'est libre pour d'autres. Merci d'avoir "
    "prévenu.",
    not_writer="Seule la radio qui a mis {id} peut le faire.",
    claim_first="Les notes vont entre qui demande et qui aide. "
    "Pour aider avec {id} : PRENDS {id}",
    direct_please="Envoyez-moi cela en message direct, s'il vous plaît, pas sur le "
    "canal.",
    unsure_radio="Je ne suis pas sûr que cela vienne de votre radio. Envoyez-le en "
    "message direct, quand nos radios connaissent leurs clés.",
    too_many="C'est beaucoup pour une radio. Réessayez dans {minutes} min.",
    too_long="C'est trop long : {most} caractères au plus.",
    cannot_write="Je ne peux rien enregistrer maintenant, donc rien n'a changé. "
    "Réessayez "
    "plus tard, ou dites-le à qui s'occupe de cette borne.",
    sos_noted="Votre SOS est noté ; qui s'occupe de cette borne le voit. Si possible, "
    "appelez aussi les secours.",
    ok_noted="Bonne nouvelle. C'est noté : vous allez bien.",
    language_set="Je réponds en français à partir de maintenant.",
    which_language="Quelle langue ? LANGUE et l'une de : {codes}",
    help="BESOIN d'eau pour 4\nOFFRE 3 couvertures\nLISTE, LISTE NOURRITURE\nLIRE K7Q\n"
    "PRENDS K7Q : je m'en occupe\nEn danger : SOS et où vous êtes\nPLUS",
    help_more="NOTE K7Q j'arrive\nRÉGLÉ K7Q\nENCORE K7Q : toujours besoin\n"
    "RETIRER K7Q : l'enlever, ou ne plus s'en occuper\nOK : je vais bien\nLANGUE fr\n"
    "K7Q est le nom court d'une annonce.",
    unclear="Je n'ai pas compris. AIDE montre ce qu'on peut écrire.",
    announced="Nouveau, {kind} {id} : {words}. Vous pouvez ? PRENDS {id}",
    helper_found="Quelqu'un s'occupe de {id} pour vous.",
    note_for_you="Note sur {id} : {words}",
    note_waits="Il y a une note pour vous sur {id}. En message direct : LIRE {id}",
    still_needed="{id}, « {words} » : encore besoin ? ENCORE {id} ou RÉGLÉ {id}",
    alert="ALERTE : {words}",
    alert_over="C'est fini : {words}",
)
