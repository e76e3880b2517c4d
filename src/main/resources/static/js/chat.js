// What all of the resident's pages share: the larger type, copy buttons, clearing.

import { t } from './chat-words.js';

const $ = (id) => document.getElementById(id);

larger(localStorage.getItem('larger') === 'yes');

document.querySelectorAll('[data-copy]').forEach((element) => {
  element.hidden = false;
  element.addEventListener('click', () => navigator.clipboard?.writeText(element.dataset.copy).then(() => {
    if (element.tagName === 'BUTTON') element.textContent = t.copied;
  }).catch(() => {}));
});

// Whoever clears the page leaves nothing of ours on the device.
document.querySelectorAll('[data-clears]').forEach((form) => form.addEventListener('submit', () => {
  localStorage.clear();
  sessionStorage.clear();
}));

function larger(on) {
  document.documentElement.classList.toggle('large', on);
  const button = $('larger');
  if (!button) return;
  button.hidden = false;
  button.setAttribute('aria-pressed', String(on));
  button.onclick = () => {
    localStorage.setItem('larger', on ? 'no' : 'yes');
    larger(!on);
  };
}
