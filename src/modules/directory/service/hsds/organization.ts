import type { Context } from '#platform/access';
import type { OrganisationContent } from '../../model/content.ts';
import { paths } from '../showing/addresses.ts';
import { derivedId, withIds } from './ids.ts';
import { locationOf } from './location.ts';
import { type Plain, some } from './plain.ts';
import { plainTerm, type Term, termId } from './taxonomies.ts';
import { textsOf } from './texts.ts';

/** Whom to ask for what: functions, never persons. */
function contactPoints(id: string, { contactPoints: points = [] }: OrganisationContent): readonly Plain[] | undefined {
  const named = withIds('contact', id, points, ({ topic, role }) => `${topic} ${role ?? ''}`);
  return some(
    named.map(({ id: own, item: { topic, role, phone, email } }) => ({
      id: own,
      organization_id: id,
      department: topic,
      title: role,
      email,
      phones: phone ? [{ id: derivedId('phone', own, phone), contact_id: own, number: phone, type: 'voice' }] : undefined,
    })),
  );
}

/**
 * An organization. With `terms` in full: phones and kind too.
 */
export function organizationOf(
  id: string,
  { slug, content }: { readonly slug: string; readonly content: OrganisationContent },
  context: Context,
  terms?: ReadonlyMap<string, Term>,
): Plain {
  const { texts, marks } = textsOf(content, ['description'], context);
  const head = {
    id,
    name: content.name,
    alternate_name: content.shortName,
    description: texts.description,
    email: content.email,
    website: content.website,
    dreiklang: {
      district: context.tenant.slug,
      page: `${context.publicUrl}${paths.organisation(context, slug)}`,
      kind: content.kind,
      ...marks,
      municipalities: some(content.towns),
      tasks: some(content.tasks ?? []),
      opening_hours: content.hours,
      demonstration: content.demonstration,
    },
  };
  if (!terms) return head;
  const kind = termId('organisation-kinds', content.kind);
  const term = terms.get(kind);
  return {
    ...head,
    phones: content.phone
      ? [{ id: derivedId('phone', id, content.phone), organization_id: id, number: content.phone, type: 'voice' }]
      : undefined,
    locations: content.place && [locationOf(id, content.place, content.place.directions, context, true)],
    contacts: contactPoints(id, content),
    attributes: [
      {
        id: derivedId('attribute', id, 'kind', kind),
        link_id: id,
        link_entity: 'organization',
        link_type: 'kind',
        taxonomy_term_id: kind,
        taxonomy_term: term && plainTerm(term),
      },
    ],
  };
}
