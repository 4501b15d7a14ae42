// Shows the page that the address names, and keeps it fresh.
import {isSignedIn, Refused, signOut} from './api.js';
import {h} from './dom.js';
import * as job from './job.js';
import * as jobs from './jobs.js';
import {hush, warn} from './notice.js';
import * as overview from './overview.js';
import * as schedules from './schedules.js';
import {signInForm} from './sign-in.js';

const EVERY_MS = 3000;
// How many times what a look took passes before the next: nobody's page may keep a database busy.
const PAUSE = 20;
const PAGES = [
  [/^\/$/, overview],
  [/^\/jobs$/, jobs],
  [/^\/jobs\/([0-9a-f-]+)$/, job],
  [/^\/schedules$/, schedules],
];

const view = document.getElementById('view');
const leave = document.getElementById('sign-out');
let shown = 0;
let refresh = async () => {};

/** Shows another page. A page is made once, and gives what makes it fresh. */
async function show() {
  const turn = ++shown;
  refresh = async () => {};
  leave.hidden = !isSignedIn();
  document.querySelector('dialog[open]')?.close();
  hush();
  failure = undefined;
  if (!isSignedIn()) {
    view.replaceChildren(signInForm(show));
    return;
  }
  const [path, query = ''] = (location.hash.slice(1) || '/').split('?', 2);
  mark(path);
  const found = PAGES.map(([pattern, page]) => [pattern.exec(path), page]).find(([match]) => match !== null);
  if (found === undefined) {
    view.replaceChildren(h('p', {}, 'There is no such page.'));
    return;
  }
  const [match, page] = found;
  const {title, element, update} = page.open({id: match[1], query: new URLSearchParams(query)});
  document.title = `${title} · AYB Jobs`;
  view.replaceChildren(element);
  view.focus();
  // An answer that comes after another page was opened is nobody's any more.
  refresh = () => guarded(turn, update);
  await refresh();
}

// Why the last look failed, which is told once.
let failure;

async function guarded(turn, update) {
  try {
    await update();
    if (failure !== undefined && turn === shown) {
      hush();
    }
    failure = undefined;
  } catch (refused) {
    if (turn !== shown) {
      return;
    }
    if (refused.status === 401) {
      signOut();
      await show();
    }
    const why = refused instanceof Refused ? refused.message : 'This page has a fault. The browser’s console says which.';
    if (why !== failure) {
      failure = why;
      warn(failure);
    }
    if (!(refused instanceof Refused)) {
      throw refused;
    }
  }
}

function mark(path) {
  for (const link of document.querySelectorAll('nav a')) {
    const page = link.hash.slice(1);
    const isHere = page === path || (page !== '/' && path.startsWith(page));
    link.setAttribute('aria-current', isHere ? 'page' : 'false');
  }
}

async function keepFresh() {
  const start = performance.now();
  try {
    if (document.visibilityState === 'visible') {
      await refresh();
    }
  } finally {
    setTimeout(keepFresh, Math.max(EVERY_MS, PAUSE * (performance.now() - start)));
  }
}

leave.addEventListener('click', () => {
  signOut();
  show();
});
addEventListener('hashchange', show);
try {
  await show();
} finally {
  setTimeout(keepFresh, EVERY_MS);
}
