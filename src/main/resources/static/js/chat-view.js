// Draws messages. Texts become text nodes, never markup.

import { t } from './chat-words.js';

const log = document.getElementById('log');
const talk = document.getElementById('talk');
const newer = document.getElementById('newer');

export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

const atEnd = () => talk.scrollHeight - talk.scrollTop - talk.clientHeight < 80;
let following = true;

export function toEnd() {
  following = true;
  talk.scrollTop = talk.scrollHeight;
  newer.hidden = true;
}
newer.addEventListener('click', toEnd);
let top = 0;
talk.addEventListener('scroll', () => {
  if (atEnd()) {
    following = true;
    newer.hidden = true;
  } else if (talk.scrollTop < top - 4) {
    following = false;                                  // only a reader moves up; what grows moves nothing
  }
  top = talk.scrollTop;
}, { passive: true });

// Whatever grows (a message, a photo that loads, the keyboard of the phone): who was at the end stays there, who reads above keeps his place.
const grown = new ResizeObserver(() => { if (following) toEnd(); });
grown.observe(log);
grown.observe(talk);

function append(row, mine) {
  const typing = log.querySelector('.waiting');
  log.insertBefore(row, typing && !mine ? typing.nextSibling : null);
  if (mine || following) toEnd(); else newer.hidden = false;
}

const LINK = /https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]]/g;

/** Web addresses in a text can be opened. */
export function linked(text) {
  const parts = [];
  let from = 0;
  for (const match of text.matchAll(LINK)) {
    parts.push(text.slice(from, match.index),
      make('a', { href: match[0], target: '_blank', rel: 'noopener noreferrer' }, match[0]));
    from = match.index + match[0].length;
  }
  parts.push(text.slice(from));
  return parts;
}

export async function copy(text, button) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const helper = make('textarea', { readonly: '' });
    helper.value = text;
    document.body.append(helper);
    helper.select();
    document.execCommand('copy');
    helper.remove();
  }
  const label = button.textContent;
  button.textContent = t.copied;
  setTimeout(() => { button.textContent = label; }, 2500);
}

/** Finishes a row however it came here: links, and the copy button of a number or a secret. */
export function enhance(row) {
  const said = row.querySelector('.said');
  if (!said || said.dataset.done) return;
  said.dataset.done = 'yes';
  const copying = row.querySelector('.copy-key');
  if (copying) {
    copying.hidden = false;
    copying.addEventListener('click', () => copy(said.textContent, copying));
  } else {
    said.replaceChildren(...linked(said.textContent));
  }
}

const path = document.body.dataset.path;

/** A form like those that the service draws; chat-room.js sends them. */
function form(call, attributes, ...children) {
  return make('form', { method: 'post', action: `${path}/${call}`, ...attributes }, ...children);
}

function keepRow(message) {
  const row = make('div', { class: 'keep-row' }, make('button', { type: 'button', class: 'choice copy-key' }, t.copy));
  if (message.once) {
    row.append(form('saved', {}, make('input', { type: 'hidden', name: 'id', value: message.id }), make('button', { class: 'choice' }, t.saved)));
  }
  return row;
}

function keepOffer() {
  return form('keep', { class: 'keep-offer' }, make('p', {}, t.keep_offer), make('button', { class: 'choice' }, t.keep_yes));
}

/** Written down: it is nowhere on this device any more. */
export function masked(row) {
  row.querySelector('.said').textContent = '••••-••••';
  row.querySelector('.keep-row').replaceWith(make('p', { class: 'meta' }, t.saved_done));
}

export function keptNote(offer) {
  offer.replaceWith(make('p', { class: 'meta' }, t.keep_done));
}

export function rowOf(message, press) {
  const mine = message.mine;
  const bubble = make('div', { class: 'bubble' });
  if (message.photo) {
    bubble.append(make('a', { class: 'photo', href: message.photo, target: '_blank' },
      make('img', { src: message.photo, alt: mine ? t.photo_mine : t.photo_theirs })));
  }
  if (message.text) {
    bubble.append(make('p', { class: 'words' }, make('span', { class: 'sr' }, mine ? t.me : t.they),
      make('span', { class: 'said', lang: message.ours ? null : 'vi' }, message.text)));
  }
  if (message.key) bubble.append(keepRow(message));
  if (message.keepable) bubble.append(keepOffer());
  const row = make('li', { class: `msg ${mine ? 'mine' : 'theirs'}${message.key ? ' keep' : ''}`, 'data-seq': message.seq, 'data-id': message.id,
    'data-client': message.client }, bubble, make('p', { class: 'meta', 'aria-live': 'off' }, message.time || ''));
  const choices = (message.choices || []).map((choice) => choiceOf(choice, press));
  if (choices.length) row.append(make('div', { class: 'choices' }, ...choices));
  enhance(row);
  return row;
}

function choiceOf(choice, press) {
  if (choice.url) {
    return make('a', { class: 'choice', href: choice.url, target: '_blank', rel: 'noopener noreferrer' }, choice.label);
  }
  const button = make('button', { type: 'button', class: 'choice reply' }, choice.label);
  button.addEventListener('click', () => press(choice.payload, choice.label));
  return button;
}

/** One question at a time: what was offered before is gone once the visitor has said something. Links stay. */
export function closeChoices() {
  log.querySelectorAll('.choices form, .choices .reply').forEach((choice) => choice.remove());
}

export function show(message, press) {
  const known = message.client && log.querySelector(`[data-client="${message.client}"]`);
  if (known) {
    known.dataset.seq = message.seq;
    return;
  }
  if (log.querySelector(`[data-seq="${message.seq}"]`)) return;
  if (message.mine) closeChoices(); else waiting(false);
  day(message.day);
  append(rowOf(message, press), message.mine);
}

function day(text) {
  const days = log.querySelectorAll('.day');
  if (text && (!days.length || days[days.length - 1].textContent.trim() !== text)) {
    append(make('li', { class: 'day' }, make('span', {}, text)), false);
  }
}

/** The visitor's own message, before the service has it. */
export function showMine(client, text, picture) {
  closeChoices();
  waiting(false);
  day(new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Ho_Chi_Minh' }).format());
  const row = rowOf({ mine: true, client, text, photo: picture, time: t.sending });
  append(row, true);
  return row;
}

export function state(row, ...content) {
  row.querySelector('.meta').replaceChildren(...content);
}

let waitingSince;
/** "Somebody is answering": shown after a moment, taken away with the answer or after a while. */
export function waiting(on) {
  clearTimeout(waitingSince);
  log.querySelectorAll('.waiting').forEach((row) => row.remove());
  if (!on) return;
  waitingSince = setTimeout(() => {
    append(make('li', { class: 'msg theirs waiting', 'aria-hidden': 'true' }, make('div', { class: 'bubble' }, t.answering)), false);
    waitingSince = setTimeout(() => waiting(false), 10000);
  }, 700);
}
