import type { ComponentChildren } from 'preact';
import {
  Alert,
  Card,
  CardList,
  Columns,
  DescriptionList,
  EmptyState,
  ForeignText,
  MailLink,
  PageHeader,
  Panel,
  Prose,
  PublicPage,
  publicPath,
  Section,
  useView,
} from '#platform/ui';
import { type Body, bodyKinds } from '../model/bodies.ts';
import { spokenRule } from '../model/body-schedule.ts';
import type { PublicBody } from '../service/body-public.ts';
import { NetworkMap, type NetworkMapProps } from './body-map.tsx';
import { dayText, Lines } from './frame.tsx';

/** Names and texts of bodies are German; other pages say so. */
function useGerman(): 'de' | undefined {
  return useView().language.tag.startsWith('de') ? undefined : 'de';
}

const firstLine = (text: string) => text.split('\n')[0] ?? '';

export interface PublicBodiesProps {
  readonly bodies: readonly Body[];
  readonly territoryName: (key: string) => string;
  readonly map: NetworkMapProps;
}

/** The bodies and networks of the district that everybody may know of, and who is connected through them. */
export function PublicBodiesPage({ bodies, territoryName, map }: PublicBodiesProps) {
  const view = useView();
  const { t, district } = view;
  const german = useGerman();
  const title = t('networks:nav');
  const groups = bodyKinds
    .map((kind) => ({ kind, members: bodies.filter((body) => body.kind === kind) }))
    .filter(({ members }) => members.length > 0);
  return (
    <PublicPage title={title} breadcrumb={[{ label: district?.name ?? '', href: publicPath(view) }, { label: title }]}>
      <PageHeader title={title} lead={t('networks:public.lead')} />
      {groups.length === 0 && (
        <EmptyState title={t('networks:public.none')}>
          <p>{t('networks:public.none_text')}</p>
        </EmptyState>
      )}
      {groups.map(({ kind, members }) => (
        <Section key={kind} id={kind} title={t(`networks:kinds.${kind}`)}>
          <CardList columns>
            {members.map((body) => (
              <Card
                key={body.id}
                title={body.name}
                href={publicPath(view, `netzwerke/${body.slug}`)}
                lang={german}
                dir={german && 'ltr'}
                kicker={<bdi>{territoryName(body.territory)}</bdi>}
              >
                <p lang={german} dir={german && 'ltr'}>
                  {firstLine(body.purpose)}
                </p>
              </Card>
            ))}
          </CardList>
        </Section>
      ))}
      {map.links.length > 0 && (
        <Section title={t('networks:map.title')} id="karte">
          <p>{t('networks:map.lead')}</p>
          <NetworkMap {...map} />
        </Section>
      )}
    </PublicPage>
  );
}

export interface PublicBodyPageProps extends PublicBody {
  readonly territory: string;
  readonly pathOf: (organisationId: string) => string | undefined;
  readonly sections: ComponentChildren;
}

/** One body: what it is for, how often it meets, and which organisations sit in it. */
export function PublicBodyPage({ body, parent, organisations, territory, pathOf, sections }: PublicBodyPageProps) {
  const view = useView();
  const { t, district, language } = view;
  const german = useGerman();
  const rhythm = spokenRule(body.recurrence);
  const list = t('networks:nav');
  return (
    <PublicPage
      title={body.name}
      breadcrumb={[
        { label: district?.name ?? '', href: publicPath(view) },
        { label: list, href: publicPath(view, 'netzwerke') },
        { label: body.name },
      ]}
    >
      <PageHeader title={body.name} lang={german} dir={german && 'ltr'} kicker={t(`networks:kind.${body.kind}`)} />
      {body.endedOn && <Alert kind="info" title={t('networks:public.ended', { day: dayText(body.endedOn, language) })} />}
      <Columns
        main={
          <>
            {body.purpose && (
              <Prose>
                <Lines text={body.purpose} lang={german} />
              </Prose>
            )}
            {organisations.length > 0 && (
              <Section title={t('networks:public.organisations')}>
                <ul class="dk-network__names" lang={german}>
                  {organisations.map(({ id, name }) => {
                    const path = id ? pathOf(id) : undefined;
                    const shown = <bdi>{name}</bdi>;
                    return <li key={name}>{path ? <a href={path}>{shown}</a> : shown}</li>;
                  })}
                </ul>
              </Section>
            )}
            {sections}
          </>
        }
        side={
          <Panel title={t('networks:public.facts')}>
            <DescriptionList
              stacked
              items={[
                { term: t('networks:public.territory'), value: <bdi>{territory}</bdi> },
                { term: t('networks:public.rhythm'), value: t(rhythm.key, { count: rhythm.count }) },
                {
                  term: t('networks:public.parent'),
                  value: parent && (
                    <a href={publicPath(view, `netzwerke/${parent.slug}`)}>
                      <ForeignText lang={german}>{parent.name}</ForeignText>
                    </a>
                  ),
                },
                { term: t('networks:public.contact'), value: body.contactEmail && <MailLink address={body.contactEmail} /> },
                {
                  term: t('networks:public.source'),
                  value: body.source && <ForeignText lang={german}>{body.source}</ForeignText>,
                },
              ]}
            />
          </Panel>
        }
      />
    </PublicPage>
  );
}
