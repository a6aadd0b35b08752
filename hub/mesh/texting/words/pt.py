"""Portuguese, as neighbours write it."""

from __future__ import annotations

from collections.abc import Mapping

from hub.mesh.texting.vocabulary import Keyword, Vocabulary

KEYWORDS: Mapping[Keyword, str] = {
    Keyword.NEED: """preciso, preciso de, precisamos, precisamos de, precisa se de,
        precisa se, precisa, necessidade, pedido, peço, necessito, pedimos""",
    Keyword.OFFER: """ofereço, oferecemos, oferta, oferecer, oferece se, doamos,
        empresto, doação""",
    Keyword.LIST: """lista, listar, ver lista, listagem, quadro, o que há, o que tem, do
        que precisam""",
    Keyword.SOS: "sos, socorro",
    Keyword.LANG: "idioma, língua, linguagem",
    Keyword.READ: "ler, leia, ver, mostrar, mostra, abrir",
    Keyword.CLAIM: """assumo, assumir, pego, eu pego, eu vou, eu faço, eu cuido, cuido
        de, fico com, deixa comigo, aceito""",
    Keyword.NOTE: "nota, recado, dizer, mensagem, responder, comentário, avisar, avisa",
    Keyword.MET: """resolvido, resolvida, atendido, atendida, pronto, feito, feita,
        concluído, fechar, já consegui, conseguido""",
    Keyword.STILL: """ainda, ainda preciso, ainda precisa, ainda precisamos, continua,
        manter, renovar""",
    Keyword.DROP: """retirar, retira, apagar, apaga, cancelar, cancela, remover, remove,
        excluir, desistir, desisto, não posso mais""",
    Keyword.MORE: "mais, ver mais, próximo, seguinte, continuar",
    Keyword.OK: """bem, estou bem, tô bem, estamos bem, tudo bem, todos bem, estamos
        todos bem, a salvo, estou a salvo, estamos a salvo, ok, beleza, em segurança""",
    Keyword.HELP: """ajuda, me ajuda, me ajudem, ajudem, nos ajudem, comandos, menu,
        como funciona, instruções, o que posso fazer""",
    Keyword.YES: """sim, s, claro, isso, sim publica, publica, pode publicar, pode
        postar, correto, certo, uhum""",
    Keyword.NO: """não, n, não obrigado, não obrigada, melhor não, não publica, não
        publique""",
}

