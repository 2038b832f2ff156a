import { parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import { Checkbox, CheckboxGroup, RadioGroup, SelectField } from './choice-fields.tsx';
import { FileField } from './file-field.tsx';
import { Form } from './form.tsx';
import { hostile, render, testView } from './testing.tsx';
import { DateField, EmailField, NumberField, TextArea, TextField } from './text-fields.tsx';

const page = (node: Parameters<typeof render>[0], tag = 'de') =>
  parseHTML(`<body>${render(node, testView(tag))}</body>`).document;
/** linkedom leaves the text of a `<textarea>` as it stands in the source. */
const unescaped = (text: string | null | undefined) =>
  text?.replaceAll('&lt;', '<').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
const options = [
  { value: 'a', label: 'Eins' },
  { value: 'b', label: 'Zwei', hint: 'mit Hinweis' },
];

test('a form posts the token and leaves validation to the server', () => {
  const form = page(
    <Form action="/x" hidden={{ version: 3 }} files>
      <p>…</p>
    </Form>,
  ).querySelector('form');
  expect(form?.getAttribute('method')).toBe('post');
  expect(form?.hasAttribute('novalidate')).toBe(true);
  expect(form?.getAttribute('enctype')).toBe('multipart/form-data');
  expect(form?.querySelector('[name=_token]')?.getAttribute('value')).toBe('token-1');
  expect(form?.querySelector('[name=version]')?.getAttribute('value')).toBe('3');
});

test('every kind of field has a label, keeps its value and is tied to hint and error', () => {
  const names = ['text', 'mail', 'area', 'day', 'count', 'choice', 'file', 'yes'];
  const document = page(
    <Form
      action="/x"
      values={{ text: hostile, mail: 'a@b', area: hostile, day: '2026-12-01', count: 7, choice: 'b', yes: 'yes' }}
      errors={Object.fromEntries(names.map((name) => [name, `Fehler ${name}`]))}
    >
      <TextField name="text" label="L" hint="H" />
      <EmailField name="mail" label="L" hint="H" />
      <TextArea name="area" label="L" hint="H" />
      <DateField name="day" label="L" hint="H" />
      <NumberField name="count" label="L" hint="H" />
      <SelectField name="choice" label="L" hint="H" options={options} />
      <FileField name="file" label="L" hint="H" accept={['.pdf']} maxMegabytes={5} />
      <Checkbox name="yes" label="L" hint="H" />
    </Form>,
  );
  for (const name of names) {
    const control = document.querySelector(`[name="${name}"]`);
    const id = control?.getAttribute('id');
    expect(document.querySelectorAll(`label[for="${id}"]`), name).toHaveLength(1);
    expect(control?.getAttribute('aria-invalid'), name).toBe('true');
    const described = (control?.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map((one) => document.getElementById(one)?.textContent);
    expect(described, name).toHaveLength(2);
    expect(described[0], name).toContain('H');
    expect(described[1], name).toContain(`Fehler ${name}`);
  }
  expect(document.querySelector('[name=text]')?.getAttribute('value')).toBe(hostile);
  expect(unescaped(document.querySelector('[name=area]')?.textContent)).toBe(hostile);
  expect(document.querySelector('[name=day]')?.getAttribute('value')).toBe('2026-12-01');
  expect(document.querySelector('[name=count]')?.getAttribute('value')).toBe('7');
  expect(document.querySelector('option[selected]')?.getAttribute('value')).toBe('b');
  expect(document.querySelector('[name=yes]')?.hasAttribute('checked')).toBe(true);
  expect(document.querySelectorAll('script')).toHaveLength(0);
  expect(document.querySelectorAll('[onfocus]')).toHaveLength(0);
});

test('the error summary takes the focus, counts and leads to each field, groups included', () => {
  const document = page(
    <Form
      action="/x"
      errors={{ 'times[0].hours': 'Bitte Zeit angeben', who: 'Bitte wählen', free: 'Bitte wählen', fine: undefined }}
    >
      <TextField name="times[0].hours" label="Zeit" />
      <CheckboxGroup name="who" label="Für wen" options={options} />
      <RadioGroup name="free" label="Kosten" options={options} />
      <TextField name="fine" label="In Ordnung" />
    </Form>,
  );
  const summary = document.querySelector('.dk-error-summary');
  expect(summary?.getAttribute('tabindex')).toBe('-1');
  expect(summary?.hasAttribute('autofocus')).toBe(true);
  expect(summary?.querySelector('h2')?.textContent).toBe('Bitte prüfen Sie 3 Angaben');
  const targets = [...(summary?.querySelectorAll('a') ?? [])].map((link) =>
    document.querySelector(link.getAttribute('href') ?? ''),
  );
  expect(targets.map((target) => target?.getAttribute('name'))).toEqual(['times[0].hours', 'who', 'free']);
});

test('no summary without errors; two forms of one page keep their ids apart', () => {
  const document = page(
    <div>
      <Form action="/x" id="one">
        <TextField name="name" label="Name" />
      </Form>
      <Form action="/x" id="two">
        <TextField name="name" label="Name" />
      </Form>
    </div>,
  );
  expect(document.querySelector('.dk-error-summary')).toBeNull();
  expect([...document.querySelectorAll('input[type=text]')].map((input) => input.getAttribute('id'))).toEqual([
    'one-name',
    'two-name',
  ]);
});

test('groups keep all chosen values; passwords are never sent back', () => {
  const document = page(
    <Form action="/x" values={{ who: ['a', 'b'], free: 'b', secret: 'geheim' }}>
      <CheckboxGroup name="who" label="Für wen" options={options} />
      <RadioGroup name="free" label="Kosten" options={options} />
      <TextField name="secret" label="Passwort" type="password" />
    </Form>,
  );
  expect([...document.querySelectorAll('[name=who][checked]')].map((box) => box.getAttribute('value'))).toEqual(['a', 'b']);
  expect([...document.querySelectorAll('[name=free][checked]')].map((box) => box.getAttribute('value'))).toEqual(['b']);
  expect(document.querySelector('[name=secret]')?.getAttribute('value')).toBe('');
});

test('free text takes its direction from what is typed; addresses stay left to right', () => {
  const document = page(
    <Form action="/x">
      <TextField name="title" label="Titel" />
      <TextArea name="about" label="Text" />
      <EmailField name="mail" label="E-Mail" />
    </Form>,
    'ar',
  );
  expect(document.querySelector('[name=title]')?.getAttribute('dir')).toBe('auto');
  expect(document.querySelector('[name=about]')?.getAttribute('dir')).toBe('auto');
  expect(document.querySelector('[name=mail]')?.getAttribute('dir')).toBe('ltr');
});

test('only what may be left out is marked', () => {
  const document = page(
    <Form action="/x">
      <TextField name="a" label="Pflicht" required />
      <TextField name="b" label="Kür" />
    </Form>,
  );
  expect([...document.querySelectorAll('label')].map((label) => label.textContent)).toEqual(['Pflicht', 'Kür (freiwillig)']);
});
