import { z } from 'zod';

const email = z.preprocess((value) => value || undefined, z.email().max(200).optional());
const longest = 5000;

/** What a visitor says of a page: a judgement, words, or both. */
export const feedbackForm = z
  .object({
    bewertung: z.preprocess((value) => value || undefined, z.enum(['up', 'down']).optional()),
    text: z.string().max(longest).default(''),
    email,
  })
  .refine(({ bewertung, text }) => bewertung !== undefined || text !== '', {
    path: ['bewertung'],
    message: 'orientation:feedback.nothing',
  });

/** A barrier: what does not work, and where. */
export const barrierForm = z.object({
  adresse: z.string().max(500).default(''),
  text: z.string().min(1).max(longest),
  email,
});

export const answerForm = z.object({ answer: z.string().min(1).max(longest) });
export const interimForm = z.object({ interim: z.string().min(1).max(longest) });
