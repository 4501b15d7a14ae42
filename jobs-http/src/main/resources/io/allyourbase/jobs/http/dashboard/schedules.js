// Schedules, by name.
import {acting} from './action.js';
import {get, post, remove} from './api.js';
import {confirmed} from './dialog.js';
import {button, h, isInUse, table} from './dom.js';
import {tell} from './notice.js';
import {edit, create} from './schedule-form.js';
import {jobLink, moment} from './words.js';

export function open() {
  const list = h('div');
  const update = async () => {
    const {items} = await get('schedules');
    if (!isInUse(list)) {
      list.replaceChildren(items.length === 0 ? h('p', {class: 'none'}, 'No schedules found.') : rows(items, update));
    }
  };
  return {
    title: 'Schedules',
    element: h('div', {},
      h('h1', {}, 'Schedules'),
      h('div', {class: 'buttons'}, button('New schedule…', () => create(update))),
      list),
    update,
  };
}

function rows(items, update) {
  return table('Schedules', ['Name', 'Job type', 'Cron', 'Zone', 'State', 'Next run', 'Last run', 'Actions'],
    items.map(schedule => [
      schedule.name, h('a', {href: `#/jobs?${new URLSearchParams({type: schedule.jobType})}`}, schedule.jobType),
      h('code', {}, schedule.cronExpr), schedule.timezone, condition(schedule),
      moment(schedule.nextRunAt), moment(schedule.lastRunAt), h('div', {class: 'buttons'}, actions(schedule, update))]));
}

function condition(schedule) {
  if (schedule.problem !== undefined) {
    return h('span', {class: 'state failed', title: schedule.problem}, schedule.problem);
  }
  const word = schedule.enabled ? 'enabled' : 'disabled';
  return h('span', {class: `state ${word}`}, word);
}

function actions(schedule, update) {
  const path = `schedules/${schedule.id}`;
  return [
    button('Run now', acting(update, async () => {
      const job = await post(`${path}/run`);
      tell(`A job of ${schedule.name} was enqueued: `, jobLink(job.id));
    })),
    button(schedule.enabled ? 'Disable' : 'Enable',
      acting(update, () => post(`${path}/${schedule.enabled ? 'disable' : 'enable'}`))),
    button('Edit…', event => {
      event.target.blur();
      edit(schedule, update);
    }),
    button('Delete…', acting(update, async () => {
      if (await confirmed(`Delete the schedule ${schedule.name}? Its jobs stay.`, 'Delete')) {
        await remove(path);
        tell(`${schedule.name} was deleted.`);
      }
    })),
  ];
}
