// Jobs, newest first, by what the filter says.
import {acting} from './action.js';
import {get, post} from './api.js';
import {confirmed} from './dialog.js';
import {button, field, h, isInUse, table} from './dom.js';
import {create} from './job-form.js';
import {tell} from './notice.js';
import {isoOf, timeField, timeInput} from './time-field.js';
import {count, firstLine, jobLink, jobs, moment, state, STATES} from './words.js';

// What a bulk action may be narrowed down by, beside the state that it is for.
const NARROW = ['type', 'queue', 'error', 'createdAfter', 'createdBefore'];
const TIMES = [['createdAfter', 'Created after'], ['createdBefore', 'Created before']];
const LIMIT = 10000;
const BULK = {
  failed: [{
    path: 'jobs/retry', label: 'Retry all of these…', question: n => `Retry ${n}?`, action: 'Retry', done: 'queued again',
    none: 'There is none.',
  }],
  queued: [{
    path: 'jobs/run', label: 'Run all of these now…', question: n => `Run ${n} now?`, action: 'Run now', done: 'due now',
    none: 'None of them waits for its time.',
  }, {
    path: 'jobs/cancel', label: 'Cancel all of these…', question: n => `Cancel ${n}?`, action: 'Cancel', done: 'canceled',
    none: 'There is none.',
  }],
};

export function open({query}) {
  const list = h('div');
  const more = h('nav', {class: 'buttons', 'aria-label': 'Jobs, page by page'});
  const update = async () => {
    const page = await get(`jobs?${query}`);
    if (!isInUse(list)) {
      list.replaceChildren(page.items.length === 0 ? h('p', {class: 'none'}, nothing(page)) : rows(page.items));
      more.replaceChildren(...pager(query, page.nextCursor));
    }
  };
  return {
    title: 'Jobs',
    element: h('div', {}, h('h1', {}, 'Jobs'), filter(query), actions(query, update), list, more),
    update,
  };
}

function nothing(page) {
  return page.nextCursor === undefined ? 'No jobs found.' : 'No job found so far; there are more to look through.';
}

function rows(items) {
  return table('Jobs', ['Job', 'Type', 'Queue', 'State', 'Attempts', 'Created', 'When', 'Error'], items.map(job => [
    jobLink(job.id), job.type, job.queue, state(job.state), `${job.attempts}/${job.maxAttempts}`, moment(job.createdAt),
    when(job), firstLine(job.lastError)]));
}

function when(job) {
  switch (job.state) {
    case 'queued': return h('span', {}, 'due ', moment(job.runAt));
    case 'running': return h('span', {}, 'started ', moment(job.lastRunAt));
    default: return h('span', {}, 'ended ', moment(job.finishedAt));
  }
}

function filter(query) {
  const states = h('select', {name: 'state'}, h('option', {value: ''}, 'any'),
    STATES.map(word => h('option', {selected: query.get('state') === word}, word)));
  const text = (name, hint) => h('input', {name, value: query.get(name) ?? '', placeholder: hint, spellcheck: 'false'});
  return h('form', {
    class: 'filter',
    submit: event => {
      event.preventDefault();
      location.hash = `#/jobs?${new URLSearchParams(chosen(event.target))}`;
    },
  },
  field('State', states), field('Type', text('type', 'any')), field('Queue', text('queue', 'any')),
  field('Error has', text('error', 'any text')),
  TIMES.map(([name, label]) => timeField(label, timeInput(name, query.get(name) ?? ''))),
  h('button', {type: 'submit'}, 'Show'));
}

function chosen(form) {
  const texts = [...new FormData(form)].filter(([name, value]) => value !== '' && form.elements[name].type !== 'datetime-local');
  const times = TIMES.map(([name]) => [name, isoOf(form.elements[name])]).filter(([, iso]) => iso !== undefined);
  return [...texts, ...times];
}

function actions(query, update) {
  const kinds = BULK[query.get('state')] ?? [];
  return h('div', {class: 'buttons'},
    button('Enqueue a job…', () => create(update)),
    kinds.map(kind => button(kind.label, acting(update, () => act(kind, query)))));
}

async function act(kind, query) {
  const filter = Object.fromEntries(NARROW.filter(name => query.has(name)).map(name => [name, query.get(name)]));
  const body = {filter, all: Object.keys(filter).length === 0, limit: LIMIT};
  const {matched} = await post(kind.path, {...body, dryRun: true});
  if (matched === 0) {
    tell(kind.none);
    return;
  }
  const which = matched > LIMIT ? `the first ${count(LIMIT)} of ${jobs(matched)}` : jobs(matched);
  if (await confirmed(kind.question(which), kind.action)) {
    const {changed, remaining} = await post(kind.path, body);
    tell(`${jobs(changed)} ${kind.done}${remaining > 0 ? `, ${count(remaining)} left` : ''}.`);
  }
}

function pager(query, next) {
  const page = cursor => {
    const other = new URLSearchParams(query);
    other.delete('cursor');
    if (cursor !== undefined) {
      other.set('cursor', cursor);
    }
    return `#/jobs?${other}`;
  };
  return [
    query.has('cursor') && h('a', {href: page()}, 'Newest'),
    next !== undefined && h('a', {href: page(next)}, 'Older'),
  ].filter(link => link !== false);
}
