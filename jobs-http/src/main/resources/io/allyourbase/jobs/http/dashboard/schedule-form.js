// Makes and changes schedules. The server says what is allowed.
import {post, put} from './api.js';
import {form} from './dialog.js';
import {field, h} from './dom.js';
import {tell} from './notice.js';
import {payloadField, payloadInput, payloadOf} from './payload-field.js';

export function create(done) {
  const inputs = fields({name: '', jobType: '', cronExpr: '', timezone: 'UTC', payload: {}});
  form('New schedule', [named(inputs), common(inputs)], 'Create', async () => {
    await post('schedules', {
      name: inputs.name.value, jobType: inputs.jobType.value, cronExpr: inputs.cronExpr.value,
      timezone: inputs.timezone.value, payload: payloadOf(inputs.payload),
    });
    tell(`${inputs.name.value} was created.`);
  }, done);
}

/** One that another has changed since is left as it is, and the server says so. */
export function edit(schedule, done) {
  const inputs = fields(schedule);
  form(`Edit ${schedule.name}`, common(inputs), 'Save', async () => {
    await put(`schedules/${schedule.id}`, {
      cronExpr: inputs.cronExpr.value, timezone: inputs.timezone.value, payload: payloadOf(inputs.payload),
    }, schedule.version);
    tell(`${schedule.name} was changed.`);
  }, done);
}

function fields(of) {
  const text = value => h('input', {value, spellcheck: 'false'});
  return {
    name: text(of.name),
    jobType: text(of.jobType),
    cronExpr: text(of.cronExpr),
    timezone: text(of.timezone),
    payload: payloadInput(of.payload),
  };
}

function named(inputs) {
  return [field('Name', inputs.name), field('Job type', inputs.jobType)];
}

function common(inputs) {
  return [
    field('Cron', inputs.cronExpr, 'Minute, hour, day, month, day of week; or @hourly, @daily, @weekly, @monthly, @yearly'),
    field('Time zone', inputs.timezone, 'Such as UTC or Europe/Berlin'),
    payloadField(inputs.payload),
  ];
}
