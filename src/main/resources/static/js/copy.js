// [data-copy="id"] copies the text of that element; where the clipboard is closed, the text is selected instead.
document.addEventListener('click', async e => {
  const button = e.target.closest('[data-copy]');
  if (!button) return;
  const source = document.getElementById(button.dataset.copy);
  try {
    await navigator.clipboard.writeText(source.textContent);
    button.textContent = 'Đã chép';
  } catch {
    getSelection().selectAllChildren(source);
  }
});
