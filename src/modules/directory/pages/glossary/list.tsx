import {
  ButtonRow,
  EmptyState,
  FilterBar,
  LinkButton,
  ListHead,
  PageHeader,
  Pagination,
  Progress,
  SelectField,
  StateMark,
  Table,
  TextField,
  useView,
} from '#platform/ui';
import type { ConceptList, ConceptOrigin } from '../../service/glossary/desk.ts';
import { type DeskFrame, DeskPage } from '../staff/frame.tsx';

export const origins = ['own', 'changed', 'software'] as const satisfies readonly ConceptOrigin[];

export interface GlossaryPageProps {
  readonly frame: DeskFrame;
  readonly list: ConceptList;
  readonly values: Readonly<Record<string, string>>;
  readonly categoryName: (id: string) => string;
  readonly first?: string | undefined;
  readonly next?: string | undefined;
  /** Offers being read again after a change. */
  readonly progress: { readonly done: number; readonly total: number } | undefined;
}

function Origin({ origin }: { origin: ConceptOrigin }) {
  const { t } = useView();
  return <StateMark state={origin === 'software' ? 'draft' : 'done'}>{t(`directory:staff.glossary.origin.${origin}`)}</StateMark>;
}

/** The words of the search: the software's and the district's. */
export function GlossaryPage({ frame, list, values, categoryName, first, next, progress }: GlossaryPageProps) {
  const { t } = useView();
  const address = `${frame.base}/suchwoerter`;
  return (
    <DeskPage frame={frame} tab="glossary" title={t('directory:staff.tab.glossary')}>
      <PageHeader
        title={t('directory:staff.tab.glossary')}
        lead={t('directory:staff.glossary.lead')}
        actions={
          <ButtonRow>
            <LinkButton href={`${address}/neu`} icon="plus" look="primary">
              {t('directory:staff.glossary.new')}
            </LinkButton>
            <LinkButton href={`${address}/probe`} icon="search">
              {t('directory:staff.glossary.try')}
            </LinkButton>
            <LinkButton href={`${address}/datei`} icon="download">
              {t('directory:staff.glossary.file')}
            </LinkButton>
          </ButtonRow>
        }
      />
      {progress && (
        <>
          <Progress label={t('directory:staff.glossary.reindex')} value={progress.done} max={Math.max(1, progress.total)} />
          <p>
            <a href={address}>{t('directory:staff.glossary.reload')}</a>
          </p>
        </>
      )}
      <FilterBar action={address} values={values} resetHref={values.q || values.herkunft ? address : undefined}>
        <TextField name="q" type="search" label={t('directory:staff.glossary.search')} maxLength={100} />
        <SelectField
          name="herkunft"
          label={t('directory:staff.glossary.origin')}
          empty={t('directory:staff.all')}
          options={origins.map((value) => ({ value, label: t(`directory:staff.glossary.origin.${value}`) }))}
        />
      </FilterBar>
      <ListHead count={t('directory:staff.glossary.count', { count: list.total })} />
      {list.rows.length ? (
        <Table
          caption={t('directory:staff.tab.glossary')}
          captionHidden
          rows={list.rows}
          rowKey={({ id }) => id}
          columns={[
            {
              key: 'label',
              label: t('directory:staff.glossary.concept'),
              rowHeader: true,
              cell: ({ id, label }) => (
                <a href={`${address}/${id}`}>
                  <bdi>{label}</bdi>
                </a>
              ),
            },
            { key: 'terms', label: t('directory:staff.glossary.terms'), numeric: true, cell: ({ terms }) => String(terms) },
            {
              key: 'languages',
              label: t('directory:staff.glossary.languages'),
              numeric: true,
              cell: ({ languages }) => String(languages),
            },
            { key: 'broader', label: t('directory:staff.glossary.broader'), cell: ({ broader }) => broader ?? '' },
            {
              key: 'category',
              label: t('directory:staff.column.category'),
              cell: ({ category }) => (category ? categoryName(category) : ''),
            },
            {
              key: 'origin',
              label: t('directory:staff.glossary.origin'),
              cell: ({ origin }) => <Origin origin={origin} />,
            },
          ]}
        />
      ) : (
        <EmptyState
          title={t('directory:staff.glossary.none')}
          actions={<LinkButton href={`${address}/neu`}>{t('directory:staff.glossary.new')}</LinkButton>}
        >
          <p>{t('directory:staff.glossary.none_text')}</p>
        </EmptyState>
      )}
      <Pagination previous={first} next={next} />
    </DeskPage>
  );
}
