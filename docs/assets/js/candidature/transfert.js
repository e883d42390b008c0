/* The reader's answers to « Puis-je le transposer ? », kept by the browser alone, record by record. */

import { ROOT } from '../commun/garde.js';

const MOST = 100_000;
// Sites in neighbouring folders of one host share their storage.
const keyOf = (id) => `transposer ${ROOT.pathname} ${id}`;
/** What the page holds: all there is where the browser refuses to keep it. */
const held = new Map();

/** @param {string|null} text what was stored @returns {Record<string, string>} nothing where it makes no sense */
export function readStored(text) {
  try {
    const found = text && text.length <= MOST ? JSON.parse(text) : null;
    const answers = found && typeof found === 'object' && !Array.isArray(found) ? Object.entries(found) : [];
    return Object.fromEntries(answers.filter(([, answer]) => typeof answer === 'string'));
  } catch {
    return {};
  }
}

/** @param {string} id of a record @returns {Record<string, string>} the answers by question: « public.0 » */
export function answersOf(id) {
  if (!held.has(id)) {
    let text = null;
    try { text = localStorage.getItem(keyOf(id)); } catch { /* Nothing is kept: nothing is lost. */ }
    held.set(id, readStored(text));
  }
  return held.get(id);
}

/** @param {string} id @param {string} question @param {string} answer @returns {boolean} whether the browser keeps it */
export function keepAnswer(id, question, answer) {
  const answers = { ...answersOf(id), [question]: answer };
  if (!answer.trim()) delete answers[question];
  held.set(id, answers);
  try {
    if (Object.keys(answers).length) localStorage.setItem(keyOf(id), JSON.stringify(answers));
    else localStorage.removeItem(keyOf(id));
    return true;
  } catch {
    return false;
  }
}
