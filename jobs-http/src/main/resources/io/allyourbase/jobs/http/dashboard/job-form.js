// Enqueues a job. The server says what is allowed.
import {enqueue} from './api.js';
import {form} from './dialog.js';
import {field, h} from './dom.js';
import {tell} from './notice.js';
import {payloadField, payloadInput, payloadOf} from './payload-field.js';
import {isoOf, timeInput} from './time-field.js';
import {jobLink} from './words.js';

const PLAIN = {type: '', queue: 'default', priority: 5, payload: {}};

/** One like another, if that is given. Once it is enqueued, done. */
export function create(done, like = PLAIN) {
  const text = value => h('input', {value, spellcheck: 'false'});
  const type = text(like.type);
  const queue = text(like.queue);
  const priority = h('input', {type: 'number', min: '1', max: '9', required: true, value: like.priority});
  const payload = payloadInput(like.payload);
  const runAt = timeInput('runAt');
  const key = text('');
  form('Enqueue a job', [
    field('Type', type), payloadField(payload), field('Due', runAt, 'At once, unless you name a time'),
    field('Queue', queue), field('Priority', priority, '1 is the most urgent, 9 the least'),
    field('Idempotency key', key, 'None, or a name that only one job of the type has'),
  ], 'Enqueue', async () => {
    const {job, isNew} = await enqueue({
      type: type.value, payload: payloadOf(payload), runAt: isoOf(runAt.value), queue: queue.value,
      priority: priority.valueAsNumber, idempotencyKey: key.value === '' ? undefined : key.value,
    });
    tell(isNew ? 'Enqueued: ' : 'A job has this key already: ', jobLink(job.id));
  }, done);
}
