import type { VNode } from 'preact';
import type { Context } from '#platform/access';
import type { Body } from '../model/bodies.ts';
import { meetingsSection, publicMeetingsSection } from './meeting-sections.tsx';
import { publicResolutionsSection, resolutionsOfBodySection, tasksOfBodySection } from './resolution-sections.tsx';

/**
 * A part of a body's page that another set of routes fills: it reads what it shows and answers with a `<Section>`, or with
 * null when there is nothing to show.
 */
export type BodySection = (context: Context, body: Body) => Promise<VNode | null>;

/** On the record for staff, below the seats, in this order. */
export const staffSections: readonly BodySection[] = [meetingsSection, resolutionsOfBodySection, tasksOfBodySection];

/** On the public page of a body, below the organisations. */
export const publicSections: readonly BodySection[] = [publicMeetingsSection, publicResolutionsSection];

/** What the parts of the page have to show. */
export async function sectionsOf(parts: readonly BodySection[], context: Context, body: Body): Promise<VNode[]> {
  const shown = await Promise.all(parts.map((part) => part(context, body)));
  return shown.filter((part) => part !== null);
}
