import { interfaceLanguages } from '#platform/i18n';
import {
  Alert,
  Button,
  ButtonRow,
  Confirm,
  DescriptionList,
  FileField,
  FilterBar,
  Form,
  type FormErrors,
  LinkButton,
  PageHeader,
  Prose,
  Section,
  SelectField,
  Table,
  TextField,
  useView,
} from '#platform/ui';
import type { TriedQuery } from '../../service/glossary/desk.ts';
import { type DeskFrame, DeskPage } from '../staff/frame.tsx';

/** "Try it": how a query is read, and what it would find. */
export function TryPage({
  frame,
  values,
  tried,
  offerHref,
}: {
  readonly frame: DeskFrame;
  readonly values: Readonly<Record<string, string>>;
  readonly tried: TriedQuery | undefined;
  readonly offerHref: (slug: string) => string;
}) {
  const { t } = useView();
  const list = `${frame.base}/suchwoerter`;
  const title = t('directory:staff.glossary.try');
  return (
    <DeskPage frame={frame} tab="glossary" title={title} crumbs={[{ label: title }]}>
      <PageHeader title={title} lead={t('directory:staff.glossary.try_lead')} />
      <FilterBar action={`${list}/probe`} values={values} submit={title}>
        <TextField name="q" type="search" label={t('directory:staff.glossary.query')} maxLength={200} />
        <SelectField
          name="sprache"
          label={t('directory:staff.glossary.query_language')}
          empty={false}
          options={interfaceLanguages.map(({ tag, autonym, htmlLang }) => ({ value: tag, label: autonym, lang: htmlLang }))}
        />
      </FilterBar>
      {tried && <Tried tried={tried} list={list} offerHref={offerHref} />}
    </DeskPage>
  );
}

function Tried({ tried, list, offerHref }: { tried: TriedQuery; list: string; offerHref: (slug: string) => string }) {
  const { t } = useView();
  const { place, corrected, loosened, widened } = tried;
  const facts = [
    ...(place
      ? [
          {
            term: t('directory:staff.glossary.place'),
            value: place.outside
              ? t('directory:staff.glossary.place_outside', { place: place.typed, town: place.names.join(', ') })
              : `${place.typed} → ${place.names.join(', ')}`,
          },
        ]
      : []),
    ...(corrected ? [{ term: t('directory:staff.glossary.corrected'), value: <bdi>{corrected}</bdi> }] : []),
    ...(loosened ? [{ term: t('directory:staff.glossary.loosened'), value: t('directory:staff.glossary.yes') }] : []),
    ...(widened && tried.total > 0
      ? [{ term: t('directory:staff.glossary.widened'), value: t('directory:staff.glossary.yes') }]
      : []),
  ];
  return (
    <>
      <Section title={t('directory:staff.glossary.read_as')}>
        {facts.length > 0 && <DescriptionList items={facts} />}
        {tried.units.length > 0 ? (
          <Table
            caption={t('directory:staff.glossary.read_as')}
            captionHidden
            rows={tried.units.map((unit, index) => ({ ...unit, index }))}
            rowKey={({ index }) => String(index)}
            columns={[
              {
                key: 'text',
                label: t('directory:staff.glossary.unit'),
                rowHeader: true,
                cell: ({ text, generic }) => (
                  <>
                    <bdi>{text}</bdi>
                    {generic && ` (${t('directory:staff.glossary.generic')})`}
                  </>
                ),
              },
              {
                key: 'concepts',
                label: t('directory:staff.glossary.concepts'),
                cell: ({ concepts }) =>
                  concepts.length
                    ? concepts.map(({ id, label }, index) => (
                        <>
                          {index > 0 && ', '}
                          <a href={`${list}/${id}`}>
                            <bdi>{label}</bdi>
                          </a>
                        </>
                      ))
                    : t('directory:staff.glossary.word_only'),
              },
              { key: 'parts', label: t('directory:staff.glossary.parts'), cell: ({ parts }) => <bdi>{parts.join(' + ')}</bdi> },
            ]}
          />
        ) : (
          <p>{t('directory:staff.glossary.no_units')}</p>
        )}
      </Section>
      <Section title={t('directory:search.count', { count: tried.total })}>
        <Prose>
          <ol>
            {tried.offers.map(({ slug, name }) => (
              <li key={slug}>
                <a href={offerHref(slug)}>{name}</a>
              </li>
            ))}
          </ol>
        </Prose>
      </Section>
    </>
  );
}

