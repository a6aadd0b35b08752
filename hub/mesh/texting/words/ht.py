"""Haitian Creole as neighbours write it, with French and phonetic spellings too."""

from __future__ import annotations

from collections.abc import Mapping

from hub.mesh.texting.vocabulary import Keyword, Vocabulary

KEYWORDS: Mapping[Keyword, str] = {
    Keyword.NEED: "bezwen, bezwenn, bezoin, bezouin, bzwen, beswen, demann",
    Keyword.OFFER: "ofri, =òf, ofr, m ap bay, n ap bay, m ofri",
    Keyword.LIST: "lis, list, lis la, wè lis la, gade lis, tablo, ki sa ki genyen",
    Keyword.SOS: "sos, anmwe, sekou, osekou, ansekou",
    Keyword.LANG: "lang, langaj",
    Keyword.READ: "li, gade, wè, montre, louvri",
    Keyword.CLAIM: """pran, m ap pran, mwen pran, m pran, m ap fè, m ap okipe, mwen
        okipe, m okipe, m ap okipe m de, m ap ede ak""",
    Keyword.NOTE: "nòt, di, mesaj, reponn, kòmantè, fè konnen",
    Keyword.MET: """jwenn, nou jwenn, m jwenn, fini, fèt, regle, rezoud, li fèt, li
        regle, deja regle""",
    Keyword.STILL: """toujou, toujou bezwen, nou toujou bezwen, m toujou bezwen, poko
        jwenn, ankò bezwen, kenbe""",
    Keyword.DROP: "retire, wete, efase, anile, kite, lage, m pa kapab, m pa ka fè",
    Keyword.MORE: "plis, lòt, kontinye, ankò, swivan",
    Keyword.OK: """ok, oke, byen, nou byen, mwen byen, m byen, tout moun byen, tout
        bagay byen, nou anfòm, m anfòm, nou ok, m ok, an sekirite, nou sove""",
    Keyword.HELP: """èd, ede m, ede nou, ede mwen, edem, kòmand, meni, kijan sa mache,
        ki sa m ka fè, enstriksyon""",
    Keyword.YES: "wi, wi pibliye, wi mete l, mete l, dakò, se sa, wi se sa, pibliye l",
    Keyword.NO: "non, non mèsi, pa mete l, pa pibliye l",
}

