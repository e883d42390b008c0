/*
 * Blocking, in the head: sets the chosen theme before the first paint, and says that modules run.
 * Without it the style sheets follow the system's preference.
 */
(function () {
  'use strict';
  var root = document.documentElement;
  // A browser without ES modules keeps the page without JavaScript, which is complete.
  if ('noModule' in HTMLScriptElement.prototype) root.classList.add('js');
  if (location.search) {
    root.classList.add('avec-requete');
    setTimeout(function () { root.classList.remove('avec-requete'); }, 3000);
  }
  try {
    var theme = localStorage.getItem('theme');
    if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
    // The header's link to the selection takes its room at once; garde.js keeps the list there.
    var site = new URL('../../../', document.currentScript.src).pathname;
    if (localStorage.getItem('selection ' + site)) root.classList.add('avec-selection');
  } catch (refusal) {
    // Storage refused by the browser: the system's preference stands.
  }
})();
