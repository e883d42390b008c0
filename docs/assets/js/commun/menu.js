/* The header's two buttons (menu, theme) and the page's summary. Every page loads it. */

const THEMES = { auto: 'automatique', light: 'clair', dark: 'sombre' };
const WIDE_SCREEN = matchMedia('(min-width: 64rem)');

/** The phone menu: a disclosure button; Escape closes it and gives the focus back. */
function installMenu() {
  const button = document.querySelector('.menu-bouton');
  if (!button) return;
  const isOpen = () => button.getAttribute('aria-expanded') === 'true';
  const setOpen = (open) => button.setAttribute('aria-expanded', String(open));
  button.addEventListener('click', () => setOpen(!isOpen()));
  // « Aller au menu » leads somewhere: on a phone the menu is there once it is open.
  document.querySelector('.evitement a[href="#navigation"]')?.addEventListener('click', () => setOpen(true));
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !isOpen()) return;
    setOpen(false);
    button.focus();
  });
}

/** The theme button goes through automatic, light, dark, and keeps the choice; its name says the current one. */
function installTheme() {
  const button = document.querySelector('[data-theme-choix]');
  const name = document.querySelector('[data-theme-nom]');
  if (!button || !name) return;
  const { dataset } = document.documentElement;
  const chosen = () => dataset.theme ?? 'auto';
  name.textContent = THEMES[chosen()];
  button.addEventListener('click', () => {
    const all = Object.keys(THEMES);
    const next = all[(all.indexOf(chosen()) + 1) % all.length];
    name.textContent = THEMES[next];
    if (next === 'auto') delete dataset.theme;
    else dataset.theme = next;
    try {
      if (next === 'auto') localStorage.removeItem('theme');
      else localStorage.setItem('theme', next);
    } catch {
      // Storage refused: the choice lasts as long as the page.
    }
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
