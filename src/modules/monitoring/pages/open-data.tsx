import type { InterfaceLanguage } from '#platform/i18n';
import {
  DescriptionList,
  EmptyState,
  ExternalLink,
  ForeignText,
  LinkList,
  PageHeader,
  PublicPage,
  publicPath,
  Section,
  Table,
  useView,
} from '#platform/ui';
import { type Source, type Texts, textIn } from '../model/indicator.ts';
import { conditions, conditionsOf, figurePath, type Holding } from '../model/open-data.ts';
import { spanOf } from '../model/period.ts';
import { dayWords } from '../model/report-words.ts';

/** A name in the language of the page, or the German one, said to be German. */
function Name({ texts }: { texts: Texts }) {
  const { language } = useView();
  const foreign = texts[language.tag] === undefined && !language.tag.startsWith('de');
  return <ForeignText {...(foreign ? ({ lang: 'de', dir: 'ltr' } as const) : {})}>{textIn(texts, language.tag)}</ForeignText>;
}

const germanText = ({ tag }: InterfaceLanguage) => (tag.startsWith('de') ? {} : ({ lang: 'de', dir: 'ltr' } as const));

const years = ({ from, to }: Holding): string => {
  const [first = '', last = ''] = [spanOf(from)?.from.slice(0, 4), spanOf(to)?.to.slice(0, 4)];
  return first === last ? first : `${first}–${last}`;
};

const formats = { csv: 'CSV', 'csv-metadata.json': 'CSVW', json: 'JSON-stat' } as const;

function Files({ holding: { indicator, sources } }: { holding: Holding }) {
  const { t, language, district } = useView();
  const slug = district?.slug ?? '';
  const offered = conditions.filter((which) => sources.some((source) => conditionsOf(source) === which));
  return (
    <div>
      {offered.map((which) => (
        <div key={which}>
          {which === 'own' && offered.length > 1 && `${t('monitoring:data.own_conditions')}: `}
          {(['csv', 'csv-metadata.json', 'json'] as const).map((extension, index) => (
            <>
              {index > 0 && ' · '}
              <a href={figurePath(slug, indicator.key, extension, which)}>
                <bdi dir="ltr">{formats[extension]}</bdi>
                <span class="kern-sr-only">: {textIn(indicator.names, language.tag)}</span>
              </a>
            </>
          ))}
        </div>
      ))}
    </div>
  );
}

function Licence({ source: { licence, licenceNote } }: { source: Source }) {
  const { t, language } = useView();
  if (licence) return <ExternalLink href={licence}>{licence.split('/').slice(-2).join(' ')}</ExternalLink>;
  return (
    <>
      {t('monitoring:data.own_conditions')}
      {licenceNote && (
        <>
          : <ForeignText {...germanText(language)}>{licenceNote}</ForeignText>
        </>
      )}
    </>
  );
}

function Sources({ sources }: { sources: readonly Source[] }) {
  const { t, language } = useView();
  return (
    <Table
      caption={t('monitoring:data.sources')}
      captionHidden
      rows={sources}
      rowKey={({ key }) => key}
      columns={[
        { key: 'name', label: t('monitoring:data.source'), rowHeader: true, cell: ({ names }) => <Name texts={names} /> },
        {
          key: 'publisher',
          label: t('monitoring:data.publisher'),
          cell: ({ publisher, url }) => (
            <ForeignText {...germanText(language)}>
              {url ? <ExternalLink href={url}>{publisher}</ExternalLink> : publisher}
            </ForeignText>
          ),
        },
        { key: 'licence', label: t('monitoring:data.licence'), cell: (source) => <Licence source={source} /> },
        {
          key: 'attribution',
          label: t('monitoring:data.attribution'),
          cell: ({ attribution, publisher }) => <ForeignText {...germanText(language)}>{attribution || publisher}</ForeignText>,
        },
      ]}
    />
  );
}

/** What figures there are for everybody, in which formats and under which licences. */
export function OpenDataPage({ holdings }: { holdings: readonly Holding[] }) {
  const view = useView();
  const { t, district } = view;
  const sources = [...new Map(holdings.flatMap(({ sources }) => sources).map((source) => [source.key, source])).values()];
  const catalogue = `/open-data/${district?.slug}/catalog`;
  return (
    <PublicPage
      title={t('monitoring:data.title')}
      description={t('monitoring:data.about').slice(0, 160)}
      breadcrumb={[
        { label: district?.name ?? '', href: publicPath(view) },
        { label: t('monitoring:nav.figures'), href: publicPath(view, 'zahlen') },
        { label: t('monitoring:data.title') },
      ]}
    >
      <PageHeader title={t('monitoring:data.title')} lead={t('monitoring:data.about')} />
      {holdings.length === 0 ? (
        <EmptyState title={t('monitoring:data.nothing')}>{t('monitoring:data.nothing_text')}</EmptyState>
      ) : (
        <Table
          caption={t('monitoring:data.caption')}
          rows={holdings}
          rowKey={({ indicator }) => indicator.key}
          columns={[
            {
              key: 'indicator',
              label: t('monitoring:data.indicator'),
              rowHeader: true,
              cell: ({ indicator }) => (
                <a href={publicPath(view, `zahlen/${indicator.key}`)}>
                  <Name texts={indicator.names} />
                </a>
              ),
            },
            { key: 'period', label: t('monitoring:data.period'), cell: (holding) => <bdi dir="ltr">{years(holding)}</bdi> },
            {
              key: 'updated',
              label: t('monitoring:data.updated'),
              cell: ({ modified }) => dayWords(modified, view, 'long'),
            },
            { key: 'files', label: t('monitoring:data.files'), cell: (holding) => <Files holding={holding} /> },
          ]}
        />
      )}
      {sources.length > 0 && (
        <Section title={t('monitoring:data.sources')} id="quellen">
          <Sources sources={sources} />
        </Section>
      )}
      <Section title={t('monitoring:data.formats')} id="formate">
        <DescriptionList
          stacked
          items={[
            { term: 'CSV', value: t('monitoring:data.format.csv') },
            { term: 'CSVW', value: t('monitoring:data.format.csvw') },
            { term: 'JSON-stat', value: t('monitoring:data.format.json') },
          ]}
        />
        <LinkList
          items={[
            { icon: 'download', href: `${catalogue}.jsonld`, label: `${t('monitoring:data.catalogue')}: JSON-LD` },
            { icon: 'download', href: `${catalogue}.ttl`, label: `${t('monitoring:data.catalogue')}: Turtle` },
          ]}
        />
      </Section>
    </PublicPage>
  );
}
