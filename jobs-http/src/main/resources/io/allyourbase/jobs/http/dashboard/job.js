// One job: why it is where it is, what it holds, and its runs.
import {acting} from './action.js';
import {get, post} from './api.js';
import {confirmed} from './dialog.js';
import {button, facts, h, isInUse, table} from './dom.js';
import {create} from './job-form.js';
import {tell} from './notice.js';
import {exactly, moment, span, state} from './words.js';

export function open({id}) {
  const element = h('div', {class: 'job'});
  const update = async () => {
    const [job, why] = await Promise.all([get(`jobs/${id}`), get(`jobs/${id}/explain`)]);
    if (!isInUse(element)) {
      element.replaceChildren(...parts(job, why, update));
    }
  };
  return {title: `Job ${id}`, element, update};
}

function parts(job, why, update) {
  return [
    h('h1', {}, job.type, ' ', state(job.state)),
    h('p', {class: 'why'}, why.sentence),
    h('div', {class: 'buttons'}, actions(job, why, update), button('Enqueue a copy…', event => {
      event.target.blur();
      create(update, job);
    })),
    facts([
      ['Id', h('code', {}, job.id)],
      ['Queue', job.queue],
      ['Priority', job.priority],
      ['Attempts', `${job.attempts} of ${job.maxAttempts}`],
      ['Due', exactly(job.runAt)],
      ['Created', exactly(job.createdAt)],
      ['Last run', exactly(job.lastRunAt)],
      ['Ended', exactly(job.finishedAt)],
      ['Lease until', exactly(job.leaseUntil)],
      ['Asked to end', exactly(job.cancelAskedAt)],
      ['Worker', job.workerId],
      ['Idempotency key', job.idempotencyKey],
      ['Schedule', job.scheduleId && h('a', {href: '#/schedules'}, job.scheduleId)],
      ['For the time', exactly(job.fireTime)],
      ['Report', job.report],
    ]),
    job.lastError !== undefined && h('section', {}, h('h2', {}, 'Last error'), h('pre', {class: 'error'}, job.lastError)),
    h('h2', {}, 'Payload'), h('pre', {}, JSON.stringify(job.payload, null, 2)),
    h('h2', {}, 'Runs'), runs(job.runs),
  ].filter(part => part !== false);
}

function runs(all) {
  return all.length === 0 ? h('p', {class: 'none'}, 'It has not run yet.') : table('Runs',
    ['Fence', 'Attempt', 'Outcome', 'Started', 'Took', 'Worker', 'Error'],
    all.map(run => [
      String(run.fence), String(run.attempt), run.recovered ? `${run.outcome} (recovered)` : run.outcome,
      moment(run.startedAt), took(run), run.workerId, run.error && h('pre', {class: 'error'}, run.error)]));
}

function took(run) {
  return run.endedAt && span((Date.parse(run.endedAt) - Date.parse(run.startedAt)) / 1000);
}

function actions(job, why, update) {
  const act = (path, done) => acting(update, async () => {
    await post(`jobs/${job.id}/${path}`);
    tell(done);
  });
  switch (job.state) {
    case 'failed':
      return [button('Retry', act('retry', 'Queued again, due now.'), 'primary')];
    case 'queued':
      return [
        // By the database's clock: this machine's may be another.
        why.reason === 'due_later' && button('Run now', act('run', 'Due now.'), 'primary'),
        button('Cancel…', acting(update, async () => {
          if (await confirmed('Cancel this job? It will not run.', 'Cancel the job')) {
            await post(`jobs/${job.id}/cancel`);
            tell('Canceled.');
          }
        })),
      ];
    case 'running':
      return job.cancelAskedAt === undefined
        ? [button('Ask it to end', act('cancel?running=ask', 'Asked to end. It ends when its handler does.'))] : [];
    default:
      return [];
  }
}
