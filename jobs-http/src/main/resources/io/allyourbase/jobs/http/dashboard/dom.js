// Makes elements. Whatever comes from a job becomes text, never markup.

/** An element; attributes that are functions listen to the event of their name, those that are false are left out. */
export function h(tag, attributes = {}, ...children) {
  return filled(document.createElement(tag), attributes, children);
}

/** The same for drawings. */
export function svg(tag, attributes = {}, ...children) {
  return filled(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children);
}

function filled(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') {
      element.addEventListener(name, value);
    } else if (value !== false && value !== undefined) {
      element.setAttribute(name, value === true ? '' : value);
    }
  }
  element.append(...children.flat(Infinity).filter(child => child !== undefined && child !== false));
  return element;
}

export function button(label, act, kind = '') {
  return h('button', {type: 'button', class: kind, click: act}, label);
}

/** A table in a box of its own, which scrolls where the page is narrow; rows of cells, which are texts or elements. */
export function table(name, columns, rows) {
  return h('div', {class: 'scroll', tabindex: '0', role: 'region', 'aria-label': name},
    h('table', {},
      h('thead', {}, h('tr', {}, columns.map(column => h('th', {scope: 'col'}, column)))),
      h('tbody', {}, rows.map(cells => h('tr', {}, cells.map(cell => h('td', {}, cell ?? '')))))));
}

/** Pairs of a name and what it has; a pair without is left out. */
export function facts(pairs) {
  const known = pairs.filter(([, value]) => value !== undefined && value !== '');
  return h('dl', {}, known.map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value))));
}

export function field(label, control, hint) {
  return h('label', {class: 'field'}, h('span', {}, label), control, hint && h('small', {}, hint));
}

/** Whether someone is using what is in there just now: it would be rude to replace it. */
export function isInUse(element) {
  const selection = document.getSelection();
  const hasSelection = selection !== null && !selection.isCollapsed && element.contains(selection.anchorNode);
  const focused = document.activeElement;
  return hasSelection || (focused !== element && element.contains(focused)) || document.querySelector('dialog[open]') !== null;
}
