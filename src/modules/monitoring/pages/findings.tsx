import {
  Badge,
  Button,
  ButtonRow,
  Card,
  CardList,
  EmptyState,
  FilterBar,
  Form,
  type FormErrors,
  type FormValues,
  LanguageBlock,
  LinkButton,
  ListHead,
  PageHeader,
  Panel,
  PublicPage,
  Section,
  SelectField,
  StaffPage,
  Tabs,
  TextArea,
  useView,
} from '#platform/ui';
import { type Finding, findingStates, stateOf } from '../model/finding.ts';
import { findingRules } from '../model/plausibility.ts';
import { dayWords, said } from '../model/report-words.ts';
import type { FindingFilter, FindingList, StaffFindings } from '../service/findings.ts';
import { figuresCrumbs, figuresPath } from './figure-parts.tsx';
import { FindingFigures, FindingTitle, FoldedFigures, findingSentence } from './finding-parts.tsx';

/** Contradictions in what is published: nothing is hidden, and what is known about them stands beside them. */
export function PublicFindingsPage({ list }: { list: FindingList }) {
  const view = useView();
  const { t } = view;
  const title = t('monitoring:finding.title');
  return (
    <PublicPage title={title} breadcrumb={figuresCrumbs(view, { label: title })}>
      <PageHeader title={title} lead={t('monitoring:finding.lead')} />
      {list.findings.length > 0 ? (
        <>
          <ListHead count={t('monitoring:finding.count', { count: list.findings.length })} />
          <CardList>
            {list.findings.map((finding) => (
              <FindingCard key={finding.id} finding={finding} list={list} href={indicatorHref(finding, list, view)} />
            ))}
          </CardList>
        </>
      ) : (
        <EmptyState
          title={t('monitoring:finding.none')}
          actions={<LinkButton href={figuresPath(view)}>{t('monitoring:finding.to_figures')}</LinkButton>}
        >
          <p>{t('monitoring:finding.none_text')}</p>
        </EmptyState>
      )}
    </PublicPage>
  );
}

function indicatorHref({ figures: [first] }: Finding, { indicators }: FindingList, view: Parameters<typeof figuresPath>[0]) {
  return first && indicators.has(first.indicator) ? figuresPath(view, first.indicator) : undefined;
}

function FindingCard({ finding, list, href }: { finding: Finding; list: FindingList; href: string | undefined }) {
  const view = useView();
  const { t } = view;
  return (
    <Card
      level={2}
      title={<FindingTitle finding={finding} list={list} />}
      foot={t('monitoring:finding.found', { day: dayWords(finding.foundAt, view) })}
    >
      <p>{findingSentence(finding, list, view)}</p>
      <FoldedFigures finding={finding} list={list} />
      {finding.explanation === null ? (
        <p>{t('monitoring:finding.unexplained')}</p>
      ) : (
        <>
          <p>
            <strong>{t('monitoring:finding.explanation')}</strong>
          </p>
          {/* The staff writes German; other languages say so. */}
          <LanguageBlock lang="de" dir="ltr" class="dk-prose">
            {finding.explanation}
          </LanguageBlock>
        </>
      )}
      {href && (
        <p>
          <a href={href}>{t('monitoring:finding.to_indicator')}</a>
        </p>
      )}
    </Card>
  );
}

export interface StaffFindingsProps {
  readonly base: string;
  readonly list: StaffFindings;
  readonly filter: FindingFilter;
  readonly mayExplain: boolean;
}

