// Enqueues a job. The server says what is allowed.
import {enqueue} from './api.js';
import {form} from './dialog.js';
import {field, h} from './dom.js';
import {tell} from './notice.js';
import {payloadField, payloadInput, payloadOf} from './payload-field.js';
import {isoOf, timeField, timeInput} from './time-field.js';
import {jobLink} from './words.js';

const PLAIN = {type: '', queue: 'default', priority: 5, payload: {}};

/** One like another, if that is given. Once it is enqueued, done. */
export function create(done, like = PLAIN) {
  const text = value => h('input', {value, spellcheck: 'false'});
  const number = (value, range) => h('input', {type: 'number', min: '1', value, ...range});
  const type = text(like.type);
  const payload = payloadInput(like.payload);
  const runAt = timeInput('runAt');
  const queue = text(like.queue);
  const priority = number(like.priority, {max: '9', required: true});
  const maxAttempts = number(like.maxAttempts);
  const key = text('');
  form('Enqueue a job', [
    field('Type', type), payloadField(payload), timeField('Due', runAt, 'At once, unless you name a time'),
    field('Queue', queue), field('Priority', priority, '1 is the most urgent, 9 the least'),
    field('Attempts at most', maxAttempts, 'What is configured, unless you name a number'),
    field('Idempotency key', key, 'None, or a name that only one job of the type has'),
  ], 'Enqueue', async () => {
    const {job, isNew} = await enqueue({
      type: type.value, payload: payloadOf(payload), runAt: isoOf(runAt), queue: queue.value,
      priority: priority.valueAsNumber, maxAttempts: given(maxAttempts.value, Number), idempotencyKey: given(key.value),
    });
    if (!isNew) {
      throw new Error(`A job has this key already: ${job.id}`);
    }
    tell('Enqueued: ', jobLink(job.id));
  }, done);
}

function given(value, as = String) {
  return value === '' ? undefined : as(value);
}