TOPICS: Mapping[str, str] = {
    "water": """água, água potável, água mineral, água para beber, água pra beber,
        garrafas de água, galão de água, galões de água, algo para beber""",
    "food": """comida, alimentos, alimento, cesta básica, cestas básicas, mantimentos,
        pão, arroz, feijão, leite, ovos, verduras, frutas, macarrão, enlatados, algo
        para comer, algo pra comer, o que comer, farinha, legumes""",
    "meals": """refeições, refeição, marmita, marmitas, marmitex, comida quente, almoço,
        jantar, café da manhã, sopa, quentinha, quentinhas, cozinhar""",
    "shopping": """compras, fazer compras, ir ao mercado, fazer mercado, fazer as
        compras""",
    "medicine": """remédios, remédio, medicamento, medicamentos, insulina, bombinha,
        inalador, comprimidos, receita médica, antibiótico, antibióticos, curativos,
        curativo, ataduras, primeiros socorros, oxigênio, naloxona, soro, seringas,
        dipirona, paracetamol, fitas de glicemia""",
    "health": """atendimento médico, médico, médica, doutor, doutora, enfermeira,
        enfermeiro, ambulância, socorrista, hospital, posto de saúde, clínica, parteira,
        diálise, hemodiálise, cadeira de rodas, muletas, andador, máscaras, cuidados
        médicos""",
    "mental_health": """alguém que escute, psicólogo, psicóloga, terapeuta, apoio
        emocional, alguém para conversar, alguém pra conversar, desabafar""",
    "health_advice": "conselho de saúde, orientação médica, conselho médico",
    "childcare": """cuidar de crianças, babá, cuidar dos meus filhos, cuidar do meu
        filho, cuidar da minha filha, olhar as crianças, olhar meus filhos, olhar meu
        filho, ficar com as crianças, creche, cuidar das crianças, fique com meu, fique
        com minha, ficar com crianças, ficar com meu filho""",
    "care": """fraldas, fralda, fórmula, leite em pó, leite de bebê, lenços umedecidos,
        roupa de bebê, roupinhas de bebê, carrinho de bebê, berço, fralda geriátrica,
        fraldas geriátricas, absorventes, absorvente, mamadeira, mamadeiras""",
    "elder_care": """visita a uma pessoa idosa, cuidar da minha mãe, cuidar do meu pai,
        cuidar da minha avó, cuidar do meu avô, ver como está minha mãe, cuidadora,
        cuidador""",
    "pets": """animais, ração, ração para cachorro, ração para gato, areia de gato,
        passear com o cachorro, passear com meu cachorro, cuidar do meu cachorro, cuidar
        do meu gato""",
    "housing": """um lugar para ficar, lugar para ficar, lugar pra ficar, lugar pra
        dormir, lugar para dormir, onde ficar, onde dormir, um quarto, quarto,
        hospedagem, moradia, apartamento, casa para ficar""",
    "shelter": """abrigo, barraca, barracas, lona, lonas, telhado, telhas, colchão,
        colchões, colchonete, colchonetes, cama, camas, saco de dormir, sacos de
        dormir""",
    "warmth": """aquecimento, aquecedor, aquecedores, lenha, gás de cozinha, botijão,
        botijão de gás, bolsa de água quente""",
    "repairs": """consertos, conserto, encanador, eletricista, carpinteiro, pedreiro,
        marceneiro, consertar, arrumar, vazamento""",
    "cleaning": """limpeza, sabão, sabonete, água sanitária, detergente, papel
        higiênico, material de limpeza, produtos de limpeza, rodo, lavar roupa, máquina
        de lavar, desinfetante, sacos de lixo, banho, banheiro""",
    "supplies": """coisas, móveis, mesa, cadeiras, panelas, pratos, louça, pasta de
        dente, escova de dente, escovas de dente, kit de higiene, kits de higiene,
        produtos de higiene, material escolar, utensílios, suprimentos, caixas""",
    "clothes": """cobertores, cobertor, mantas, roupas, roupa, agasalho, agasalhos,
        casaco, casacos, sapatos, botas, meias, blusa, blusas, luvas, toalhas, lençóis,
        lençol, travesseiros, roupa íntima, chinelos, chinelo""",
    "power": """pilhas, bateria, baterias, carregador, carregadores, gerador, lanterna,
        lanternas, velas, extensão elétrica, lâmpadas, gasolina, combustível, diesel,
        energia, luz, eletricidade, power bank""",
    "tools": """ferramentas, ferramenta, pá, pás, escada, furadeira, serra, motosserra,
        martelo, bomba d'água, baldes, balde, corda, carrinho de mão, abridor de lata,
        pregos, madeira, enxada, enxadas""",
    "rides": """carona, caronas, uma carona, transporte, carro, caminhão, caminhonete,
        van, motorista, que me leve, que nos leve, me levar, nos levar, me leve, levar
        ao hospital, ir ao hospital, sair daqui, barco, resgate de barco, leva a gente,
        pro centro, pro hospital, pro médico, pra consulta, para a consulta, ao
        hospital, ao médico""",
    "errands": """recados, buscar meu remédio, buscar remédio, buscar remédios, ir à
        farmácia, ir na farmácia, entrega""",
    "accompaniment": """companhia numa consulta, que me acompanhe, me acompanhar,
        acompanhar, acompanhante, ir comigo""",
    "company": "companhia, uma visita, visita",
    "comfort": "conforto, oração, orações, um abraço",
    "recreation": """jogos, brinquedos, jogos de tabuleiro, livros, quebra cabeça, algo
        para as crianças""",
    "papers": """papéis, documentos, preencher formulário, preencher um formulário,
        formulário, formulários, cartório, segunda via""",
    "translation": """tradução, tradutor, tradutora, intérprete, intérpretes, traduzir,
        alguém que fale""",
    "benefits": """auxílio do governo, auxílio, bolsa família, seguro desemprego, inss,
        benefício, benefícios, cadastro único""",
    "legal": """ajuda jurídica, advogado, advogada, advogados, defensoria, fiança,
        direitos""",
    "money": """dinheiro, aluguel, empréstimo, doações, doação, pix, grana, ajuda
        financeira""",
    "technology": "computador, celular, telefone, notebook, impressora, tablet, rádio",
    "internet": "internet, wifi, sinal, chip",
    "safety": """proteção, resgate, bombeiros, polícia, segurança, alguém para me
        acompanhar até em casa""",
    "other": """ajuda, uma mão, voluntários, gente para ajudar, gente pra ajudar, apoio,
        trabalho, emprego, informação, informações, mutirão, força""",
}

