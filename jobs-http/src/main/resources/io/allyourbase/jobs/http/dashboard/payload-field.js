// A payload, as it is written in a form.
import {field, h} from './dom.js';
import {parse} from './json.js';

export function payloadInput(payload) {
  return h('textarea', {rows: '5', spellcheck: 'false'}, JSON.stringify(payload, null, 2));
}

export function payloadField(input) {
  return field('Payload', input, 'JSON');
}

export function payloadOf(input) {
  try {
    return parse(input.value);
  } catch {
    throw new Error('The payload is not JSON.');
  }
}
