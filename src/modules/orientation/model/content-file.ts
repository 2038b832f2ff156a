/** A page's text as it stands in a file of `districts/`: a head of `key: value` lines, then Markdown. */
export interface ContentFile {
  readonly title: string;
  readonly summary: string;
  /** ISO day on which its facts were held against their sources. */
  readonly checked: string;
  readonly body: string;
}

/**
 * @param names put for `{{name}}` in all texts
 * @throws when the head is missing or incomplete; content files belong to the software
 */
export function readContentFile(text: string, names: Readonly<Record<string, string>>): ContentFile {
  const [, head = '', body = ''] = /^---\n(.*?)\n---\n(.*)$/s.exec(text) ?? [];
  const filled = (part: string) =>
    part.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
      const value = names[name];
      if (value === undefined) throw new Error(`Nothing is known for {{${name}}}`);
      return value;
    });
  const lines = new Map(
    head.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]),
  );
  const { title = '', summary = '', checked = '' } = Object.fromEntries(lines);
  if (!title || !summary || !/^\d{4}-\d\d-\d\d$/.test(checked)) throw new Error(`Incomplete head: ${head.slice(0, 80)}`);
  return { title: filled(title), summary: filled(summary), checked, body: filled(body.trim()) };
}
