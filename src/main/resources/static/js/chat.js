// The resident's pages: wires the chat page, and the copy buttons of a group's landing page.

const $ = (id) => document.getElementById(id);

larger(localStorage.getItem('larger') === 'yes');

document.querySelectorAll('[data-copy]').forEach((element) => {
  element.hidden = false;
  element.addEventListener('click', () => navigator.clipboard?.writeText(element.dataset.copy).then(() => {
    if (element.tagName === 'BUTTON') element.textContent = 'Đã chép ✓';
  }).catch(() => {}));
});

if (document.body.dataset.path) {
  import('./chat-room.js');
}

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