export interface ShownFault {
  readonly row: string;
  readonly field: string;
  readonly what: string;
}

/** The district's words as a file: out, and in again. */
export function FilePage({
  frame,
  errors,
  faults,
}: {
  readonly frame: DeskFrame;
  readonly errors?: FormErrors | undefined;
  readonly faults?: readonly ShownFault[] | undefined;
}) {
  const { t } = useView();
  const list = `${frame.base}/suchwoerter`;
  const title = t('directory:staff.glossary.file');
  return (
    <DeskPage frame={frame} tab="glossary" title={title} crumbs={[{ label: title }]}>
      <PageHeader
        title={title}
        lead={t('directory:staff.glossary.file_lead')}
        actions={
          <LinkButton href={`${list}/suchwoerter.json`} icon="download" download>
            {t('directory:staff.glossary.export')}
          </LinkButton>
        }
      />
      {faults && (
        <>
          <Alert kind="danger" title={t('directory:staff.glossary.refused')} live>
            <p>{t('directory:staff.glossary.refused_text')}</p>
          </Alert>
          <Table
            caption={t('directory:staff.glossary.faults', { count: faults.length })}
            rows={faults.map((fault, index) => ({ ...fault, index }))}
            rowKey={({ index }) => String(index)}
            columns={[
              { key: 'row', label: t('directory:staff.glossary.row'), rowHeader: true, cell: ({ row }) => row },
              { key: 'field', label: t('directory:staff.glossary.field'), cell: ({ field }) => field },
              { key: 'what', label: t('directory:staff.file.what'), cell: ({ what }) => what },
            ]}
          />
        </>
      )}
      <Form action={`${list}/datei`} files errors={errors}>
        <FileField
          name="file"
          label={t('directory:staff.glossary.file_field')}
          hint={t('directory:staff.glossary.file_hint')}
          accept={['.json']}
          maxMegabytes={2}
          required
        />
        <ButtonRow>
          <Button>{t('directory:staff.glossary.import')}</Button>
          <LinkButton href={list}>{t('ui:confirm.cancel')}</LinkButton>
        </ButtonRow>
      </Form>
    </DeskPage>
  );
}

/** Asks before the district's part of a concept is taken away. */
export function RemovePage({
  frame,
  id,
  label,
  shared,
  error,
}: {
  readonly frame: DeskFrame;
  readonly id: string;
  readonly label: string;
  readonly shared: boolean;
  readonly error?: string | undefined;
}) {
  const { t } = useView();
  const list = `${frame.base}/suchwoerter`;
  const verb = t(shared ? 'directory:staff.glossary.reset' : 'directory:staff.glossary.delete');
  return (
    <DeskPage frame={frame} tab="glossary" title={verb} crumbs={[{ label, href: `${list}/${id}` }, { label: verb }]}>
      <Confirm
        question={t(shared ? 'directory:staff.glossary.reset_question' : 'directory:staff.glossary.delete_question', {
          concept: label,
        })}
        action={`${list}/${id}/loeschen`}
        confirmLabel={verb}
        cancelHref={`${list}/${id}`}
        danger={!shared}
        errors={error ? { _form: error } : undefined}
      >
        <p>{t(shared ? 'directory:staff.glossary.reset_text' : 'directory:staff.glossary.delete_text')}</p>
      </Confirm>
    </DeskPage>
  );
}
