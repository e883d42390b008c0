"""Who is named in a text: each word gets a class of one letter, and patterns read the classes.

« Une conseillère, Julie Bernard, suit » reads « lR,FFw », where a role beside a first name and a
surname names somebody. A first name alone proves nothing: many are words, places, or the names of
houses (« la résidence Jean Moulin » reads « lHFU », and a house takes the name that follows it).
The tables and patterns here are data: the form reads the same ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from catalogue.text.letters import bare

_FAR: Final = "".join(
    letter
    for code in (*range(0x100, 0x250), *range(0x1E00, 0x1F00))
    if (letter := chr(code)).isupper()
)
"""The capitals of other languages: Ł, Ş, Đ."""
_UPPER: Final = f"A-ZÀ-ÖØ-Þ{_FAR}"
# The last two: letters set high, as in « Mᵐᵉ ».
_LETTER: Final = f"{_UPPER}a-zß-öø-ÿ\u0100-\u024f\u1e00-\u1eff\u02b0-\u02b8\u1d2c-\u1d6a"
_NEW: Final = f"(?<![{_LETTER}0-9])"
TOKEN: Final = (
    # M.  J.-P.  M.Dubreucq
    f"[{_UPPER}][.](?:[-\u2011]?[{_UPPER}][.])*(?![{_LETTER}](?![{_LETTER}])|[a-zß-öø-ÿ])"
    f"|{_NEW}(?:MM|Mr|Mrs|Ms|Mme|Mlle|Me|Dr|Pr|Ph|Chr|Ch|Fr|Th)[.]"
    f"|{_NEW}(?<![0-9][ \u00a0])m[.](?=[ \u00a0][{_LETTER}])"
    # O’Dwyran  N’Diaye  Mme L’Hostis
    f"|{_NEW}(?:[Oo][’'](?=[{_LETTER}])|[NMKT][’'](?=[{_UPPER}])|(?:(?<=M[.] )|(?<=Mme ))L[’'])"
    f"[{_LETTER}]+(?:[-\u2011][{_LETTER}]+)*"
    f"|[{_LETTER}]+(?:[-\u2011][{_LETTER}]+)*[’']?"
    "|[0-9]+"
    f"|[^ \t\u00a0\u202f{_LETTER}0-9]"
)
"""A word with its hyphens, an elided one with its apostrophe, initials, a number, or one sign."""

CLASSES: Final[dict[str, str]] = {
    # A civility; « N »: shortened; « m »: only in a capital letter and before a name.
    "M": """
        monsieur messieurs madame mesdames mademoiselle docteur docteure professeur
        professeure
    """,
    "N": "m. mm. mr mr. mrs mrs. ms ms. miss mme mme. mmes mlle mlle. mlles dr dr.",
    "m": "m me me. mtre maitre pr pr.",
    # « Mes Roustan et Belhaj »: of two names alone, for it is a common word.
    "n": "mes",
    # What a person is or does, and an organisation is not.
    "R": """
        charge chargee directeur directrice sous-directeur sous-directrice responsable
        conseiller conseillere travailleur travailleuse assistant assistante referent
        referente educateur educatrice coordinateur coordinatrice coordonnateur
        coordonnatrice chef cheffe psychologue psychiatre gardien gardienne concierge
        mediateur mediatrice animateur animatrice intervenant intervenante president
        presidente vice-president vice-presidente locataire beneficiaire benevole juriste
        avocat avocate huissier notaire infirmier infirmiere medecin interlocuteur
        interlocutrice maire adjoint adjointe elu elue depute deputee prefet prefete
        secretaire delegue deleguee habitant habitante resident residente voisin voisine
        technicien technicienne formateur formatrice stagiaire
        collegue salarie salariee sociologue architecte chercheur
        chercheuse consultant consultante tuteur tutrice curateur curatrice
        aidant aidante accompagnateur accompagnatrice accueillant accueillante comptable
        evaluateur evaluatrice redacteur redactrice auteur autrice temoin policier
        policiere commissaire juge pere mere fils fille soeur frere oncle tante cousin
        cousine mari conjoint conjointe compagnon compagne veuf veuve ami amie hote
        hotesse etudiant etudiante retraite retraitee usager usagere patient patiente
        occupant occupante colocataire sous-locataire pair paire sage-femme ergotherapeute
        kinesitherapeute agent agente ambassadeur ambassadrice interprete traducteur
        traductrice conciliateur conciliatrice veilleur veilleuse surveillant surveillante
        moniteur monitrice enseignant enseignante instituteur institutrice auxiliaire
        orthophoniste osteopathe addictologue pediatre generaliste dentiste pharmacien
        pharmacienne aide-soignant aide-soignante cesf tisf sous-prefet sous-prefete
        senateur senatrice conseiller-ere tresorier tresoriere administrateur
        administratrice parrain marraine inspecteur inspectrice enqueteur enquetrice
        photographe artisan ouvrier ouvriere compagnonne religieuse religieux pretre
        pasteur aumonier grand-mere grand-pere grand-tante grand-oncle beau-frere
        maitresse belle-soeur beau-pere belle-mere beau-fils belle-fille neveu niece petit-fils
        petite-fille maman papa mamie papi epouse ex-mari ex-femme ex-compagnon
        ex-conjoint fiance fiancee copain copine camarade ainee aine cadet cadette
        manager worker coordinator nurse caretaker psychologist counsellor
    """,
    # What a body can be as well.
    "Q": "gestionnaire proprietaire mandataire fondateur fondatrice pilote",
    # What tells a role more closely, between it and the name.
    "r": """
        mission missions projet projets service agence immeuble equipe secteur site social
        sociale specialise specialisee principal principale unique general generale
        adjoint adjointe technique clientele proximite insertion familial familiale
        clinicien clinicienne pair logement gestion communication territorial territoriale
        local locale isole isolee
    """,
    # What a family is called by.
    "K": "famille familles epoux epouse consorts",
    "i": "couple menage menages freres soeurs enfants",
    # What leads to somebody, and right away to a name.
    "A": """
        contact contacter contactez appeler appelez joindre joignez ecrire ecrivez
        adresser adressez adresse aupres demander demandez appelle appelait appelee
        rencontrer remercier remercions prenomme prenommee nomme nommee surnomme surnommee
        prevenir solliciter sollicitez temoignage portrait interview photo propos merci
        voir signe signature redaction visa relecture correspondant correspondante
    """,
    # What somebody did for somebody: « suivi par ».
    "a": """
        suivi suivie suivis suivies assuré assurée assurés accompagné accompagnée
        accompagnés animé animée animés reçu reçue accueilli accueillie rencontré
        rencontrée aidé aidée écrit rédigé rédigée recueilli recueillis coordonné
        coordonnée présenté présentée formé formée visité visitée validé validée conseillé
        conseillée
    """,
    # What takes somebody's name: a street, a house, a body, a law; and who gives it.
    "H": """
        ministre ministres rue rues avenue boulevard bd place placette allee impasse quai
        square chemin route passage cours esplanade faubourg pont parc jardin stade
        gymnase piscine salle salles theatre cinema station arret gare metro tramway tram
        residence residences foyer foyers ecole ecoles college lycee creche maternelle
        universite institut bibliotheque mediatheque centre centres hopital clinique ehpad
        maison maisons cite cites quartier quartiers espace espaces fondation association
        associations federation union comite club cercle amicale mutuelle cooperative
        entreprise societe groupe groupement cabinet agence antenne pole pension pensions
        villa immeuble batiment tour bloc secteur ilot zac lotissement hameau domaine
        chateau operation projet projets programme programmes dispositif dispositifs plan
        loi lois decret methode prix fonds bourse pavillon unite service services
        groupe-scolaire chapelle eglise abbaye couvent paroisse auberge hotel ferme
        caserne camp port promenade mail parvis rond-point carrefour saint sainte st ste
        abbe pere general marechal commandant capitaine lieutenant colonel amiral cardinal
        pape reine roi prince princesse comte duc marquis amphitheatre local locaux site
        structure compagnie reseau collectif mouvement oeuvre oeuvres entraide ordre
        rapport edition editions restaurant boutique epicerie librairie cafe galerie musee
        halle marche fort accueil appartements logement logements habitat bailleur
        immeubles batiments lieu
    """,
    # Particles and articles; « l »: those that no name holds.
    "d": "de du d’ la le",
    "D": "el al ben bin ibn van von der den da di do dos del della ait ould",
    "l": "des l’ aux au",
    "z": "les",
    "e": "et ou ainsi puis",
    # Before a name as before anybody's.
    "p": """
        par à pour comme que qu’ dont sur entre quand lorsque si ici aussi avant depuis en
        dans qui
    """,
    # What leads to people more than to places.
    "c": "avec selon sans apres grace",
    "x": "chez",
    # What leads to a child.
    "t": "petit petite jeune bebe",
    # A thing that letters tell apart: « bâtiment B », « annexe A ».
    "k": """
        lot type plan cas annexe annexes categorie categories classe escalier porte hall
        entree cage niveau etage option scenario phase modele vitamine vitamines hepatite
        article articles art point partie figure tableau formulaire permis formule variante
        zone zones aile parcelle alinea ligne
    """,
    # What begins a sentence and is nobody.
    "j": """
        un une ce cet cette ces chaque tout toute tous toutes il ils elle elles nous vous
        on je tu deux trois quatre cinq six sept huit neuf dix plusieurs certains certaines
        aucun aucune mais car donc or ni lors puisque parce afin vers malgre pendant durant
        des jusqu’ contre sous hors outre enfin ensuite alors ainsi cependant toutefois
        pourtant aujourd’hui hier demain desormais souvent parfois toujours jamais ici la-bas
        voici voila plus moins tres bien mieux seul seule seuls seules autre autres meme
        quel quelle quels quelles lequel celui celle ceux celles lui eux mon ma ton ta c’ j’
        t’ quoi comment pourquoi combien ou selon voir vu
    """,
    "s": "sa son ses leur leurs notre nos votre vos",
    # What only people do.
    "v": """
        dit raconte temoigne explique vit habite souffre souligne precise estime resume
        ajoute confie regrette intervient coordonne anime travaille s’occupe occupe tient
        recoit rencontre repond dirige preside chapeaute pilote suit assure passe visite
        conseille ecoute rappelle indique decrit imagine rejoint quitte dort eleve attend
        demande appelle remercie conclut poursuit se garde joue pleure espere craint
        arrive
    """,
    "h": "a avait s’ ne n’ m’ y",
    "b": "est is was etait sera doit peut veut va fait me nous lui",
    # The same of several.
    "o": """
        ont avaient auront sont etaient seront vivent habitent occupent vivaient habitaient
        occupaient quittent doivent peuvent veulent attendent demandent recoivent
    """,
    # After an age.
    "y": "ans age agee ages mois",
}
"""Class → the words that have it, in lower case and without accents."""
CLASSES["T"] = " ".join(f"{role}s" for role in CLASSES["R"].split())
CAPITAL_ONLY: Final = "mnj"
SMALL_ONLY: Final = "t"
NOT_SHOUTED: Final = "i"
"""The classes of words with a capital alone, without one, and not all in capitals."""
LONG: Final = 5
"""From so many letters on, a word in capitals may be a name more than an acronym."""
MOST_INITIALS: Final = 2
"""How many initials somebody has, where no hyphen ties them."""
SIGNS: Final = {sign: sign for sign in "«»\",:;().–—-\n"} | {
    "“": "«", "”": "»", "…": ".", "!": ".", "?": ".",
}  # fmt: skip
"""The signs that count, and what others of them are read as; all the rest is « # »."""
BODIES: Final = """
    promotion construction constructions architectes consulting assurances transports habitat
    habitats habitation habitations logement logements logis immobilier immobiliere amitie
    solidarite solidarites insertion residence residences services service accueil emploi sante
    avenir espoir espoirs relais toit toits social sociale sociaux secours action aide nationale
    national metropole agglomeration region ville mairie nord sud est ouest centre familles
    rurales gouvernantes gouvernees solidaires energie energies bricolage tout propre humanisme
    partage jeunesse jeunes jeune enfance travail formation culture sports loisirs developpement
    departement conseil caisse caf office public hlm opac terre asile victimes france paris
    europe monde plus bis ensemble bien proximite patrimoine renovation active actif
    services-plus domicile ile union hopital cooperation bleu bleue vert verte rouge angulaire
    chrs ehpad ccas cias udaf siao msa ars fjt cada huda cph cmp cmpp esat ash pdalhpd fsl aslld
    avdl iml mous dalo daho ddets ddtm drihl oph esh usap rsa aah apl asll sdf sem ulis pmi ase
    spip pjj cra chu ch cap bts ccapex adil anah fnavdl dihal ush usham republique etat emmaus
    adoma soliha coallia vilogia batigere logirem erilia alfi croix-rouge samu restos adef
    aralis alynea habitat-et-humanisme amli ape icf rivp seqens clesence plurial valophis
    podeliha domofrance gironde mission premiere deuxieme troisieme francais francaise syrien
    syrienne ukrainien ukrainienne afghan afghane rom roms europeen europeenne lundi mardi
    mercredi jeudi vendredi samedi dimanche janvier fevrier mars avril mai juin juillet aout
    septembre octobre novembre decembre may april june august
    covid paques ramadan internet facebook instagram asalee
    gestion locative maitrise ouvrage relation relations clientele juridique financiere
    technique securite grande hauts haute basse val vallee pays cote coeur terres ateliers
    atelier compagnons apprentis gens bailleurs lyon marseille toulouse nantes lille bordeaux
    rennes grenoble strasbourg montpellier nice rouen reims brest dijon angers nimes metz nancy
    caen orleans amiens limoges besancon perpignan prahda dreets drieets samsah savs caarud
    csapa spada anru ademe insee ansa unafo fapil fas uncllaj cllaj ccapd empp clsm cpam carsat
    cnav cnaf dgcs anct epci scot plh pdls pdh crhh cal lhss act gla pdf ehpa marpa fnars fnap
    plai pls pli hlms vefa zac directeurs territoires tripartite pole poles digne ain aisne
    allier ardeche ardennes ariege aveyron calvados cantal charente charente-maritime cher
    correze corse creuse dordogne doubs drome essonne eure eure-et-loir finistere gard gers
    herault isere jura landes loiret lozere manche marne mayenne meurthe-et-moselle meuse
    morbihan moselle nievre oise orne sarthe savoie somme tarn tarn-et-garonne var vaucluse
    vendee vienne vosges yonne yvelines bretagne normandie occitanie guadeloupe martinique
    guyane mayotte alsace picardie aquitaine auvergne auvergne-rhone-alpes bourgogne
    bourgogne-franche-comte nouvelle-aquitaine provence franche-comte rhone lot-et-garonne
    val-d’oise ile-de-france deux-sevres territoire recouvrement contentieux attribution
    attributions exploitation communication innovation qualite travaux maintenance commercial
    commerciale finances precarite vulnerabilites handicap vieillissement mobilite peuplement
    cohesion tranquillite mediation prevention accompagnement parcours hebergement integration
    citoyennete senior seniors parentalite urbanisme amenagement renouvellement urbain urbaine
    urbains vente ventes copropriete mentale psychiatrie addictologie budget repartition
    gestionnaire indigne jeunesses adjointe rapport source annexe convention commission comite
    charte guide
"""
"""Words of organisations' names, class « O » with a capital: nobody's surname."""
WEAK: Final = """
    alma alpha ambre amel ange ariane aube aurore barbe blanche brune cannelle cerise chretien
    christ clair colombe constant corneille cristal dahlia diane elia emeraude eros felicite
    fidele fleur flore fortune garance grace helios hestia iris jacinthe jade janvier jasmin
    lila lilas lorraine lourdes luna lys maia marin marine matisse melia melisse melusine
    merlin milan mirabelle modeste muguette myrtille nancy narcisse neige olive olympe ondine
    opale orion oscar paquerette perle phoenix placide privat prudence prune reine rosaire
    rose rubis urbain vanille vercors victoire vital voltaire
"""
"""First names that are words, places or names of houses as often: alone, they name nobody."""
_BORNE: Final = """
    abbe pierre|ada lovelace|adele de glaubitz|albert camus|albert londres|albert schweitzer
    albert thomas|albert trott|alexandre dumas|alexis danan|alfred de musset|ambroise croizat
    ambroise pare|anatole france|andre malraux|andre maurois|andre philip|anne frank
    anne morgan|anne-marie javouhey|antoine de saint|antoine de saint-exupery|aristide briand
    arthur rimbaud|auguste delaune|auguste renoir|bernard palissy|blaise pascal
    camille claudel|catherine segurane|charles de gaulle|charles gounod|charles peguy
    charles perrault|claire amitie|claude bernard|claude debussy|claude erignac|claude levi
    claude monet|coco chanel|colette besson|daniel balavoine|danielle casanova
    danielle mitterrand|denis diderot|don bosco|edith piaf|edmond michelet|edmond rostand
    edouard herriot|edouard vaillant|emile zola|emmanuel levinas|emmanuel mounier|eric tabarly
    etienne dolet|eugene varlin|federico garcia|felix faure|ferdinand buisson|fernand leger
    francis poulenc|francois mitterrand|francois rabelais|francois villon|francoise dolto
    frantz fanon|frederic chopin|frederic mistral|frederic ozanam|frederic sevene|frida kahlo
    gabriel faure|gabriel peri|gabriel rosset|gaston monmousseau|george sand|georges bizet
    georges boissel|georges brassens|georges clemenceau|georges hourdin|georges pompidou
    germaine tillion|gisele halimi|gustave courbet|gustave eiffel|gustave flaubert|guy mocquet
    guy moquet|hannah arendt|hector berlioz|helen keller|helene boucher|henri barbusse
    henri dunant|henri grouès|henri matisse|henri wallon|henry dunant|honore de balzac
    irene joliot|irene joliot-curie|isaac newton|jacques brel|jacques cartier|jacques chirac
    jacques duclos|jacques prevert|jean bart|jean bodin|jean bosco|jean cotxet
    jean de la fontaine|jean ferrat|jean gosset|jean jaures|jean mace|jean mermoz|jean monnet
    jean moulin|jean racine|jean rodhain|jean rostand|jean vanier|jean vilar|jean zay
    jean-jacques rousseau|jean-jaures|jean-moulin|jean-paul sartre|jeanne antide|jeanne d arc
    jeanne d’arc|jeanne garnier|jeanne jugan|jesse owens|joliot curie|joseph wresinski
    josephine baker|jules ferry|jules guesde|jules michelet|jules vallès|jules verne
    julienne javel|karl marx|leo ferre|leo lagrange|leon blum|leon gambetta|leon jouhaux
    leonard de vinci|louis aragon|louis armand|louis blanc|louis bleriot|louis braille
    louis lareng|louis loucheur|louis pasteur|louis pergaud|louise de marillac|louise labe
    louise michel|louise weiss|lucie aubrac|ludwig van beethoven|marc bloch|marc chagall
    marcel cachin|marcel callo|marcel cerdan|marcel pagnol|marcel paul|marcel proust
    marcel sembat|marguerite duras|marguerite sinclair|marguerite yourcenar|maria casares
    maria montessori|marie curie|marie galante|marie louise|marie noel|marie rivier
    marie stuart|marie-curie|marie-jose perec|marie-louise|marie-therese|marthe robin
    martin luther|martin luther king|maurice ravel|maurice thorez|max dormoy|max jacob
    mere teresa|michel ange|michel de montaigne|missak manouchian|nelson mandela
    nicolas de condorcet|nicolas hulot|nina simone|noel paindavoine|olga spitzer
    olympe de gouges|pablo neruda|pablo picasso|paul bert|paul cezanne|paul doumer|paul eluard
    paul lafargue|paul langevin|paul vaillant|paul valery|paul verlaine|pauline kergomard
    pere joseph|philippe pinel|pierre bourdieu|pierre brossolette|pierre curie
    pierre de coubertin|pierre de ronsard|pierre loti|pierre mendes|pierre mendes france
    pierre rabhi|pierre semard|pierre valdo|rabindranath tagore|raoul follereau|raymond aron
    raymond aubrac|rene cassin|rene char|rene clair|rene coty|rene descartes|rene goscinny
    robert badinter|robert debre|robert desnos|robert doisneau|robert monnier|robert schuman
    roger salengro|romain rolland|rosa luxemburg|rosa parks|saint vincent|salvador allende
    samuel beckett|samuel paty|simon bolivar|simon de cyrene|simone de beauvoir
    simone signoret|simone veil|simone weil|sophie germain|suzanne lenglen|suzanne michaux
    sylvain floirat|theodore monod|thomas edison|tony garnier|toussaint louverture|victor hugo
    victor jara|victor schoelcher|vincent auriol|vincent de paul|vincent van gogh
    virginia woolf|voltaire|waldeck rousseau|waldeck-rousseau|wangari maathai
    winston churchill|youri gagarine|yves farge|yves montand
"""
HONOURED: Final = frozenset(bare(n).replace("-", " ").strip() for n in re.split("[|\n]", _BORNE))
"""Names that houses and bodies bear, and that a text may say without naming anybody near."""

