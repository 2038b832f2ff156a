import type { InterfaceLanguage } from '#platform/i18n';
import {
  ButtonRow,
  FilterBar,
  LinkButton,
  ListHead,
  PageHeader,
  SelectField,
  StateMark,
  Table,
  useView,
  type WorkState,
} from '#platform/ui';
import type { TranslatableField } from '../../../model/translation/fields.ts';
import type { Board, BoardRow, BoardState } from '../../../service/translation/board.ts';
import { Found } from '../found.tsx';
import { type DeskFrame, DeskPage } from '../frame.tsx';
import { type FilterChoices, ScopeFields } from './overview.tsx';

const marks: Record<BoardState, WorkState> = { missing: 'planned', outdated: 'late', machine: 'running', current: 'done' };
const states = Object.keys(marks) as BoardState[];

export function TranslationMark({ state }: { state: BoardState }) {
  const { t } = useView();
  return <StateMark state={marks[state]}>{t(`directory:staff.translations.state.${state}`)}</StateMark>;
}

export interface BoardPageProps extends FilterChoices {
  readonly frame: DeskFrame;
  readonly tongue: InterfaceLanguage;
  readonly board: Board;
  readonly fields: readonly TranslatableField[];
  readonly values: Readonly<Record<string, string>>;
  /** Address of this list with other filters. */
  href(changes: Readonly<Record<string, string | undefined>>): string;
  readonly first?: string | undefined;
  readonly next?: string | undefined;
}

type Counts = ReadonlyMap<string, number>;

function countsOf(board: Board): Counts {
  return new Map(board.counts.map(({ field, state, count }) => [`${field}.${state}`, count]));
}

/** Fields by state; every number leads to its texts. */
function Matrix({ board, fields, href }: Pick<BoardPageProps, 'board' | 'fields' | 'href'>) {
  const { t, language } = useView();
  const counts = countsOf(board);
  const number = new Intl.NumberFormat(language.locale);
  const shown = fields.filter((field) => states.some((state) => counts.has(`${field}.${state}`)));
  return (
    <Table
      caption={t('directory:staff.translations.by_field')}
      rows={shown}
      rowKey={(field) => field}
      columns={[
        {
          key: 'field',
          label: t('directory:staff.translations.field'),
          rowHeader: true,
          cell: (field) => <a href={href({ feld: field })}>{t(`directory:field.label.${field}`)}</a>,
        },
        ...states.map((state) => ({
          key: state,
          label: t(`directory:staff.translations.state.${state}`),
          numeric: true,
          cell: (field: TranslatableField) => (
            <a href={href({ feld: field, stand: state })}>{number.format(counts.get(`${field}.${state}`) ?? 0)}</a>
          ),
        })),
      ]}
    />
  );
}

const excerpt = (text: string) => (text.length > 90 ? `${text.slice(0, 90).replace(/\s+\S*$/, '')} …` : text);

/** The texts of one language: what is missing, outdated, made by a machine, or done. */
export function BoardPage({ frame, tongue, board, fields, values, href, first, next, ...choices }: BoardPageProps) {
  const { t } = useView();
  const base = `${frame.base}/uebersetzungen`;
  const title = tongue.autonym;
  const editor = ({ entryId, field }: BoardRow) => `${base}/${tongue.tag}/${entryId}#${field}`;
  const filtered = Object.values(values).some(Boolean);
  const file = new URLSearchParams({
    sprache: tongue.tag,
    ...(values.organisation ? { organisation: values.organisation } : {}),
  });
  return (
    <DeskPage frame={frame} tab="translations" title={title} crumbs={[{ label: title }]}>
      <PageHeader
        title={title}
        lang={tongue.htmlLang}
        dir={tongue.dir}
        actions={
          <ButtonRow>
            <LinkButton href={`${base}/austausch/datei.xlf?${file}`} icon="download" download>
              {t('directory:staff.xliff.download')}
            </LinkButton>
            <LinkButton href={`${base}/austausch?sprache=${tongue.tag}`}>{t('directory:staff.xliff.title')}</LinkButton>
          </ButtonRow>
        }
      />
      <FilterBar action={`${base}/${tongue.tag}`} values={values} resetHref={filtered ? `${base}/${tongue.tag}` : undefined}>
        <SelectField
          name="stand"
          label={t('directory:staff.column.state')}
          empty={t('directory:staff.all')}
          options={states.map((value) => ({ value, label: t(`directory:staff.translations.state.${value}`) }))}
        />
        <SelectField
          name="feld"
          label={t('directory:staff.translations.field')}
          empty={t('directory:staff.all')}
          options={fields.map((value) => ({ value, label: t(`directory:field.label.${value}`) }))}
        />
        <ScopeFields {...choices} />
      </FilterBar>
      <Matrix board={board} fields={fields} href={href} />
      <Found
        any={board.rows.length > 0}
        filtered={filtered}
        resetHref={`${base}/${tongue.tag}`}
        none={t('directory:staff.translations.none')}
        first={first}
        next={next}
      >
        <ListHead count={t('directory:staff.translations.count', { count: board.rows.length })} />
        <Table
          caption={t('directory:staff.translations.texts')}
          captionHidden
          rows={board.rows}
          rowKey={({ entryId, field }) => `${entryId}${field}`}
          columns={[
            {
              key: 'entry',
              label: t('directory:staff.translations.entry'),
              rowHeader: true,
              cell: (row) => (
                <a href={editor(row)}>
                  <bdi>{row.name}</bdi> · {t(`directory:field.label.${row.field}`)}
                </a>
              ),
            },
            {
              key: 'state',
              label: t('directory:staff.column.state'),
              cell: ({ state }) => <TranslationMark state={state} />,
            },
            {
              key: 'german',
              label: t('directory:staff.translations.german'),
              cell: ({ german }) => (
                <span lang="de" dir="ltr">
                  {excerpt(german)}
                </span>
              ),
            },
            {
              key: 'organisation',
              label: t('directory:staff.translations.organisation'),
              cell: ({ organisation }) => (organisation ? <bdi>{organisation}</bdi> : '–'),
            },
          ]}
        />
      </Found>
    </DeskPage>
  );
}
