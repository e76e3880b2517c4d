// The chat page itself: what is typed, tapped and photographed goes out; what is said to the visitor comes in over the live stream.

import { enhance, make, rowOf, show, showMine, state, toEnd, waiting } from './chat-view.js';
import { Refused, inTurn, newId, post, postPhoto } from './chat-post.js';

const $ = (id) => document.getElementById(id);
const { path } = document.body.dataset;
const log = $('log');
const text = $('text');
let last = Number(document.body.dataset.last);

const actions = { press: (payload, label) => say({ press: payload, label }, label), saved: (id) => post('saved', { id }).catch(() => {}) };

// ---- out

/** Shows it at once, sends it in its turn, and offers to send it again when that failed. */
function send(row, attempt) {
  state(row, 'Đang gửi…');
  inTurn(attempt).then(() => {
    state(row, new Date().toLocaleTimeString('vi-VN', { hour: '2-digit', minute: '2-digit', timeZone: 'Asia/Ho_Chi_Minh' }));
    listen();
    waiting(true);
  }).catch((error) => {
    const words = make('span', { class: 'failed' }, error instanceof Refused ? error.message : 'Chưa gửi được. Kiểm tra mạng rồi thử lại.');
    const again = make('button', { type: 'button' }, 'Gửi lại');
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

// Buttons drawn by the service are forms, so that they work without this script; here they are sent like everything else.
log.addEventListener('submit', (event) => {
  event.preventDefault();
  const button = event.submitter;
  const label = event.target.elements.label.value;
  if (button.name === 'start') say({ start: button.value, label }, label);
  else actions.press(button.value, label);
});

// ---- photos

let photo = null;

for (const [button, input] of [['take-photo', 'camera'], ['pick-photo', 'gallery']]) {
  $(button).addEventListener('click', () => $(input).click());
  $(input).addEventListener('change', () => choose($(input).files[0]));
}

function choose(file) {
  drop();
  if (!file) return;
  if (file.size > 20 * 1024 * 1024) {
    notice('Ảnh lớn quá 20 MB. Xin chụp lại với cỡ nhỏ hơn.', true);
    return;
  }
  photo = file;
  $('preview-picture').src = URL.createObjectURL(file);
  $('preview-size').textContent = file.size < 1e6 ? `${Math.ceil(file.size / 1000)} KB`
    : `${(file.size / 1e6).toLocaleString('vi-VN', { maximumFractionDigits: 1 })} MB`;
  $('preview').hidden = false;
  text.required = false;
  text.placeholder = 'Viết thêm…';
  text.focus();
}

function drop() {
  photo = null;
  $('camera').value = '';
  $('gallery').value = '';
  $('preview').hidden = true;
  text.required = true;
  text.placeholder = 'Nhắn tin…';
}
$('preview-drop').addEventListener('click', drop);

function sendPhoto(caption) {
  const id = newId();
  const file = photo;
  const row = showMine(id, caption, $('preview-picture').src);
  drop();
  send(row, () => {
    const bar = make('progress', { max: 1, value: 0, 'aria-label': 'Đang tải ảnh lên' });
    row.querySelector('.bubble').append(bar);
    return postPhoto(id, file, caption, (part) => { bar.value = part; }).finally(() => bar.remove());
  });
}

// ---- place, clearing, menu

$('share-place').addEventListener('click', () => $('ask-place').showModal());
$('clear').addEventListener('click', () => $('ask-clear').showModal());
document.querySelectorAll('[data-close]').forEach((button) => button.addEventListener('click', () => button.closest('dialog').close()));

$('place-yes').addEventListener('click', () => {
  $('ask-place').close();
  if (!navigator.geolocation) {
    notice('Máy này không cho biết vị trí. Xin tả địa điểm bằng lời.', true);
    return;
  }
  notice('Đang tìm vị trí…');
  navigator.geolocation.getCurrentPosition(({ coords }) => {
    notice('');
    say({ location: { latitude: coords.latitude, longitude: coords.longitude } }, 'Đã gửi vị trí');
  }, () => notice('Máy không cho biết vị trí. Xin tả địa điểm bằng lời.', true), { enableHighAccuracy: true, timeout: 15000, maximumAge: 60000 });
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
  if (words.includes('gửi vị trí')) add('Chia sẻ vị trí', () => $('ask-place').showModal());
  if (/gửi ảnh|có ảnh thì gửi|ảnh nếu có|chụp ảnh/.test(words)) add('Gửi ảnh', () => $('gallery').click());
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
    show(message, actions);
    const row = log.querySelector(`[data-seq="${message.seq}"]`);
    if (!message.mine && row) offer(row);
    acknowledge();
  });
  source.addEventListener('error', () => {
    if (!navigator.onLine) notice('Mất mạng. Tin vẫn được giữ, có mạng sẽ gửi tiếp.', true);
    if (source.readyState === EventSource.CLOSED && last > 0) setTimeout(listen, 5000);
  });
}
addEventListener('online', () => { notice(''); listen(); });

let acknowledging;
let acknowledged = 0;
/** Tells the ward that the visitor has the messages, once the page is really before his eyes. */
function acknowledge() {
  clearTimeout(acknowledging);
  acknowledging = setTimeout(() => {
    if (document.visibilityState === 'visible' && last > acknowledged) {
      const through = last;
      post('shown', { through }).then(() => { acknowledged = through; }).catch(() => {});
    }
  }, 400);
}
document.addEventListener('visibilitychange', acknowledge);

// ---- start

history.scrollRestoration = 'manual';
log.querySelectorAll('.msg').forEach((row) => enhance(row, actions.saved));
const newest = [...log.querySelectorAll('.msg')].pop();
if (newest?.classList.contains('theirs') && newest.dataset.seq) offer(newest);

const start = decodeURIComponent(location.hash.slice(1));
if (/^g-[A-Za-z0-9_-]{1,62}$/.test(start)) {
  history.replaceState(null, '', path);
  const row = rowOf({ text: 'Ông/Bà vừa mở đường dẫn của một tổ dân phố. Bấm nút dưới đây để tham gia.', seq: 'join',
    choices: [{ label: 'Tham gia tổ dân phố', payload: start }] },
  { press: (payload, label) => say({ start: payload, label }, label) });
  log.querySelector('#greeting .choices')?.remove();
  log.append(row);
}

toEnd();
if (last > 0) {
  listen();
  acknowledge();
}
