/* The header's two buttons (menu, theme) and the page's summary. Every page loads it. */

const THEMES = ['auto', 'light', 'dark'];
const NOMS = { auto: 'automatique', light: 'clair', dark: 'sombre' };
const ECRAN_LARGE = matchMedia('(min-width: 64rem)');

/** Opens or closes the phone menu. */
function basculerMenu(bouton, ouvert) {
  bouton.setAttribute('aria-expanded', String(ouvert));
}

/** The phone menu: a disclosure button; Escape closes it and gives the focus back. */
function installerMenu() {
  const bouton = document.querySelector('.menu-bouton');
  if (!bouton) return;
  const estOuvert = () => bouton.getAttribute('aria-expanded') === 'true';
  bouton.addEventListener('click', () => basculerMenu(bouton, !estOuvert()));
  document.addEventListener('keydown', (evenement) => {
    if (evenement.key !== 'Escape' || !estOuvert()) return;
    basculerMenu(bouton, false);
    bouton.focus();
  });
}

/** @returns {string} the reader's choice: auto, light or dark */
function themeChoisi() {
  return document.documentElement.dataset.theme ?? 'auto';
}

/** Applies a theme to this page and keeps it for the next ones. */
function choisirTheme(theme) {
  const racine = document.documentElement;
  if (theme === 'auto') delete racine.dataset.theme;
  else racine.dataset.theme = theme;
  try {
    if (theme === 'auto') localStorage.removeItem('theme');
    else localStorage.setItem('theme', theme);
  } catch {
    // Storage refused: the choice lasts as long as the page.
  }
}

/** The theme button goes through automatic, light, dark; its name says the current one. */
function installerTheme() {
  const bouton = document.querySelector('[data-theme-choix]');
  const nom = document.querySelector('[data-theme-nom]');
  if (!bouton || !nom) return;
  nom.textContent = NOMS[themeChoisi()];
  bouton.addEventListener('click', () => {
    const suivant = THEMES[(THEMES.indexOf(themeChoisi()) + 1) % THEMES.length];
    choisirTheme(suivant);
    nom.textContent = NOMS[suivant];
  });
}

/** The summary stands open beside the text on wide screens, folded above it on narrow ones. */
function installerSommaire() {
  const pli = document.querySelector('.sommaire-pli');
  if (!pli) return;
  const accorder = () => { pli.open = ECRAN_LARGE.matches; };
  accorder();
  ECRAN_LARGE.addEventListener('change', accorder);
}

installerMenu();
installerTheme();
installerSommaire();
