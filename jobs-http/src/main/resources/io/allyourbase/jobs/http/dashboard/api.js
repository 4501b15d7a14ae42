// Calls the admin API. Its paths are below the folder that these pages are in, wherever a proxy has put it.
import {parseAnswer} from './json.js';

const API = new URL('../', import.meta.url);
const KEY = 'ayb-admin-token';
// What a header can carry; a password may hold anything.
const TOKEN = /^[\x21-\x7e]+$/;

/** What the server refused, in its own words; status 0 when it could not be reached. */
export class Refused extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

export function isSignedIn() {
  return sessionStorage.getItem(KEY) !== null;
}

export function signOut() {
  sessionStorage.removeItem(KEY);
}

/** Takes the secret for the token, or else for the password that is traded for it. Kept until the tab is closed. */
export async function signIn(secret) {
  const isToken = TOKEN.test(secret) && await opens(secret);
  const token = isToken ? secret : (await send('POST', 'auth', {body: {password: secret}})).token;
  sessionStorage.setItem(KEY, token);
}

async function opens(token) {
  try {
    await send('GET', 'openapi.json', {token});
    return true;
  } catch (refused) {
    if (refused.status === 401) {
      return false;
    }
    throw refused;
  }
}

export function get(path) {
  return send('GET', path, {token: token()});
}

export function post(path, body) {
  return send('POST', path, {token: token(), body});
}

/** Enqueues a job, unless another has its idempotency key: then it is that. */
export async function enqueue(job) {
  const {status, answer} = await exchange('POST', 'jobs', {token: token(), body: job});
  return {job: answer, isNew: status === 201};
}

export function put(path, body, version) {
  return send('PUT', path, {token: token(), body, version});
}

export function remove(path) {
  return send('DELETE', path, {token: token()});
}

function token() {
  return sessionStorage.getItem(KEY) ?? '';
}

async function send(method, path, what) {
  return (await exchange(method, path, what)).answer;
}

async function exchange(method, path, {token, body, version}) {
  const headers = {};
  if (token) {
    headers.Authorization = `Bearer ${token}`;
  }
  if (body !== undefined) {
    headers['Content-Type'] = 'application/json';
  }
  if (version !== undefined) {
    headers['If-Match'] = `"${version}"`;
  }
  const response = await reached(new URL(path, API), {method, headers, body: body && JSON.stringify(body)});
  const text = await response.text();
  const answer = parsed(text);
  if (!response.ok) {
    throw new Refused(response.status, answer?.message ?? `the server answered ${response.status}`);
  }
  return {status: response.status, answer};
}

async function reached(url, request) {
  try {
    return await fetch(url, request);
  } catch {
    throw new Refused(0, 'The server can’t be reached.');
  }
}

function parsed(text) {
  try {
    return text === '' ? undefined : parseAnswer(text);
  } catch {
    return undefined;
  }
}
