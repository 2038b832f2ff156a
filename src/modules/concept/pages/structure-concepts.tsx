import { formatNumber } from '#platform/i18n';
import {
  Badge,
  Button,
  ButtonRow,
  ConflictNote,
  DateField,
  Day,
  Disclosure,
  EmptyState,
  FieldRow,
  Form,
  LinkButton,
  type Option,
  PageHeader,
  Section,
  SelectField,
  StaffPage,
  Table,
  TextArea,
  TextField,
  useView,
} from '#platform/ui';
import type { Edition } from '../model/edition.ts';
import type { ConceptsToEdit, EditionWithCounts } from '../service/structure-reading.ts';
import { formState, type Posted } from './editing-parts.tsx';

export interface ConceptsPageProps {
  readonly concepts: ConceptsToEdit['concepts'];
  readonly openFeedback: number;
  readonly base: string;
  readonly edits: boolean;
  /** Territories that have no concept yet. */
  readonly free: readonly Option[];
  readonly posted?: Posted | undefined;
}

function Editions({
  editions,
  base,
  edits,
  caption,
}: {
  editions: readonly EditionWithCounts[];
  base: string;
  edits: boolean;
  caption: string;
}) {
  const { t, language } = useView();
  return (
    <Table
      caption={caption}
      captionHidden
      rows={editions}
      rowKey={({ edition }) => edition.id}
      columns={[
        {
          key: 'title',
          label: t('concept:staff.concepts.edition'),
          rowHeader: true,
          cell: ({ edition }) => <a href={`${base}/${edition.id}`}>{edition.title}</a>,
        },
        {
          key: 'state',
          label: t('concept:staff.concepts.state'),
          cell: ({ edition }) => (
            <Badge kind={edition.state === 'adopted' ? 'success' : 'neutral'}>{t(`concept:edition.${edition.state}`)}</Badge>
          ),
        },
        {
          key: 'adopted',
          label: t('concept:staff.edition.adoptedOn'),
          cell: ({ edition }) => edition.adoptedOn && <Day day={edition.adoptedOn} />,
        },
        {
          key: 'fields',
          label: t('concept:staff.part.fields'),
          numeric: true,
          cell: ({ fields }) => formatNumber(fields, language),
        },
        {
          key: 'count',
          label: t('concept:staff.concepts.recommendations'),
          numeric: true,
          cell: ({ recommendations }) => formatNumber(recommendations, language),
        },
        {
          key: 'tools',
          label: t('concept:staff.step.tools'),
          cell: ({ edition }) => (
            <ButtonRow>
              <LinkButton
                href={`${base}/${edition.id}/gliederung`}
                look="tertiary"
                small
                label={`${t('concept:staff.structure.title')}: ${edition.title}`}
              >
                {t('concept:staff.structure.title')}
              </LinkButton>
              {edits && edition.state !== 'superseded' && (
                <LinkButton
                  href={`${base}/${edition.id}/angaben`}
                  icon="edit"
                  look="tertiary"
                  small
                  label={`${t('concept:staff.edition.title')}: ${edition.title}`}
                >
                  {t('concept:staff.edition.title')}
                </LinkButton>
              )}
            </ButtonRow>
          ),
        },
      ]}
    />
  );
}

function NewConcept({ base, free, posted }: Pick<ConceptsPageProps, 'base' | 'free' | 'posted'>) {
  const { t } = useView();
  const form = formState(posted, 'concept', {});
  return (
    <Disclosure title={t('concept:staff.concepts.add')} open={form.open}>
      <Form action={base} id="concept" values={form.values} errors={form.errors}>
        <SelectField
          name="territory"
          label={t('concept:staff.concepts.territory')}
          hint={t('concept:staff.concepts.territory_hint')}
          required
          options={free}
        />
        <TextField name="title" label={t('concept:staff.field.title')} maxLength={200} required lang="de" />
        <ButtonRow>
          <Button icon="plus">{t('concept:staff.concepts.add')}</Button>
        </ButtonRow>
      </Form>
    </Disclosure>
  );
}

