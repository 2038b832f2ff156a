import {
  Alert,
  Button,
  ButtonRow,
  EmptyState,
  Form,
  LinkButton,
  type Option,
  type OptionGroup,
  PageHeader,
  Section,
  SelectField,
  TextField,
  useView,
} from '#platform/ui';
import type { SourceColumn } from '../../model/exchange/record.ts';
import type { Mapping, Source } from '../../model/exchange/source.ts';
import { type DeskFrame, DeskPage } from '../staff/frame.tsx';

type Options = readonly (Option | OptionGroup)[];

/** A word of theirs that our lists do not have. */
export interface UnknownWord {
  readonly word: string;
  /** How often it stands in the newest file; 0: it was assigned before. */
  readonly count: number;
  readonly chosen: string;
}

export interface WordList {
  readonly column: string;
  readonly label: string;
  readonly words: readonly UnknownWord[];
  readonly options: Options;
}

export interface FixedField {
  readonly column: string;
  readonly label: string;
  /** None: free text. */
  readonly options?: Options | undefined;
}

export interface MappingPageProps {
  readonly frame: DeskFrame;
  readonly source: Source;
  readonly runId: string;
  readonly fileName: string;
  readonly columns: readonly SourceColumn[];
  readonly mapping: Mapping;
  readonly proposed: boolean;
  readonly targets: readonly Option[];
  readonly fixed: readonly FixedField[];
  readonly words: readonly WordList[];
  /** Labels of fields that nothing goes into yet. */
  readonly missing: readonly string[];
  readonly refused: boolean;
}

/** Where a word or column of theirs is to be left out, and where nobody has said yet what a word means. */
export const leaveOut = '-';
export const undecided = '?';

function Words({ list }: { list: WordList }) {
  const { t } = useView();
  return (
    <>
      <h3>{list.label}</h3>
      {list.words.map(({ word, count, chosen }, index) => (
        <div key={word}>
          <input type="hidden" name={`v.${list.column}.${index}`} value={word} />
          <SelectField
            name={`w.${list.column}.${index}`}
            label={word}
            hint={count ? t('directory:staff.exchange.word_count', { count }) : undefined}
            options={[
              { value: undecided, label: t('directory:staff.exchange.undecided') },
              { value: leaveOut, label: t('directory:staff.exchange.leave_out') },
              ...list.options,
            ]}
            value={chosen || undecided}
            empty={false}
            required
          />
        </div>
      ))}
    </>
  );
}

/** What the columns of a source mean, what all its entries get, and which of its words are ours. Remembered for all later files. */
export function MappingPage(props: MappingPageProps) {
  const { frame, source, columns, mapping, proposed, targets, fixed, words, missing, refused } = props;
  const { t } = useView();
  const base = `${frame.base}/quellen/${source.id}`;
  const title = t('directory:staff.exchange.assign');
  return (
    <DeskPage frame={frame} tab="sources" title={title} crumbs={[{ label: source.name, href: base }, { label: title }]}>
      <PageHeader title={title} lead={t('directory:staff.exchange.assign_lead', { file: props.fileName })} />
      {proposed && !refused && (
        <Alert kind="info" title={t('directory:staff.exchange.proposed')}>
          <p>{t('directory:staff.exchange.proposed_text')}</p>
        </Alert>
      )}
      {missing.length > 0 && (
        <Alert kind={refused ? 'danger' : 'warning'} title={t('directory:staff.exchange.missing')} live={refused}>
          <ul>
            {missing.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        </Alert>
      )}
      <Form action={`${base}/zuordnung`} hidden={{ lauf: props.runId }}>
        <Section title={t('directory:staff.exchange.their_columns')}>
          {columns.map(({ key, label, samples }, index) => (
            <div key={key}>
              <input type="hidden" name={`k.${index}`} value={key} />
              <SelectField
                name={`c.${index}`}
                label={label}
                hint={
                  samples.length
                    ? t('directory:staff.exchange.samples', { samples: samples.slice(0, 3).join(' · ').slice(0, 200) })
                    : undefined
                }
                options={[{ value: leaveOut, label: t('directory:staff.exchange.not_used') }, ...targets]}
                value={mapping.columns[key] || leaveOut}
                empty={false}
                required
              />
            </div>
          ))}
        </Section>
        <Section title={t('directory:staff.exchange.fixed')}>
          <p>{t('directory:staff.exchange.fixed_text')}</p>
          {fixed.map(({ column, label, options }) =>
            options ? (
              <SelectField
                key={column}
                name={`f.${column}`}
                label={label}
                options={options}
                value={mapping.fixed[column] ?? ''}
                empty={t('directory:staff.exchange.nothing_fixed')}
              />
            ) : (
              <TextField key={column} name={`f.${column}`} label={label} value={mapping.fixed[column] ?? ''} maxLength={200} />
            ),
          )}
        </Section>
        {words.length > 0 && (
          <Section title={t('directory:staff.exchange.words')} id="woerter">
            <p>{t('directory:staff.exchange.words_text')}</p>
            {words.map((list) => (
              <Words key={list.column} list={list} />
            ))}
          </Section>
        )}
        <ButtonRow>
          <Button>{t('directory:staff.exchange.save_mapping')}</Button>
          <LinkButton href={base}>{t('directory:staff.exchange.cancel')}</LinkButton>
        </ButtonRow>
      </Form>
    </DeskPage>
  );
}

/** Nothing to assign before a file was brought. */
export function NoColumnsPage({ frame, source }: { frame: DeskFrame; source: Source }) {
  const { t } = useView();
  const base = `${frame.base}/quellen/${source.id}`;
  const title = t('directory:staff.exchange.assign');
  return (
    <DeskPage frame={frame} tab="sources" title={title} crumbs={[{ label: source.name, href: base }, { label: title }]}>
      <PageHeader title={title} />
      <EmptyState
        title={t('directory:staff.exchange.no_columns')}
        actions={<LinkButton href={base}>{t('directory:staff.exchange.bring')}</LinkButton>}
      >
        <p>{t('directory:staff.exchange.no_columns_text')}</p>
      </EmptyState>
    </DeskPage>
  );
}
