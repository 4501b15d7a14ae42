// A moment, as it is written in a form: by the clock on the reader's wall.
import {h} from './dom.js';

export function timeInput(name, iso) {
  return h('input', {type: 'datetime-local', name, step: '1', value: onTheWall(iso)});
}

/** The moment that was written, for the API; undefined when none was. */
export function isoOf(value) {
  return value === '' ? undefined : new Date(value).toISOString();
}

function onTheWall(iso) {
  const moment = new Date(iso ?? NaN);
  return Number.isNaN(moment.getTime())
    ? '' : new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
}