PLIGHTS: Mapping[str, str] = {
    "food": """estamos com fome, estou com fome, tô com fome, passando fome, com fome,
        morrendo de fome, nada para comer, nada pra comer, sem comer, não comemos, não
        comi""",
    "water": """estamos com sede, estou com sede, com sede, nada para beber, nada pra
        beber, morrendo de sede""",
    "shelter": """dormindo na rua, dormimos na rua, dormindo ao relento, ao relento, não
        temos onde dormir, não tenho onde dormir, não temos onde ficar, não tenho onde
        ficar, perdemos a casa, perdi minha casa, perdemos nossa casa, perdemos tudo,
        perdi tudo, debaixo de chuva, desabrigados, estou na rua, estamos na rua""",
    "warmth": "estamos com frio, estou com muito frio, morrendo de frio, congelando",
    "health": """está ferido, está ferida, estão feridos, há feridos, tem feridos, estou
        ferido, estou ferida, está sangrando, muito doente, em trabalho de parto,
        passando mal""",
    "safety": """estamos presos, estou preso no, estou presa no, está preso no, estão
        presos, sob os escombros, presos no elevador, preso no elevador, ilhados,
        estamos ilhados, ilhada, ilhado""",
    "other": """por favor nos ajudem, nos ajudem por favor, me ajudem por favor, por
        favor me ajudem, podem me ajudar, podem nos ajudar, pode me ajudar, alguém me
        ajuda, alguém pode me ajudar, alguém nos ajuda, alguém para me ajudar, alguém
        pra me ajudar""",
}

