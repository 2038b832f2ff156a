import type { Outcome } from '#platform/outcome';
import type { OutgoingAnswer, OutgoingFailure } from '#platform/outgoing';
import type { OfferContent, OrganisationContent } from '../content.ts';

export const linkResults = [
  'waiting',
  'fine',
  'redirected',
  'moved',
  'gone',
  'soft_missing',
  'refused',
  'timeout',
  'unreachable',
  'internal',
] as const;
export type LinkResult = (typeof linkResults)[number];

/** Results that may mean a broken link; it is called one after failures on two days. */
export const failing: readonly LinkResult[] = ['gone', 'soft_missing', 'timeout', 'unreachable'];
export const failuresUntilBroken = 2;

/** Texts in which people write addresses, beside the fields that are one. */
const linkFields = ['contact.website', 'participation.url', 'website', 'summary', 'description', 'participation.how'] as const;
export type LinkField = (typeof linkFields)[number];
export const isLinkField = (text: string): text is LinkField => (linkFields as readonly string[]).includes(text);

export interface FoundLink {
  readonly field: LinkField;
  /** As it stands in the entry. */
  readonly url: string;
}

const inText = /\b(?:https?:\/\/|www\.)[^\s<>"'»«„“”]+/giu;

function addressesIn(text: string | undefined): string[] {
  return [...(text ?? '').matchAll(inText)].map(([found]) => {
    const bare = found.replace(/[.,;:!?…]+$/u, '');
    // "(siehe https://…)": the bracket belongs to the sentence, unless the address opened one.
    return bare.endsWith(')') && !bare.includes('(') ? bare.slice(0, -1).replace(/[.,;:!?]+$/u, '') : bare;
  });
}

/** What to ask for: people write `www.` without a protocol. */
export const asAddress = (url: string): string => (/^www\./i.test(url) ? `https://${url}` : url);

function textOfField(content: OfferContent | OrganisationContent, field: LinkField): string | undefined {
  if (!('organisation' in content))
    return field === 'website' ? content.website : field === 'description' ? content.description : undefined;
  const { contact, participation, summary, description } = content;
  const values: Partial<Record<LinkField, string | undefined>> = {
    'contact.website': contact?.website,
    'participation.url': participation.url,
    'participation.how': participation.how,
    summary,
    description,
  };
  return values[field];
}

const whole: readonly LinkField[] = ['contact.website', 'participation.url', 'website'];

/** All web addresses of an entry, each once a field. */
export function linksOf(content: OfferContent | OrganisationContent): FoundLink[] {
  return linkFields.flatMap((field) => {
    const value = textOfField(content, field);
    const found = whole.includes(field) ? (value ? [value] : []) : addressesIn(value);
    return [...new Set(found)].filter((url) => url.length <= 1000).map((url) => ({ field, url }));
  });
}

/** The entry with one address replaced where it stood. */
export function withAddress<T extends OfferContent | OrganisationContent>(
  content: T,
  { field, url }: FoundLink,
  target: string,
): T {
  const replaced = (value: string | undefined) => value?.split(url).join(target);
  if (!('organisation' in content)) return { ...content, [field]: replaced(textOfField(content, field)) };
  const offer = content as OfferContent & T;
  const [group, name] = field.split('.');
  if (name === undefined) return { ...offer, [field]: replaced(textOfField(offer, field)) };
  return {
    ...offer,
    [group as string]: { ...(offer[group as 'contact' | 'participation'] ?? {}), [name]: replaced(textOfField(offer, field)) },
  };
}

/** An address of this installation itself. */
export function isInternal(url: string, publicUrl: string): boolean {
  return URL.parse(asAddress(url))?.origin === URL.parse(publicUrl)?.origin;
}

export interface Verdict {
  readonly result: LinkResult;
  readonly status: number | null;
  /** Where a redirect ended. */
  readonly target: string | null;
}

const failureResults: Readonly<Record<OutgoingFailure, LinkResult>> = {
  'outgoing.timeout': 'timeout',
  // It answered, with more than anybody needs to know that it is there.
  'outgoing.too_large': 'fine',
  'outgoing.address': 'unreachable',
  'outgoing.forbidden': 'unreachable',
  'outgoing.redirects': 'unreachable',
  'outgoing.unreachable': 'unreachable',
};

/** Signs of a guard against machines (a check in the browser, a limit): whoever comes with a browser is let in. */
function isGuarded({ status, headers }: OutgoingAnswer): boolean {
  if ('cf-mitigated' in headers) return true;
  return status === 503 && ('retry-after' in headers || /cloudflare|ddos|sucuri|akamai/i.test(headers.server ?? ''));
}

/** What an answer says of a link, its text aside. */
export function verdictOf(answer: Outcome<OutgoingAnswer, OutgoingFailure>): Verdict {
  if (!answer.ok) return { result: failureResults[answer.code], status: null, target: null };
  const { status, hops, url } = answer.value;
  const target = hops.length ? url : null;
  const say = (result: LinkResult): Verdict => ({ result, status, target });
  if (isGuarded(answer.value)) return say('refused');
  if (status === 404 || status === 410) return say('gone');
  if (status >= 500 && status !== 999) return say('unreachable');
  if (status >= 400) return say('refused');
  if (!hops.length) return say('fine');
  return say(hops.every((hop) => hop.status === 301 || hop.status === 308) ? 'moved' : 'redirected');
}
