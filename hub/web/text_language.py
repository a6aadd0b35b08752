"""The language of a neighbour's own words, where the words alone tell it: by ready
phrases, by letters, by common words. Knows no request and no reader.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from hub.domain.languages import Language, language_of
from hub.web.sayings.reading import language_of_saying

HAN, ARABIC = "\u3400-\u9fff", "\u0621-\u063a\u0641-\u064a"
LETTERS: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "zh": re.compile(f"[{HAN}]"),
        "ar": re.compile(f"[{ARABIC}]"),
        "vi": re.compile("[đơư\u1ea0-\u1ef9]"),
        "es": re.compile("ñ|ci[óo]n$"),
        "pt": re.compile("ã[oe]|õe"),
    }
)
"""What in a word only one of our languages has."""

FOREIGN = re.compile("[\u3040-\u30ff\uac00-\ud7af\u066e-\u06d3\u0750-\u08ff]")
"""Kana and Korean beside Han; Persian's and Urdu's letters among the Arabic."""

WORD = re.compile(f"[{HAN}]|[{ARABIC}]+|[^\\W\\d_{HAN}{ARABIC}]+")
"""A word; of Han each character counts as one."""

SHORT, LONG = 4, 8
"""One word that is known tells the language of so few; several, of so many each."""

COMMON: Mapping[str, str] = MappingProxyType(
    {
        "en": "i|my|your|you|we|our|the|and|is|are|am|have|has|had|need|needs|want"
        "|for|with|from|who|what|someone|somebody|anyone|anybody|of|to|by|this|that"
        "|there|here|it|be|been|was|can|could|will|would|please|some|any|help|give"
        "|people|person|children|child|water|food|ride|home|tonight|today|tomorrow"
        "|looking|after|before|until|not|or|if|up|out|get|take|share|floor|about|in"
        "|ask|milk|blanket|blankets|they|their|other|us|all|but|how|where|when|which"
        "|were|every|only|just|two|day|night|morning|old|years|car|phone|bring|left"
        "|right|too|door|room|extra|her|his|she|he|them|than|then|now|so|new|one",
        "es": "necesito|necesita|necesitamos|tengo|tiene|tenemos|puedo|puede|puedes"
        "|quiero|busco|ofrezco|soy|estoy|están|el|los|las|una|unas|unos|y|del|al|mi"
        "|mis|tus|muy|alguien|ayuda|hijo|hija|hijos|agua|leche|medicinas|luz|hoy"
        "|noche|aquí|donde|dónde|cuándo|hasta|pero|gracias|vecino|vecina|vecinos|piso"
        "|más|también|cerca|lo|su|sus|es|qué|quién|ella|hacer|cada|desde|ya|eso|ese"
        "|otro|otra|persona|personas|teléfono|viaje|perro|ropa|edificio|mujer|hombre"
        "|bebé|mantas|ahora|esto|fue|sin|solo|ellos|sobre|todo|todos|hace|tuya|hola"
        "|puso|otros|otras|algún|ninguno|mejor|buenos|calle|niños|mamá|papá|llevar"
        "|quien|muchas|usar|mío|tenga|haya|así|nosotros|aparato|tablero|llame|baño"
        "|cuarto|edad|medicina|papel|papeles|hablar|abuela|gas|cosas",
        "ht": "mwen|bezwen|gen|genyen|pou|yon|ak|avèk|nan|ki|kapab|moun|timoun|dlo"
        "|manje|kay|lakay|tanpri|mèsi|kote|epi|oswa|anpil|kounye|jodi|demen|aswè|ede"
        "|èd|nou|pa|ap|chak|gwo|bagay|doktè|medikaman|fè|ka|li|lè|sèlman|poukont|avè"
        "|jwenn|pral|konnen|chèche|poko|deja|kijan|konbyen|dènye|dwe|lòt|pran|voye"
        "|telefòn|pitit|vwazen|gade|rele|kèk|ankò|sèten|menm|poze|jou|tankou|toujou"
        "|kòm|sante|nèt|isit|mache|jis|rive|konn|dòmi|swa|maten|elektrisite|pòt|chanm"
        "|manman|granmoun|mwens|pase|apre|anvan|ankenn|okenn|limyè|machin|lajan|yonn"
        "|bay|moute|vle|kounya|m|w|te|lekòl|lèt",
        "fr": "je|j|nous|vous|il|elle|des|du|une|et|est|sont|suis|avec|pour|dans|chez"
        "|mon|ma|mes|votre|vos|notre|nos|au|aux|qui|quelqu|besoin|avons|avez|peux"
        "|peut|pouvez|cherche|eau|nourriture|enfant|enfants|ce|cette|ces|pas|plus|où"
        "|très|aide|merci|demain|soir|aujourd|jusqu|voisin|voisine|voisins|sans|être"
        "|faire|d|c|qu|par|sur|nuit|petit|petite|personne|personnes|heure|heures"
        "|chien|maison|bébé|quelque|chose|quand|aussi|ici|rien|peu|autre|autres|lait"
        "|couvertures|depuis|ont|été|ils|elles|toute|toutes|tous|cela|ça|même|moins"
        "|fait|veux|deux|ans|jour|jours|semaine|porte|ascenseur|étage|vêtements"
        "|bonjour|seule|seul|quel|quelle|voiture|dit|soit|encore|déjà|après|avant"
        "|annonce|borne",
        "pt": "eu|preciso|precisa|precisamos|tenho|tem|temos|posso|pode|quero|procuro"
        "|ofereço|estou|um|uma|os|nas|da|das|do|ao|com|meu|meus|minha|minhas|seu|seus"
        "|sua|você|alguém|ajuda|água|leite|fraldas|remédio|remédios|criança|crianças"
        "|filho|filha|pessoa|pessoas|hoje|noite|aqui|onde|até|obrigado|obrigada"
        "|vizinho|vizinha|vizinhos|andar|também|muito|isso|e|ele|ela|pela|pelo|foi|já"
        "|só|nós|bebê|pra|quem|quando|esse|essa|num|numa|rua|prédio|mulher|homem"
        "|fazer|telefone|carona|alguma|algum|outro|outra|sem|cobertores|novo|agora"
        "|coisas|muitas|dois|duas|bem|estão|ainda|depois|antes|nosso|nossa|casa"
        "|trabalho|avó|falar|levar|idosa|idoso|bairro|fica|nenhum|pouco|pouca|trás"
        "|quadro|aparelho|banheiro|quarto|cachorro",
        "vi": "tôi|có|và|của|là|không|cần|giúp|nhà|bé|này|khác|trong|hai|máy|chưa|lúc"
        "|tin|gì|anh|cháu|bà|cô|xin|ghé|thăm|sửa|trông|khi|đi|bác",
    }
)
"""The most common words that a language shares with no other of them."""


def language_of_text(text: str) -> Language | None:
    """The language that a text is in; None when unsure."""
    return language_of_saying(text) or _guess(text)


def _guess(text: str) -> Language | None:
    """By letters that only one language has, and by its most common words."""
    words = WORD.findall(unicodedata.normalize("NFC", text.lower()))
    hits = Counter(code for word in words if (code := _code_of(word)))
    (best, most), (_, second) = [*hits.most_common(2), ("", 0), ("", 0)][:2]
    if most <= 2 * second or len(words) > (LONG if most > 1 else SHORT) * most:
        return None
    return None if best in ("zh", "ar") and FOREIGN.search(text) else language_of(best)


def _code_of(word: str) -> str | None:
    known = _common().get(word)
    if known or word.isascii():
        return known
    return next((code for code in LETTERS if LETTERS[code].search(word)), None)


@cache
def _common() -> Mapping[str, str]:
    """The language of each word."""
    return {word: code for code, words in COMMON.items() for word in words.split("|")}
