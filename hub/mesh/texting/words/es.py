"""Spanish, as neighbours write it."""

from __future__ import annotations

from collections.abc import Mapping

from hub.mesh.texting.vocabulary import Keyword, Vocabulary

KEYWORDS: Mapping[Keyword, str] = {
    Keyword.NEED: "necesito, necesitamos, necesidad, pido, pedido, pedimos",
    Keyword.OFFER: "ofrezco, ofrecemos, oferta, ofrecer, regalo, regalamos, presto",
    Keyword.LIST: """lista, listar, ver lista, listado, tablero, qué hay, qué se
        necesita""",
    Keyword.SOS: "sos, socorro, auxilio",
    Keyword.LANG: "idioma, lengua, lenguaje",
    Keyword.READ: "leer, lee, ver, mostrar, muestra, abrir",
    Keyword.CLAIM: """tomo, tomar, me encargo, me encargo de, yo me encargo, voy yo, lo
        tomo, yo tomo, yo lo hago, me ocupo de, acepto""",
    Keyword.NOTE: "nota, apuntar, decir, mensaje, responder, comentario, avisar, dile",
    Keyword.MET: """resuelto, resuelta, listo, cubierto, cubierta, hecho, cumplido,
        cerrar, solucionado, ya está""",
    Keyword.STILL: """sigue, todavía, aún, aún necesito, todavía necesito, sigo
        necesitando, sigue pendiente, mantener, renovar, falta todavía""",
    Keyword.DROP: """quitar, quita, borrar, borra, cancelar, cancela, retirar, eliminar,
        soltar, ya no puedo, no puedo con""",
    Keyword.MORE: "más, ver más, siguiente, seguir, continuar",
    Keyword.OK: """bien, estoy bien, estamos bien, todos bien, todo bien, estamos todos
        bien, a salvo, estoy a salvo, estamos a salvo, ok, okey, vale""",
    Keyword.HELP: """ayuda, ayúdame, ayúdenme, ayúdennos, comandos, menú, cómo funciona,
        instrucciones, qué puedo hacer""",
    Keyword.YES: """sí, s, claro, claro que sí, dale, sí publica, publica, publícalo,
        correcto, de acuerdo""",
    Keyword.NO: "no, n, nop, mejor no, no publiques, no lo publiques, no gracias",
}

