import {
  CardList,
  Columns,
  DescriptionList,
  EmptyState,
  PageHeader,
  Panel,
  PublicPage,
  publicPath,
  Section,
  useView,
} from '#platform/ui';
import type { OrganisationView } from '../../service/showing/organisation-view.ts';
import { institutionFacts } from '../kinds/institutions.tsx';
import { Contacts } from './contacts.tsx';
import { Paragraphs, TranslationNote } from './offer.tsx';
import { ExampleMark, OfferCard, Text } from './offer-card.tsx';

/** Who offers something, how to reach them, and all their offers. */
export function OrganisationPage({ view: organisation }: { view: OrganisationView }) {
  const view = useView();
  const { t } = view;
  const facts = institutionFacts(organisation.institution, t).filter(({ value }) => value);
  return (
    <PublicPage
      title={organisation.name.text}
      data={organisation.data}
      breadcrumb={[
        { label: t('directory:start.crumb'), href: publicPath(view) },
        { label: t('directory:search.crumb'), href: publicPath(view, 'angebote') },
        { label: organisation.name.text },
      ]}
    >
      <PageHeader
        kicker={
          <>
            <ExampleMark example={organisation.example} />
            {organisation.kind}
          </>
        }
        title={<Text phrase={organisation.name} />}
      />
      <Columns
        main={
          <>
            <TranslationNote {...organisation} />
            <Paragraphs phrase={organisation.description} />
            {facts.length > 0 && (
              <Panel>
                <DescriptionList items={facts} />
              </Panel>
            )}
            <Section title={t('directory:offer.of_organisation')}>
              {organisation.offers.length > 0 ? (
                <CardList>
                  {organisation.offers.map((card) => (
                    <OfferCard key={card.href} card={card} />
                  ))}
                </CardList>
              ) : (
                <EmptyState level={3} title={t('directory:offer.of_organisation_none')}>
                  <a href={publicPath(view, 'angebote')}>{t('directory:start.all')}</a>
                </EmptyState>
              )}
            </Section>
          </>
        }
        side={
          <Panel title={t('directory:offer.contact')}>
            <Contacts contacts={organisation.contacts} />
            <DescriptionList
              stacked
              items={[
                { term: t('directory:offer.area'), value: organisation.towns },
                { term: t('directory:offer.source_label'), value: organisation.source && <Text phrase={organisation.source} /> },
              ]}
            />
          </Panel>
        }
      />
    </PublicPage>
  );
}
