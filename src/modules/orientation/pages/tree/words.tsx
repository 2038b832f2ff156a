import { interfaceLanguages } from '#platform/i18n';
import {
  Button,
  ButtonRow,
  Confirm,
  ConflictNote,
  EmptyState,
  type FieldChange,
  FieldSet,
  FilterBar,
  Form,
  type FormErrors,
  type FormValues,
  LinkButton,
  ListHead,
  PageHeader,
  Pagination,
  Table,
  TextArea,
  TextField,
  useView,
} from '#platform/ui';
import { writeForms } from '../../model/term-form.ts';
import type { WordList } from '../../service/tree/words.ts';
import type { Term } from '../../store/terms.ts';
import { type DeskFrame, DeskPage } from '../staff/frame.tsx';

/** The word as lists name it. */
export const nameOfTerm = ({ forms, id }: Pick<Term, 'forms' | 'id'>): string => forms.de?.[0] ?? id;

export interface WordListProps {
  readonly frame: DeskFrame;
  readonly list: WordList;
  readonly text: string;
  readonly first: string | undefined;
  readonly next: string | undefined;
}

export function WordListPage({ frame, list, text, first, next }: WordListProps) {
  const { t } = useView();
  const title = t('orientation:staff.terms.title');
  const base = `${frame.base}/woerter`;
  return (
    <DeskPage frame={frame} tab="terms" title={title}>
      <PageHeader
        title={title}
        lead={t('orientation:staff.terms.lead')}
        actions={
          <LinkButton href={`${base}/neu`} look="primary" icon="plus" small>
            {t('orientation:staff.terms.add')}
          </LinkButton>
        }
      />
      <FilterBar action={base} values={{ q: text }} resetHref={text ? base : undefined}>
        <TextField name="q" type="search" label={t('orientation:staff.terms.search')} maxLength={100} />
      </FilterBar>
      {list.terms.length ? (
        <>
          <ListHead count={t('orientation:staff.terms.count', { count: list.total })} />
          <Table
            caption={title}
            captionHidden
            rows={list.terms}
            rowKey={({ id }) => id}
            columns={[
              {
                key: 'word',
                label: t('orientation:staff.terms.word'),
                rowHeader: true,
                cell: (term) => <a href={`${base}/${term.id}`}>{nameOfTerm(term)}</a>,
              },
              { key: 'text', label: t('orientation:staff.terms.explanation'), cell: (term) => term.explanations.de },
              {
                key: 'languages',
                label: t('orientation:staff.terms.languages'),
                numeric: true,
                cell: (term) => Object.keys(term.explanations).length,
              },
            ]}
          />
          <Pagination previous={first} next={next} />
        </>
      ) : (
        <EmptyState title={t(text ? 'orientation:staff.terms.none_found' : 'orientation:staff.terms.none')}>
          <p>{t('orientation:staff.terms.none_text')}</p>
        </EmptyState>
      )}
    </DeskPage>
  );
}

/** What a form for this word begins with. */
export function termValues({ forms, explanations }: Pick<Term, 'forms' | 'explanations'>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    interfaceLanguages.flatMap(({ tag }) => [
      [`forms.${tag}`, writeForms(forms[tag] ?? [])],
      [`explanation.${tag}`, explanations[tag] ?? ''],
    ]),
  );
}

export interface WordFormProps {
  readonly frame: DeskFrame;
  /** Undefined: a new word. */
  readonly term: { readonly id: string; readonly version: number; readonly name: string } | undefined;
  readonly values: FormValues;
  readonly errors: FormErrors;
  readonly changes: readonly FieldChange[] | undefined;
}

/** A word with its forms and its explanation, language by language. */
export function WordFormPage({ frame, term, values, errors, changes }: WordFormProps) {
  const { t } = useView();
  const base = `${frame.base}/woerter`;
  const address = term ? `${base}/${term.id}` : `${base}/neu`;
  const title = term ? term.name : t('orientation:staff.terms.add');
  return (
    <DeskPage frame={frame} tab="terms" title={title} crumbs={[]}>
      <PageHeader title={title} lead={t('orientation:staff.terms.form_lead')} />
      <ConflictNote changes={changes} />
      <Form action={address} values={values} errors={errors} hidden={term ? { version: term.version } : {}}>
        {interfaceLanguages.map(({ tag, htmlLang, dir, autonym }) => (
          <FieldSet
            key={tag}
            legend={
              <bdi lang={htmlLang} dir={dir}>
                {autonym}
              </bdi>
            }
          >
            <TextField
              name={`forms.${tag}`}
              label={t('orientation:staff.terms.forms')}
              hint={tag === 'de' ? t('orientation:staff.terms.forms_hint') : undefined}
              required={tag === 'de'}
              maxLength={1000}
              lang={htmlLang}
            />
            <TextArea
              name={`explanation.${tag}`}
              label={t('orientation:staff.terms.explanation')}
              hint={tag === 'de' ? t('orientation:staff.terms.explanation_hint') : undefined}
              required={tag === 'de'}
              rows={2}
              maxLength={400}
              lang={htmlLang}
              dir={dir}
            />
          </FieldSet>
        ))}
        <ButtonRow>
          <Button>{t('orientation:staff.tree.save')}</Button>
          <LinkButton href={base} look="tertiary">
            {t('orientation:staff.tree.cancel')}
          </LinkButton>
          {term && (
            <LinkButton href={`${address}/entfernen`} look="tertiary">
              {t('orientation:staff.terms.remove')}
            </LinkButton>
          )}
        </ButtonRow>
      </Form>
    </DeskPage>
  );
}

export function RemoveWordPage({ frame, term }: { frame: DeskFrame; term: { readonly id: string; readonly name: string } }) {
  const { t } = useView();
  const address = `${frame.base}/woerter/${term.id}`;
  const title = t('orientation:staff.terms.remove');
  return (
    <DeskPage frame={frame} tab="terms" title={title} crumbs={[{ label: term.name, href: address }]}>
      <Confirm
        question={t('orientation:staff.terms.remove_question', { word: term.name })}
        action={`${address}/entfernen`}
        confirmLabel={title}
        cancelHref={address}
        danger
      >
        <p>{t('orientation:staff.terms.remove_text')}</p>
      </Confirm>
    </DeskPage>
  );
}