TOPICS: Mapping[str, str] = {
    "water": """agua, agua potable, agua para tomar, agua embotellada, botellas de agua,
        garrafones, garrafón, bidones de agua, algo de tomar, algo para beber""",
    "food": """comida, alimentos, alimento, víveres, despensa, despensas, mandado, pan,
        arroz, frijoles, leche, huevos, verduras, fruta, frutas, enlatados, algo de
        comer, algo para comer, tortillas, harina, latas""",
    "meals": """comidas, comida caliente, almuerzo, almuerzos, cena, cenas, desayuno,
        desayunos, sopa, platos de comida, comida preparada, cocinar""",
    "shopping": """compras, hacer las compras, hacer el mandado, ir de compras, ir al
        súper""",
    "medicine": """medicinas, medicina, medicamento, medicamentos, remedios, insulina,
        inhalador, inhaladores, pastillas, receta médica, antibióticos, ibuprofeno,
        paracetamol, vendas, gasas, botiquín, primeros auxilios, oxígeno, naloxona,
        suero, tiras reactivas, jeringas, analgésicos""",
    "health": """atención médica, médico, médica, doctor, doctora, enfermera, enfermero,
        ambulancia, paramédico, ayuda médica, hospital, clínica, partera, diálisis,
        silla de ruedas, muletas, andador, cubrebocas, mascarillas""",
    "mental_health": """alguien que escuche, psicólogo, psicóloga, terapeuta, apoyo
        emocional, alguien con quien hablar, hablar con alguien, platicar con
        alguien""",
    "health_advice": "consejo médico, consejos de salud, consejo de salud",
    "childcare": """cuidado de niños, niñera, cuidar a mis hijos, cuidar a los niños,
        cuidar niños, cuidar a mi hijo, cuidar a mi hija, cuidar a mi bebé, cuidar a sus
        hijos, guardería""",
    "care": """cuidados, pañales, pañal, fórmula, leche de fórmula, leche para bebé,
        leche en polvo, toallitas, ropa de bebé, carriola, cochecito, cuna, pañales de
        adulto, toallas sanitarias, toallas femeninas, tampones, biberones, biberón""",
    "elder_care": """visita a una persona mayor, cuidar a mi mamá, cuidar a mi papá,
        cuidar a mi abuela, cuidar a mi abuelo, ver cómo está mi mamá, ver cómo está mi
        abuela, cuidador, cuidadora, pase a ver a, pasara a ver a, ver cómo está""",
    "pets": """mascotas, comida para perro, comida para gato, croquetas, arena para
        gato, pasear al perro, pasear a mi perro, cuidar a mi perro, cuidar a mi gato,
        alimento para perro, pasear perros, cuidar perros, perro, gato""",
    "housing": """un lugar donde quedarse, un lugar donde quedarme, donde quedarme,
        donde quedarnos, donde dormir, un lugar para dormir, un cuarto, cuarto,
        habitación, hospedaje, alojamiento, vivienda, departamento, posada""",
    "shelter": """refugio, albergue, carpa, carpas, tienda de campaña, tiendas de
        campaña, lona, lonas, techo, colchón, colchones, colchoneta, colchonetas, catre,
        catres, cama, camas, saco de dormir, bolsa de dormir, sacos de dormir, toldo""",
    "warmth": """calefacción, calentador, calentadores, estufa, leña, calefactor, gas
        propano, tanque de gas, bolsa de agua caliente""",
    "repairs": """reparaciones, reparación, plomero, plomera, fontanero, electricista,
        carpintero, albañil, arreglar, reparar, compostura, fuga de agua, plomería,
        electricidad, cerrajero, destapar el baño""",
    "cleaning": """limpieza, jabón, cloro, lejía, detergente, papel higiénico, papel de
        baño, productos de limpieza, trapeador, lavar ropa, lavadora, desinfectante,
        bolsas de basura, baños, regadera, ducha""",
    "supplies": """cosas, muebles, mesa, sillas, trastes, platos, ollas, pasta de
        dientes, cepillos de dientes, artículos de aseo, útiles, útiles escolares,
        mochila, provisiones, suministros, kit de higiene, artículos de higiene""",
    "clothes": """cobijas, cobija, mantas, manta, frazadas, frazada, ropa, abrigo,
        abrigos, chamarra, chaqueta, chaquetas, zapatos, botas, calcetines, suéter,
        suéteres, guantes, toallas, sábanas, almohadas, ropa interior, ropa de
        invierno""",
    "power": """pilas, baterías, batería, cargador, cargadores, generador, planta de
        luz, linterna, linternas, velas, extensión eléctrica, lámpara, lámparas,
        gasolina, combustible, diésel, luz, electricidad, power bank, extensión,
        extensión larga, enchufe""",
    "tools": """herramientas, herramienta, pala, palas, escalera, taladro, sierra,
        motosierra, martillo, bomba de agua, cubetas, cubeta, baldes, cuerda,
        carretilla, abrelatas, clavos, madera, barreta""",
    "rides": """transporte, aventón, un aventón, raite, ride, viaje, viajes, carro,
        coche, auto, camioneta, camión, chofer, que me lleve, que nos lleve, que lleve,
        llevar al hospital, ir al hospital, llevar a, llevarme, llevarnos, salir de
        aquí, evacuar, lancha, bote, llevar al médico, llevar al doctor, llevar a mi, me
        lleve, nos lleve, puede llevar, puede llevarme, pueden llevarme, llevar a la
        clínica, bici, bicicleta, traslado, asientos""",
    "errands": """mandados, recoger mi medicina, recoger medicinas, recoger la receta,
        ir a la farmacia, entrega, encargo""",
    "accompaniment": """compañía a una cita, que me acompañe, que nos acompañe,
        acompañarme, acompañar, acompañante, me acompañe, nos acompañe, me acompañen,
        camine conmigo""",
    "company": "compañía, una visita, visita",
    "comfort": "consuelo, oración, oraciones, un abrazo",
    "recreation": """juegos, juguetes, juegos de mesa, libros, rompecabezas, algo para
        los niños""",
    "papers": """papeles, documentos, llenar un formulario, llenar formularios,
        formulario, formularios, notario, trámite, trámites, copias, leer una carta,
        carta de la corte, copia, constancia""",
    "translation": """traducción, traductor, traductora, intérprete, intérpretes,
        traducir, interpretar, alguien que hable inglés, alguien que hable""",
    "benefits": """trámites de ayudas, estampillas de comida, cupones de alimentos,
        subsidio, desempleo, medicaid, seguro social, ayuda del gobierno""",
    "legal": """ayuda legal, abogado, abogada, abogados, asesoría legal, fianza,
        derechos""",
    "money": """dinero, efectivo, renta, alquiler, préstamo, donaciones, donación,
        plata, ayuda económica""",
    "technology": """computadora, laptop, teléfono, celular, tableta, impresora,
        ordenador, radio""",
    "internet": "internet, wifi, señal, hotspot, chip de teléfono",
    "safety": """protección, rescate, rescatistas, bomberos, policía, que me acompañe a
        casa, seguridad""",
    "other": """ayuda, una mano, manos, voluntarios, gente que ayude, apoyo, personas
        fuertes, trabajo, empleo, información, chamba, ayudantes""",
}