VOCABULARY = Vocabulary(
    code="pt",
    names="""português, Portuguese, portugués, portugais, pòtigè, pòtigè brezilyen,
        tiếng Bồ Đào Nha, Bồ Đào Nha, 葡萄牙语, 葡萄牙文, البرتغالية, برتغالي, pt, por,
        brasileiro""",
    keywords=KEYWORDS,
    needs="necessidades, pedidos, necessidade, precisa se",
    offers="ofertas, oferta, doações, oferecimentos",
    topics=TOPICS,
    needing="""preciso de, preciso, precisamos de, precisamos, precisa de, precisa se
        de, precisam de, precisando de, precisaria de, necessito de, necessito,
        necessitamos de, necessitamos, estou precisando de, estamos precisando de, tô
        precisando de, faz falta, me falta, nos falta, está faltando, estão faltando, tá
        faltando, procuro, procuramos, estou procurando, estamos procurando, busco,
        buscamos, alguém tem, alguém teria, alguém pode, alguém poderia, alguém que
        tenha, alguém que possa, alguém consegue, alguém com, tem alguém que, quem tem,
        quem teria, quem pode, quem poderia, quem consegue, quem empresta, me emprestam,
        alguém me empresta, me emprestar, onde consigo, onde posso conseguir, onde
        conseguimos, onde encontro, onde tem, onde posso encontrar, como consigo, como
        faço para conseguir, mandem, nos mandem, me mandem, enviem, nos enviem, tragam,
        por favor tragam, me deem, nos deem, pedimos, peço, solicito, solicitamos,
        queria conseguir, gostaria de receber, quero conseguir, querendo, urgente,
        alguém doa, alguém doando, aceito doação de, aceitamos doação de, aceitamos,
        alguém que, alguém vai, quem vai, procuro quem, preciso de quem, quem fique,
        alguém que fique, quem leva, quem me leva, alguém me leva, alguém leva, quem
        busca, alguém busca, quem arruma, alguém conserta, quem conserta, me ajudem com,
        me ajuda a, me ajuda com, alguém vende""",
    needed="""precisa se, necessário, necessária, necessários, faz falta, está em falta,
        urgente, em falta""",
    lacking="""não temos, não tenho, não tem, não há, não têm, já não temos, já não há,
        sem, estamos sem, estou sem, ficamos sem, fiquei sem, tô sem, acabou, acabou a,
        acabou o, acabaram, acabaram as, acabaram os, nos falta, falta, faltam, falta
        de, não chegou, não recebemos, não encontro, não encontramos, não consigo, não
        conseguimos, não sobrou, perdemos as, perdemos os, nem""",
    pleading="por favor, pfv, pf, por gentileza",
    plights=PLIGHTS,
    offering="""ofereço, oferecemos, posso dar, podemos dar, posso oferecer, podemos
        oferecer, posso emprestar, podemos emprestar, posso levar, podemos levar, posso
        trazer, podemos trazer, posso cuidar de, posso cozinhar, posso ajudar com,
        podemos ajudar com, posso doar, podemos doar, posso dividir, posso compartilhar,
        posso traduzir, posso consertar, posso acompanhar, posso fazer, posso buscar,
        dou, doo, doamos, doando, estou doando, estamos doando, tenho para doar, tenho
        pra doar, temos para doar, temos pra doar, empresto, emprestamos, tenho
        sobrando, temos sobrando, tenho de sobra, temos de sobra, sobrou, sobraram,
        tenho extra, temos extra, tenho a mais, se alguém precisar de, se alguém
        precisar, alguém precisa de, alguém precisando de, quem precisar de, quem
        precisa de, quem quiser, quem quer, se precisarem de, se precisar de, venham
        buscar, podem buscar, pode pegar, venham pegar, de graça, grátis, estamos
        distribuindo, distribuímos, posso ficar com, posso olhar, posso passear, posso
        costurar, doa se, posso arrumar, posso hospedar, podemos hospedar""",
    offered="""para doar, pra doar, para doação, para dar, sobrando, de sobra,
        disponível, disponíveis, de graça, grátis, para quem precisar, pra quem
        precisar, para quem quiser, pra quem quiser, se alguém precisar, se precisarem,
        se alguém quiser, quem precisar, a quem precisar""",
    idle="""preciso que, preciso saber, preciso dormir, preciso ir dormir, preciso
        descansar, preciso dizer, preciso falar, preciso sair, preciso de férias,
        preciso de um café, preciso de uma folga, procuro por, sem problema, sem
        problemas, sem dúvida, não tem problema, não há problema, não tem de quê, não
        tem de que, não tenho ideia, sem luz, alguém sabe, alguém sabe se, mandem
        mensagem, mandem notícias, precisamos que, precisamos conversar, sem querer, sem
        falta""",
    voiding="""não, já não, nunca, você, vocês, eles, se, se você, o que você, quando,
        ninguém, quem, não se, não é, tudo que""",
    chat="""kkk, kkkk, kkkkk, kkkkkk, rsrs, haha, hahaha, lol, brincadeira, tô
        brincando, voltou, já voltou, voltaram, já chegou, chegou a, chegou o, chegaram,
        já temos, obrigado por, obrigada por, obrigado pela, obrigada pela, obrigado
        pelo, obrigada pelo, agradeço, uma cerveja, um cafezinho, um café, bom dia a
        todos, boa noite a todos, boa noite, o jogo, o filme, a novela, música, feliz
        aniversário, parabéns, até amanhã, até logo, previsão do tempo, vende se, vendo,
        piada, ir dormir, para a cama, pra cama, não precisa mais, não precisa, férias,
        não preciso""",
    numbers="""um/uma, dois/duas, três, quatro, cinco, seis, sete, oito, nove, dez,
        onze, doze/uma dúzia/dúzia""",
    counting="""para, pra, para os, somos, somos em, estamos em, x, família de, grupo
        de, família com""",
    counted="""pessoas, pessoa, adultos, crianças, famílias, homens, mulheres, bebês,
        idosos, peças, unidades, vizinhos""",
    uncounted="""dias, dia, horas, hora, h, hs, minutos, min, semanas, semana, meses,
        mês, anos, ano, andar, km, metros, vezes, graus, por cento, quadras, da tarde,
        da manhã, da noite, pm, am, º""",
    places="""andar, apto, apartamento, ap, quarto, número, nº, n, às, desde as, até as,
        até, idade, prédio, bloco, casa, porta, rua, avenida, av, zona, torre, tamanho,
        tel, telefone, em, nível, quadra, lote, br, rodovia, sala""",
    fillers="""por favor, pfv, pf, oi, olá, bom dia, boa tarde, boa noite, alô,
        obrigado, obrigada, muito obrigado, muito obrigada, o, a, os, as, de, da, do,
        dos, das, para mim, pra mim, pra nós, urgente, agora, tudo, todos, todas, gente,
        pessoal, vizinhos, amigos, me, número""",
    common="""e, é, são, meu, minha, meus, minhas, nosso, nossa, com, em, no, na, nos,
        nas, ao, que, se, um, uma, há, está, estão, estou, estamos, tô, tá, muito, mas,
        porque, como, onde, quem, alguém, nada, hoje, amanhã, aqui, lá, desde, tenho,
        temos, tem, têm, pode, podem, foi, era, seu, sua, também, quando, ou, pro, pra,
        ela, ele, eu, nós, a gente, não""",
)
