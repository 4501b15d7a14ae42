// How the queue is, at a glance.
import {get} from './api.js';
import {h, isInUse, table} from './dom.js';
import {rateChart} from './rate-chart.js';
import {count, firstLine, jobLink, moment, span, STATES} from './words.js';

const FEW = 5;

// What should be rare, and what it means when it is not.
const RARE = [
  ['leasesLost', 'leases lost', 'runs whose worker could not renew its lease in time'],
  ['runsRecovered', 'runs recovered', 'runs of workers that died or stalled, taken back after their lease'],
  ['staleWritesRefused', 'stale writes refused', 'outcomes that came after the job had another owner'],
  ['duplicateExecutions', 'duplicate executions', 'runs that began while another of the same job was still at work'],
];

export function open() {
  const counts = h('div', {class: 'cards'});
  const chart = rateChart();
  const rare = h('ul', {class: 'rare'});
  const failures = h('div');
  const running = h('div');
  const workers = h('div');
  const element = h('div', {},
    h('h1', {}, 'Overview'),
    counts,
    chart.element,
    h('h2', {}, 'Latest failures'), failures,
    h('h2', {}, 'At work'), running,
    h('h2', {}, 'Workers'), workers,
    h('h2', {}, 'Should be rare'), rare);
  return {
    title: 'Overview',
    element,
    update: async () => {
      const [stats, failed, atWork, there] = await Promise.all([
        get('jobs/stats'), get(`jobs?state=failed&limit=${FEW}`), get(`jobs?state=running&limit=${FEW}`), get('workers')]);
      chart.add(stats);
      if (isInUse(element)) {
        return;
      }
      counts.replaceChildren(...STATES.map(state => card(state, stats)));
      rare.replaceChildren(...RARE.map(([key, name, meaning]) =>
        h('li', {class: stats[key] > 0 && 'seen'}, h('strong', {}, count(stats[key])), ` ${name} `, h('small', {}, meaning))));
      failures.replaceChildren(failed.items.length === 0 ? none('No job has failed.') : table('Latest failures',
        ['Job', 'Type', 'Failed', 'Error'],
        failed.items.map(job => [jobLink(job.id), job.type, moment(job.finishedAt), firstLine(job.lastError)])));
      running.replaceChildren(atWork.items.length === 0 ? none('No job is running.') : table('Jobs at work',
        ['Job', 'Type', 'Queue', 'Started', 'Worker'],
        atWork.items.map(job => [jobLink(job.id), job.type, job.queue, moment(job.lastRunAt), job.workerId])));
      workers.replaceChildren(there.items.length === 0 ? none('No worker is there: queued jobs wait.') : table('Workers',
        ['Worker', 'Runs', 'Queues', 'Types', 'Started', 'Last heard of'],
        there.items.map(worker => [worker.workerId, `${count(worker.running)} of ${count(worker.concurrency)}`,
          few(worker.queues), few(worker.types), moment(worker.startedAt), moment(worker.seenAt)])));
    },
  };
}

/** The first names of a list that may be long. */
function few(names) {
  const more = names.length > FEW ? ` and ${count(names.length - FEW)} more` : '';
  return h('span', {class: 'line', title: names.join(', ')}, names.slice(0, FEW).join(', '), more);
}

function card(state, stats) {
  const age = stats.oldestQueuedAgeSec;
  const late = state === 'queued' && age !== undefined && h('small', {}, `the oldest is due for ${span(age)}`);
  return h('a', {class: `card ${stats[state] > 0 ? state : ''}`, href: `#/jobs?state=${state}`},
    h('strong', {}, count(stats[state])), h('span', {}, state), late);
}

function none(text) {
  return h('p', {class: 'none'}, text);
}
