// Keys that work on every page of the console. Never inside a field and never while an input method composes.
(() => {
  let waitingForPage = false;
  const typing = e => e.isComposing || e.keyCode === 229 || e.ctrlKey || e.metaKey || e.altKey
      || e.target.closest('input, textarea, select, [contenteditable]');
  document.addEventListener('keydown', e => {
    if (typing(e)) return;
    if (waitingForPage) {
      waitingForPage = false;
      const link = document.querySelector(`nav.side a[data-key="${CSS.escape(e.key.toLowerCase())}"]`);
      if (link) { e.preventDefault(); link.click(); }
      return;
    }
    if (e.key === '/') {
      const search = document.querySelector('[data-search]');
      if (search) { e.preventDefault(); search.focus(); }
    } else if (e.key === '?') {
      document.getElementById('help')?.showModal();
    } else if (e.key === 'g') {
      waitingForPage = true;
      setTimeout(() => { waitingForPage = false; }, 1500);
    }
  });
  // On a phone the navigation is a bar that is swiped: where one is must be in sight.
  const bar = document.querySelector('nav.side');
  const here = bar?.querySelector('a.current');
  if (here && bar.scrollWidth > bar.clientWidth) bar.scrollLeft = here.offsetLeft - (bar.clientWidth - here.offsetWidth) / 2;
  // A form says that it is working and cannot be sent twice by a double click.
  document.addEventListener('submit', e => {
    const button = e.submitter;
    if (button && !e.defaultPrevented && e.target.method === 'post') {
      setTimeout(() => { button.setAttribute('aria-busy', 'true'); button.disabled = true; });
      setTimeout(() => { button.removeAttribute('aria-busy'); button.disabled = false; }, 8000);
    }
  });
  document.addEventListener('click', e => {
    document.querySelectorAll('details.me[open]').forEach(d => { if (!d.contains(e.target)) d.open = false; });
    const printer = e.target.closest('[data-print]');
    if (printer) print();
  });
})();
