// Asks for the token or the password.
import {signIn} from './api.js';
import {field, h} from './dom.js';

/** @param done is called once the server has let them in */
export function signInForm(done) {
  const secret = h('input', {type: 'password', required: true, autofocus: true, autocomplete: 'current-password'});
  const error = h('p', {class: 'error', role: 'alert', hidden: true});
  return h('form', {
    class: 'sign-in',
    submit: async event => {
      event.preventDefault();
      try {
        await signIn(secret.value);
        await done();
      } catch (refused) {
        error.textContent = refused.status === 401 ? 'That is neither the token nor the password.' : refused.message;
        error.hidden = false;
        secret.select();
      }
    },
  },
  h('h1', {}, 'Sign in'),
  field('Admin token or password', secret, 'Without either configured, each start of the server leaves a new token in ~/.ayb/admin-token.'),
  error,
  h('button', {type: 'submit', class: 'primary'}, 'Sign in'));
}
