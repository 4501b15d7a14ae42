// How things are written for people.
import {h} from './dom.js';

export const STATES = ['queued', 'running', 'completed', 'failed', 'canceled'];

const STEPS = [['s', 60], ['min', 60], ['h', 24], ['d', Infinity]];

/** A count with its thousands apart. */
export function count(n) {
  return n.toLocaleString('en');
}

/** "1 job", "2 jobs". */
export function jobs(n) {
  return `${count(n)} ${n === 1 ? 'job' : 'jobs'}`;
}

/** A length of time, such as "40 s" or "3 h". */
export function span(seconds) {
  let amount = Math.max(0, seconds);
  if (amount < 1) {
    return `${Math.round(amount * 1000)} ms`;
  }
  for (const [unit, most] of STEPS) {
    if (amount < most) {
      return `${amount < 10 && unit === 's' ? Math.round(amount * 10) / 10 : Math.floor(amount)} ${unit}`;
    }
    amount /= most;
  }
  return '';
}

/** A moment, as its distance from now by this machine's clock; the moment itself when pointed at. */
export function moment(iso) {
  if (iso === undefined) {
    return undefined;
  }
  const seconds = (Date.now() - Date.parse(iso)) / 1000;
  return h('time', {datetime: iso, title: iso}, seconds >= 0 ? `${span(seconds)} ago` : `in ${span(-seconds)}`);
}

/** A moment in full, and its distance. */
export function exactly(iso) {
  return iso && h('span', {}, iso.replace('T', ' ').replace('Z', ' UTC'), ' (', moment(iso), ')');
}

export function state(word) {
  return h('span', {class: `state ${word}`}, word);
}

/** The part of an id that tells it from its neighbours: the time comes first. */
export function jobLink(id) {
  return h('a', {href: `#/jobs/${id}`, title: id, class: 'id'}, `…${id.slice(-12)}`);
}

/** What an error says first, without the package of its class. */
export function firstLine(text) {
  return text && h('span', {class: 'line', title: text}, text.split('\n', 1)[0].replace(/^(?:[a-z_][\w$]*\.)+(?=[A-Z])/, ''));
}
