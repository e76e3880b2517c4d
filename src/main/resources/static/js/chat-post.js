// Sends what the visitor says, one after the other and each exactly once: an id made here names it however often it is sent.

import { t } from './chat-words.js';

const path = document.body.dataset.path;
const RETRIES = [1000, 3000, 8000];

export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');
}

/** A refusal carries words for the visitor; anything else may be tried again. */
export class Refused extends Error {}

const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/** The service's own words are Vietnamese. */
async function refusal(status, read) {
  if (status === 413) return t.too_large;
  if (document.documentElement.lang !== 'vi') return t.refused;
  try {
    return JSON.parse(await read()).detail || t.refused;
  } catch {
    return t.refused;
  }
}

export async function post(part, body) {
  const stop = new AbortController();
  const clock = setTimeout(() => stop.abort(), 20000);
  try {
    const answer = await fetch(`${path}/${part}`, {
      method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body), signal: stop.signal, keepalive: part === 'shown',
    });
    if (answer.ok) return;
    if (answer.status < 500 && answer.status !== 429) throw new Refused(await refusal(answer.status, () => answer.text()));
    throw new Error(String(answer.status));
  } finally {
    clearTimeout(clock);
  }
}

/** Only XMLHttpRequest tells how much of a photo is on its way. */
export function postPhoto(id, file, caption, progress) {
  return new Promise((done, fail) => {
    const form = new FormData();
    form.append('id', id);
    form.append('caption', caption);
    form.append('photo', file, 'photo');
    const request = new XMLHttpRequest();
    request.open('POST', `${path}/photos`);
    request.timeout = 120000;
    request.upload.addEventListener('progress', (event) => { if (event.lengthComputable) progress(event.loaded / event.total); });
    request.addEventListener('load', async () => {
      if (request.status < 300) done();
      else if (request.status < 500 && request.status !== 429) fail(new Refused(await refusal(request.status, () => request.responseText)));
      else fail(new Error(String(request.status)));
    });
    for (const event of ['error', 'timeout', 'abort']) request.addEventListener(event, () => fail(new Error(event)));
    request.send(form);
  });
}

let line = Promise.resolve();

/** Waits for what was said before; then tries a few times. */
export function inTurn(send) {
  const result = line.then(async () => {
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await send();
      } catch (error) {
        if (error instanceof Refused || attempt >= RETRIES.length) throw error;
        await pause(RETRIES[attempt]);
      }
    }
  });
  line = result.catch(() => {});
  return result;
}
