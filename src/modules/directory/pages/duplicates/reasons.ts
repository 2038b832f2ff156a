import type { Translate } from '#platform/i18n';
import type { Reason } from '../../model/duplicates/score.ts';

/** What speaks for two entries being one or against it, with its points. */
export const reasonText = ({ reason, points }: Reason, t: Translate): string =>
  `${t(`directory:staff.duplicates.reason.${reason}`)} ${points > 0 ? '+' : '−'}${Math.abs(points)}`;