/** The working list: what is open first, by indicator. */
export function StaffFindingsPage({ base, list, filter, mayExplain }: StaffFindingsProps) {
  const view = useView();
  const { t } = view;
  const title = t('monitoring:staff.finding.title');
  const filtered = filter.rule !== null || filter.indicator !== null;
  return (
    <StaffPage title={title} breadcrumb={crumbs(base, t, title)}>
      <PageHeader
        title={title}
        lead={t('monitoring:staff.finding.lead')}
        actions={
          mayExplain && (
            <Form action={`${base}/pruefen`} id="check" plain>
              <Button look="secondary">{t('monitoring:staff.finding.check')}</Button>
            </Form>
          )
        }
      />
      <Tabs
        label={title}
        items={findingStates.map((state) => ({
          label: t(`monitoring:staff.finding.state.${state}`),
          href: `${base}?stand=${state}`,
          current: state === filter.state,
          count: list.counts[state],
        }))}
      />
      <FilterBar
        action={base}
        values={{ regel: filter.rule ?? '', kennzahl: filter.indicator ?? '' }}
        keep={[{ name: 'stand', value: filter.state }]}
        resetHref={filtered ? `${base}?stand=${filter.state}` : undefined}
      >
        <SelectField
          name="regel"
          label={t('monitoring:staff.finding.rule')}
          options={[
            { value: '', label: t('monitoring:staff.finding.all') },
            ...findingRules.map((rule) => ({ value: rule, label: t(`monitoring:staff.finding.rule.${rule}`) })),
          ]}
        />
        <SelectField
          name="kennzahl"
          label={t('monitoring:staff.finding.indicator')}
          options={[
            { value: '', label: t('monitoring:staff.finding.all') },
            ...list.choices.map(({ key, names }) => ({ value: key, label: said(names, view).text })),
          ]}
        />
      </FilterBar>
      <ListHead
        count={t(list.more ? 'monitoring:staff.finding.count_more' : 'monitoring:finding.count', { count: list.findings.length })}
      />
      {list.findings.length > 0 ? (
        <CardList>
          {list.findings.map((finding) => (
            <Card
              key={finding.id}
              level={2}
              href={mayExplain ? `${base}/${finding.id}` : undefined}
              kicker={t(`monitoring:staff.finding.rule.${finding.rule}`)}
              title={<FindingTitle finding={finding} list={list} />}
              foot={<Foot finding={finding} />}
            >
              <p>{findingSentence(finding, list, view)}</p>
              {finding.explanation !== null && <p class="dk-prose">{finding.explanation}</p>}
            </Card>
          ))}
        </CardList>
      ) : (
        <EmptyState title={t('monitoring:staff.finding.none')}>
          <p>{t(filtered ? 'monitoring:staff.finding.none_filtered' : 'monitoring:staff.finding.none_text')}</p>
        </EmptyState>
      )}
    </StaffPage>
  );
}

function Foot({ finding }: { finding: Finding }) {
  const view = useView();
  const { t } = view;
  const days = [
    t('monitoring:finding.found', { day: dayWords(finding.foundAt, view) }),
    finding.goneAt && t('monitoring:staff.finding.gone', { day: dayWords(finding.goneAt, view) }),
    finding.explainedAt && t('monitoring:staff.finding.explained', { day: dayWords(finding.explainedAt, view) }),
  ];
  return (
    <>
      {finding.severity === 'small' && <Badge>{t('monitoring:staff.finding.small')}</Badge>} {days.filter(Boolean).join(' · ')}
    </>
  );
}

const crumbs = (base: string, t: (key: string) => string, ...labels: string[]) => [
  { label: t('monitoring:staff.nav'), href: base.replace(/\/hinweise$/, '') },
  ...labels.map((label, index) => (index < labels.length - 1 ? { label, href: base } : { label })),
];

export interface FindingPageProps {
  readonly base: string;
  readonly list: FindingList;
  readonly finding: Finding;
  readonly values: FormValues;
  readonly errors: FormErrors;
}

/** One contradiction, to look at and to explain. */
export function FindingPage({ base, list, finding, values, errors }: FindingPageProps) {
  const view = useView();
  const { t } = view;
  const title = t('monitoring:staff.finding.one');
  const given = { explanation: finding.explanation ?? '', ...values };
  return (
    <StaffPage title={title} breadcrumb={crumbs(base, t, t('monitoring:staff.finding.title'), title)}>
      <PageHeader
        title={<FindingTitle finding={finding} list={list} />}
        kicker={`${t(`monitoring:staff.finding.state.${stateOf(finding)}`)} · ${t(`monitoring:staff.finding.rule.${finding.rule}`)}`}
        lead={findingSentence(finding, list, view)}
      />
      <Panel title={t('monitoring:finding.figures')}>
        <FindingFigures finding={finding} list={list} />
        <p>
          <Foot finding={finding} />
        </p>
      </Panel>
      <Section title={t('monitoring:staff.finding.explain')}>
        <Form action={`${base}/${finding.id}`} values={given} errors={errors} hidden={{ version: finding.version }}>
          <TextArea
            name="explanation"
            label={t('monitoring:finding.explanation')}
            hint={t('monitoring:staff.finding.explanation_hint')}
            rows={5}
            maxLength={2000}
            required
          />
          <ButtonRow>
            <Button>{t('monitoring:staff.finding.save')}</Button>
            <LinkButton href={base} look="tertiary">
              {t('monitoring:staff.finding.back')}
            </LinkButton>
          </ButtonRow>
        </Form>
        {finding.explanation !== null && (
          <Form action={`${base}/${finding.id}/zuruecknehmen`} id="withdraw" hidden={{ version: finding.version }} plain>
            <Button look="tertiary">{t('monitoring:staff.finding.withdraw')}</Button>
          </Form>
        )}
      </Section>
    </StaffPage>
  );
}