TOPICS: Mapping[str, str] = {
    "water": """dlo, dlo pou bwè, dlo potab, bidon dlo, boutèy dlo, galon dlo, d lo,
        glo, eau""",
    "food": """manje, mange, manj, nouriti, nouriture, diri, pwa, lèt, pen, ze, legim,
        fwi, farin, pwovizyon, provizyon, kek bagay pou manje, yon bagay pou manje,
        kichòy pou nou manje, manger, food, anyen pou nou manje, anyen pou m manje,
        spageti, lwil, foods, mangé, aliman, alimantè, nouriti yo, kat manje, kat
        diri""",
    "meals": "manje cho, plat manje, manje kwit, soup, dejene, dine",
    "shopping": "fè mache, fè makèt, achte manje pou mwen, fè acha",
    "medicine": """medikaman, remèd, ensilin, grenn, preskripsyon, antibyotik, pansman,
        premye swen, oksijèn, ponp pou opresyon, serom, medicaments, médicament,
        medicament, medicine, gaz ak alkòl""",
    "health": """swen, swen medikal, doktè, dokte, enfimyè, enfimye, anbilans, medsen,
        mèdsen, klinik, lopital, famsaj, fanmsaj, dyaliz, chèz woulant, beki, mask,
        medical, sant sante, vaksen, swen pou malad, ed medikal, swen sante, medikal,
        òganizasyon medikal""",
    "mental_health": """yon moun pou koute m, sikològ, psikològ, psychologue, yon moun
        pou pale, sipò moral, yon moun pou pale ak, moun pou pale""",
    "health_advice": "konsèy sante, konsèy doktè",
    "childcare": """gade timoun, moun pou gade timoun, moun pou gade pitit mwen, gade
        pitit mwen, gadri, gade de timoun, gade timoun mwen, kenbe timoun, pran timoun
        lekòl""",
    "care": """kouchèt, panpès, pampers, lèt tibebe, lèt bebe, lèt ti bebe, fòmil, rad
        tibebe, rad bebe, bibon, sèvyèt ijyenik, kotèks, poud lèt""",
    "elder_care": """vizite yon granmoun, gade manman m, okipe manman m, okipe papa m,
        pase wè manman m, okipe granmoun""",
    "pets": "bèt, manje chen, manje chat, gade chen mwen, pwomennen chen",
    "housing": """yon kote pou rete, kote pou nou rete, kote pou m rete, kote pou dòmi,
        kote pou nou dòmi, kote pou m dòmi, chanm, yon chanm, lojman, kay pou rete, yon
        kay, apatman""",
    "shelter": """abri, tant, tante, tante yo, tent, tents, tente, tentes, prela,
        prelat, pwela, bach, bâche, twal pou tant, tòl, matla, kabann, lit, sak kouchaj,
        kay tant, tonèl, rechu""",
    "warmth": "chofaj, recho, rechofaj, chabon, bwa dife, gaz pou kwit",
    "repairs": """reparasyon, plonbye, elektrisyen, chapantye, mason, bòs mason, ranje,
        repare, tiyo, seri""",
    "cleaning": """netwayaj, savon, klowòks, klorox, detèjan, papye ijyenik, papye
        twalèt, pwodwi netwayaj, dezenfektan, sak fatra, twalèt, douch, lave rad, pwodwi
        pou netwaye""",
    "supplies": """bagay, materyèl, mèb, tab, chèz, pat, bwòs dan, kit ijyenik, pwodwi
        ijyenik, founiti lekòl, chodyè""",
    "clothes": """dra, lenn, kouvèti, rad, manto, soulye, bòt, chosèt, gan, sèvyèt,
        zòrye, kilòt, rad cho, tenis, vetman""",
    "power": """pil, batri, chajè, dèlko, delko, jeneratè, flach, bouji, lanp, gaz,
        gazolin, dyezèl, kouran, elektrisite, electricite, limyè, chaje telefòn, chaje
        l, chaje telefòn nou, chaje telefòn mwen""",
    "tools": """zouti, pèl, nechèl, mato, goyin, ponp, bokit, kòd, bourèt, klou, pikwa,
        planch""",
    "rides": """woulib, wout, machin, kamyon, chofè, transpò, transport, pote m lopital,
        mennen m, mennen nou, ale lopital, machin pou mennen, kondi, bis, bato""",
    "errands": "komisyon, al nan famasi, chèche medikaman, ale chèche, livrezon",
    "accompaniment": """moun pou akonpaye m, akonpaye m, akonpaye nou, vini avè m, moun
        pou al avè m""",
    "company": "konpayi, yon vizit, vizit",
    "comfort": "rekonfò, lapriyè, priyè, lapriye",
    "recreation": "jwèt, jwe, liv, jwèt pou timoun",
    "papers": """papye, dokiman, ranpli fòm, ranpli papye, fòmilè, notè, batistè, paspò,
        kat idantite""",
    "translation": """tradiksyon, tradiktè, entèprèt, moun ki pale angle, moun ki pale,
        tradui""",
    "benefits": "fòm pou èd leta, koupon manje, èd leta, chomaj, medicaid",
    "legal": "dwa, avoka, èd legal, kosyon",
    "money": "lajan, kòb, kob, lwaye, prè, prete lajan, ti kòb, cash, monnen",
    "technology": "telefòn, telefon, laptop, òdinatè, enprimant, radyo, tablèt",
    "internet": "entènèt, wifi, siyal, kat sim",
    "safety": "sekirite, sekouris, lapolis, ponpye, pwoteksyon, moun pou delivre",
    "other": """èd, ed, aide, ayd, help, asistans, sipò, yon kout men, kout men, moun
        pou ede, volontè, travay, djòb, djob, job, dyob, enfòmasyon, enfomasyon,
        infomasyon, enfo, information, bra, sekou, dyòb, travail, djòb yo, on job, yon
        job, nouvèl sou, enfomasyon yo, infos, yonjob, okenn ed, okenn èd""",
}

