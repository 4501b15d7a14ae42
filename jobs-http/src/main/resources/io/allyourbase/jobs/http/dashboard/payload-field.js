// A payload, as it is written in a form.
import {field, h} from './dom.js';
import {parse} from './json.js';

const LONG_NUMBER = /\d{16}/;

export function payloadInput(payload) {
  return h('textarea', {rows: '5', spellcheck: 'false'}, JSON.stringify(payload, null, 2));
}

export function payloadField(input) {
  return field('Payload', input, 'JSON');
}

export function payloadOf(input) {
  if (JSON.rawJSON === undefined && LONG_NUMBER.test(input.value)) {
    throw new Error('This browser is too old for numbers that long: it would round them.');
  }
  const payload = parsed(input.value);
  if (payload === null) {
    throw new Error('The payload is null; it must be a value.');
  }
  return payload;
}

function parsed(text) {
  try {
    return parse(text);
  } catch {
    throw new Error('The payload is not JSON.');
  }
}
