// Fetches the progress again when the server says that something moved; reloads once when the campaign's own state changed.
(() => {
  const main = document.querySelector('[data-campaign]');
  if (!main) return;
  const progress = document.getElementById('progress');
  const events = new EventSource(`/campaigns/${main.dataset.campaign}/events`);
  events.addEventListener('delivery', () => htmx.trigger(progress, 'refresh'));
  events.addEventListener('campaign', () => location.reload());
  addEventListener('pagehide', () => events.close());
})();
