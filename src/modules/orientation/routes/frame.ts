import type { Context } from '#platform/access';
import type { DeskFrame } from '../pages/staff/frame.tsx';
import { managesGuide } from '../service/rights.ts';

/** What the staff pages of the guide show around their matter. */
export function frameOf(context: Context): DeskFrame {
  return {
    base: `/intern/${context.tenant.slug}/ankommen`,
    manages: managesGuide(context),
    answers: context.may('orientation.answer'),
  };
}
