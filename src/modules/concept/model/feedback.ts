import { z } from 'zod';

export const feedbackStates = ['open', 'answered', 'closed'] as const;
export type FeedbackState = (typeof feedbackStates)[number];

export const feedbackSchema = z.object({
  text: z.string().min(3).max(4000),
  email: z.preprocess((value) => (value === '' ? undefined : value), z.email().max(200).optional()),
});

export const answerSchema = z.object({ answer: z.string().min(3).max(8000) });
