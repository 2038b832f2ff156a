import { z } from 'zod';
import { isDay, isTime, momentOf } from '#platform/days';
import type { FormValues } from '#platform/http';
import { longestText } from '../../model/text/reading.ts';
import type { VideoFacts } from '../../model/writing/snippets.ts';
import type { WritingDesk } from '../../service/writing/reading.ts';
import type { Written } from '../../service/writing/saving.ts';
import { one, versionIn } from './parts.ts';

const ticked = z
  .string()
  .optional()
  .transform((value) => value === 'yes');
const version = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number);

/** The text as it is sent to be kept. */
export const writtenForm = z.object({
  title: z.string().min(1).max(200),
  summary: z.string().max(500).default(''),
  body: z.string().max(longestText).default(''),
  note: z.string().max(2000).default(''),
  minor: ticked,
  says: ticked,
  checked: ticked,
  base: version,
  german: version.optional(),
});

export const writtenOf = (pageId: string, language: string, form: z.infer<typeof writtenForm>): Written => ({
  ...form,
  pageId,
  language,
  german: form.german ?? null,
});

/** What the form shows of a record at first. */
export function valuesOf({ latest, open, source, tongue }: WritingDesk): FormValues {
  // Of a mirror nothing is written yet: it is called as what it shows.
  const title = latest?.title ?? source?.text?.title ?? '';
  return {
    title,
    summary: latest?.summary ?? '',
    body: latest?.body ?? '',
    minor: open?.minor && tongue.tag === 'de' ? 'yes' : '',
  };
}

/** Day and hour of publication as the browser's picker sends them, in the time of Germany. */
export function publishAtOf(values: FormValues): Date | undefined {
  const [day = '', time = ''] = one(values, 'publishAt').split('T');
  return isDay(day) && day < '2100' && isTime(time.slice(0, 5)) ? momentOf(day, time.slice(0, 5)) : undefined;
}

export const videoOf = (values: FormValues): VideoFacts => ({
  url: one(values, 'video.url').slice(0, 500),
  title: one(values, 'video.title').slice(0, 200),
  sign: one(values, 'video.sign') === 'yes',
  subtitles: one(values, 'video.subtitles').slice(0, 500),
  minutes: one(values, 'video.minutes').slice(0, 6),
  megabytes: one(values, 'video.megabytes').slice(0, 6),
});

/** Where the cursor stood; without a script, nowhere. */
export const cursorOf = (values: FormValues): number | undefined => versionIn(one(values, 'at'));
