import {
  Alert,
  Button,
  ButtonRow,
  Checkbox,
  DateField,
  Diff,
  type FieldChange,
  FilterBar,
  Form,
  type FormErrors,
  type FormValues,
  LinkButton,
  PageHeader,
  SelectField,
  StaffPage,
  Stepper,
  TextArea,
  TextField,
  useView,
} from '#platform/ui';
import { dayText } from './frame.tsx';
import { resolutionsBase } from './resolution-list.tsx';

type Named = { readonly id: string; readonly name: string };

interface StepsProps {
  readonly at: 0 | 1 | 2;
}

function Steps({ at }: StepsProps) {
  const { t } = useView();
  const labels = ['body', 'way', 'wording'].map((key) => t(`networks:staff.resolution.${key}`));
  const state = (index: number) => (index < at ? 'done' : index === at ? 'current' : 'upcoming');
  return <Stepper steps={labels.map((label, index) => ({ label, state: state(index) }))} />;
}

export interface ChoosePageProps {
  readonly bodies: readonly Named[];
  readonly body: Named | undefined;
  readonly meetings: readonly { readonly id: string; readonly title: string; readonly startsAt: Date }[];
}

/** The first two steps of a new resolution: whose, then in which meeting or by letter. */
export function ResolutionChoosePage({ bodies, body, meetings }: ChoosePageProps) {
  const { t, language, district } = useView();
  const base = resolutionsBase(district);
  const title = t('networks:staff.resolution.add');
  return (
    <StaffPage title={title} breadcrumb={[{ label: t('networks:staff.resolution.list'), href: base }, { label: title }]}>
      <PageHeader title={title} />
      <Steps at={body ? 1 : 0} />
      {body ? (
        <FilterBar
          action={`${base}/neu`}
          keep={[{ name: 'gremium', value: body.id }]}
          values={{ weg: 'umlauf' }}
          button={t('networks:staff.resolution.next')}
        >
          <SelectField
            name="weg"
            label={t('networks:staff.resolution.way_of', { body: body.name })}
            empty={false}
            options={[
              { value: 'umlauf', label: t('networks:staff.resolution.letter') },
              ...meetings.map(({ id, title: name, startsAt }) => ({
                value: id,
                label: `${name}, ${dayText(startsAt, language)}`,
              })),
            ]}
          />
        </FilterBar>
      ) : (
        <FilterBar action={`${base}/neu`} button={t('networks:staff.resolution.next')}>
          <SelectField
            name="gremium"
            label={t('networks:staff.resolution.body')}
            options={bodies.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </FilterBar>
      )}
    </StaffPage>
  );
}

export interface ResolutionFormProps {
  /** Absent: a new one. */
  readonly number?: string | undefined;
  readonly bodyName: string;
  /** Agenda of the meeting; absent: by letter. */
  readonly items: readonly { readonly id: string; readonly title: string }[] | undefined;
  readonly action: string;
  readonly backHref: string;
  readonly hidden: Readonly<Record<string, string | number>>;
  readonly values: FormValues;
  readonly errors: FormErrors;
  /** What somebody else saved meanwhile, against what is in the form. */
  readonly conflict?: readonly FieldChange[] | undefined;
  readonly today: string;
}

export function ResolutionFormPage(props: ResolutionFormProps) {
  const { number, bodyName, items, action, backHref, hidden, values, errors, conflict, today } = props;
  const { t, district } = useView();
  const title = number ? t('networks:staff.resolution.edit_named', { number }) : t('networks:staff.resolution.add');
  return (
    <StaffPage
      title={title}
      breadcrumb={[{ label: t('networks:staff.resolution.list'), href: resolutionsBase(district) }, { label: title }]}
    >
      <PageHeader title={title} kicker={<bdi>{bodyName}</bdi>} />
      {!number && <Steps at={2} />}
      {conflict && (
        <Alert kind="warning" title={t('networks:staff.failure.changed')} live>
          <Diff changes={conflict} />
        </Alert>
      )}
      <Form action={action} values={values} errors={errors} hidden={hidden}>
        <TextField name="title" label={t('networks:staff.resolution.title')} required maxLength={200} lang="de" />
        <TextArea
          name="wording"
          label={t('networks:staff.resolution.wording')}
          hint={t('networks:staff.resolution.wording_hint')}
          required
          rows={8}
          maxLength={20_000}
          lang="de"
        />
        <TextField name="paperNumber" label={t('networks:staff.resolution.paper_number')} maxLength={60} width="medium" />
        {items ? (
          <SelectField
            name="agendaItemId"
            label={t('networks:staff.resolution.item')}
            empty={t('networks:staff.none')}
            options={items.map(({ id, title: label }) => ({ value: id, label }))}
          />
        ) : (
          <DateField
            name="voteUntil"
            label={t('networks:staff.resolution.vote_until')}
            hint={t('networks:staff.resolution.vote_until_hint')}
            required
            min={today}
          />
        )}
        <Checkbox name="public" label={t('networks:staff.resolution.public_label')} />
        <ButtonRow>
          <Button>{t('networks:staff.save')}</Button>
          <LinkButton href={backHref} look="tertiary">
            {t('networks:staff.cancel')}
          </LinkButton>
        </ButtonRow>
      </Form>
    </StaffPage>
  );
}