PLIGHTS: Mapping[str, str] = {
    "food": """tenemos hambre, tengo hambre, pasamos hambre, con hambre, muriendo de
        hambre, no hemos comido, no he comido, nada que comer, nada de comer, tienen
        hambre, sin comer""",
    "water": """tenemos sed, tengo sed, nada de tomar, nada que beber, tienen sed,
        muriendo de sed""",
    "shelter": """durmiendo en la calle, dormimos en la calle, dormimos afuera,
        durmiendo afuera, no tenemos dónde dormir, no tengo dónde dormir, no tenemos
        dónde quedarnos, no tengo dónde quedarme, perdimos la casa, perdí mi casa,
        perdimos nuestra casa, a la intemperie, bajo la lluvia, duermo en la calle, en
        la calle sin""",
    "warmth": "tenemos frío, tengo mucho frío, tenemos mucho frío, nos congelamos",
    "health": """está herido, está herida, están heridos, hay heridos, está sangrando,
        estoy herido, estoy herida, muy enfermo, muy enferma, está de parto, no puede
        respirar""",
    "safety": """estamos atrapados, estoy atrapado, estoy atrapada, está atrapado, están
        atrapados, bajo los escombros, atrapados en el elevador, atrapado en el
        ascensor""",
    "other": """por favor ayúdennos, ayúdennos por favor, nos pueden ayudar, me pueden
        ayudar, me puede ayudar, alguien me ayuda, alguien me puede ayudar, alguien que
        me ayude, alguien que nos ayude, pueden ayudarnos, pueden ayudarme, me ayudan,
        nos ayudan""",
}

