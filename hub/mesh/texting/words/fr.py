"""French, as neighbours write it."""

from __future__ import annotations

from collections.abc import Mapping

from hub.mesh.texting.vocabulary import Keyword, Vocabulary

KEYWORDS: Mapping[Keyword, str] = {
    Keyword.NEED: "besoin, besoin de, besoin d, besoins, demande, je demande",
    Keyword.OFFER: "offre, j'offre, offrir, je donne, je prête, je propose",
    Keyword.LIST: "liste, la liste, voir la liste, lister, tableau, quoi de neuf",
    Keyword.SOS: "sos, au secours, secours, à l'aide",
    Keyword.LANG: "langue, langage",
    Keyword.READ: "lire, voir, montre, montrer, ouvrir",
    Keyword.CLAIM: """prends, je prends, prendre, je m'en occupe, je m'occupe de, je le
        fais, j'y vais, je m'en charge, j'accepte""",
    Keyword.NOTE: "note, noter, dire, message, répondre, commentaire, prévenir",
    Keyword.MET: """réglé, réglée, résolu, résolue, satisfait, fait, terminé, c'est bon,
        c'est réglé, c'est fait, trouvé, clos""",
    Keyword.STILL: """encore, toujours, encore besoin, toujours besoin, toujours
        d'actualité, renouveler, garder""",
    Keyword.DROP: """retirer, retire, supprimer, supprime, annuler, annule, enlever,
        effacer, abandonner, je ne peux plus""",
    Keyword.MORE: "plus, suite, la suite, suivant, continuer, encore plus",
    Keyword.OK: """ok, bien, ça va, je vais bien, tout va bien, nous allons bien, on va
        bien, tout le monde va bien, sain et sauf, sains et saufs, en sécurité""",
    Keyword.HELP: """aide, aidez moi, aidez nous, aide moi, commandes, menu, comment ça
        marche, que puis je faire, instructions""",
    Keyword.YES: """oui, ouais, oui publie, publie, publiez, d'accord, c'est ça, bien
        sûr, vas y""",
    Keyword.NO: "non, non merci, ne publie pas, pas publier",
}

