// Tips: new ones arrive without a reload and never move what is under the pointer; keys of the desk.
(() => {
  const page = document.querySelector('main.tip-page');
  let pending = 0;

  // ── live
  if (window.EventSource && (page || document.getElementById('tips'))) {
    const events = new EventSource('/tips/events');
    const heard = e => {
      if (page) {
        if (e.data === page.dataset.tip) later(refreshTip);
      } else {
        later(refreshList);
      }
    };
    events.addEventListener('tip', heard);
    events.addEventListener('tip-conflict', e => { if (page) heard(e); });
    addEventListener('pagehide', () => events.close());
  }
  function later(work) {
    clearTimeout(pending);
    pending = setTimeout(work, 250);
  }
  async function fetched(url) {
    const answer = await fetch(url, { headers: { Accept: 'text/html' }, credentials: 'same-origin' });
    if (!answer.ok) return null;
    return new DOMParser().parseFromString(await answer.text(), 'text/html');
  }

  // ── list
  let waitingRows = null;
  const codes = root => [...root.querySelectorAll('#rows [data-code]')].map(row => row.dataset.code);
  async function refreshList() {
    const shown = document.getElementById('tips');
    const fresh = (await fetched(shown.dataset.rows))?.getElementById('tips');
    if (!fresh) return;
    shown.querySelector('.folders').replaceWith(fresh.querySelector('.folders'));
    const count = document.querySelector('[data-count="/tips"]');
    if (count) count.textContent = fresh.dataset.waiting;
    const known = new Set(codes(shown));
    const news = codes(fresh).filter(code => !known.has(code));
    const list = shown.querySelector('.tip-list');
    const busy = list.matches(':hover') || list.contains(document.activeElement);
    if (news.length > 0 && busy) {
      waitingRows = { fresh, news };
      const pill = document.getElementById('fresh');
      pill.textContent = `${news.length} tin mới ↑`;
      pill.hidden = false;
    } else {
      put(fresh, news);
    }
  }
  function put(fresh, news) {
    const list = document.querySelector('.tip-list');
    const old = list.querySelector('#rows, #rows-empty');
    const rows = fresh.querySelector('#rows, #rows-empty');
    news.forEach(code => rows.querySelector(`[data-code="${CSS.escape(code)}"]`)?.classList.add('arrived'));
    const selected = list.querySelector('li.selected')?.dataset.code;
    old.replaceWith(rows);
    if (selected) rows.querySelector(`[data-code="${CSS.escape(selected)}"]`)?.classList.add('selected');
    document.getElementById('fresh').hidden = true;
    waitingRows = null;
    remember();
  }
  document.getElementById('fresh')?.addEventListener('click', () => {
    if (waitingRows) put(waitingRows.fresh, waitingRows.news);
    document.getElementById('tips').scrollIntoView({ block: 'start' });
  });
  function remember() {
    const rows = document.querySelectorAll('.rows [data-code]');
    if (rows.length > 0) sessionStorage.setItem('tips', JSON.stringify([...rows].map(row => row.dataset.code)));
  }
  if (!page) remember();

  // ── one tip
  async function refreshTip() {
    const fresh = (await fetched(`/tips/${page.dataset.code}/timeline`))?.getElementById('timeline');
    if (!fresh) return;
    const old = document.getElementById('timeline');
    const facts = root => root.querySelectorAll('.entry.event').length;
    if (facts(fresh) !== facts(old)) document.getElementById('changed').hidden = false;
    old.replaceWith(fresh);
  }
  const tabs = [...document.querySelectorAll('.talk-tabs [role=tab]')];
  function choose(tab) {
    tabs.forEach(other => {
      const on = other === tab;
      other.setAttribute('aria-selected', String(on));
      document.getElementById(other.getAttribute('aria-controls')).hidden = !on;
    });
  }
  tabs.forEach(tab => tab.addEventListener('click', () => choose(tab)));
  if (tabs.length > 0) choose(tabs.find(tab => tab.getAttribute('aria-selected') === 'true') ?? tabs[0]);
  document.addEventListener('keydown', e => {
    if (e.key === 'Enter' && (e.metaKey || e.ctrlKey) && !e.isComposing && e.target.closest('.talk-form')) {
      e.target.closest('form').requestSubmit();
    }
  });

  // ── keys; never inside a field, never while an input method composes
  document.addEventListener('keydown', e => {
    if (e.defaultPrevented || e.isComposing || e.keyCode === 229 || e.ctrlKey || e.metaKey || e.altKey
        || e.target.closest('input, textarea, select, dialog, [contenteditable]')) return;
    const act = keys[e.key.toLowerCase()];
    if (act && act() !== false) e.preventDefault();
  });
  const write = id => {
    const tab = document.getElementById(`tab-${id}`);
    if (!tab) return false;
    choose(tab);
    document.getElementById(`${id}-text`).focus();
  };
  const keys = {
    j: () => move(1),
    k: () => move(-1),
    a: () => document.getElementById('take') ? document.getElementById('take').click() : false,
    r: () => write('reply'),
    n: () => write('note'),
    e: () => {
      const close = document.getElementById('to-CLOSED');
      const result = document.getElementById('result');
      if (close) close.click(); else if (result) result.focus(); else return false;
    },
  };
  function move(step) {
    if (page) {
      const list = JSON.parse(sessionStorage.getItem('tips') ?? '[]');
      const there = list[list.indexOf(page.dataset.code) + step];
      if (!list.includes(page.dataset.code) || !there) return false;
      location.assign(`/tips/${there}`);
      return;
    }
    const rows = [...document.querySelectorAll('.rows [data-code]')];
    if (rows.length === 0) return false;
    const at = rows.findIndex(row => row.classList.contains('selected'));
    const next = rows[Math.min(rows.length - 1, Math.max(0, at + step))];
    rows.forEach(row => row.classList.toggle('selected', row === next));
    next.querySelector('a').focus();
  }
})();
