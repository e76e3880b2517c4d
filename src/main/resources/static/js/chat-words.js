// What the page says around the messages, in the language in which the service drew it.
export const t = JSON.parse(document.body.dataset.words || '{}');
