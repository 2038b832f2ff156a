import {
  Alert,
  CardList,
  EmptyState,
  type IconTileProps,
  IconTiles,
  LanguageList,
  LinkButton,
  PageHeader,
  PublicPage,
  SearchBar,
  Section,
  useView,
} from '#platform/ui';
import type { StartView } from '../../service/showing.ts';
import type { StartGuide } from '../../wiring.ts';
import { KindSection } from '../kinds/parts.tsx';
import { OfferCard } from './offer-card.tsx';

/** The start of a district: one question, the languages, eight ways in; below what is on this week, and the towns. */
export function StartPage({ view, guide }: { view: StartView; guide: StartGuide | undefined }) {
  const { t } = useView();
  const own: readonly IconTileProps[] = view.situations.map(({ id, label, href }) => ({ icon: id, label, href }));
  // The guide leads through most situations; what it has no page for stays a list of offers.
  const led = guide?.situations.length
    ? [
        ...guide.situations.map(({ id, label, href }) => ({ icon: id, label, href })),
        ...own.filter(({ icon }) => icon === 'leisure'),
      ]
    : undefined;
  return (
    <PublicPage title={t('directory:start.title')} description={t('directory:start.lead')} scripts={['search-suggest']}>
      <PageHeader title={t('directory:start.title')} lead={t('directory:start.lead')} />
      <SearchBar
        action={guide?.search ?? view.action}
        label={t('directory:search.label')}
        labelHidden
        hint={t('directory:search.hint')}
        suggestions={guide?.suggestions ?? view.suggestions}
      />
      <LanguageList />
      <Section title={t('directory:start.situations')} actions={guide && led && <a href={guide.all.href}>{guide.all.label}</a>}>
        {led ? (
          <div class="dk-tiles-five">
            <IconTiles items={led} />
          </div>
        ) : (
          <IconTiles items={own} />
        )}
      </Section>
      <Section
        title={t('directory:start.week')}
        actions={view.week.length > 0 && <a href={view.weekHref}>{t('directory:start.week_all')}</a>}
      >
        {view.week.length > 0 ? (
          <CardList columns>
            {view.week.map((card) => (
              <OfferCard key={card.href} card={card} />
            ))}
          </CardList>
        ) : (
          <EmptyState
            level={3}
            title={t('directory:start.week_empty')}
            actions={<LinkButton href={view.action}>{t('directory:start.all')}</LinkButton>}
          >
            {t('directory:start.week_empty_text')}
          </EmptyState>
        )}
      </Section>
      <Section title={t('directory:start.near')}>
        <SearchBar
          action={view.action}
          name="plz"
          label={t('directory:search.postcode')}
          hint={t('directory:start.near_text')}
          keep={[{ name: 'sortierung', value: 'entfernung' }]}
        />
      </Section>
      <Section title={t('directory:start.towns')}>
        <IconTiles
          items={view.towns.map(({ label, href, count }) => ({
            icon: 'place',
            label,
            href,
            ...(count === undefined ? {} : { hint: t('directory:search.count', { count }) }),
          }))}
        />
      </Section>
      <KindSection />
      <Section title={t('directory:start.propose')}>
        <p>{t('directory:start.propose_text')}</p>
        <LinkButton href={view.propose} icon="plus">
          {t('directory:start.propose_button')}
        </LinkButton>
      </Section>
      {view.demonstration && (
        <Section title={t('directory:start.demonstration')}>
          <Alert kind="info">
            <p>{t('directory:start.demonstration_text')}</p>
          </Alert>
        </Section>
      )}
    </PublicPage>
  );
}
