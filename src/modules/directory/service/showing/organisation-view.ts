import type { Context } from '#platform/access';
import { sourceTitle } from '../../model/sources.ts';
import { listOffersOfOrganisation, type PublicOrganisationRow } from '../../store/showing.ts';
import { addressOf, type InstitutionView, pointsOf } from '../kinds/institution.ts';
import { organisationData } from '../structured-data.ts';
import { wordingIn } from '../wording.ts';
import { cardOf, type OfferCardView } from './cards.ts';
import { groundOf, placeName } from './ground.ts';
import { type ContactView, contactsOf } from './offer-view.ts';
import { germanPhrase, type Phrase, translated } from './phrase.ts';

export interface OrganisationView {
  readonly name: Phrase;
  readonly kind: string;
  readonly description: Phrase;
  readonly machine: boolean;
  readonly german: boolean;
  readonly outdated: boolean;
  readonly example: boolean;
  readonly towns: string;
  readonly contacts: readonly ContactView[];
  readonly institution: Pick<InstitutionView, 'tasks' | 'points' | 'address' | 'hours' | 'accessibility'>;
  readonly source: Phrase | undefined;
  readonly offers: readonly OfferCardView[];
  /** For search engines, after schema.org. */
  readonly data: object | undefined;
}

const mostOffers = 200;

/** An organisation in the visitor's language, with its offers by name. */
export async function describeOrganisation(context: Context, row: PublicOrganisationRow): Promise<OrganisationView> {
  const { tenant, language } = context;
  const ground = await groundOf(context);
  const wording = wordingIn(language);
  const { content } = row;
  const found = await listOffersOfOrganisation(context.database.shared, {
    tenantId: tenant.id,
    organisationId: row.organisationId,
    language: language.tag,
    now: context.now(),
    limit: mostOffers,
  });
  const { texts, machine, german, outdated } = translated(content, ['description'], language);
  const towns = content.towns.map((key) => ground.town(key)).filter((town) => town !== undefined);
  return {
    name: germanPhrase(content.name, language),
    kind: wording.t(`directory:organisationKind.${content.kind}`),
    description: texts.description,
    machine,
    german,
    outdated,
    example: content.demonstration === true,
    towns: towns.length ? wording.list(towns.map((town) => placeName(town, wording))) : wording.t('directory:offer.area_all'),
    contacts: contactsOf(content, wording),
    institution: {
      tasks: (content.tasks ?? []).map((text) => germanPhrase(text, language)),
      points: pointsOf(content, wording),
      address: addressOf(content, wording),
      hours: content.hours ? wording.hoursText(content.hours) : [],
      accessibility: (content.place?.accessibility ?? []).map((one) => wording.t(`directory:accessibility.${one}`)),
    },
    source:
      content.source && !content.demonstration
        ? germanPhrase(`${sourceTitle(content.source.document)}, ${content.source.section}`, language)
        : undefined,
    offers: found.map((one) => cardOf(one, { context, ground, visitor: {}, query: '' })),
    data: organisationData(row, context, ground),
  };
}