/** The district's concept and those of its towns, with their editions. */
export function ConceptsPage({ concepts, openFeedback, base, edits, free, posted }: ConceptsPageProps) {
  const { t, language } = useView();
  const title = t('concept:staff.concepts.title');
  return (
    <StaffPage title={title}>
      <PageHeader
        title={title}
        lead={t('concept:staff.concepts.lead')}
        actions={
          <ButtonRow>
            {edits && (
              <LinkButton href={`${base}/rueckmeldungen`}>
                {t('concept:staff.concepts.feedback')} ({formatNumber(openFeedback, language)})
              </LinkButton>
            )}
            <LinkButton href={`${base}/berichte`}>{t('concept:staff.concepts.reports')}</LinkButton>
            {edits && <LinkButton href={`${base}/datei-neu`}>{t('concept:staff.file.new_title')}</LinkButton>}
          </ButtonRow>
        }
      />
      {concepts.length === 0 && (
        <EmptyState title={t('concept:staff.concepts.none')}>
          <p>{t('concept:staff.concepts.none_text')}</p>
        </EmptyState>
      )}
      {concepts.map(({ concept, place, editions }) => {
        const form = formState(posted, `edition-${concept.id}`, {});
        return (
          <Section key={concept.id} title={`${place}: ${concept.title}`}>
            <Editions editions={editions} base={base} edits={edits} caption={concept.title} />
            {edits && (
              <Disclosure title={t('concept:staff.concepts.add_edition')} open={form.open}>
                <Form
                  action={`${base}/konzepte/${concept.id}/ausgabe`}
                  id={`e${concept.id.slice(-8)}`}
                  values={form.values}
                  errors={form.errors}
                >
                  <TextField
                    name="title"
                    label={t('concept:staff.concepts.edition_title')}
                    hint={t('concept:staff.concepts.edition_hint')}
                    maxLength={200}
                    required
                    lang="de"
                  />
                  <ButtonRow>
                    <Button icon="plus">{t('concept:staff.concepts.add_edition')}</Button>
                    <Button formAction={`${base}/konzepte/${concept.id}/titel`} look="tertiary">
                      {t('concept:staff.concepts.rename')}
                    </Button>
                    <Button formAction={`${base}/konzepte/${concept.id}/loeschen`} look="tertiary" icon="close">
                      {t('concept:staff.concepts.delete')}
                    </Button>
                  </ButtonRow>
                </Form>
              </Disclosure>
            )}
          </Section>
        );
      })}
      {edits && free.length > 0 && <NewConcept base={base} free={free} posted={posted} />}
    </StaffPage>
  );
}

export interface EditionMetaPageProps {
  readonly edition: Edition;
  readonly base: string;
  readonly values: Readonly<Record<string, string>>;
  readonly posted?: Posted | undefined;
}

/** What is known of an edition as a whole. */
export function EditionMetaPage({ edition, base, values, posted }: EditionMetaPageProps) {
  const { t } = useView();
  const form = formState(posted, 'meta', values);
  const label = (field: string) => t(`concept:staff.edition.${field}`);
  const action = `${base}/${edition.id}/angaben`;
  return (
    <StaffPage
      title={label('title')}
      breadcrumb={[
        { label: t('concept:staff.concepts.title'), href: base },
        { label: edition.title, href: `${base}/${edition.id}` },
        { label: label('title') },
      ]}
    >
      <PageHeader title={label('title')} kicker={edition.title} />
      <Form action={action} values={form.values} errors={form.errors} hidden={{ version: edition.version }}>
        <ConflictNote changes={form.conflict} />
        <TextField name="title" label={t('concept:staff.field.title')} maxLength={200} required lang="de" />
        <TextArea name="summary" label={label('summary')} rows={6} maxLength={6000} lang="de" />
        <FieldRow>
          <DateField name="startsOn" label={label('startsOn')} />
          <DateField name="endsOn" label={label('endsOn')} />
        </FieldRow>
        {edition.state === 'adopted' && (
          <FieldRow>
            <DateField name="adoptedOn" label={label('adoptedOn')} required />
            <TextField name="adoptedBy" label={label('adoptedBy')} maxLength={200} lang="de" />
            <TextField name="paperNumber" label={label('paperNumber')} maxLength={60} />
          </FieldRow>
        )}
        <TextField name="source" label={t('concept:staff.field.source')} maxLength={300} lang="de" />
        <ButtonRow>
          <Button>{t(form.conflict ? 'concept:staff.save_anyway' : 'concept:staff.save')}</Button>
          <LinkButton href={base}>{t('ui:confirm.cancel')}</LinkButton>
          {edition.state === 'draft' && (
            <Button formAction={`${action}/loeschen`} look="tertiary" icon="close">
              {label('delete')}
            </Button>
          )}
        </ButtonRow>
      </Form>
    </StaffPage>
  );
}
