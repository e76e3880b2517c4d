// Draws messages. Texts become text nodes, never markup.

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

// A number or a secret stands alone in its message: letters, digits and hyphens, nothing else.
const KEY = /^(?=.*\d)[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*$/;
const NUMBER = /^[A-Z]{2}-\d{2}-\d{4,}$/;

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
  button.textContent = 'Đã chép ✓';
  setTimeout(() => { button.textContent = label; }, 2500);
}

/** Finishes a row however it came here: links, and what to do with a number or a secret. */
export function enhance(row, saved) {
  const said = row.querySelector('.said');
  if (!said || said.dataset.done) return;
  said.dataset.done = 'yes';
  const text = said.textContent;
  if (row.classList.contains('theirs') && text.length >= 8 && text.length <= 64 && KEY.test(text)) {
    keep(row, text, saved);
  } else {
    said.replaceChildren(...linked(text));
  }
}

function keep(row, text, saved) {
  row.classList.add('keep');
  const copying = make('button', { type: 'button', class: 'choice' }, 'Chép');
  copying.addEventListener('click', () => copy(text, copying));
  const buttons = make('div', { class: 'keep-row' }, copying);
  if (!NUMBER.test(text)) {
    const done = make('button', { type: 'button', class: 'choice' }, 'Đã lưu');
    done.addEventListener('click', () => {
      row.querySelector('.said').textContent = '••••-••••-••••';
      buttons.replaceWith(make('p', { class: 'meta' }, 'Ông/Bà đã lưu mã. Trang không hiện lại mã này trên máy.'));
      saved(row.dataset.id);
    });
    buttons.append(done);
  }
  row.querySelector('.bubble').append(buttons);
}

export function rowOf(message, actions) {
  const mine = message.mine;
  const bubble = make('div', { class: 'bubble' });
  if (message.photo) {
    bubble.append(make('a', { class: 'photo', href: message.photo, target: '_blank' },
      make('img', { src: message.photo, alt: 'Ảnh đã gửi' })));
  }
  if (message.text) {
    bubble.append(make('p', { class: 'words' }, make('span', { class: 'sr' }, mine ? 'Ông/Bà: ' : 'Công an phường: '),
      make('span', { class: 'said' }, message.text)));
  }
  const row = make('li', { class: `msg ${mine ? 'mine' : 'theirs'}`, 'data-seq': message.seq, 'data-id': message.id, 'data-client': message.client,
    'data-once': message.once ? 'yes' : null }, bubble, make('p', { class: 'meta' }, message.time || ''));
  const choices = (message.choices || []).map((choice) => choiceOf(choice, actions.press));
  if (choices.length) row.append(make('div', { class: 'choices' }, ...choices));
  enhance(row, actions.saved);
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

export function show(message, actions) {
  const known = message.client && log.querySelector(`[data-client="${message.client}"]`);
  if (known) {
    known.dataset.seq = message.seq;
    return;
  }
  if (log.querySelector(`[data-seq="${message.seq}"]`)) return;
  if (message.mine) closeChoices(); else waiting(false);
  day(message.day);
  append(rowOf(message, actions), message.mine);
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
  const row = rowOf({ mine: true, client, text, photo: picture, time: 'Đang gửi…' }, {});
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
    append(make('li', { class: 'msg theirs waiting', 'aria-hidden': 'true' }, make('div', { class: 'bubble' }, 'Đang trả lời…')), false);
    waitingSince = setTimeout(() => waiting(false), 10000);
  }, 700);
}
