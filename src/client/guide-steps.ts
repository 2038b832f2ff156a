// Steps to tick off. What is done is kept in this browser alone, by page and step, the same in every language.

function read(key: string): Set<string> {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
    return new Set(Array.isArray(stored) ? stored.map(String) : []);
  } catch {
    return new Set();
  }
}

function write(key: string, done: ReadonlySet<string>): void {
  try {
    if (done.size) localStorage.setItem(key, JSON.stringify([...done]));
    else localStorage.removeItem(key);
  } catch {
    // Storage is switched off or full: the ticks last as long as the page.
  }
}

let lists = 0;

function makeTickable(list: HTMLOListElement, bar: HTMLElement): void {
  const key = `dk-steps ${list.dataset.steps}`;
  const done = read(key);
  const number = lists++;
  const boxes = new Map<string, HTMLInputElement>();
  for (const [index, item] of [...list.querySelectorAll<HTMLLIElement>(':scope > li[data-step]')].entries()) {
    const text = item.querySelector('.dk-steps__text');
    if (text) text.id = `schritt-${number}-${index}`;
    const box = document.createElement('input');
    box.type = 'checkbox';
    box.className = 'dk-steps__box';
    box.setAttribute('aria-labelledby', `schritt-${number}-${index}`);
    boxes.set(item.dataset.step ?? '', box);
    item.prepend(box);
  }
  const progress = document.createElement('progress');
  progress.max = boxes.size;
  const said = document.createElement('p');
  said.id = `schritte-${number}`;
  said.setAttribute('role', 'status');
  progress.setAttribute('aria-labelledby', said.id);
  const clear = document.createElement('button');
  clear.type = 'button';
  clear.className = 'dk-steps__clear';
  clear.textContent = bar.dataset.clear ?? '';

  const show = () => {
    let ticked = 0;
    for (const [step, box] of boxes) {
      box.checked = done.has(step);
      box.closest('li')?.classList.toggle('dk-steps__done', box.checked);
      if (box.checked) ticked++;
    }
    progress.value = ticked;
    said.textContent = (bar.dataset.progress ?? '').replace('{done}', String(ticked)).replace('{all}', String(boxes.size));
    clear.hidden = ticked === 0;
  };
  for (const [step, box] of boxes)
    box.addEventListener('change', () => {
      if (box.checked) done.add(step);
      else done.delete(step);
      write(key, done);
      show();
    });
  clear.addEventListener('click', () => {
    done.clear();
    write(key, done);
    show();
    // The button is gone now; the focus goes to the first step.
    boxes.values().next().value?.focus();
  });
  bar.prepend(said, progress);
  bar.append(clear);
  list.classList.add('dk-steps--ready');
  bar.classList.add('dk-steps__bar--ready');
  show();
}

for (const list of document.querySelectorAll<HTMLOListElement>('ol[data-steps]')) {
  const bar = list.nextElementSibling;
  if (bar instanceof HTMLElement && bar.classList.contains('dk-steps__bar')) makeTickable(list, bar);
}

export {};
