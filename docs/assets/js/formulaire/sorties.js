/* The ways out of the form: a file, a copy, a message, the forge. Nothing is sent from here. */

import { create, download } from '../commun/dom.js';

/* The links to the forge: one for each file to make or to change there. */

/**
 * @param {HTMLElement} zone @param {import('./sorties.js').File[]} files the record, then new organisations
 * @param {{depot: string|undefined, edition: string|undefined}} dataset where the repository is @param {boolean} known
 */
export function showForge(zone, files, { depot, edition = '' }, known) {
  if (!depot) return;
  const branch = edition.match(/edit\/(.+?)\/docs\//)?.[1] ?? 'main';
  files.forEach((file, rank) => {
    const way = forge(depot, branch, file, known && rank === 0);
    // A link that is there serves again: a press may have begun on it.
    const link = zone.children[rank] ?? zone.appendChild(create('a', { class: 'bouton bouton--second', target: '_blank', rel: 'noopener', 'data-rang': rank }));
    link.hidden = !way || way.adresse.length > LONGEST;
    if (!way) return;
    const name = files.length > 1 ? ` (${file.nom})` : '';
    link.href = way.adresse;
    link.textContent = `${way.colle ? `Copier le texte et ${way.libelle[0].toLowerCase()}${way.libelle.slice(1)}` : way.libelle}${name}`;
    link.dataset.colle = way.colle ? 'oui' : '';
  });
  [...zone.children].slice(files.length).forEach((link) => link.remove());
}

/** A longer address is refused by forges and browsers. */
const LONGEST = 7500;

/** @typedef {{nom: string, dossier: string, texte: string}} File */

const ask = (event) => event.preventDefault();

/** Whether the browser asks before the page closes on what it does not keep. */
export function askBeforeLeaving(isAtRisk) {
  if (isAtRisk) addEventListener('beforeunload', ask);
  else removeEventListener('beforeunload', ask);
}

/** Gives a file to the reader. @param {File} file */
export const saveFile = ({ nom, texte }) => download(texte, nom, 'text/yaml;charset=utf-8');

/**
 * Copies a text; where the browser refuses, selects what the page shows of it.
 * @param {string} text @param {() => HTMLElement} shown @returns {Promise<boolean>}
 */
export async function copy(text, shown) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const element = shown();
    element.closest('details').open = true;
    getSelection().selectAllChildren(element);
    element.scrollIntoView({ block: 'nearest' });
    return false;
  }
}

/** @param {HTMLElement} zone that says where to write @returns {string} what to do of a message that was copied */
export function nextStep(zone) {
  const link = zone.querySelector('.ou-ecrire a');
  if (!link) return 'ce site n’a pas encore d’adresse où l’envoyer, gardez-le.';
  return link.protocol === 'mailto:' ? `collez-le dans un courriel, puis envoyez-le à ${link.textContent}.` : `collez-le dans ${link.textContent}.`;
}

/** @param {File[]} files @returns {string} what to paste in an e-mail */
export function message(files, title, correction) {
  const what = correction ? 'une correction de la fiche' : 'une fiche';
  const parts = files.map(({ nom, dossier, texte }) => `--- ${dossier}${nom} ---\n${texte}`);
  return ['Bonjour,', '',
    `Je propose ${what} au catalogue des logements Hlm accompagnés\u00a0: «\u00a0${title}\u00a0».`,
    'Le texte ci-dessous est à enregistrer tel quel, sans rien y changer.', '', ...parts].join('\n');
}

/** What a mail program takes in its address; beyond, the text comes as a file. */
const LONGEST_LETTER = 1900;

/** @returns {string} an address that opens a letter to somebody */
export function letterOf(to, subject, body) {
  return `mailto:${to}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body.replaceAll('\n', '\r\n'))}`;
}

/** @param {File[]} files @returns {string} a letter with the files' text, where it is short enough */
export function letter(to, files, title, correction) {
  const subject = `${correction ? 'Correction' : 'Proposition'} de fiche\u00a0: ${title}`;
  const whole = letterOf(to, subject, message(files, title, correction));
  if (whole.length <= LONGEST_LETTER) return whole;
  const names = files.map(({ nom }) => nom).join(', ');
  return letterOf(to, subject, `Bonjour,\n\nLa fiche est jointe à ce message\u00a0: ${names}.\n`);
}

/**
 * The page of the forge where the file is made or changed.
 * @param {string} repo its address @param {string} branch @param {File} file @param {boolean} known
 * @returns {{adresse: string, libelle: string, colle: boolean}|null} colle: the text must be pasted
 */
export function forge(repo, branch, { nom, dossier, texte }, known) {
  if (!/^https?:\/\//.test(repo)) return null;
  const base = repo.replace(/\/$/, '');
  const lab = /\bgitlab\b/i.test(base);
  const home = `${base}${lab ? '/-' : ''}`;
  const named = lab ? 'GitLab' : 'GitHub';
  if (known) {
    const place = `${home}/edit/${branch}/${dossier}${nom}`;
    return { adresse: place, libelle: `Modifier le fichier sur ${named}`, colle: true };
  }
  const query = new URLSearchParams(lab ? { file_name: `${dossier}${nom}` } : { filename: nom, value: texte });
  const adresse = lab ? `${home}/new/${branch}?${query}` : `${home}/new/${branch}/${dossier.replace(/\/$/, '')}?${query}`;
  // GitLab takes the name of a file from its address, not its text.
  return { adresse, libelle: `Créer le fichier sur ${named}`, colle: lab };
}
