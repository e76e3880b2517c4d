// The training page: parts marked data-live are fetched again when a network moved, and replaced only when they say something new.
(() => {
  const known = new Map();
  const parts = channel => [...document.querySelectorAll('[data-live]')]
      .filter(part => part.id === 'wire' || part.dataset.live.toLowerCase().includes(channel.toLowerCase()));
  const down = root => root.querySelectorAll('.talk').forEach(talk => { talk.scrollTop = talk.scrollHeight; });

  async function refresh(part) {
    const answer = await fetch(part.dataset.live, { headers: { Accept: 'text/html' }, credentials: 'same-origin' });
    if (!answer.ok) return;
    const text = await answer.text();
    if (known.get(part.dataset.live) === text) return;
    known.set(part.dataset.live, text);
    const fresh = new DOMParser().parseFromString(text, 'text/html').body.firstElementChild;
    const focused = part.contains(document.activeElement) ? document.activeElement.id : '';
    part.replaceWith(fresh);
    htmx.process(fresh);
    if (focused) document.getElementById(focused)?.focus();
    down(fresh);
  }

  const events = new EventSource('/training/events');
  events.addEventListener('moved', e => parts(e.data).forEach(refresh));
  addEventListener('pagehide', () => events.close());

  document.addEventListener('click', e => {
    const key = e.target.closest('[data-press]');
    if (key) {
      const screen = key.closest('.screen');
      htmx.ajax('POST', key.dataset.to, { target: `#${screen.id}`, swap: 'outerHTML', values: { text: key.dataset.press } });
    }
    document.querySelectorAll('details.tool[open], details.adder[open], details.renamer[open]').forEach(menu => {
      if (!menu.contains(e.target) || e.target.closest('.tool-menu button')) menu.open = false;
    });
  });
  document.addEventListener('htmx:afterRequest', e => {
    if (e.detail.successful && e.target.matches('form.say')) e.target.reset();
  });
  document.addEventListener('htmx:afterSwap', () => { known.clear(); down(document); });
  down(document);
})();
