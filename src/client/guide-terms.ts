// A word that is explained at the end of the page says it on the spot. Without it the link leads there.

let shown: { link: HTMLAnchorElement; note: HTMLElement } | undefined;

function hide(): void {
  if (!shown) return;
  shown.link.setAttribute('aria-expanded', 'false');
  shown.note.remove();
  shown = undefined;
}

function show(link: HTMLAnchorElement, explanation: Element): void {
  const note = document.createElement('span');
  note.className = 'dk-term-note';
  note.id = 'wort-hier';
  note.setAttribute('role', 'status');
  for (const name of ['lang', 'dir']) {
    const value = explanation.getAttribute(name);
    if (value) note.setAttribute(name, value);
  }
  link.after(note);
  link.setAttribute('aria-expanded', 'true');
  shown = { link, note };
  // Filled after it is there, so that screen readers say it.
  requestAnimationFrame(() => {
    note.textContent = explanation.textContent;
    // Beside the word where there is room, else along the edge of the text.
    const frame = link.closest('.dk-prose')?.getBoundingClientRect();
    const own = note.getBoundingClientRect();
    if (!frame) return;
    if (own.right > frame.right) note.style.translate = `${frame.right - own.right}px 0`;
    else if (own.left < frame.left) note.style.translate = `${frame.left - own.left}px 0`;
  });
}

for (const link of document.querySelectorAll<HTMLAnchorElement>('a.dk-term')) {
  const explanation = document.getElementById((link.getAttribute('href') ?? '').slice(1))?.querySelector('dd');
  if (!explanation) continue;
  link.setAttribute('role', 'button');
  link.setAttribute('aria-expanded', 'false');
  link.addEventListener('click', (event) => {
    event.preventDefault();
    const again = shown?.link === link;
    hide();
    if (!again) show(link, explanation);
  });
  link.addEventListener('keydown', (event) => {
    if (event.key !== ' ') return;
    event.preventDefault();
    link.click();
  });
}
addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || !shown) return;
  const { link } = shown;
  hide();
  link.focus();
});
document.addEventListener('click', (event) => {
  if (shown && event.target instanceof Node && !shown.note.contains(event.target) && !shown.link.contains(event.target)) hide();
});

export {};
