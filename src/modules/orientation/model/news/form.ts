import { z } from 'zod';
import { isDay, isTime, momentOf } from '#platform/days';
import { findInterfaceLanguage } from '#platform/i18n';
import { longestNews, longestTitle, newsChannels, type newsStates, readNewsText } from './news.ts';

const several = <T extends z.ZodType>(item: T, most: number) =>
  z.preprocess(
    (value) => (value === undefined || value === '' ? [] : Array.isArray(value) ? value : [value]),
    z.array(item).max(most),
  );

const words = {
  title: z
    .string()
    .trim()
    .min(1)
    .max(longestTitle)
    .refine((text) => !/[\r\n]/.test(text), { message: 'orientation:staff.news.field.one_line' }),
  text: z
    .string()
    .trim()
    .min(1)
    .max(longestNews)
    .superRefine((text, context) => {
      const [problem] = readNewsText(text).problems;
      if (problem)
        context.addIssue({ code: 'custom', message: 'orientation:staff.news.field.plain', params: { what: problem.what } });
    }),
};

const version = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number);

const yes = z
  .literal('yes')
  .optional()
  .transform((value) => value === 'yes');

/**
 * The part of one of our addresses below district and language, of what people copy out of their browser; '' for nothing.
 * Undefined: it leads elsewhere.
 */
export function pathBelow(
  typed: string,
  { slug, publicUrl }: { readonly slug: string; readonly publicUrl: string },
): string | undefined {
  if (!typed) return '';
  const url = URL.parse(typed, publicUrl);
  if (!url || url.origin !== new URL(publicUrl).origin || !/^(https?:|\/)/.test(typed)) return undefined;
  const [, district, tag, rest] = /^\/([^/]+)\/([^/]+)(\/.*)$/.exec(url.pathname) ?? [];
  const below = district === slug && tag !== undefined && findInterfaceLanguage(tag) ? rest : url.pathname;
  const path = (below ?? '').replace(/\/+$/, '');
  return path.length <= 200 && /^(?:\/[a-z0-9][a-z0-9.-]*)+$/.test(path) && !path.startsWith(`/${slug}/`) ? path : undefined;
}

/** Facts and German words of a message. */
export const newsForm = (here: { readonly slug: string; readonly publicUrl: string }) =>
  z.object({
    channel: z.enum(newsChannels),
    towns: several(z.string().regex(/^\d{8}$/), 60),
    ...words,
    path: z
      .string()
      .trim()
      .max(500)
      .default('')
      .transform((typed, context) => {
        const path = pathBelow(typed, here);
        if (path !== undefined) return path;
        context.addIssue({ code: 'custom', message: 'orientation:staff.news.field.path' });
        return z.NEVER;
      }),
    push: yes,
  });

export const idForm = z.object({ id: z.uuid() });
export const versionForm = z.object({ version });
export const changeForm = z.object({ version, minor: yes });

/** Words in another language. */
export const newsTextForm = z.object({ version, ...words });

/** From when on a message is to be public, by a clock in Germany. */
export const momentForm = z.object({
  version,
  moment: z
    .string()
    .refine((text) => /^\d{4}-\d{2}-\d{2}T/.test(text) && isDay(text.slice(0, 10)) && isTime(text.slice(11, 16)), {
      message: 'http:field.datetime',
    })
    .transform((text) => momentOf(text.slice(0, 10), text.slice(11, 16))),
});

const stateWords = { entwurf: 'draft', geplant: 'scheduled', oeffentlich: 'published', zurueckgezogen: 'withdrawn' } as const;

/** The state that a list is limited to, as its address says it. */
export const stateOf = (word: string) =>
  Object.hasOwn(stateWords, word) ? stateWords[word as keyof typeof stateWords] : undefined;
export const stateOptions = Object.entries(stateWords) as [string, (typeof newsStates)[number]][];

/** What a device is to be told of. */
export const subscribeForm = z.object({
  endpoint: z.string().min(1).max(1000),
  p256dh: z.string().min(1).max(200),
  auth: z.string().min(1).max(100),
  language: z.string().refine((tag) => findInterfaceLanguage(tag) !== undefined, { message: 'http:field.choice' }),
  town: z
    .string()
    .regex(/^(\d{8})?$/)
    .default('')
    .transform((town) => town || null),
  channels: several(z.enum(newsChannels), newsChannels.length)
    .refine((channels) => channels.length > 0, { message: 'orientation:push.choose_channel' })
    .transform((channels) => [...new Set(channels)]),
});

export const unsubscribeForm = z.object({ endpoint: z.string().min(1).max(1000) });
export const renewForm = subscribeForm
  .pick({ endpoint: true, p256dh: true, auth: true })
  .extend({ old: z.string().min(1).max(1000) });
