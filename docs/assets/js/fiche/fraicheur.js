/* A page grows old without being built again: of the notices on its age, show the one now true. */

/** @returns {string} the reader's day, as ISO writes it */
export function today(now = new Date()) {
  const two = (number) => String(number).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/**
 * Shows the last notice whose day has come, and hides those before it.
 * A clock that runs late changes nothing: what the build showed stays true.
 */
export function showAge(root, day) {
  const notices = [...root.querySelectorAll('.avis[data-depuis]')];
  const current = notices.findLast((notice) => !notice.hidden || notice.dataset.depuis <= day);
  for (const notice of notices) notice.hidden = notice !== current;
}
