import {
  Alert,
  DateField,
  EmptyState,
  FilterLayout,
  FilterPanel,
  LinkButton,
  PageHeader,
  Pagination,
  SelectField,
  StaffPage,
  Table,
  TextField,
  useView,
} from '#platform/ui';
import type { ChainState, ListedLine } from '../list.ts';

export interface LogPageProps {
  /** Address of the page, without a query. */
  readonly base: string;
  /** The filter as it was sent. */
  readonly values: Readonly<Record<string, string>>;
  readonly errors: Readonly<Record<string, string>>;
  readonly lines: readonly ListedLine[];
  readonly actions: readonly string[];
  /** Account id → name; accounts that are gone are not in it. */
  readonly names: ReadonlyMap<string, string>;
  readonly chain: ChainState;
  /** The last lines have waited for their seal longer than they should. */
  readonly sealLate: boolean;
  readonly newer: string | undefined;
  readonly older: string | undefined;
  readonly exportHref: string;
}

function Actor({ line, names, base }: { line: ListedLine } & Pick<LogPageProps, 'names' | 'base'>) {
  const { t } = useView();
  if (line.actorKind === 'visitor') return <>{t('audit:staff.actor.visitor')}</>;
  if (line.actorKind === 'system') return <code>{line.actorName}</code>;
  const id = line.actorId ?? '';
  return (
    <a href={`${base}?person=${encodeURIComponent(id)}`}>
      <bdi>{names.get(id) ?? t('audit:staff.actor.gone', { id: id.slice(0, 8) })}</bdi>
    </a>
  );
}

function Subject({ line, base }: { line: ListedLine; base: string }) {
  const { subjectType, subjectId } = line;
  if (!subjectId) return <code>{subjectType}</code>;
  const query = new URLSearchParams({ art: subjectType, kennung: subjectId });
  // Ids begin with the time and end with chance: the end tells them apart.
  const short = subjectId.length > 12 ? `…${subjectId.slice(-8)}` : subjectId;
  return (
    <a href={`${base}?${query}`} title={subjectId}>
      {subjectType} <code>{short}</code>
    </a>
  );
}

const asWords = (value: unknown): string => {
  if (Array.isArray(value)) return value.map(asWords).join(', ');
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value ?? '–');
};

function Details({ details }: Pick<ListedLine, 'details'>) {
  return (
    <>
      {Object.entries(details).map(([name, value]) => (
        <div key={name}>
          {name}: <bdi>{asWords(value)}</bdi>
        </div>
      ))}
    </>
  );
}

function Filters({ base, values, errors, actions }: Pick<LogPageProps, 'base' | 'values' | 'errors' | 'actions'>) {
  const { t } = useView();
  const active = Object.keys(values).filter((name) => values[name]).length;
  const field = (name: string) => ({ name, value: values[name] ?? '', error: errors[name] });
  return (
    <FilterPanel action={base} active={active} resetHref={base}>
      <SelectField
        {...field('aktion')}
        label={t('audit:staff.action')}
        empty={t('audit:staff.all')}
        options={actions.map((action) => ({ value: action, label: action }))}
      />
      <DateField {...field('von')} label={t('audit:staff.from')} />
      <DateField {...field('bis')} label={t('audit:staff.to')} />
      <TextField {...field('person')} label={t('audit:staff.account')} hint={t('audit:staff.account.hint')} />
      <TextField {...field('art')} label={t('audit:staff.subject.type')} />
      <TextField {...field('kennung')} label={t('audit:staff.subject.id')} />
    </FilterPanel>
  );
}

function Seal({ chain, sealLate }: Pick<LogPageProps, 'chain' | 'sealLate'>) {
  const { t, language } = useView();
  const when = new Intl.DateTimeFormat(language.locale, { dateStyle: 'medium', timeStyle: 'medium', timeZone: 'Europe/Berlin' });
  const number = new Intl.NumberFormat(language.locale);
  if (sealLate) {
    return (
      <Alert kind="danger" title={t('audit:staff.seal.late')}>
        <p>{t('audit:staff.seal.lateText', { sealed: number.format(chain.sealed), lines: number.format(chain.lines) })}</p>
      </Alert>
    );
  }
  if (!chain.sealedAt) return null;
  return <p>{t('audit:staff.seal.state', { sealed: number.format(chain.sealed), at: when.format(chain.sealedAt) })}</p>;
}

export function LogPage(props: LogPageProps) {
  const { base, lines, names } = props;
  const { t, language } = useView();
  const when = new Intl.DateTimeFormat(language.locale, { dateStyle: 'short', timeStyle: 'medium', timeZone: 'Europe/Berlin' });
  return (
    <StaffPage title={t('audit:staff.title')} scripts={['filter-submit']}>
      <PageHeader
        title={t('audit:staff.title')}
        lead={t('audit:staff.lead')}
        actions={
          <LinkButton href={props.exportHref} icon="download" download>
            {t('audit:staff.export')}
          </LinkButton>
        }
      />
      <Seal {...props} />
      <FilterLayout filter={<Filters {...props} />}>
        {lines.length > 0 ? (
          <Table
            caption={t('audit:staff.title')}
            captionHidden
            rows={lines}
            rowKey={(line) => String(line.sequence)}
            columns={[
              { key: 'sequence', label: t('audit:staff.number'), numeric: true, cell: (line) => line.sequence },
              {
                key: 'at',
                label: t('audit:staff.time'),
                cell: (line) => <time dateTime={line.at.toISOString()}>{when.format(line.at)}</time>,
              },
              { key: 'actor', label: t('audit:staff.actor'), cell: (line) => <Actor line={line} names={names} base={base} /> },
              { key: 'action', label: t('audit:staff.action'), rowHeader: true, cell: (line) => <code>{line.action}</code> },
              { key: 'subject', label: t('audit:staff.subject'), cell: (line) => <Subject line={line} base={base} /> },
              { key: 'details', label: t('audit:staff.details'), cell: (line) => <Details details={line.details} /> },
            ]}
          />
        ) : (
          <EmptyState title={t('audit:staff.nothing')}>
            <p>{t('audit:staff.nothingText')}</p>
          </EmptyState>
        )}
        <Pagination previous={props.newer} next={props.older} />
      </FilterLayout>
    </StaffPage>
  );
}
