// Comfort for forms marked `data-guard`: no double posts, and a question before unsaved changes are lost.

function watch(form: HTMLFormElement): void {
  let changed = false;
  let sending = false;
  form.addEventListener('input', () => {
    changed = true;
  });
  form.addEventListener('submit', (event) => {
    if (sending) {
      event.preventDefault();
      return;
    }
    sending = true;
    // The pressed button stays enabled: a disabled one would not send its name and value.
    for (const button of form.querySelectorAll('button[type=submit]')) button.setAttribute('aria-disabled', 'true');
    const status = form.querySelector('[data-sending]');
    if (status) status.textContent = status.getAttribute('data-sending');
  });
  // Back from the browser's page cache the form is ready again.
  addEventListener('pageshow', () => {
    sending = false;
    for (const button of form.querySelectorAll('button[aria-disabled]')) button.removeAttribute('aria-disabled');
    const status = form.querySelector('[data-sending]');
    if (status) status.textContent = '';
  });
  addEventListener('beforeunload', (event) => {
    if (changed && !sending) event.preventDefault();
  });
}

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-guard]')) watch(form);
// `autofocus` is ignored by some browsers when the address carries a fragment.
document.querySelector<HTMLElement>('.dk-error-summary')?.focus();

export {};
