// The chat page itself: what is typed, tapped and photographed goes out; what is said to the visitor comes in over the live stream.

import { enhance, keptNote, make, masked, rowOf, show, showMine, state, toEnd, waiting } from './chat-view.js';
import { Refused, inTurn, newId, post, postPhoto } from './chat-post.js';
import { t } from './chat-words.js';

const $ = (id) => document.getElementById(id);
const { path } = document.body.dataset;
const log = $('log');
const text = $('text');
let last = Number(document.body.dataset.last);

const press = (payload, label) => say({ press: payload, label }, label);

// ---- out

/** Shows it at once, sends it in its turn, and offers to send it again when that failed. */
function send(row, attempt) {
  state(row, t.sending);
  inTurn(attempt).then(() => {
    state(row, new Date().toLocaleTimeString('vi-VN', { hour: '2-digit', minute: '2-digit', timeZone: 'Asia/Ho_Chi_Minh' }));
    listen();
    waiting(true);
  }).catch((error) => {
    const words = make('span', { class: 'failed' }, error instanceof Refused ? error.message : t.failed);
    notice(words.textContent, true);
    const again = make('button', { type: 'button' }, t.again);
    again.addEventListener('click', () => send(row, attempt));
    state(row, words, ...(error instanceof Refused ? [] : [again]));
  });
}

function say(content, shown) {
  const id = newId();
  send(showMine(id, shown), () => post('messages', { id, ...content }));
}

$('composer').addEventListener('submit', (event) => {
  event.preventDefault();
  const words = text.value.trim();
  if (photo) sendPhoto(words);
  else if (words) say({ text: words }, words);
  else return;
  text.value = '';
  grow();
  text.focus();
});

text.addEventListener('keydown', (event) => {
  const withKeyboard = matchMedia('(hover: hover) and (pointer: fine)').matches;
  if (event.key === 'Enter' && !event.shiftKey && !event.isComposing && withKeyboard) {
    event.preventDefault();
    $('composer').requestSubmit();
  }
});

function grow() {
  text.rows = Math.min(5, text.value.split('\n').length);
}
text.addEventListener('input', grow);

// What the service draws are forms, so that they work without this script; here they are sent like everything else.
log.addEventListener('submit', (event) => {
  event.preventDefault();
  const { target: form, submitter: button } = event;
  if (form.action.endsWith('/saved')) {
    const row = form.closest('.msg');
    post('saved', { id: row.dataset.id }).then(() => masked(row)).catch(() => notice(t.failed, true));
  } else if (form.action.endsWith('/keep')) {
    choose(true).then(() => keptNote(form)).catch(() => notice(t.failed, true));
  } else {
    const label = form.elements.label.value;
    if (button.name === 'start') say({ start: button.value, label }, label);
    else press(button.value, label);
  }
});

/** Whether what was said about tips stays on this device. */
async function choose(keep) {
  await post('keep', { keep });
  $('keep-tips').setAttribute('aria-pressed', String(keep));
}

$('keep-tips').addEventListener('click', () => {
  const keep = $('keep-tips').getAttribute('aria-pressed') !== 'true';
  choose(keep).then(() => notice(keep ? t.keep_tips_on : t.keep_tips_off)).catch(() => notice(t.failed, true));
});

// ---- photos

let photo = null;

for (const [button, input] of [['take-photo', 'camera'], ['pick-photo', 'gallery']]) {
  $(button).addEventListener('click', () => $(input).click());
  $(input).addEventListener('change', () => pick($(input).files[0]));
}

function pick(file) {
  drop();
  if (!file) return;
  if (file.size > 20 * 1024 * 1024) {
    notice(t.photo_too_large, true);
    return;
  }
  photo = file;
  $('preview-picture').src = URL.createObjectURL(file);
  $('preview-size').textContent = file.size < 1e6 ? `${Math.ceil(file.size / 1000)} KB`
    : `${(file.size / 1e6).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 })} MB`;
  $('preview').hidden = false;
  text.required = false;
  text.placeholder = t.placeholder_photo;
  text.focus();
}

function drop() {
  photo = null;
  $('camera').value = '';
  $('gallery').value = '';
  $('preview').hidden = true;
  text.required = true;
  text.placeholder = t.placeholder;
}
$('preview-drop').addEventListener('click', drop);

function sendPhoto(caption) {
  const id = newId();
  const file = photo;
  const row = showMine(id, caption, $('preview-picture').src);
  drop();
  send(row, () => {
    const bar = make('progress', { max: 1, value: 0, 'aria-label': t.uploading });
    row.querySelector('.bubble').append(bar);
    return postPhoto(id, file, caption, (part) => { bar.value = part; }).finally(() => bar.remove());
  });
}