TOPICS: Mapping[str, str] = {
    "water": """eau, eau potable, eau à boire, bouteilles d'eau, packs d'eau, bidons
        d'eau, quelque chose à boire""",
    "food": """nourriture, vivres, à manger, de quoi manger, quelque chose à manger,
        aliments, alimentation, pain, riz, pâtes, haricots, lait, œufs, légumes, fruits,
        conserves, provisions, farine, colis alimentaire, colis alimentaires""",
    "meals": """repas, repas chaud, repas chauds, plats chauds, plats préparés, dîner,
        déjeuner, petit déjeuner, soupe, cuisiner""",
    "shopping": "courses, faire les courses, faire mes courses, faire des courses",
    "medicine": """médicaments, médicament, insuline, inhalateur, ventoline, comprimés,
        ordonnance, antibiotiques, pansements, bandages, doliprane, paracétamol,
        ibuprofène, trousse de secours, premiers secours, oxygène, naloxone,
        bandelettes, seringues, sérum""",
    "health": """soins, médecin, docteur, infirmière, infirmier, ambulance, aide
        médicale, hôpital, clinique, sage femme, dialyse, fauteuil roulant, béquilles,
        déambulateur, masques, secours médicaux""",
    "mental_health": """une oreille attentive, psychologue, psy, thérapeute, soutien
        moral, quelqu'un à qui parler, parler à quelqu'un""",
    "health_advice": "conseils de santé, conseil médical, avis médical",
    "childcare": """garde d'enfants, baby sitter, babysitter, nounou, garder mes
        enfants, garder les enfants, garder mon fils, garder ma fille, garder mon bébé,
        garder vos enfants, crèche, deux enfants, vos enfants""",
    "care": """couches, couche, lait en poudre, lait infantile, lait maternisé, lait
        pour bébé, lait bébé, lingettes, vêtements de bébé, poussette, lit bébé,
        protections, serviettes hygiéniques, tampons, biberons, biberon, tire lait""",
    "elder_care": """visite à une personne âgée, voir si ma mère va bien, passer voir ma
        mère, passer voir mon père, garder ma mère, auxiliaire de vie""",
    "pets": """animaux, croquettes, nourriture pour chien, nourriture pour chat,
        litière, promener mon chien, promener le chien, garder mon chien, garder mon
        chat, promener votre chien, promener les chiens, chien, chat""",
    "housing": """un endroit où dormir, endroit où dormir, un endroit où loger, où
        dormir, hébergement, logement, une chambre, chambre, un toit, un appartement,
        héberger""",
    "shelter": """abri, abris, tente, tentes, bâche, bâches, prélart, prélarts, matelas,
        lit, lits, lit de camp, lits de camp, sac de couchage, sacs de couchage, duvet,
        duvets, tôles""",
    "warmth": """chauffage, radiateur, radiateurs, poêle, bois de chauffage, bouillotte,
        bouillottes, gaz, bouteille de gaz""",
    "repairs": """réparations, réparation, plombier, électricien, menuisier, maçon,
        réparer, bricoleur, fuite d'eau""",
    "cleaning": """nettoyage, savon, javel, eau de javel, lessive, papier toilette,
        produits d'entretien, produits ménagers, serpillière, machine à laver, laver du
        linge, désinfectant, sacs poubelle, douche, toilettes""",
    "supplies": """affaires, meubles, table, chaises, vaisselle, casseroles, dentifrice,
        brosses à dents, brosse à dents, produits d'hygiène, fournitures, fournitures
        scolaires, kit d'hygiène, matériel, cartons""",
    "clothes": """couvertures, couverture, vêtements, habits, manteau, manteaux, veste,
        chaussures, bottes, chaussettes, pull, pulls, gants, serviettes, draps,
        oreillers, sous vêtements, linge""",
    "power": """piles, batterie, batteries, chargeur, chargeurs, groupe électrogène,
        générateur, lampe, lampes, lampe de poche, bougies, rallonge, essence,
        carburant, électricité, courant, power bank""",
    "tools": """outils, outil, pelle, pelles, échelle, perceuse, scie, tronçonneuse,
        marteau, pompe, seaux, seau, corde, brouette, ouvre boîte, clous, planches""",
    "rides": """transport, voiture, trajet, trajets, covoiturage, camion, camionnette,
        chauffeur, m'emmener, nous emmener, m'emmène, emmener, conduire, conduise, me
        conduire, aller à l'hôpital, m'amener, m'accompagner en voiture, évacuer,
        bateau, véhicule""",
    "errands": """commissions, une course, aller à la pharmacie, passer à la pharmacie,
        chercher mes médicaments, récupérer mes médicaments, livraison""",
    "accompaniment": """accompagnement, m'accompagner, m'accompagne, nous accompagner,
        quelqu'un pour m'accompagner, accompagner à la préfecture, vous accompagner,
        accompagner chez le médecin""",
    "company": "compagnie, une visite, visite",
    "comfort": "réconfort, prière, prières, un câlin",
    "recreation": "jeux, jouets, jeux de société, livres, puzzles",
    "papers": """papiers, documents, remplir un formulaire, remplir des papiers,
        formulaire, formulaires, dossier, notaire, photocopies""",
    "translation": """traduction, traducteur, traductrice, interprète, interprètes,
        traduire, quelqu'un qui parle anglais, quelqu'un qui parle""",
    "benefits": """démarches, allocations, chômage, caf, sécurité sociale, aides de
        l'état, dossier caf, remplir un dossier, dossier en ligne""",
    "legal": """aide juridique, avocat, avocate, avocats, conseil juridique, caution,
        droits""",
    "money": "argent, loyer, prêt, dons, don, aide financière, du liquide, espèces",
    "technology": "ordinateur, téléphone, imprimante, tablette, portable, radio",
    "internet": "internet, wifi, réseau, carte sim, connexion",
    "safety": """sécurité, sauveteurs, pompiers, police, protection, raccompagner,
        raccompagne""",
    "other": """aide, coup de main, un coup de main, bénévoles, volontaires, soutien,
        bras, assistance, travail, emploi, informations, information, renseignements""",
}

