/* The header's two buttons (menu, theme) and the page's summary. Every page loads it. */

const THEMES = ['auto', 'light', 'dark'];
const NAMES = { auto: 'automatique', light: 'clair', dark: 'sombre' };
const WIDE_SCREEN = matchMedia('(min-width: 64rem)');

/** Opens or closes the phone menu. */
function setMenu(button, open) {
  button.setAttribute('aria-expanded', String(open));
}

/** The phone menu: a disclosure button; Escape closes it and gives the focus back. */
function installMenu() {
  const button = document.querySelector('.menu-bouton');
  if (!button) return;
  const isOpen = () => button.getAttribute('aria-expanded') === 'true';
  button.addEventListener('click', () => setMenu(button, !isOpen()));
  // « Aller au menu » leads somewhere: on a phone the menu is there once it is open.
  document.querySelector('.evitement a[href="#navigation"]')
    ?.addEventListener('click', () => setMenu(button, true));
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !isOpen()) return;
    setMenu(button, false);
    button.focus();
  });
}

/** @returns {string} the reader's choice: auto, light or dark */
function chosenTheme() {
  return document.documentElement.dataset.theme ?? 'auto';
}

/** Applies a theme to this page and keeps it for the next ones. */
function chooseTheme(theme) {
  const root = document.documentElement;
  if (theme === 'auto') delete root.dataset.theme;
  else root.dataset.theme = theme;
  try {
    if (theme === 'auto') localStorage.removeItem('theme');
    else localStorage.setItem('theme', theme);
  } catch {
    // Storage refused: the choice lasts as long as the page.
  }
}

/** The theme button goes through automatic, light, dark; its name says the current one. */
function installTheme() {
  const button = document.querySelector('[data-theme-choix]');
  const name = document.querySelector('[data-theme-nom]');
  if (!button || !name) return;
  name.textContent = NAMES[chosenTheme()];
  button.addEventListener('click', () => {
    const next = THEMES[(THEMES.indexOf(chosenTheme()) + 1) % THEMES.length];
    chooseTheme(next);
    name.textContent = NAMES[next];
  });
}

/** The summary stands open beside the text on wide screens, folded above it on narrow ones. */
function installSummary() {
  const summary = document.querySelector('.sommaire-pli');
  if (!summary) return;
  const sync = () => { summary.open = WIDE_SCREEN.matches; };
  sync();
  WIDE_SCREEN.addEventListener('change', sync);
}

installMenu();
installTheme();
installSummary();
