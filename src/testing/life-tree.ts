import type { Caller } from './caller.ts';
import { expectSent } from './life-parts.ts';

/** The smallest picture there is, in letters alone. */
const dot = 'GIF89a\x01\0\x01\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;';

async function addPicture(staff: Caller, base: string, alt: string): Promise<string> {
  const boundary = 'picture';
  const part = (name: string, value: string, more = '') =>
    `--${boundary}\r\ncontent-disposition: form-data; name="${name}"${more}\r\n\r\n${value}\r\n`;
  const file = part('file', dot, '; filename="punkt.gif"\r\ncontent-type: image/gif');
  const body = `${part('alt', alt)}${part('credit', 'Stadt Beispiel')}${file}--${boundary}--\r\n`;
  const answer = await staff.post(`${base}/bilder/neu`, body, `multipart/form-data; boundary=${boundary}`);
  expectSent('a picture', answer);
  return answer.location;
}

/** Lets the desk add pages and pictures, mirror a page in a town, and archive one. @returns pages that lists do not lead to */
export async function fillWithPages(slug: string, staff: Caller, times: number): Promise<string[]> {
  const base = `/intern/${slug}/ankommen`;
  const town = /<option value="(\d{8})"/.exec((await staff.get(`${base}/neu`)).body)?.[1] ?? '';
  const pages: string[] = [];
  let picture = '';
  for (let count = 1; count <= times; count++) {
    const added = await staff.send(`${base}/neu`, '/neu', { title: `Neue Seite ${count}` });
    expectSent('a page', added);
    pages.push(added.location.replace(/\/de$/, ''));
    picture = await addPicture(staff, base, `Ein Punkt, der ${count}.`);
  }
  const [mirrored = '', archived = ''] = [pages[0], pages.at(-1)];
  expectSent('a mirror', await staff.send(`${mirrored}/spiegeln`, '/spiegeln', { towns: town }));
  expectSent('the archive', await staff.send(`${archived}/archivieren`, '/archivieren'));
  return [mirrored, archived, `${mirrored}/archivieren`, `${base}?ordnen=1`, picture];
}
