// The list and the page of one account ask again when the server says that an account heard, sent or changed something.
(() => {
  const list = document.querySelector('[data-channels]');
  const account = document.querySelector('[data-channel]');
  if (!list && !account) return;
  const events = new EventSource('/settings/channels/events');
  let waiting = 0;
  const refreshList = () => {
    if (waiting) return;
    waiting = setTimeout(() => { waiting = 0; htmx.trigger(list, 'refresh'); }, 5000);
  };
  const heard = e => {
    if (list) refreshList();
    if (account && e.data === account.dataset.channel) {
      const trial = document.getElementById('trial');
      if (trial) htmx.trigger(trial, 'refresh');
      if (e.type === 'channel') htmx.trigger('#checks', 'refresh');
    }
  };
  events.addEventListener('channel', heard);
  events.addEventListener('delivery', heard);
  addEventListener('pagehide', () => events.close());
})();