PLIGHTS: Mapping[str, str] = {
    "food": """nous avons faim, on a faim, j'ai faim, avons faim, ont faim, mourons de
        faim, meurt de faim, mourir de faim, meurs de faim, rien à manger, rien mangé,
        pas mangé, crevons de faim""",
    "water": """nous avons soif, on a soif, j'ai soif, ont soif, rien à boire, mourons
        de soif""",
    "shelter": """dormons dehors, dort dehors, dors dehors, dormons dans la rue, dors
        dans la rue, dort dans la rue, à la rue, dorment dans la rue, dormir dans la
        rue, dormir dehors, sans abri, nulle part où dormir, nulle part où aller, perdu
        notre maison, perdu ma maison, sous la pluie, à la belle étoile, maison est
        détruite, maison détruite""",
    "warmth": "nous avons froid, on a froid, j'ai très froid, on gèle, nous gelons",
    "health": """est blessé, est blessée, sont blessés, des blessés, je suis blessé, je
        suis blessée, très malade, gravement malade, en train d'accoucher, saigne
        beaucoup, ne peut plus respirer""",
    "safety": """sommes coincés, suis coincé, suis coincée, est coincé, sont coincés,
        sous les décombres, bloqués dans l'ascenseur, bloqué dans l'ascenseur, sommes
        bloqués""",
    "other": """aidez nous svp, aidez moi svp, svp aidez nous, svp aidez moi, aidez nous
        s'il vous plaît, aidez moi s'il vous plaît, s'il vous plaît aidez nous, s'il
        vous plaît aidez moi, pouvez vous m'aider, pouvez vous nous aider, peut m'aider,
        peut nous aider, peux tu m'aider, venez nous aider, venez nous en aide, venir en
        aide, quelqu'un pour m'aider, quelqu'un pour nous aider, aidez nous, aidez moi,
        à l'aide, secourez nous, sans aide, n'avons rien, n'avons rien reçu, rien reçu,
        abandonnés, sommes abandonnés, sinistrés, sommes sinistrés""",
}

