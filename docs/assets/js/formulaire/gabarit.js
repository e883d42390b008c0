/* What the templates compiled for the browser stand on: text is escaped, HTML is a thing of its own. */

const SIGNS = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&#34;', "'": '&#39;' };

/** Text that is HTML already. */
export class Html {
  constructor(text) { this.text = text; }

  toString() { return this.text; }
}

/** @returns {string} a value as HTML */
export const e = (value) => (value instanceof Html ? value.text
  : String(value ?? '').replace(/[&<>"']/g, (sign) => SIGNS[sign]));

/** @returns {boolean} whether Jinja would take a value for true */
export function t(value) {
  if (value instanceof Html) return value.text !== '';
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}

/** The filters of the templates. */
export const f = {
  join: (values, between) => new Html(values.map(e).join(e(between))),
  trim: (value) => (value instanceof Html ? new Html(value.text.trim()) : value.trim()),
  replace: (text, from, to) => text.replaceAll(from, to),
  avec_appel: (html, mark) => new Html(html.text.endsWith('</p>')
    ? `${html.text.slice(0, -'</p>'.length)}${mark.text}</p>` : html.text + mark.text),
};
