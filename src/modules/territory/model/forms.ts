import { z } from 'zod';
import { pointsOf, profileLimits } from './profile.ts';

/** A text field with one point per line. */
const points = z
  .string()
  .default('')
  .transform(pointsOf)
  .superRefine((list, context) => {
    if (list.length > profileLimits.points) {
      context.addIssue({
        code: 'custom',
        message: 'territory:staff.field.many_points',
        params: { maximum: profileLimits.points },
      });
    } else if (list.some((point) => point.length > profileLimits.pointLength)) {
      context.addIssue({
        code: 'custom',
        message: 'territory:staff.field.long_point',
        params: { maximum: profileLimits.pointLength },
      });
    }
  });

/** The profile form as it is posted. */
export const profileFormSchema = z.object({
  structures: points,
  challenges: points,
  goals: points,
  counselling: points,
  lighthouse: points,
  source: z.string().max(profileLimits.sourceLength).default(''),
  version: z.coerce.number().int().min(0),
});

export const quarterNameSchema = z.object({ name: z.string().min(1).max(80) });
export const quarterChangeSchema = z.discriminatedUnion('aktion', [
  z.object({ aktion: z.literal('umbenennen'), name: z.string().min(1).max(80) }),
  z.object({ aktion: z.literal('schliessen'), lastDay: z.iso.date() }),
  z.object({ aktion: z.literal('oeffnen') }),
]);

export const shapesFormSchema = z.object({ source: z.string().min(1).max(200), geojson: z.string().min(1) });
