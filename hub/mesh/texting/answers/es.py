"""Spanish answers."""

from __future__ import annotations

from hub.mesh.texting.answers.wording import Wording

WORDING = Wording(
    code="es",
    need="pedido",
    offer="oferta",
    taken="en marcha",
    posted='En el tablero como {id}: {kind}, "{words}". Cuando esté: RESUELTO {id}. '
    "Para quitarlo: QUITAR {id}",
    posted_already="Eso ya está en el tablero, como {id}.",
    send_the_rest="Llegó esa parte. Manda el resto; la última parte va sin … al final.",
    say_what_need="¿Qué necesitas? Por ejemplo: NECESITO agua para 4, piso 2",
    say_what_offer="¿Qué puedes ofrecer? Por ejemplo: OFREZCO 3 cobijas",
    confirm_need="¿Lo pongo en el tablero como PEDIDO de {category}? Responde SÍ o NO",
    confirm_offer="¿Lo pongo en el tablero como OFERTA de {category}? Responde SÍ o NO",
    not_posted="Está bien, no lo pongo.",
    nothing_asked="No había preguntado nada. AYUDA muestra lo que puedes escribir.",
    empty_list="Por ahora no hay nada. ¿Puedes ofrecer algo? OFREZCO 3 cobijas",
    more_follows="MÁS: {count} más",
    no_more="Eso es todo. LISTA empieza de nuevo.",
    no_such="Aquí no hay {id}, o ya terminó. LISTA muestra lo que hay.",
    several="Varios empiezan con {id}: {ids}. ¿Cuál?",
    which_one="¿Cuál? Escribe su nombre corto después: {keyword} K7Q. LISTA los "
    "muestra.",
    over="{id} ya terminó: se resolvió o se quitó.",
    claimed='Tú te encargas: {id}, "{words}". Gracias. Para avisar algo: NOTA {id} '
    "voy en camino. Si no puedes: QUITAR {id}",
    backup="Ya hay alguien con {id}. Quedas de respaldo, gracias. "
    "Si no puedes: QUITAR {id}",
    claimed_already="Ya te encargas de {id}. Si no puedes: QUITAR {id}",
    own_post="{id} es tuyo. ¿Ya se resolvió? RESUELTO {id}. Para quitarlo: QUITAR {id}",
    noted="Tu nota está con {id}, para quien le toca.",
    say_what_note="¿Qué dice la nota? Por ejemplo: NOTA {id} voy en camino",
    met="{id} está resuelto. ¡Qué bueno!",
    still="{id} sigue en el tablero.",
    dropped="{id} se quitó del tablero.",
    released="Ya no te encargas de {id}. Queda libre para otros. Gracias por avisar.",
    not_writer="Eso solo lo puede hacer el radio que puso {id}.",
    claim_first="Las notas van entre quien pide y quien ayuda. "
    "Para ayudar con {id}: TOMO {id}",
    direct_please="Mándame eso en un mensaje directo, por favor, no por el canal.",
    unsure_radio="No sé con seguridad si esto vino de tu radio. Mándalo en un mensaje "
    "directo, cuando los dos radios conozcan sus claves.",
    too_many="Es mucho para un radio. Prueba otra vez en {minutes} min, por favor.",
    too_long="Es muy largo: caben {most} caracteres.",
    cannot_write="Ahora no puedo guardar nada, así que nada cambió. Prueba más tarde, "
    "o dile a quien cuida este aparato.",
    sos_noted="Tu SOS quedó anotado; lo ve quien cuida este aparato. Si puedes, llama "
    "también a emergencias.",
    ok_noted="Qué bueno saberlo. Anoté que estás bien.",
    language_set="Desde ahora respondo en español.",
    which_language="¿Qué idioma? IDIOMA y uno de estos: {codes}",
    help="NECESITO agua para 4\nOFREZCO 3 cobijas\nLISTA, LISTA COMIDA\nLEER K7Q\n"
    "TOMO K7Q: me encargo\nEn peligro: SOS y dónde estás\nMÁS",
    help_more="NOTA K7Q voy en camino\nRESUELTO K7Q\nSIGUE K7Q: todavía hace falta\n"
    "QUITAR K7Q: quitarlo, o dejar de encargarte\nBIEN: estoy bien\nIDIOMA es\n"
    "K7Q es el nombre corto de un aviso.",
    unclear="No entendí. AYUDA muestra lo que puedes escribir.",
    announced="Nuevo {kind} {id}: {words}. ¿Puedes? TOMO {id}",
    helper_found="Alguien ya se encarga de tu {id}.",
    note_for_you="Nota en {id}: {words}",
    note_waits="Hay una nota para ti en {id}. En un mensaje directo: LEER {id}",
    still_needed='{id}, "{words}": ¿todavía hace falta? SIGUE {id} o RESUELTO {id}',
    alert="ALERTA: {words}",
    alert_over="Ya pasó: {words}",
)
