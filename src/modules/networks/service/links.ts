import { createHash, randomBytes } from 'node:crypto';
import type { Context } from '#platform/access';

/** A secret for one link in one mail, and what is stored of it. */
export function newLink(): { readonly token: string; readonly hash: Buffer } {
  const token = randomBytes(32).toString('base64url');
  return { token, hash: hashOf(token) as Buffer };
}

/** What is stored of a secret; undefined for what is none of ours. */
export function hashOf(token: string): Buffer | undefined {
  return /^[\w-]{43}$/.test(token) ? createHash('sha256').update(token).digest() : undefined;
}

export const voteLink = ({ publicUrl, tenant }: Context, token: string): string =>
  `${publicUrl}/${tenant.slug}/de/abstimmung/${token}`;

export const taskLink = ({ publicUrl, tenant }: Context, token: string): string =>
  `${publicUrl}/${tenant.slug}/de/aufgabe/${token}`;
