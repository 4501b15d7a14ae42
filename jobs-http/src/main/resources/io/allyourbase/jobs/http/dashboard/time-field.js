// A moment, as it is written in a form: by the clock on the reader's wall.
import {field, h} from './dom.js';

const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

export function timeInput(name, iso = '') {
  const input = h('input', {
    type: 'datetime-local', name, step: '1', max: '9999-12-31T23:59:59', value: onTheWall(iso), 'data-iso': iso,
  });
  // As the browser writes it.
  input.dataset.wall = input.value;
  return input;
}

export function timeField(label, input, hint) {
  return field(`${label} (${ZONE})`, input, hint);
}

/** The moment for the API; the very one that was given unless another was written; undefined for none. */
export function isoOf(input) {
  if (input.value === '') {
    return undefined;
  }
  return input.value === input.dataset.wall ? input.dataset.iso : new Date(input.value).toISOString();
}

function onTheWall(iso) {
  const moment = new Date(iso);
  return Number.isNaN(moment.getTime())
    ? '' : new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
}