PLIGHTS: Mapping[str, str] = {
    "food": """grangou, nou grangou, mwen grangou, ap mouri grangou, mouri grangou, pa
        manje, nou pa manje, mwen pa manje, poko manje, anyen pou nou manje, anyen pou m
        manje, anyen pou manje, ap mouri ak grangou, mouri anba grangou, san manje,
        mgrangou, m grangou, mwen mouri grangou, grangou ap touye, gangou, grangou ap
        touye nou, grangou ap fin touye nou, nan grangou, anyen pou n manje, an yen pou
        n manje""",
    "water": "swaf, nou swaf, mwen swaf, mouri swaf, anyen pou nou bwè, san dlo",
    "shelter": """dòmi nan lari, domi nan lari, dòmi deyò, nan lari a, dòmi anba lapli,
        anba lapli, anba lapli a, dòmi atè, dòmi a tè, dòmi nan seren, nan seren, kay
        nou kraze, kay mwen kraze, kay la kraze, kay kraze, pa gen kote pou dòmi, pa gen
        kote pou nou dòmi, pa gen kote pou m dòmi, pa gen kote pou m rete, pa gen kote
        pou nou rete, pa gen kay, nou pèdi kay nou, dòmi anba zetwal, anba bèl zetwal,
        anba bel etwal, nan la ri, san kay, viktim tranbleman, viktim seyis, kay kote m
        te rete kraze, pèdi kay, pedi kay, nou pedi kay, pedi tout sa, kay kraz, kay
        mwen kraz, kay mwen kase, kay mwen fann, kay nou fann, sinistre, nan lari san,
        domi atè, dormons en pleine rue, nou nan lari, mwen nan lari, nan lari depi, yo
        nan lari""",
    "warmth": "nou frèt, fredi ap touye nou, m ap jele, n ap jele",
    "health": """moun blese, gen moun blese, li senyen, malad anpil, ap akouche, pa ka
        respire, li malad grav, gen anpil malad, yo blese, nou blese, mwen blese, blese
        yo""",
    "safety": """anba dekonb, anba dekonb yo, anba dekonb la, m bloke, nou bloke, pran
        nan asansè""",
    "other": """ede nou tanpri, ede m tanpri, tanpri ede nou, tanpri ede m, tanpri ede
        mwen, tanpri edem, svp ede nou, svp ede m, ede nou souple, ede m souple, ede m
        svp, ede nou svp, vin ede nou, vini ede nou, pote nou sekou, pote sekou, ka ede
        m, ka ede nou, kapab ede m, kapab ede nou, nou ka jwenn èd, ban m yon ed, ede
        nou, ede m, ede mwen, edem, banm sekou, vin pote nou sekou, ede nou non, ede nou
        pou, ede m pou, ede n, fè yon jan pou nou, fe yon jan pou nou, fe yon jan pou
        mwen, di yon mo pou nou, fè yon bagay pou nou, fe yon bagay pou nou, fe yon
        bagay pou mwen, ban nou yon mo, nou poko jwenn anyen, nou pa jwenn anyen, mwen
        pa jwenn anyen, pa janm jwenn anyen, poko jwenn anyen, pa jwenn anyen, pa jwen
        anyen, poko jwen anyen, pako jwenn anyen, pa ko jwen anyen, pa janm jwen anyen,
        pa voye anyen""",
}

