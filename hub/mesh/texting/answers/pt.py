"""Portuguese answers."""

from __future__ import annotations

from hub.mesh.texting.answers.wording import Wording

WORDING = Wording(
    code="pt",
    need="pedido",
    offer="oferta",
    taken="em andamento",
    posted='No quadro como {id}: {kind}, "{words}". Quando der certo: RESOLVIDO {id}. '
    "Para tirar: RETIRAR {id}",
    posted_already="Isso já está no quadro, como {id}.",
    send_the_rest="Essa parte chegou. Mande o resto; a última parte vai sem … no fim.",
    say_what_need="Do que você precisa? Por exemplo: PRECISO água para 4, 2º andar",
    say_what_offer="O que você pode oferecer? Por exemplo: OFEREÇO 3 cobertores",
    confirm_need="Ponho no quadro como PEDIDO de {category}? Responda SIM ou NÃO",
    confirm_offer="Ponho no quadro como OFERTA de {category}? Responda SIM ou NÃO",
    not_posted="Tudo bem, não coloquei.",
    nothing_asked="Eu não tinha perguntado nada. AJUDA mostra o que dá para escrever.",
    empty_list="Nada por enquanto. Você pode oferecer algo? OFEREÇO 3 cobertores",
    more_follows="MAIS: mais {count}",
    no_more="É tudo. LISTA começa de novo.",
    no_such="Não há {id} aqui, ou já terminou. LISTA mostra o que há.",
    several="Vários começam com {id}: {ids}. Qual?",
    which_one="Qual? Escreva o nome curto depois: {keyword} K7Q. LISTA mostra todos.",
    over="{id} terminou: foi resolvido ou retirado.",
    claimed='Fica com você: {id}, "{words}". Obrigado. Para avisar: NOTA {id} '
    "estou a caminho. Se não der: RETIRAR {id}",
    backup="Alguém já cuida de {id}. Você fica de reserva, obrigado. "
    "Se não der: RETIRAR {id}",
    claimed_already="Você já cuida de {id}. Se não der: RETIRAR {id}",
    own_post="{id} é seu. Já deu certo? RESOLVIDO {id}. Para tirar: RETIRAR {id}",
    noted="Seu recado está com {id}, para quem interessa.",
    say_what_note="O que diz o recado? Por exemplo: NOTA {id} estou a caminho",
    met="{id} está resolvido. Que bom!",
    still="{id} continua no quadro.",
    dropped="{id} saiu do quadro.",
    released="Você não cuida mais de {id}. Fica livre para outros. Obrigado por "
    "avisar.",
    not_writer="Só o rádio que pôs {id} pode fazer isso.",
    claim_first="Recados vão entre quem pede e quem ajuda. "
    "Para ajudar com {id}: ASSUMO {id}",
    direct_please="Por favor, mande isso em mensagem direta, não pelo canal.",
    unsure_radio="Não tenho certeza de que isso veio do seu rádio. Mande em mensagem "
    "direta, quando os dois rádios conhecerem suas chaves.",
    too_many="É muito para um rádio. Tente de novo em {minutes} min, por favor.",
    too_long="É longo demais: cabem {most} caracteres.",
    cannot_write="Agora não consigo guardar nada, então nada mudou. Tente mais "
    "tarde, ou "
    "avise quem cuida deste aparelho.",
    sos_noted="Seu SOS foi anotado; quem cuida deste aparelho pode ver. Se puder, "
    "ligue "
    "também para a emergência.",
    ok_noted="Que bom saber. Anotei que você está bem.",
    language_set="A partir de agora respondo em português.",
    which_language="Qual língua? IDIOMA e um destes: {codes}",
    help="PRECISO água para 4\nOFEREÇO 3 cobertores\nLISTA, LISTA COMIDA\nLER K7Q\n"
    "ASSUMO K7Q: eu cuido\nEm perigo: SOS e onde você está\nMAIS",
    help_more="NOTA K7Q estou a caminho\nRESOLVIDO K7Q\nAINDA K7Q: ainda preciso\n"
    "RETIRAR K7Q: tirar, ou deixar de cuidar\nBEM: estou bem\nIDIOMA pt\n"
    "K7Q é o nome curto de um aviso.",
    unclear="Não entendi. AJUDA mostra o que dá para escrever.",
    announced="Novo, {kind} {id}: {words}. Você pode? ASSUMO {id}",
    helper_found="Alguém já cuida do seu {id}.",
    note_for_you="Recado em {id}: {words}",
    note_waits="Há um recado para você em {id}. Em mensagem direta: LER {id}",
    still_needed='{id}, "{words}": ainda precisa? AINDA {id} ou RESOLVIDO {id}',
    alert="ALERTA: {words}",
    alert_over="Já passou: {words}",
)
