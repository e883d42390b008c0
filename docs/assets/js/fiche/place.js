/* Where a small box goes beside what it explains. */

const GAP = 8;

/**
 * Puts a fixed box under an element, or above it where there is no room below, within the window.
 * @param {HTMLElement} box @param {Element} anchor
 */
export function placeBelow(box, anchor) {
  const at = anchor.getClientRects()[0];
  const { clientWidth: width, clientHeight: height } = document.documentElement;
  const left = Math.max(GAP, Math.min(at.left, width - box.offsetWidth - GAP));
  const below = at.bottom + GAP;
  const fits = below + box.offsetHeight + GAP <= height;
  const top = fits ? below : Math.max(GAP, at.top - GAP - box.offsetHeight);
  box.style.left = `${left}px`;
  box.style.top = `${top}px`;
}