VOCABULARY = Vocabulary(
    code="ht",
    names="""kreyòl, kreyòl ayisyen, ayisyen, Haitian, Haitian Creole, Creole, criollo
        haitiano, créole, créole haïtien, crioulo haitiano, tiếng Haiti, tiếng Creole,
        海地克里奥尔语, 海地语, الكريولية الهايتية, الهايتية, كريولية, ht, hat""",
    keywords=KEYWORDS,
    needs="bezwen, bezwen yo, sa moun bezwen, demann, nesesite",
    offers="òf, òf yo, sa moun ofri, ofri",
    topics=TOPICS,
    needing="""bezwen, bezwenn, bezoin, bezouin, bzwen, beswen, bezwin, besoin, nou
        bezwen, mwen bezwen, nan bezwen, gen bezwen, chèche, ap chèche, nap chèche, m ap
        chèche, n ap chèche, ki moun ki gen, kiyès ki gen, èske gen moun ki gen, gen
        moun ki gen, gen yon moun ki gen, eske gen moun, èske yon moun ka, èske yon moun
        gen, yon moun ka, kote m ka jwenn, kote nou ka jwenn, kote mwen ka jwenn, kikote
        m ka jwenn, kote poum jwenn, kote pou m jwenn, kijan m ka jwenn, kijan pou m
        jwenn, kijan nou ka jwenn, koman m ka jwenn, koman mwen ka jwenn, koman poum
        jwenn, kote moun ka jwenn, eske m ka jwenn, eske mwen ka jwenn, èske nou ka
        jwenn, eske nou ka jwenn, ki kote m ka jwenn, ki kote nou ka jwenn, ta renmen
        jwenn, ta renmen jwen, mta renmen jwenn, mta renmen jwen, ta renmen gen, ta
        renmen genyen, ta vle jwenn, vle jwenn, voye, voye ban nou, voye pou nou, pote
        ban nou, ban nou, ban m, ban mwen, banm, bannou, ba nou, ba m, nou mande, m ap
        mande, nap mande, n ap mande, mwen mande, prete m, prete nou, fè m jwenn, fè nou
        jwenn, fem jwenn, fem jwen, fe m jwenn, fe poum jwenn, fe pou m jwenn, ede m
        jwenn, ede nou jwenn, ede m jwen, ede m ak, ede nou ak, edem ak, ede m avek, ede
        nou avek, jwenn yon ti, m ka jwenn, mwen ka jwenn, nou ka jwenn, m ka jwen, mwen
        ka jwen, nou ka jwen, solisite, nou solisite, manke, nou manke, nou vle, mwen
        vle, pou yo voye, pou n jwenn, pou nou jwenn, pou m jwenn, poum jwenn, pou m
        jwen, poum jwen, pou nou jwen, bezen, bzen, mou bezwen, bezouyen, bezwen anpil,
        kikote nou ka jwenn, ki kote nap jwenn, ki kote n ap jwenn, kote n ap jwenn,
        kote nap jwenn, ki kote moin ka jwenn, moin ka jwenn, ki kote mwen ka jwenn,
        kote poum jwen, ki kote pou m jwenn, eske nou ka, èske nou ka voye, nou ka voye,
        eske gen, èske gen, eske pa gen, èske pa gen, gen problem, gen pwoblèm, gen
        pwoblem, nan grand bezwen, demand, nou mande pou, sollicite, kijan m ka fe
        jwenn, kijan pou m fe jwenn, kisa pou m fe pou m jwenn, koman pou m fe jwenn, sa
        pou m fe pou m jwenn, kouman m ka jwenn, kouman pou m jwenn, ta renmen jwenn
        yon, ta renmen gen yon, mta renmen gen, mwen ta renmen gen, mwen ta renmen
        jwenn, mwen ta renmen jwen, ta remen jwenn, mta remen jwenn, ki moun ki konn,
        kiyès ki konn, m ta renmen yon moun, mwen ta renmen yon moun, ki moun ki ka,
        kiyès ki ka, kote m ka, ki kote m ka, mwen chèche, m chèche""",
    needed="nesesè, ijan, nou bezwen, mwen bezwen, bezwen",
    lacking="""pa gen, pa gin, pagen, pa genyen, nou pa gen, mwen pa gen, m pa gen, mpa
        gen, pa gen okenn, pa jwenn, pa jwen, nou pa jwenn, mwen pa jwenn, pa janm
        jwenn, pa janm jwen, poko jwenn, poko jwen, pako jwenn, pako jwen, pa ko jwen,
        pa ko jwenn, poko gen, pa ka jwenn, paka jwenn, pa ka jwen, paka jwen, pap
        jwenn, pap jwen, pa resevwa, poko resevwa, pa janm resevwa, san, manke, pa gen
        ankò, pa gen ase, pa ret, pa rete, yo pa voye, yo pa bay, pa bay, pa gen yon,
        mwen pa genyen, nou pa genyen, poko janm jwenn, pa janm jwenn okenn, poko rive,
        nou poko, pako gen, pagen okenn""",
    pleading="tanpri, souple, silvouplè, svp, s v p",
    plights=PLIGHTS,
    offering="""m ap bay, n ap bay, map bay, nap bay, mwen ka bay, m ka bay, nou ka bay,
        m ka pote, nou ka pote, m ka prete, nou ka prete, m ka ofri, nou ka ofri, m
        ofri, mwen ofri, nou ofri, m ap ofri, n ap ofri, mwen gen anplis, m gen anplis,
        nou gen anplis, m gen twòp, nou gen twòp, m gen pou bay, nou gen pou bay, m ka
        kondi, m ka gade, m ka ede ak, m ka kwit, m ka ranje, m ka tradui, m ka fè, m ap
        prete, m ap pataje, n ap pataje, m ka pataje, nou ka pataje, ki moun ki bezwen,
        si yon moun bezwen, si gen moun ki bezwen, kiyès ki bezwen, si ou bezwen, si w
        bezwen, vin pran, vini pran, pase pran, gratis, n ap distribye, mwen ka kenbe, m
        ka kenbe, mwen ka ede moun, m ka mennen, mwen ka mennen, nou ka chaje, ou ka
        chaje, m ka sere, mwen ka sere, mwen ka pote, mwen ka kwit, mwen ka gade, mwen
        ka ranje""",
    offered="""pou bay, ki disponib, disponib, gratis, anplis, ki rete, pou pataje, vin
        pran, pase chèche, si yon moun bezwen, si ou bezwen, si w bezwen, pou moun ki
        bezwen""",
    idle="""bezwen konnen, bezwen dòmi, bezwen al dòmi, bezwen ale dòmi, bezwen repoze,
        bezwen di, bezwen pale, bezwen nou konnen, pa gen pwoblèm, pa gen problem, pa
        gen pwoblem, nou vle konnen, mwen vle konnen, mande pou, mande bondye, mwen
        mande tèt mwen, fini ak, voye je, voye mesaj, voye repons, voye nimewo, ban m
        nouvèl, ban nou nouvèl, banm nouvèl, ban m repons, ban m nimewo, san pwoblèm,
        san dout, san parèy, vle di, nou vle di, mande si, voye yon mesaj, m pa mande,
        nou pa mande, ap mande m, pa mande""",
    voiding="""pa, pap, pa janm, ou, w, si ou, si w, kisa ou, èske ou, eske ou, sa ou,
        si, lè, kiyès ki, ki moun ki""",
    chat="""lol, haha, hahaha, tounen, retounen, deja rive, rive deja, mèsi pou, mesi
        pou, mèsi paske, byè, yon byè, bonjou tout moun, bòn nwit, bon nwit, match la,
        match, fim nan, mizik, blag, m ap blage, n ap wè, a demen, bòn fèt,
        felisitasyon, al dòmi, pou vann, m ap vann, ap vann""",
    numbers="""yon/youn, de, twa, kat, senk, sis, sèt, uit/wit, nèf, dis, onz,
        douz/douzèn""",
    counting="pou, nou se, nou fè, x, fanmi, yon fanmi, gwoup",
    counted="""moun, timoun, granmoun, fanmi, ti moun, bebe, tibebe, fi, gason, pèsòn,
        personnes, vyewo, grenn, mou""",
    uncounted="""jou, è, zè, minit, èdtan, semèn, mwa, an, ane, etaj, km, fwa, è dmaten,
        è diswa, pm, am, pousan, d, yèm""",
    places="""etaj, apatman, apt, chanm, nimewo, no, a, depi, laj, bilding, kay, pòt,
        ri, lari, ru, rue, avni, zòn, delmas, dèlma, delma, kafou, ant, telefòn, nan,
        fontamara, bò, blok, impasse, enpas, wout, rout""",
    fillers="""tanpri, tanpri souple, souple, silvouplè, svp, s v p, mezanmi, bonjou,
        bonswa, alo, mèsi, mèsi anpil, a, la, an, nan, yo, pou mwen, pou nou, ijan,
        prese, kounye a, tout, zanmi, frè m, sè m, nimewo""",
    common="""mwen, m, nou, n, ou, w, li, yo, se, ki, ak, avèk, ap, te, pral, ka, kapab,
        gen, genyen, pa, sa, sou, pou, epi, men, paske, lè, kote, kijan, konben, jodi,
        demen, isit, lakay, tou, anpil, yon, de, si, e, eske, map, nap, poum, lap, yap,
        anba, depi, toujou, moun""",
)