_U, _C, _P, _R, _M = "[UY]", "[CE]", "[pcx]", "[QR]", "[MN]"
_LAST = "[UYCEFGS]"
_OF = "d?[dD]?"
_ALONE = "(?![OFGUYCES])"
_FULL = f"F[FG]*I?{_OF}{_LAST}+{_ALONE}"
_SHOUTED = "S[CES]+"
_ANY = f"(?:(?:[FG]+I?|I){_OF}{_LAST}+|{_SHOUTED})"
_PAIR = f"{_U}[UYFG]{{1,2}}"
"""Two or three capitalised words that no list knows: somebody only beside a role."""
_FREE = "(?:^|[pcxe,;:(.\n])"
"""The start of a clause, or what leads to somebody."""
_NOUN = "wkitHCEOUYXMNmFGIr_"
"""What a name that follows may complete, and then names no person."""
BLANKS: Final = (
    # What letters tell apart: « bâtiment B », « annexes A et B ».
    "[kH][IX](?:[e,][IX](?![UYF]))*",
    # A house, a street or a body, and those listed after it; an acronym right before a name.
    f'(?:H[Or]?[dlzp]{{0,2}}|(?:{_C}|O)(?=[«"]?[FGS]{_LAST}))[«"]?(?:[MmNRQHKO]d?)*[FGIUYCEXS]+'
    f'(?:{_OF}{_LAST}+)*[»"]?(?:[,e][«"]?{_FULL}[»"]?)*',
    # A quoted name and nothing else.
    f'[«"](?:F|G)[FGUYCE]*{_OF}{_LAST}*[»"]',
)
"""What is named after somebody: struck out before anything is looked for."""
PATTERNS: Final = (
    # Mme Durand · M. et Mme de Kervelec · M DUPONT · Mme Fatima B. · Mme D. · Me P. N.
    f"({_M}(?:e{_M})?{_OF}(?:[FGIS]+{_OF})?{_LAST}+|{_M}(?:FI|I{{1,2}})"
    "|m[FGI]*[UYCEFG]|m(?:FI|I{1,2}))",
    # Mes Roustan et Belhaj
    f'(?:^|[^«"])(n[FGI]*{_LAST}+e[FGI]*{_LAST}+)',
    # La famille Benali · les époux Martin · les enfants Da Silva
    f"[Ki](D*{_LAST}+|I)",
    # Les Kowalski ont · chez les Amranouche
    f"z([UCES])(?=[oO]|h)|xz(D?[UYEFS]+){_ALONE}",
    # La conseillère Julie Bernard · une coordinatrice, Julie Bernard · le gardien, Paul,
    f"{_R}(?:d?r){{0,3}}[:,(]?({_ANY}|F(?:I|{_ALONE})|{_C}F{_ALONE})",
    # L’assistante sociale de secteur Pasquereau · l’infirmière Bui Kim Luong
    f"{_R}(?:d?r){{0,3}}(D?{_U}){_ALONE}",
    f"R(?:d?r){{0,3}}({_PAIR}|FO{_U}){_ALONE}",
    f"{_R}[dpcxwrlzvasOHtk]{{0,6}}[:,(]({_FULL}|FI|II|F(?=[,)])|{_SHOUTED})",
    f"R(?:d?r){{0,3}}[:,(]({_PAIR})(?=[,.)\n]|$)",
    f"R(?:d?r){{0,3}},({_U})(?=,)",
    # Fatima Benali (référente sociale) · P. N., directrice de · Amina, locataire · DURAND Julie,
    f"({_ANY}|FI|II|{_C}F|F|G)[,(–—-][dlzs]{{0,2}}w?{_R}",
    # Witold Przybysz, gardien · avec Wisly, bénévole · Aurore et Karim, nos deux gardiens
    f"(?:^|[^{_NOUN}Kl])({_PAIR})[,(]w?R|c({_U}|{_PAIR})[,(][d]?w?R|([FG]e[FG])[,(][szdw]{{1,3}}r?T",
    # Contact : Sophie Marchand · S’adresser à Karima · suivi assuré par J. Morel
    f"A[dlzpcxrsb]{{0,3}}:?({_M}?{_FULL}|I{_LAST}+|FI|F{_ALONE}|{_C}F{_ALONE})",
    f"a{_P}({_FULL}|I{_LAST}+|FI|II|F{_ALONE})",
    # Grâce à Nadège · sans Fatoumata : what comes after shows that it is no place of several
    "cp?(F)(?=[,.)»\nhvbo(]|$)(?!,[OUY]+[,e])",
    # La petite Lina · sa jeune cousine is a role
    f"t(F{_LAST}*|FI)",
    # Anywhere that no noun comes before: « selon Sophie Morel », « le bail de Karim Haddad »
    f'(?:^|[^{_NOUN}«"l])({_FULL}|FI)',
    f'«({_FULL})(?![»"])',
    # T. Nguyen-Phat · É. Le Goasduff
    f"[^.\n;:«](I{_LAST}+)|(?:^|[.\n;:«])(I{_LAST}+)(?=[vhbo,)])|(I{_LAST}{{2}})",
    f"(?:^|[^ldz])(Id{_LAST}+)",
    # All in capitals, at the end of a line: « Pilote : MARC LHERBIER »
    f":({_SHOUTED})(?=[.\n]|$)",
    # Nadia, 34 ans · Nadia et ses enfants · Anne-Sophie et Youssef · Nadia raconte
    "(F|FI|II)(?:[,(]y?p?d?0y|es)",
    # L’accompagnement de Bakary a duré
    "[wKi]d(F)(?=h)",
    f"{_FREE}(FeF){_ALONE}",
    f"{_FREE}(?:(FI|II)[vhb]|(G?F)[vh])",
    f"{_FREE}(G{_LAST}+)v",
    # DURAND Julie, alone in a text or before what is said of her
    f"(?:^|[.;\n])({_C}F)(?=[:,.)\n;vh]|$)|[:,](EF)(?=[,.)\n]|$)",
    # monsieur traore a eu les clés · mme haddouche · suivi par helene marchadier
    f"(?:^|[^wktlzsRQ])({_M}f?w)(?=[hvbo,.])|(?:^|[.;\n])(Nf?w)",
    "(?:^|[pcxAa:,R])(f[fw])",
)
"""Where people are named; the group holds the name. The first pattern that finds is told."""
WORD: Final = f"^[{_LETTER}]"
CAPITAL: Final = f"^[{_UPPER}]"
INITIALS: Final = f"^(?:[{_UPPER}][.](?:[-\u2011]?[{_UPPER}][.])*|(?:Ph|Chr|Ch|Fr|Th)[.])$"

