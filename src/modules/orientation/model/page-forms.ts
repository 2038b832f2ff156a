import { z } from 'zod';
import { isDay } from '#platform/days';
import { pageKinds, situations } from './situations.ts';

const slugPattern = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

const oneLine = (maximum: number) =>
  z
    .string()
    .max(maximum)
    .refine((text) => !/\n/.test(text), { message: 'orientation:staff.field.one_line' });

const several = <T extends z.ZodType>(item: T) =>
  z.preprocess(
    (value) => (value === undefined || value === '' ? [] : Array.isArray(value) ? value : [value]),
    z.array(item).max(200),
  );

const orNull = (text: string) => text || null;
const slugMessage = { message: 'orientation:staff.field.slug_format' };
const slug = z
  .string()
  .max(100)
  .refine((text) => slugPattern.test(text), slugMessage);
const town = z
  .string()
  .regex(/^(\d{8})?$/)
  .default('')
  .transform(orNull);
const kind = z.enum(pageKinds);
const situationList = several(z.enum(situations)).transform((all) => [...new Set(all)]);
const version = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number);

const webAddress = oneLine(500)
  .default('')
  .refine((text) => text === '' || isWebAddress(text), { message: 'http:field.url' })
  .transform(orNull);

function isWebAddress(text: string): boolean {
  const url = URL.parse(text);
  return url?.protocol === 'https:' && url.hostname.includes('.') && !url.username && !/\s/.test(text);
}

export const newPageForm = z.object({
  id: z.uuid().transform((id) => id.toLowerCase()),
  title: oneLine(200).min(1),
  slug: z
    .string()
    .max(100)
    .default('')
    .refine((text) => text === '' || slugPattern.test(text), slugMessage),
  kind,
  situations: situationList,
  town,
  parent: z.union([z.literal('top'), z.uuid()]).transform((place) => (place === 'top' ? null : place.toLowerCase())),
});

const day = z
  .string()
  .default('')
  .refine((text) => text === '' || (isDay(text) && text >= '2000-01-01'), { message: 'http:field.date' })
  .transform(orNull);

/** Fields of a page's facts by who may set them. A mirror's kind, form and date are those of the page it shows. */
export const factsForm = z.object({ version, formUrl: webAddress, checkedOn: day });
export const administeredForm = z.object({
  slug,
  kind: kind.optional(),
  situations: situationList,
  own: z.enum(['before', 'after']).default('after'),
});
export const managedForm = z.object({ town, organisation: oneLine(200).default('') });

export const mirrorForm = z.object({
  towns: several(z.string().regex(/^\d{8}$/)).refine((all) => all.length > 0, { message: 'http:field.required' }),
  branch: z.literal('yes').optional(),
  parent: z
    .union([z.literal('own'), z.literal('top'), z.uuid()])
    .transform((place) => (place === 'top' ? null : place.toLowerCase())),
  own: z.enum(['before', 'after']),
});

export const pictureForm = z.object({ alt: oneLine(300).min(1), credit: oneLine(300).default('') });
export const changedPictureForm = pictureForm.extend({ version });

export const placeForm = newPageForm.pick({ parent: true });