VOCABULARY = Vocabulary(
    code="fr",
    names="""français, French, francés, franse, fransè, francês, tiếng Pháp, Pháp, 法语,
        法文, الفرنسية, فرنسي, fr, fra""",
    keywords=KEYWORDS,
    needs="besoins, demandes, besoin, ce qu'il faut",
    offers="offres, propositions, offre, dons",
    topics=TOPICS,
    needing="""besoin de, besoin d, besoin, ai besoin, avons besoin, a besoin, ont
        besoin, aurais besoin, aurions besoin, aurait besoin, j'ai besoin, il me faut,
        il nous faut, il faut, il faudrait, il nous faudrait, il me faudrait, nous
        manquons de, manquons de, manque de, il manque, il nous manque, il me manque,
        cherche, je cherche, nous cherchons, on cherche, recherche, recherchons, à la
        recherche de, qui a, qui aurait, qui pourrait, qui peut, quelqu'un a, quelqu'un
        aurait, quelqu'un peut, quelqu'un pourrait, quelqu'un pour, est ce que quelqu'un
        a, est ce que quelqu'un aurait, est ce que quelqu'un peut, est ce que quelqu'un
        pourrait, y a t il quelqu'un, quelqu'un avec, quelqu'un qui, où trouver, où puis
        je trouver, où peut on trouver, où pouvons nous trouver, où est ce qu'on peut
        trouver, où je peux trouver, comment trouver, comment avoir, comment obtenir,
        peut on avoir, puis je avoir, puis je emprunter, puis je trouver, peut on
        trouver, envoyez nous, envoyez moi, envoyez, apportez nous, donnez nous, donnez
        moi, prêtez moi, prêtez nous, me prêter, nous prêter, demandons, je demande,
        nous demandons, sollicitons, je voudrais avoir, nous voudrions avoir, je
        voudrais trouver, nous voudrions trouver, voudrions, aimerais trouver, aimerais
        avoir, aimerions avoir, en manque de, à court de, bientôt plus de, presque plus
        de, urgence, besoin urgent de, nécessitons, nécessite, grand besoin, besoin
        urgent, sollicite, je sollicite, solliciter, aimerais savoir où trouver,
        voudrais trouver, voudrais avoir, aimerais bien avoir, j'aimerais avoir,
        j'aimerais trouver, comment puis je trouver, comment puis je avoir, comment puis
        je obtenir, comment faire pour trouver, comment faire pour avoir, besoins,
        besoin en, besoins en, y a t il une, y a t il un, y aurait il, est ce qu'il y a
        une, est ce qu'il y a un, quelqu'un connaît un, je voudrais emprunter, j'aurais
        besoin, cherchons, recherche une, recherche un, auriez vous, avez vous un, avez
        vous une, avez vous des, quelqu'un vend, quelqu'un va, qqn a, qqn aurait, qqn
        peut, qqn pour, qqn avec, qqn pourrait""",
    needed="""nécessaire, nécessaires, recherché, recherchée, recherchés, demandé, s'il
        vous plaît urgent""",
    lacking="""pas de, pas d, plus de, plus d, n'avons pas de, n'avons pas d, n'ai pas
        de, n'ai pas d, n'avons plus de, n'avons plus d, n'ai plus de, n'ai plus d, n'a
        plus de, n'a plus d, n'a pas de, n'a pas d, on a plus de, on a plus d, on n'a
        plus de, j'ai plus de, j'ai plus d, y a plus de, y a plus d, y a pas de, y a pas
        d, il n'y a pas de, il n'y a plus de, il n'y a pas d, il n'y a plus d, sans,
        aucune, aucun, pas assez de, pas assez d, à court de, à court d, n'avons ni,
        sommes sans, manque de, manque d, manquons d, rien reçu comme, n'avons pas reçu
        de, n'avons pas encore reçu, pas reçu de, avons perdu nos, ni""",
    pleading="svp, stp, s'il vous plaît, s'il te plaît, merci d'avance",
    plights=PLIGHTS,
    offering="""j'offre, nous offrons, on offre, je peux donner, nous pouvons donner, on
        peut donner, je peux prêter, nous pouvons prêter, on peut prêter, je peux
        offrir, je peux apporter, je peux partager, je peux emmener, je peux conduire,
        je peux garder, je peux cuisiner, je peux réparer, je peux traduire, je peux
        aider pour, je peux faire, je peux aider à, je peux accompagner, je peux
        fournir, nous pouvons fournir, je peux aller, je donne, nous donnons, on donne,
        je prête, on prête, nous prêtons, je propose, nous proposons, on propose, je
        partage, nous partageons, à donner, à partager, en trop, j'ai en trop, j'ai trop
        de, nous avons trop de, on a trop de, j'ai en rab, j'ai en plus, il nous reste,
        il reste, si quelqu'un a besoin, si quelqu'un veut, quelqu'un a besoin, qui a
        besoin, qui veut, qui voudrait, si vous avez besoin, si tu as besoin, venez
        chercher, venez prendre, passez prendre, servez vous, gratuit, gratuits,
        gratuite, nous distribuons, on distribue, je peux promener, je garde volontiers,
        je monte les, je vous emmène, je peux vous accompagner, je peux vous emmener, je
        peux vous aider à, je peux vous aider pour, je peux héberger, nous pouvons
        héberger, on peut héberger, j'héberge, je répare, je peux monter, je peux aller
        chercher, je fais les""",
    offered="""à donner, à partager, à prêter, en trop, disponible, disponibles,
        gratuit, gratuits, en rab, pour qui veut, pour ceux qui en ont besoin, pour qui
        en a besoin, si besoin, si quelqu'un a besoin, si quelqu'un en a besoin, si vous
        en avez besoin, servez vous, venez vous servir""",
    idle="""besoin de savoir, besoin de dormir, besoin d'aller dormir, besoin de repos,
        besoin de vacances, besoin de parler, besoin d'un café, besoin d'une pause, pas
        de problème, pas de souci, pas de soucis, pas d'idée, pas de quoi, plus de
        doute, sans doute, sans problème, sans souci, il faut que, il faut dire, il faut
        aller dormir, il faut dormir, donnez moi des nouvelles, donnez nous des
        nouvelles, envoyez moi un message, envoyez un message, il faut attendre, qui a
        dit, sans courant, il faut faire attention, aucun problème, aucune idée, aucun
        souci, qui veut dire, qui a gagné, pas de danger, besoin de rien, besoin de
        personne, besoin d'en parler, qui a un peu de temps""",
    voiding="""pas, plus, jamais, n'ai pas, as tu, tu as, vous avez, si vous avez, si tu
        as, si quelqu'un a, quelqu'un a, ceux qui ont, quand, si, personne n'a, n'avez
        pas, n'as pas, tu n'as pas, dont vous avez, n'a pas""",
    chat="""mdr, ptdr, lol, haha, hahaha, je plaisante, est revenue, est revenu, sont
        revenus, est de retour, de retour, est arrivé, est arrivée, sont arrivés, est
        rétablie, est rétabli, merci pour, merci de, merci d, une bière, un café, apéro,
        l'apéro, un verre, bonne nuit, bonne journée, bonjour à tous, bonsoir à tous, le
        match, le film, la série, chanson, joyeux anniversaire, félicitations, à demain,
        à plus tard, bonnes vacances, météo, à vendre, je vends, blague, aller dormir,
        me coucher, au lit, plus besoin, pas besoin, besoin de rien""",
    numbers="""un/une, deux, trois, quatre, cinq, six, sept, huit, neuf, dix, onze,
        douze/une douzaine""",
    counting="""pour, pour les, nous sommes, on est, x, famille de, groupe de, sommes,
        environ""",
    counted="""personnes, personne, adultes, enfants, familles, hommes, femmes, bébés,
        pers, gens, pièces, voisins, vieux, foyers""",
    uncounted="""jours, jour, heures, heure, h, minutes, min, semaines, semaine, mois,
        ans, an, années, km, étage, e, ème, er, mètres, fois, degrés, pour cent, rue,
        avenue, pm, am""",
    places="""étage, appt, apt, appartement, chambre, numéro, no, n, à, dès, depuis,
        âge, âgé, bâtiment, bât, maison, porte, rue, avenue, boulevard, impasse, zone,
        bloc, taille, tél, téléphone, vers, avant, après, code, route, quartier, entre,
        et""",
    fillers="""s'il vous plaît, s'il te plaît, s'il vous plait, svp, stp, bonjour,
        bonsoir, salut, coucou, allo, merci, merci beaucoup, le, la, les, l, du, des,
        de, d, pour moi, pour nous, urgent, maintenant, tout, tous, chers voisins,
        voisins, amis, numéro, messieurs, madame, monsieur""",
    common="""et, est, sont, mon, ma, mes, notre, nos, avec, en, dans, sur, au, aux,
        que, qui, se, nous, vous, je, j, on, il, elle, ils, ce, c, ça, un, une, ne, n,
        pas, mais, où, quand, quelqu'un, ici, aujourd'hui, demain, ai, avons, a, ont,
        était, peut, peux, très, chez, leur, si, y, par, depuis, rien, suis, sommes,
        comment, qu""",
)