PLACE: Final = (
    "^(?:hauts?|hautes?|ile|cotes?|nord|sud|est|ouest|grand|val|loire|seine|indre|maine|puy|alpes"
    "|pyrenees|outre|mi)-|-(?:de|du|des|d|d’[a-z]+|sur|sous|en|la|les|aux|lez|et)-"
)
"""What places alone are called, in lower case and without accents."""

_find_tokens = re.compile(TOKEN).finditer
_is_place = re.compile(PLACE).search
_is_initials, _is_word, _is_capital = (re.compile(p).match for p in (INITIALS, WORD, CAPITAL))
_blanks = [re.compile(pattern) for pattern in BLANKS]
_patterns = [re.compile(pattern) for pattern in PATTERNS]
_weak = frozenset(WEAK.split())
_bodies = frozenset(BODIES.split())


@cache
def first_names() -> Mapping[str, str]:
    """Return the first names of the list, in lower case and without accents, each with its mark.

    « * » marks those that are common words too: in lower case they name nobody.
    """
    text = files(__package__).joinpath("first-names.txt").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    listed = (name for line in lines for name in line.split())
    return {name.rstrip("*"): name[len(name.rstrip("*")) :] for name in listed}


@cache
def word_classes() -> dict[str, str]:
    """Return the class of each word of the tables, the first class that lists it."""
    return {word: kind for kind, words in reversed(CLASSES.items()) for word in words.split()}