// ---- place, clearing, menu

$('share-place').addEventListener('click', () => $('ask-place').showModal());
$('clear').addEventListener('click', () => $('ask-clear').showModal());
document.querySelectorAll('[data-close]').forEach((button) => button.addEventListener('click', () => button.closest('dialog').close()));
// Their openers stand in a menu that is closed by then, so the focus would be lost.
document.querySelectorAll('dialog').forEach((dialog) => dialog.addEventListener('close', () => more.querySelector('summary').focus()));

$('place-yes').addEventListener('click', () => {
  $('ask-place').close();
  if (!navigator.geolocation) {
    notice(t.place_none, true);
    return;
  }
  notice(t.place_looking);
  navigator.geolocation.getCurrentPosition(({ coords }) => {
    notice('');
    say({ location: { latitude: coords.latitude, longitude: coords.longitude }, label: t.place_sent }, t.place_sent);
  }, () => notice(t.place_none, true), { enableHighAccuracy: true, timeout: 15000, maximumAge: 60000 });
});

const more = $('more');
more.hidden = false;
more.querySelector('.menu').addEventListener('click', () => { more.open = false; });
document.addEventListener('click', (event) => { if (!more.contains(event.target)) more.open = false; });
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && more.open) {
    more.open = false;
    more.querySelector('summary').focus();
  }
});

/** When the question is about a place or a photo, the way to give one stands under it. Only an offer: words always do. */
function offer(row) {
  const words = (row.querySelector('.said')?.textContent || '').toLowerCase();
  const choices = row.querySelector('.choices') || row.appendChild(make('div', { class: 'choices' }));
  const add = (label, action) => {
    const button = make('button', { type: 'button', class: 'choice reply' }, label);
    button.addEventListener('click', action);
    choices.prepend(button);
  };
  if (words.includes('gửi vị trí')) add(t.share_place, () => $('ask-place').showModal());
  if (/gửi ảnh|có ảnh thì gửi|ảnh nếu có|chụp ảnh/.test(words)) add(t.offer_photo, () => $('gallery').click());
}

function notice(words, bad = false) {
  $('status').textContent = words;
  $('status').hidden = !words;
  $('status').classList.toggle('bad', bad);
}

// ---- in

let source = null;

function listen() {
  if (source && source.readyState !== EventSource.CLOSED) return;
  source = new EventSource(`${path}/events?after=${last}`);
  source.addEventListener('open', () => notice(''));
  source.addEventListener('message', (event) => {
    const message = JSON.parse(event.data);
    last = Math.max(last, message.seq);
    show(message, press);
    const row = log.querySelector(`[data-seq="${message.seq}"]`);
    if (!message.mine && row) offer(row);
    acknowledge();
  });
  source.addEventListener('error', () => {
    if (!navigator.onLine) notice(t.offline, true);
    if (source.readyState === EventSource.CLOSED && last > 0) setTimeout(listen, 5000);
  });
}
addEventListener('online', () => { notice(''); listen(); });

let acknowledging;
let acknowledged = 0;
let seen = 0;
/** Tells the ward that the visitor has the messages, once they are really before his eyes. */
function acknowledge() {
  if (document.visibilityState === 'visible') seen = last;
  clearTimeout(acknowledging);
  acknowledging = setTimeout(tell, document.visibilityState === 'visible' ? 200 : 0);
}

function tell() {
  if (seen <= acknowledged) return;
  const through = seen;
  post('shown', { through }).then(() => { acknowledged = through; }).catch(() => {});
}
document.addEventListener('visibilitychange', acknowledge);
addEventListener('pagehide', tell);

// ---- start

// Another language is another page; what was being written goes along.
document.querySelector('.languages').addEventListener('submit', () => { if (text.value) sessionStorage.setItem('draft', text.value); });
text.value ||= sessionStorage.getItem('draft') || '';
sessionStorage.removeItem('draft');
grow();

history.scrollRestoration = 'manual';
log.querySelectorAll('.msg').forEach(enhance);
const newest = [...log.querySelectorAll('.msg')].pop();
if (newest?.classList.contains('theirs') && newest.dataset.seq) offer(newest);

const start = decodeURIComponent(location.hash.slice(1));
if (/^g-[A-Za-z0-9_-]{1,62}$/.test(start)) {
  history.replaceState(null, '', path);
  const row = rowOf({ text: t.join_text, ours: true, seq: 'join', choices: [{ label: t.join, payload: start }] },
    (payload, label) => say({ start: payload, label }, label));
  log.querySelector('#greeting .choices')?.remove();
  log.append(row);
}

toEnd();
if (last > 0) {
  listen();
  acknowledge();
}
