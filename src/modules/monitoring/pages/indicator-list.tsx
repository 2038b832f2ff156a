import {
  Badge,
  Button,
  ButtonRow,
  Checkbox,
  Day,
  Disclosure,
  EmptyState,
  FilterBar,
  Form,
  LinkButton,
  ListHead,
  PageHeader,
  Panel,
  SelectField,
  Table,
  TextField,
  useView,
} from '#platform/ui';
import type { Indicator } from '../model/indicator.ts';
import type { Gap } from '../model/indicator-gaps.ts';
import { indicatorStates, kinds, topics } from '../model/vocabulary.ts';
import { Frame, IndicatorStateMark, KeyText, Name } from './catalogue-parts.tsx';

export interface IndicatorRow {
  readonly indicator: Indicator;
  readonly source: string | null;
  readonly gaps: readonly Gap[];
}

export interface IndicatorListProps {
  readonly base: string;
  readonly rows: readonly IndicatorRow[];
  readonly total: number;
  readonly filter: Readonly<Record<string, string>>;
  readonly mayEdit: boolean;
  /** Public pages of indicators, for those who only read. */
  readonly publicBase: string;
  /** Indicators of the shipped catalogue that the district does not have. */
  readonly missing: number;
  /** Indicators that are observed from our own modules. */
  readonly own: number;
}

function Gaps({ gaps }: { gaps: readonly Gap[] }) {
  const { t } = useView();
  if (gaps.length === 0) return <>{t('monitoring:staff.list.complete')}</>;
  return <>{gaps.map((gap) => t(`monitoring:staff.gap.${gap}`)).join(', ')}</>;
}

function List({ base, rows, filter, mayEdit, publicBase }: IndicatorListProps) {
  const { t } = useView();
  const columns = [
    {
      key: 'name',
      label: t('monitoring:staff.field.name'),
      rowHeader: true,
      cell: ({ indicator }: IndicatorRow) => (
        <>
          <a href={mayEdit ? `${base}/kennzahlen/${indicator.key}` : `${publicBase}/${indicator.key}`}>
            <Name names={indicator.names} />
          </a>
          <div class="dk-key-line">
            <KeyText of={indicator.key} />
            {indicator.catalogueNumber !== null && (
              <span>{t('monitoring:staff.list.number', { number: indicator.catalogueNumber })}</span>
            )}
            {indicator.kind === 'output' && <Badge>{t('monitoring:kind.output')}</Badge>}
          </div>
        </>
      ),
    },
    { key: 'source', label: t('monitoring:staff.field.source'), cell: ({ source }: IndicatorRow) => source ?? '–' },
    {
      key: 'next',
      label: t('monitoring:staff.field.nextUpdateOn'),
      cell: ({ indicator }: IndicatorRow) => (indicator.nextUpdateOn ? <Day day={indicator.nextUpdateOn} /> : '–'),
    },
    {
      key: 'state',
      label: t('monitoring:staff.field.state'),
      cell: ({ indicator }: IndicatorRow) => <IndicatorStateMark state={indicator.state} />,
    },
    { key: 'gaps', label: t('monitoring:staff.list.gaps'), cell: ({ gaps }: IndicatorRow) => <Gaps gaps={gaps} /> },
  ];
  if (rows.length === 0)
    return (
      <EmptyState title={t('monitoring:staff.list.none')}>
        <p>
          {t(Object.values(filter).some(Boolean) ? 'monitoring:staff.list.none_filtered' : 'monitoring:staff.list.none_text')}
        </p>
      </EmptyState>
    );
  // Whoever filtered wants to see what was found; nobody reads a hundred rows on a phone to come to the one they know.
  const filtered = Object.values(filter).some(Boolean);
  return (
    <>
      {topics.map((topic) => {
        const own = rows.filter(({ indicator }) => indicator.topic === topic);
        if (own.length === 0) return null;
        const name = t(`monitoring:topic.${topic}`);
        return (
          <Disclosure key={topic} title={`${name} (${own.length})`} open={filtered}>
            <Table caption={name} captionHidden columns={columns} rows={own} rowKey={({ indicator }) => indicator.key} />
          </Disclosure>
        );
      })}
    </>
  );
}

function Actions({ base, missing, own }: Pick<IndicatorListProps, 'base' | 'missing' | 'own'>) {
  const { t } = useView();
  return (
    <>
      {missing > 0 && (
        <Panel>
          <Form action={`${base}/kennzahlen/katalog`} plain>
            <p>{t('monitoring:staff.list.missing', { count: missing })}</p>
            <ButtonRow>
              <Button look="secondary">{t('monitoring:staff.list.load')}</Button>
            </ButtonRow>
          </Form>
        </Panel>
      )}
      {own > 0 && (
        <Panel>
          <Form action={`${base}/kennzahlen/eigene-zahlen`} plain>
            <p>{t('monitoring:staff.own.text', { count: own })}</p>
            <ButtonRow>
              <Button look="secondary">{t('monitoring:staff.own.store')}</Button>
            </ButtonRow>
          </Form>
        </Panel>
      )}
    </>
  );
}

/** All indicators of the district, what they are, and what still lacks. */
export function IndicatorListPage(props: IndicatorListProps) {
  const { base, rows, total, filter, mayEdit, missing, own } = props;
  const { t } = useView();
  const title = t('monitoring:staff.part.kennzahlen');
  const options = (all: readonly string[], prefix: string) =>
    all.map((one) => ({ value: one, label: t(`monitoring:${prefix}.${one}`) }));
  return (
    <Frame base={base} part="kennzahlen" title={title}>
      <PageHeader
        title={title}
        lead={t('monitoring:staff.list.lead')}
        actions={mayEdit && <LinkButton href={`${base}/kennzahlen/neu`}>{t('monitoring:staff.list.new')}</LinkButton>}
      />
      <FilterBar
        action={`${base}/kennzahlen`}
        values={filter}
        resetHref={Object.values(filter).some(Boolean) ? `${base}/kennzahlen` : undefined}
      >
        <TextField name="q" label={t('monitoring:staff.list.search')} type="search" maxLength={100} />
        <SelectField
          name="thema"
          label={t('monitoring:staff.field.topic')}
          empty={t('monitoring:staff.list.all')}
          options={options(topics, 'topic')}
        />
        <SelectField
          name="art"
          label={t('monitoring:staff.field.kind')}
          empty={t('monitoring:staff.list.all')}
          options={options(kinds, 'kind')}
        />
        <SelectField
          name="zustand"
          label={t('monitoring:staff.field.state')}
          empty={t('monitoring:staff.list.all')}
          options={options(indicatorStates, 'state')}
        />
        <Checkbox name="luecken" value="1" label={t('monitoring:staff.list.only_gaps')} />
      </FilterBar>
      <ListHead count={t('monitoring:staff.list.count', { count: rows.length, total })} />
      <List {...props} />
      {mayEdit && <Actions base={base} missing={missing} own={own} />}
    </Frame>
  );
}