@lru_cache(maxsize=8192)
def class_of(token: str) -> str:
    """Return the class of a word, a number or a sign."""
    if not _is_word(token):
        return "0" if "0" <= token[0] <= "9" else SIGNS.get(token, "#")
    as_written = token.replace("'", "’").replace("\u2011", "-")
    low = bare(as_written)
    classes = word_classes()
    # « à » leads to somebody, « a » says what somebody did: the only word that its accent changes.
    known = classes.get(as_written.lower()) or classes.get(low, "")
    if not _is_capital(token):
        if not known and _is_name(low):
            return "f"
        return known if known and known not in CAPITAL_ONLY else "w"
    if known and known in (SMALL_ONLY + NOT_SHOUTED if token == token.upper() else SMALL_ONLY):
        known = ""
    if known != "H" and (low in _bodies or _is_place(low)):
        return "O"
    return known or _class_of_name(as_written, low)


def _is_name(low: str) -> bool:
    """Tell whether a word in lower case is a first name, and nothing else."""
    names = first_names()
    parts = low.split("-")
    if len(parts) > 1:
        return all(part in names for part in parts)
    return low not in _weak and names.get(low) == ""


def _class_of_name(token: str, low: str) -> str:
    if _is_initials(token):
        # More than two that no hyphen ties are a body's: « O.P.H. »
        return "O" if token.count(".") > MOST_INITIALS and "-" not in low else "I"
    if token.endswith("’") or len(token) == 1:
        return "X" if len(token) == 1 else "l"
    if low in _weak:
        return "G"
    shouted = token == token.upper()
    if all(part in first_names() for part in low.split("-")):
        return "S" if shouted else "F"
    if shouted:
        return "C" if len(token) < LONG else "E"
    # The plural of a thing: « les Glycines ».
    return "Y" if low[-1] in "sx" else "U"


def names_in(text: str) -> Iterator[str]:
    """Yield the names of people that a text holds, pattern by pattern; a name may come twice."""
    found = [*_find_tokens(text)]
    classes = "".join([class_of(token[0]) for token in found])
    for blank in _blanks:
        classes = blank.sub(lambda match: "_" * len(match[0]), classes)
    for pattern in _patterns:
        for match in pattern.finditer(classes):
            start, end = match.span(match.lastindex or 0)
            name = text[found[start].start() : found[end - 1].end()]
            if bare(name).replace("-", " ") not in HONOURED:
                yield name
