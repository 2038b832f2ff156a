import { parseHTML } from 'linkedom';

/** A POST form as a browser without JavaScript would send it. */
export interface SeenForm {
  /** Path and query. */
  readonly action: string;
  readonly multipart: boolean;
  /** Fields with what the page has filled in; buttons are left out. */
  readonly fields: URLSearchParams;
}

function fieldsOf(form: Element): URLSearchParams {
  const fields = new URLSearchParams();
  for (const field of form.querySelectorAll('input[name], select[name], textarea[name]')) {
    const name = field.getAttribute('name') ?? '';
    if (field.hasAttribute('disabled')) continue;
    if (field.localName === 'textarea') fields.append(name, field.textContent ?? '');
    else if (field.localName === 'select') {
      const options = [...field.querySelectorAll('option')];
      const chosen = options.filter((option) => option.hasAttribute('selected'));
      for (const option of chosen.length || field.hasAttribute('multiple') ? chosen : options.slice(0, 1))
        fields.append(name, option.getAttribute('value') ?? option.textContent ?? '');
    } else {
      const type = field.getAttribute('type') ?? 'text';
      const box = type === 'checkbox' || type === 'radio';
      if (type === 'file' || (box && !field.hasAttribute('checked'))) continue;
      fields.append(name, field.getAttribute('value') ?? (box ? 'on' : ''));
    }
  }
  return fields;
}

/** Addresses that a form of method GET leads to: as it stands, and with each choice of each list. */
function addressesOf(form: Element, action: string, fields: URLSearchParams): string[] {
  const base = action.split('?')[0];
  const choices = [...form.querySelectorAll('select[name]')].flatMap((select) =>
    [...select.querySelectorAll('option[value]:not([value=""])')].map((option) => {
      const chosen = new URLSearchParams(fields);
      chosen.set(select.getAttribute('name') ?? '', option.getAttribute('value') ?? '');
      return chosen;
    }),
  );
  return [fields, ...choices].map((query) => (query.size ? `${base}?${query}` : `${base}`));
}

/** What a page leads to: addresses of its links and searches, and its POST forms. External addresses are left out. */
export function readPage(html: string, address: string): { links: string[]; forms: SeenForm[] } {
  const { document } = parseHTML(html);
  const base = new URL(address, 'http://localhost');
  const local = (target: string | null): string[] => {
    const url = URL.canParse(target ?? '', base.href) ? new URL(target ?? '', base) : undefined;
    return url?.origin === base.origin ? [url.pathname + url.search] : [];
  };
  const targets = [...document.querySelectorAll('a[href], img[src]')].map(
    (one) => one.getAttribute('href') ?? one.getAttribute('src'),
  );
  const links = targets.flatMap(local);
  const forms: SeenForm[] = [];
  for (const form of document.querySelectorAll('form')) {
    const buttons = [...form.querySelectorAll('[formaction]')].map((button) => button.getAttribute('formaction'));
    for (const action of [form.getAttribute('action') ?? '', ...buttons].flatMap(local)) {
      const fields = fieldsOf(form);
      if (form.getAttribute('method')?.toUpperCase() !== 'POST') links.push(...addressesOf(form, action, fields));
      else forms.push({ action, multipart: form.getAttribute('enctype') === 'multipart/form-data', fields });
    }
  }
  return { links: [...new Set(links)], forms };
}
