/* The selection on paper: each sheet begins a page. */

/** @returns {HTMLElement} a sheet fit to stand beside others: no anchors, no buttons */
function printable({ sheet, url }) {
  const copy = document.importNode(sheet, true);
  copy.querySelectorAll('nav, button, form, script, .avec-js').forEach((e) => e.remove());
  for (const element of [copy, ...copy.querySelectorAll('*')]) {
    ['id', 'aria-labelledby', 'aria-describedby', 'aria-controls'].forEach((name) => element.removeAttribute(name));
  }
  // A sheet on its own page writes its address by itself.
  copy.querySelectorAll('.citation-adresse').forEach((place) => {
    place.textContent = `, ${url}`;
    place.hidden = false;
  });
  return copy;
}

/**
 * Opens the browser's own printing on the sheets of some records.
 * @param {HTMLElement} place where they stand, seen on paper only
 * @param {import('./fiches.js').Record[]} records
 */
export function printSheets(place, records) {
  const root = document.documentElement;
  place.replaceChildren(...records.map(printable));
  root.classList.add('imprime-fiches');
  addEventListener('afterprint', () => {
    root.classList.remove('imprime-fiches');
    place.replaceChildren();
  }, { once: true });
  print();
}
