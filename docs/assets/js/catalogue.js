/* The catalogue page: reads the state in the address, shows it, and writes what changes. */

import { ecrire, lire } from './adresse.js';
import { avec, comptes, compter, depuisPositions, preparer, ranger, resultat, sans } from './facettes.js';
import { allerA, initiatives } from './dom.js';
import { installerFiltres } from './filtres.js';
import { montrerActifs, montrerAilleurs, montrerMessages, montrerVide } from './messages.js';
import { lexique } from './requete.js';
import { installerResultats } from './resultats.js';
import { chercheur } from './texte.js';

const PAUSE_DE_FRAPPE = 200;

const racine = document.getElementById('catalogue');
const champ = racine.querySelector('#q');
const tri = racine.querySelector('#tri');
const trouver = (id) => racine.querySelector(`#${id}`);
const donnees = new URL(racine.dataset.donnees, location.href);

/** @returns {Promise<object>} a data file of the site */
async function lireJson(nom) {
  const reponse = await fetch(new URL(nom, donnees));
  if (!reponse.ok) throw new Error(`${nom} : ${reponse.status}`);
  return reponse.json();
}

let titresLus = null;
const lireTitres = () => { titresLus ??= lireJson('titres.json'); return titresLus; };
// An address that asks for something will need the titles as soon as the facets.
if (location.search) lireTitres().catch(() => { titresLus = null; });

/** Everything the page knows once its data are read. */
class Page {
  constructor(catalogue) {
    this.catalogue = catalogue;
    this.parametres = catalogue.facettes.map((f) => f.parametre);
    this.connus = new Map(catalogue.facettes.map((f) => [f.parametre, new Set(f.parId.keys())]));
    this.chercher = chercheur(lireTitres);
    this.montrerResultats = installerResultats(racine, donnees, catalogue.lot, lireTitres);
    this.montrerFiltres = installerFiltres(racine, catalogue, (...choix) => this.choisir(...choix));
    this.texte = null;
    this.lexique = [];
    this.tour = 0;
    this.frappe = false;
  }

  /** @returns {string} the query of a state */
  adresse = (etat) => ecrire(etat, this.parametres);

  /** Takes the state from the address, without writing it back. */
  suivreAdresse() {
    const { etat, inconnus } = lire(location.search, this.connus);
    champ.value = etat.q;
    return this.afficher(etat, inconnus);
  }

  /** Goes to a state: a new entry of the history, except while a text is being typed. */
  aller(etat, { remplacer = false } = {}) {
    const adresse = this.adresse(etat) || location.pathname;
    if (remplacer) history.replaceState(null, '', adresse);
    else history.pushState(null, '', adresse);
    return this.afficher(etat);
  }

  /** A box was checked or unchecked. */
  choisir(parametre, id, coche) {
    const choix = (coche ? avec : sans)(this.etat.choix, parametre, id);
    this.frappe = false;
    this.aller({ ...this.etat, choix, page: 1 });
  }

  /** The text changed; what is typed in one go makes one entry of the history. */
  ecrireTexte(q) {
    if (q === this.etat.q) return;
    const pertinence = q ? this.etat.tri : this.etat.tri.replace('pertinence', '');
    this.aller({ ...this.etat, q, tri: pertinence, page: 1 }, { remplacer: this.frappe });
    this.frappe = true;
  }

  /** Reads the answer to the words of a state, when they are new. */
  async lireTexte(q) {
    if (!q) return null;
    if (this.texte?.q === q) return this.texte;
    const [reponse, titres] = await Promise.all([this.chercher(q), lireTitres()]);
    if (!this.lexique.length) this.lexique = lexique(this.catalogue.facettes, titres.titres);
    return { q, ...reponse, bits: depuisPositions(reponse.fiches, this.catalogue.n) };
  }

  /** @returns {Iterable<number>} all records in the order asked */
  ordre(etat) {
    const { ordres, n } = this.catalogue;
    const choisi = etat.tri || (this.texte ? 'pertinence' : 'titre');
    if (choisi === 'pertinence' && this.texte) return this.texte.fiches;
    return ordres[choisi] ?? Array.from({ length: n }, (_, i) => i);
  }

  /** Shows a state: words first when there are some, then everything at once. */
  async afficher(etat, inconnus = []) {
    this.etat = etat;
    this.tour += 1;
    const celuiCi = this.tour;
    const texte = etat.q ? await this.lireTexte(etat.q) : null;
    if (celuiCi !== this.tour) return;
    this.texte = texte;
    const bits = resultat(this.catalogue, etat.choix, texte?.bits);
    const total = compter(bits);
    const { catalogue, adresse } = this;
    const { contribuer } = racine.dataset;
    const contexte = {
      catalogue, etat, texte, total, adresse, inconnus, contribuer, lexique: this.lexique,
    };
    this.montrerFiltres(etat.choix, comptes(catalogue, etat.choix, texte?.bits), total);
    this.montrerTri(etat);
    montrerActifs(trouver('actifs'), contexte);
    montrerMessages(trouver('messages'), contexte);
    montrerVide(trouver('vide'), contexte);
    trouver('resultats-compte').textContent = initiatives(total);
    montrerAilleurs(trouver('ailleurs'), texte?.ailleurs ?? [], () => celuiCi === this.tour);
    await this.montrerResultats(ranger(bits, this.ordre(etat)), etat.page,
      (page) => adresse({ ...etat, page }));
    racine.dataset.pret = '';
  }

  /** The orders that exist for this state; relevance needs words. */
  montrerTri(etat) {
    for (const option of tri.options) {
      const possible = option.value === 'pertinence' ? Boolean(etat.q)
        : option.value === 'titre' || option.value in this.catalogue.ordres;
      option.hidden = !possible;
      option.disabled = !possible;
    }
    tri.value = etat.tri || (etat.q ? 'pertinence' : 'titre');
  }
}

/** Links to a state are followed in place; the focus goes to the results, which have changed. */
function suivreLiens(page) {
  racine.addEventListener('click', async (evenement) => {
    const lien = evenement.target.closest('a[data-etat]');
    const modifie = evenement.ctrlKey || evenement.metaKey || evenement.shiftKey || evenement.altKey;
    if (!lien || modifie || evenement.button !== 0) return;
    evenement.preventDefault();
    page.frappe = false;
    history.pushState(null, '', lien.dataset.etat || location.pathname);
    await page.suivreAdresse();
    allerA(trouver('resultats-titre'));
  });
}

/** The search field answers while one types; the form itself never loads a page. */
function suivreFrappe(page) {
  let attente = 0;
  const lancer = () => page.ecrireTexte(champ.value.trim());
  champ.addEventListener('input', () => {
    clearTimeout(attente);
    attente = setTimeout(lancer, PAUSE_DE_FRAPPE);
  });
  champ.addEventListener('change', () => { page.frappe = false; });
  champ.form.addEventListener('submit', (evenement) => {
    evenement.preventDefault();
    clearTimeout(attente);
    lancer();
    page.frappe = false;
    allerA(trouver('resultats-titre'));
  });
}

/** Reads the data, then makes the page answer. Without data the page stays as it was written. */
async function demarrer() {
  const page = new Page(preparer(await lireJson('facettes.json')));
  tri.addEventListener('change', () => page.aller({ ...page.etat, tri: tri.value, page: 1 }));
  addEventListener('popstate', () => { page.frappe = false; page.suivreAdresse(); });
  suivreLiens(page);
  suivreFrappe(page);
  await page.suivreAdresse();
}

demarrer().catch((erreur) => {
  document.documentElement.classList.remove('js');
  console.error('Le catalogue reste sans filtres :', erreur);
});
