/** Most offers on one list: what somebody can talk through in a counselling hour, and fits into a cookie. */
export const mostOffers = 30;

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Ids of the chosen offers as a cookie keeps them: 22 letters each, a point between. */
export function packSelection(ids: readonly string[]): string {
  return ids.map((id) => Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url')).join('.');
}

/** Reads the cookie; whatever is no id in it is left out. */
export function unpackSelection(text: string | undefined): string[] {
  const ids = (text ?? '')
    .slice(0, mostOffers * 23)
    .split('.')
    .map((part) => Buffer.from(part, 'base64url').toString('hex'))
    .map((hex) => hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'))
    .filter((id) => uuid.test(id));
  return [...new Set(ids)].slice(0, mostOffers);
}

/** The selection with one more at its end; full lists stay as they are. */
export const withOffer = (ids: readonly string[], id: string): readonly string[] =>
  ids.includes(id) || ids.length >= mostOffers ? ids : [...ids, id];

/** One place up, as people order what they talk about. */
export function movedUp(ids: readonly string[], id: string): readonly string[] {
  const at = ids.indexOf(id);
  return at < 1 ? ids : [...ids.slice(0, at - 1), id, ids[at - 1] as string, ...ids.slice(at + 1)];
}