VOCABULARY = Vocabulary(
    code="es",
    names="""español, castellano, Spanish, espagnol, panyòl, espanhol, tiếng Tây Ban
        Nha, Tây Ban Nha, 西班牙语, 西班牙文, الإسبانية, إسباني, es, esp, spa""",
    keywords=KEYWORDS,
    needs="necesidades, pedidos, necesidad, se necesita, peticiones",
    offers="ofertas, ofrecimientos, se ofrece, oferta",
    topics=TOPICS,
    needing="""necesito, necesitamos, necesita, necesitan, necesitaría, necesitaríamos,
        necesitando, se necesita, se necesitan, hace falta, hacen falta, me hace falta,
        nos hace falta, nos hacen falta, me hacen falta, me falta, nos falta, nos
        faltan, me faltan, busco, buscamos, estoy buscando, estamos buscando, ando
        buscando, alguien tiene, alguien tendrá, alguien que tenga, tiene alguien, quién
        tiene, quién tendrá, alguien puede, alguien podría, alguien que pueda, puede
        alguien, podría alguien, quién puede, quién me presta, quién nos presta, alguien
        me presta, me prestan, nos prestan, me pueden prestar, alguien con, dónde puedo
        conseguir, dónde podemos conseguir, dónde consigo, dónde conseguir, dónde
        encuentro, dónde puedo encontrar, dónde podemos encontrar, dónde hay, dónde
        venden, cómo consigo, requerimos, requiero, se requiere, se requieren, urge,
        urgen, me urge, nos urge, precisamos, preciso, ocupo, ocupamos, solicito,
        solicitamos, pedimos, pido, manden, mándennos, mándenme, envíen, envíennos, por
        favor traigan, tráigannos, necesitado de, necesitados de, me regalan, nos
        regalan, me pueden dar, nos pueden dar, me pueden regalar, quisiera conseguir,
        quisiéramos, queremos, alguien que, alguien q, alguien que sepa, alguna persona
        que, algún vecino que, alguien presta, alguien que preste, quién me ayuda a,
        quién me ayuda con, quién cuide, quién sabe de, alguien sabe dónde, alguien me
        puede, alguien nos puede, me puede llevar, me pueden llevar, se solicita, se
        solicitan, se busca, se ocupa, se ocupan, ojalá alguien tenga, hay alguien que,
        hay alguien con, hay quien tenga, tendrán, quién trae, quisiera que alguien,
        quién presta, quién me lleva, quién puede llevar, quién va a, alguien va a,
        alguien me ayuda a, alguien me ayuda con, me ayudan a, me ayudan con, quién me
        ayuda""",
    needed="""se necesita, se necesitan, hace falta, hacen falta, es necesario, es
        necesaria, urge""",
    lacking="""no tenemos, no tengo, no tienen, no hay, ya no hay, sin, estamos sin,
        estoy sin, se nos acabó, se me acabó, se acabó, se nos acabaron, se me acabaron,
        se nos terminó, se me terminó, se terminó, nos quedamos sin, me quedé sin, ya no
        tengo, ya no tenemos, ya no queda, no nos queda, no me queda, no queda, no
        alcanza, carecemos de, falta, faltan, no nos ha llegado, no ha llegado, no hemos
        recibido, no encuentro, no encontramos, no consigo, no conseguimos, poca, nos
        quitaron""",
    pleading="por favor, porfavor, porfa, porfis, pf, x favor, se los agradezco",
    plights=PLIGHTS,
    offering="""ofrezco, ofrecemos, puedo dar, podemos dar, puedo ofrecer, podemos
        ofrecer, puedo compartir, podemos compartir, puedo llevar, podemos llevar, puedo
        prestar, podemos prestar, puedo traer, podemos traer, puedo cuidar, puedo
        cocinar, puedo ayudar con, podemos ayudar con, puedo traducir, puedo arreglar,
        puedo acompañar, puedo regalar, puedo hacer, regalo, regalamos, regalando,
        presto, prestamos, comparto, compartimos, dono, donamos, tengo de sobra, tenemos
        de sobra, tengo extra, tenemos extra, me sobra, me sobran, nos sobra, nos
        sobran, tengo para dar, tenemos para dar, tengo para compartir, tenemos para
        compartir, alguien necesita, si alguien necesita, quién necesita, si necesitan,
        si necesitas, si alguien quiere, quién quiere, vengan por, pasen por, gratis,
        damos, estamos dando, estamos repartiendo, repartimos, tengo carro y, puedo
        pasear, cuido niños, doy clases de, hice de más, me quedan, nos quedan, llevo a,
        puedo llevar a, caben, tengo carro para, vengan por su, pasen por su, enseño,
        reparo, me sobró, nos sobró""",
    offered="""para regalar, para compartir, de sobra, disponible, disponibles, gratis,
        para quien necesite, para quien lo necesite, para quien la necesite, a quien
        necesite, a quien lo necesite, si alguien necesita, si alguien lo necesita, por
        si alguien necesita, por si necesitan, para el que necesite, para quien quiera,
        si necesitan, de regalo, que sobran""",
    idle="""necesito que, necesito saber, necesito ir a dormir, necesito dormir,
        necesito descansar, necesito decir, necesito salir, necesito hablar, busco a, no
        hay problema, no hay de qué, sin problema, sin problemas, sin duda, sin embargo,
        sin luz, no tengo idea, quiero decir, queremos decir, alguien sabe si, alguien
        sabe, hace falta que, queremos agradecer, manden un mensaje, sin falta, sin
        novedad""",
    voiding="""no, ya no, nunca, tú, usted, ustedes, ellos, si, lo que, todo lo que,
        qué, cuando, nadie, ninguno, los que, quien, quienes""",
    chat="""jaja, jajaja, jajajaja, lol, jeje, es broma, ya hay, ya volvió, volvió la,
        volvió el, ya regresó, regresó la, ya llegó, llegó la, llegó el, ya llegaron, ya
        tenemos, ya tengo, una cerveza, unas cervezas, un café, cafecito, vacaciones,
        buenos días, buenas noches, gracias por, gracias a, agradezco, agradecemos, el
        partido, la película, la novela, canción, feliz cumpleaños, felicidades, hasta
        mañana, hasta luego, nos vemos, el clima, pronóstico, se vende, vendo, chiste,
        sos un, sos una, sos muy, sos el, sos la, sos lo, a dormir, a la cama, ya no
        hace falta, no hace falta, mañana hay, tarea""",
    numbers="""un/una/uno, dos, tres, cuatro, cinco, seis, siete, ocho, nueve, diez,
        once, doce/docena/una docena""",
    counting="""para, para los, para las, para unos, somos, x, familia de, grupo de,
        por, seremos, estamos""",
    counted="""personas, persona, adultos, niños, niñas, familias, hombres, mujeres,
        bebés, ancianos, gentes, piezas, integrantes, abuelitos, vecinos""",
    uncounted="""días, día, horas, hora, h, hrs, minutos, min, semanas, semana, meses,
        mes, años, año, pm, am, piso, km, cuadras, metros, veces, de la tarde, de la
        mañana, de la noche, grados, por ciento, º, er, do""",
    places="""piso, apto, apartamento, depto, departamento, cuarto, número, núm, no, a
        las, desde las, hasta las, edad, de, edificio, casa, puerta, calle, carrera,
        avenida, colonia, zona, torre, bloque, talla, tel, teléfono, en, nivel, manzana,
        lote, ruta, kilómetro""",
    fillers="""por favor, porfavor, porfa, porfis, pf, hola, buenas, buenos días, buenas
        tardes, buenas noches, gracias, muchas gracias, saludos, el, la, los, las, de,
        de la, del, para mí, para nosotros, urgente, ahora, ya, me, todo, todos, todas,
        oye, oigan, vecinos, amigos, señores, el número, a""",
    common="""y, es, son, mi, mis, nuestro, nuestra, con, en, al, que, se, nos, le, les,
        lo, un, una, hay, está, están, estoy, estamos, muy, pero, porque, como, cómo,
        dónde, quién, alguien, nada, hoy, mañana, aquí, allá, desde, tengo, tenemos,
        tiene, tienen, puede, pueden, fue, era, su, sus, también, si, cuando, o""",
)
