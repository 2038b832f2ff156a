// Suggestions while one types: a list of links under the search field. Without it the field searches all the same.

interface Suggestion {
  label: string;
  href: string;
  hint?: string;
  lang?: string;
  dir?: string;
}

let lists = 0;

function suggest(form: HTMLFormElement, input: HTMLInputElement, address: string): void {
  const list = document.createElement('ul');
  const attributes = {
    id: `suggest-${lists++}`,
    class: 'dk-suggest',
    role: 'listbox',
    'aria-label': input.labels?.[0]?.textContent ?? '',
  };
  for (const [name, value] of Object.entries(attributes)) list.setAttribute(name, value);
  list.hidden = true;
  for (const [name, value] of Object.entries({
    role: 'combobox',
    'aria-autocomplete': 'list',
    'aria-controls': list.id,
    'aria-expanded': 'false',
  }))
    input.setAttribute(name, value);
  input.parentElement?.append(list);

  let found: Suggestion[] = [];
  let chosen = -1;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asked = '';

  const mark = (index: number) => {
    chosen = index;
    for (const [at, option] of [...list.children].entries()) option.setAttribute('aria-selected', String(at === index));
    if (index < 0) input.removeAttribute('aria-activedescendant');
    else input.setAttribute('aria-activedescendant', `${list.id}-${index}`);
  };
  const show = (suggestions: Suggestion[]) => {
    found = suggestions;
    list.replaceChildren(
      ...suggestions.map(({ label, hint, lang, dir }, index) => {
        const option = document.createElement('li');
        option.id = `${list.id}-${index}`;
        option.setAttribute('role', 'option');
        const text = document.createElement('bdi');
        text.textContent = label;
        if (lang) text.lang = lang;
        if (dir) text.dir = dir;
        option.append(text);
        if (hint) {
          const small = document.createElement('small');
          small.textContent = ` ${hint}`;
          option.append(small);
        }
        return option;
      }),
    );
    list.hidden = suggestions.length === 0;
    input.setAttribute('aria-expanded', String(!list.hidden));
    mark(-1);
  };
  const open = (index: number) => {
    const target = found[index];
    if (target) location.assign(target.href);
  };

  input.addEventListener('input', () => {
    clearTimeout(timer);
    asked = input.value.trim();
    if (asked.length < 2) return show([]);
    timer = setTimeout(async () => {
      const query = asked;
      try {
        const answer = await fetch(`${address}?q=${encodeURIComponent(query)}`, { headers: { accept: 'application/json' } });
        const { suggestions } = (await answer.json()) as { suggestions?: Suggestion[] };
        // An answer that comes late belongs to a word that is no longer there.
        if (query === asked && document.activeElement === input) show(suggestions ?? []);
      } catch {
        show([]);
      }
    }, 180);
  });
  input.addEventListener('keydown', (event) => {
    if (list.hidden) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      // One place before the first suggestion is the field itself.
      mark(((chosen + 1 + step + found.length + 1) % (found.length + 1)) - 1);
    } else if (event.key === 'Enter' && chosen >= 0) {
      event.preventDefault();
      open(chosen);
    } else if (event.key === 'Escape') {
      event.preventDefault();
      show([]);
    }
  });
  // Before the field loses the focus and the list closes.
  list.addEventListener('mousedown', (event) => {
    event.preventDefault();
    open([...list.children].indexOf((event.target as Element).closest('li') as Element));
  });
  input.addEventListener('blur', () => show([]));
  form.addEventListener('submit', () => clearTimeout(timer));
}

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-suggestions]')) {
  const input = form.querySelector<HTMLInputElement>('input[type=search]');
  if (input) suggest(form, input, form.dataset.suggestions ?? '');
}

export {};
