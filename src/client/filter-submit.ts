// Applies filters as soon as they are ticked. The button stays: for the keyboard, and for text fields.

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-auto-submit]')) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  form.addEventListener('change', (event) => {
    if (!(event.target instanceof HTMLInputElement) || !/^(checkbox|radio)$/.test(event.target.type)) return;
    clearTimeout(timer);
    // Long enough to tick two boxes in a row, short enough to feel immediate.
    timer = setTimeout(() => form.requestSubmit(), 450);
  });
  form.addEventListener('submit', () => clearTimeout(timer));
  // What was left empty need not stand in the address that people share.
  form.addEventListener('formdata', ({ formData }) => {
    for (const name of new Set(formData.keys())) if (!formData.getAll(name).some(Boolean)) formData.delete(name);
  });
}

export {};
