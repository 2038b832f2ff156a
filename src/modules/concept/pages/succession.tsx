import {
  Alert,
  Button,
  ButtonRow,
  DateField,
  Disclosure,
  Form,
  type FormErrors,
  type FormValues,
  LinkButton,
  PageHeader,
  Section,
  SelectField,
  StaffPage,
  TextArea,
  TextField,
  useView,
} from '#platform/ui';
import type { Concept, Edition, Recommendation } from '../model/edition.ts';
import type { ComparedRow } from '../model/lineage.ts';
import { ComparisonCounts } from './comparison.tsx';

/** Which form of the page came back, as typed. */
export interface PostedForm {
  /** `start`, `adopt`, `merge`, or `split-<id>`, `retire-<id>`. */
  readonly form: string;
  readonly values: FormValues;
  readonly errors: FormErrors;
}

export interface SuccessionProps {
  readonly base: string;
  readonly concept: Concept;
  readonly edition: Edition;
  /** The edition it was made from. */
  readonly older: Edition | undefined;
  /** The concept's draft, when this edition is the one in force. */
  readonly draft: Edition | undefined;
  readonly rows: readonly ComparedRow[];
  readonly mayRelease: boolean;
  readonly posted?: PostedForm | undefined;
  /** A refusal that belongs to no field. */
  readonly refusal?: string | undefined;
}

const stateOf = (posted: PostedForm | undefined, form: string) =>
  posted?.form === form ? { values: posted.values, errors: posted.errors } : {};

function Start({ address, posted }: { address: string; posted: PostedForm | undefined }) {
  const { t } = useView();
  return (
    <Section title={t('concept:staff.succession.start')}>
      <p>{t('concept:staff.succession.start_text')}</p>
      <Form action={address} id="start" hidden={{ aktion: 'start' }} {...stateOf(posted, 'start')}>
        <TextField name="title" label={t('concept:staff.succession.title')} required maxLength={200} />
        <DateField name="startsOn" label={t('concept:staff.succession.starts_on')} />
        <DateField name="endsOn" label={t('concept:staff.succession.ends_on')} />
        <ButtonRow>
          <Button>{t('concept:staff.succession.start_do')}</Button>
        </ButtonRow>
      </Form>
    </Section>
  );
}

function Merge({
  address,
  items,
  posted,
}: {
  address: string;
  items: readonly Recommendation[];
  posted: PostedForm | undefined;
}) {
  const { t } = useView();
  const options = items.map((one) => ({ value: one.id, label: `${one.number} ${one.title}` }));
  return (
    <Section title={t('concept:staff.succession.merge')}>
      <p>{t('concept:staff.succession.merge_text')}</p>
      <Form action={address} id="merge" hidden={{ aktion: 'merge' }} {...stateOf(posted, 'merge')}>
        <SelectField name="into" label={t('concept:staff.succession.into')} options={options} required />
        <SelectField name="other" label={t('concept:staff.succession.other')} options={options} required />
        <SelectField name="other2" label={t('concept:staff.succession.other_more')} options={options} />
        <TextField name="reason" label={t('concept:staff.succession.reason')} maxLength={1000} />
        <ButtonRow>
          <Button>{t('concept:staff.succession.merge_do')}</Button>
        </ButtonRow>
      </Form>
    </Section>
  );
}

function RowForms({ address, one, posted }: { address: string; one: Recommendation; posted: PostedForm | undefined }) {
  const { t } = useView();
  const split = `split-${one.id}`;
  const retire = `retire-${one.id}`;
  return (
    <Disclosure title={`${one.number} ${one.title}`} tight open={posted?.form === split || posted?.form === retire}>
      <Form action={address} id={split} hidden={{ aktion: 'split', id: one.id }} {...stateOf(posted, split)}>
        <TextArea
          name="titles"
          label={t('concept:staff.succession.titles')}
          hint={t('concept:staff.succession.titles_hint')}
          rows={3}
          required
        />
        <TextField name="reason" label={t('concept:staff.succession.reason')} maxLength={1000} />
        <ButtonRow>
          <Button look="secondary">{t('concept:staff.succession.split_do')}</Button>
        </ButtonRow>
      </Form>
      <Form action={address} id={retire} hidden={{ aktion: 'retire', id: one.id }} {...stateOf(posted, retire)}>
        <TextField name="reason" label={t('concept:staff.succession.retire_reason')} required maxLength={1000} />
        <ButtonRow>
          <Button look="secondary">{t('concept:staff.succession.retire_do')}</Button>
        </ButtonRow>
      </Form>
    </Disclosure>
  );
}

