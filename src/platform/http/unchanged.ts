import type { IncomingHttpHeaders } from 'node:http';

/** What a caller knows already is compared by tag, else by date (RFC 9110, 13.2.2: the date counts only where there is no tag). */
export function isUnchanged(headers: IncomingHttpHeaders, etag: string, modified: string | undefined): boolean {
  const bare = (tag: string) => tag.trim().replace(/^W\//, '');
  const known = headers['if-none-match'];
  if (known !== undefined) return !!etag && known.split(',').some((one) => bare(one) === bare(etag) || one.trim() === '*');
  const since = Date.parse(headers['if-modified-since'] ?? '');
  return modified !== undefined && since >= Date.parse(modified);
}
