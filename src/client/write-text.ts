// Comfort for writing a page of the guide: buttons for marks, pasted HTML as Markdown, what the checks find while one types.

interface Checked {
  summary: string;
  notes: { line: number | null; label: string | null; text: string }[];
}

const frame = document.querySelector<HTMLElement>('[data-convert]');
const area = frame?.querySelector('textarea');
const form = area?.form;
const token = form?.querySelector<HTMLInputElement>('input[name=_token]')?.value ?? '';

/** As if it were typed, so that the browser can undo it. */
function insert(target: HTMLTextAreaElement, text: string, from: number, to: number): void {
  target.focus();
  target.setSelectionRange(from, to);
  if (document.execCommand?.('insertText', false, text)) return;
  target.setRangeText(text, from, to, 'end');
  target.dispatchEvent(new Event('input', { bubbles: true }));
}

async function post(address: string, body: unknown): Promise<unknown> {
  const answer = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json', 'x-form-token': token },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

const lines: Record<string, string> = { heading: '## ', list: '- ', steps: '- [ ] ' };

function mark(target: HTMLTextAreaElement, kind: string): void {
  const { selectionStart: from, selectionEnd: to, value } = target;
  const chosen = value.slice(from, to);
  const prefix = lines[kind];
  if (prefix) {
    const start = value.lastIndexOf('\n', from - 1) + 1;
    const all = value.slice(start, to) || '';
    insert(target, all.replace(/^/gm, prefix), start, to);
    return;
  }
  const made: Record<string, [string, number]> = {
    bold: [`**${chosen}**`, 2],
    link: [`[${chosen}](https://)`, chosen ? chosen.length + 11 : 1],
    note: [`\n:::note\n${chosen}\n:::\n`, 9 + chosen.length],
    field: [`\n:::field[]\n${chosen}\n:::\n`, 10],
  };
  const [text, cursor] = made[kind] ?? [chosen, 0];
  insert(target, text, from, to);
  if (!chosen || kind === 'link' || kind === 'field') target.setSelectionRange(from + cursor, from + cursor);
}

function goToLine(target: HTMLTextAreaElement, line: number): void {
  const all = target.value.split('\n');
  const start = all.slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0);
  target.focus();
  target.setSelectionRange(start, start + (all[line - 1]?.length ?? 0));
  target.scrollTop = (target.scrollHeight * (line - 2)) / Math.max(1, all.length);
}

/** Paragraphs, lists and tables begin and end in lines of their own. */
function asBlocks(text: string, before: string, after: string): string {
  if (!/\n|^(#|- |\d+\. |\||>)/.test(text)) return text;
  const start = !before || before.endsWith('\n\n') ? '' : before.endsWith('\n') ? '\n' : '\n\n';
  const end = !after || after.startsWith('\n\n') ? '' : after.startsWith('\n') ? '\n' : '\n\n';
  return `${start}${text}${end}`;
}

function paste(target: HTMLTextAreaElement, address: string): void {
  target.addEventListener('paste', (event) => {
    const html = event.clipboardData?.getData('text/html') ?? '';
    const plain = event.clipboardData?.getData('text/plain') ?? '';
    // Copied from a field like this one, or too much for the converter: the words alone.
    if (!/<(p|h\d|ul|ol|li|table|b|strong|i|em|a|br|div)\b/i.test(html) || html.length > 390_000) return;
    event.preventDefault();
    const { selectionStart: from, selectionEnd: to } = target;
    post(address, { html })
      .then((answer) => asBlocks((answer as { markdown: string }).markdown, target.value.slice(0, from), target.value.slice(to)))
      .catch(() => plain)
      .then((text) => insert(target, text, from, to));
  });
}

function check(target: HTMLTextAreaElement, root: HTMLElement, address: string): void {
  const box = root.querySelector<HTMLElement>('[data-live]');
  const count = root.querySelector<HTMLElement>('[data-live-count]');
  const list = root.querySelector<HTMLElement>('[data-live-notes]');
  if (!box || !count || !list) return;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let asked = '';
  const ask = async () => {
    const body = target.value;
    if (body === asked) return;
    asked = body;
    const [title, summary] = ['title', 'summary'].map(
      (name) => target.form?.querySelector<HTMLInputElement>(`[name=${name}]`)?.value ?? '',
    );
    const found = (await post(address, { title, summary, body }).catch(() => undefined)) as Checked | undefined;
    if (!found || asked !== body) return;
    box.hidden = false;
    if (count.textContent !== found.summary) count.textContent = found.summary;
    list.replaceChildren(
      ...found.notes.map(({ line, label, text }) => {
        const item = document.createElement('li');
        if (line && label) {
          const link = document.createElement('a');
          link.href = `#${target.id}`;
          link.dataset.line = String(line);
          link.textContent = label;
          item.append(link, ' ');
        }
        item.append(text);
        return item;
      }),
    );
  };
  target.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, 1200);
  });
}

if (frame && area && form) {
  const tools = frame.querySelector<HTMLElement>('.dk-write-tools');
  if (tools) {
    tools.hidden = false;
    tools.addEventListener('click', (event) => {
      const kind = (event.target as Element).closest<HTMLElement>('[data-mark]')?.dataset.mark;
      if (kind) mark(area, kind);
    });
  }
  paste(area, frame.dataset.convert ?? '');
  check(area, frame, frame.dataset.check ?? '');
  document.addEventListener('click', (event) => {
    const line = Number((event.target as Element).closest<HTMLElement>('[data-line]')?.dataset.line);
    if (!line) return;
    event.preventDefault();
    goToLine(area, line);
  });
  // Where something is to be put in; before anybody was in the text, at its end.
  const at = form.querySelector<HTMLInputElement>('input[name=at]');
  const remember = () => {
    if (at) at.value = String(area.selectionStart);
  };
  for (const type of ['keyup', 'click', 'input', 'blur']) area.addEventListener(type, remember);
  // Enter in the search field searches; in the form it would save.
  form.querySelector<HTMLInputElement>('input[name=suche]')?.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    form.querySelector<HTMLButtonElement>('button[value=search]')?.click();
  });
  // The page was shown again with what is not saved: leaving it asks.
  if (frame.dataset.unsaved) setTimeout(() => form.dispatchEvent(new Event('input', { bubbles: true })));
}

export {};