function Gone({ address, rows }: { address: string; rows: readonly ComparedRow[] }) {
  const { t } = useView();
  const gone = rows.filter(({ kind }) => kind === 'retired' || kind === 'open');
  if (gone.length === 0) return null;
  return (
    <Section title={t('concept:staff.succession.gone')}>
      <ul>
        {gone.map(({ kind, before, reason }) =>
          before.map((one) => (
            <li key={one.id}>
              {one.number} {one.title} ({t(`concept:compared.${kind}`)}
              {reason && `: ${reason}`})
              <Form action={address} plain hidden={{ aktion: 'restore', id: one.id }}>
                <Button look="tertiary" small label={t('concept:staff.succession.restore_one', { title: one.title })}>
                  {t('concept:staff.succession.restore')}
                </Button>
              </Form>
            </li>
          )),
        )}
      </ul>
    </Section>
  );
}

function Adopt({ address, edition, posted }: { address: string; edition: Edition; posted: PostedForm | undefined }) {
  const { t } = useView();
  return (
    <Section title={t('concept:staff.succession.adopt')}>
      <p>{t('concept:staff.succession.adopt_text')}</p>
      <Form action={address} id="adopt" hidden={{ aktion: 'adopt', version: edition.version }} {...stateOf(posted, 'adopt')}>
        <DateField name="on" label={t('concept:staff.succession.adopted_on')} required />
        <TextField name="by" label={t('concept:staff.succession.adopted_by')} required maxLength={200} />
        <TextField name="paperNumber" label={t('concept:staff.succession.paper_number')} maxLength={60} width="medium" />
        <ButtonRow>
          <Button>{t('concept:staff.succession.adopt_do')}</Button>
        </ButtonRow>
      </Form>
    </Section>
  );
}

/** How an edition goes on: the next one begins, is worked into shape, opened for consultation and put into force. */
export function SuccessionPage(props: SuccessionProps) {
  const { base, concept, edition, older, draft, rows, mayRelease, posted, refusal } = props;
  const { t } = useView();
  const address = `${base}/${edition.id}/fortschreibung`;
  const items = rows.flatMap(({ after }) => after);
  const inWork = edition.state === 'draft' || edition.state === 'consultation';
  const title = t('concept:staff.succession.page', { edition: edition.title });
  return (
    <StaffPage
      title={title}
      breadcrumb={[
        { label: t('concept:staff.nav'), href: base },
        { label: edition.title, href: `${base}/${edition.id}` },
        { label: t('concept:staff.succession.nav') },
      ]}
    >
      <PageHeader title={title} lead={`${concept.title} · ${t(`concept:edition.${edition.state}`)}`} />
      {refusal && (
        <Alert kind="danger" title={t('concept:staff.succession.refused')} live>
          <p>{refusal}</p>
        </Alert>
      )}
      {edition.state === 'adopted' && !draft && <Start address={address} posted={posted} />}
      {draft && (
        <p>
          <a href={`${base}/${draft.id}/fortschreibung`}>{t('concept:staff.succession.to_draft', { edition: draft.title })}</a>
        </p>
      )}
      {edition.state === 'superseded' && <p>{t('concept:staff.succession.superseded')}</p>}
      {older && (
        <Section title={t('concept:staff.succession.compared', { edition: older.title })}>
          <ComparisonCounts rows={rows} />
          <LinkButton look="secondary" href={`${base}/${edition.id}/vergleich/${older.id}`}>
            {t('concept:staff.succession.compare')}
          </LinkButton>
        </Section>
      )}
      {inWork && (
        <>
          <Section title={t('concept:staff.succession.change')}>
            <p>{t('concept:staff.succession.change_text')}</p>
            {items.map((one) => (
              <RowForms key={one.id} address={address} one={one} posted={posted} />
            ))}
          </Section>
          <Merge address={address} items={items} posted={posted} />
          <Gone address={address} rows={rows} />
          <Section title={t('concept:staff.succession.state')}>
            <Form action={address} plain hidden={{ aktion: edition.state === 'draft' ? 'consultation' : 'draft' }}>
              <Button look="secondary">
                {t(edition.state === 'draft' ? 'concept:staff.succession.open' : 'concept:staff.succession.close')}
              </Button>
            </Form>
          </Section>
          {mayRelease && <Adopt address={address} edition={edition} posted={posted} />}
        </>
      )}
    </StaffPage>
  );
}
