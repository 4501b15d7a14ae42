// Questions that must be answered before anything happens.
import {button, h} from './dom.js';

/** Resolves to whether it was confirmed. */
export function confirmed(question, action) {
  return new Promise(resolve => {
    const dialog = open(h('p', {}, question), h('div', {class: 'buttons'},
      button('Leave it', () => dialog.close()),
      button(action, () => {
        resolve(true);
        dialog.close();
      }, 'primary')));
    dialog.addEventListener('close', () => resolve(false));
  });
}

/** A dialog with a form; stays open while what it asks for is refused, and says why. Once it is closed, done, if it can be. */
export function form(title, fields, action, submit, done) {
  const error = h('p', {class: 'error', role: 'alert', hidden: true});
  const save = h('button', {type: 'submit', class: 'primary'}, action);
  const dialog = open(h('form', {
    submit: async event => {
      event.preventDefault();
      save.disabled = true;
      try {
        await submit();
      } catch (refused) {
        error.textContent = refused.message;
        error.hidden = false;
        return;
      } finally {
        save.disabled = false;
      }
      dialog.close();
      // What was asked for has happened, and that is what the notice says.
      await done().catch(() => {});
    },
  }, h('h2', {}, title), fields, error, h('div', {class: 'buttons'}, button('Close', () => dialog.close()), save)));
}

function open(...content) {
  const dialog = h('dialog', {}, content);
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}
