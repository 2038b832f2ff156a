import {
  Button,
  ButtonRow,
  Confirm,
  DateField,
  FieldRow,
  Form,
  type FormErrors,
  LinkButton,
  NumberField,
  PageHeader,
  SelectField,
  StaffPage,
  TextField,
  useView,
} from '#platform/ui';
import { type Retrieval, serviceKeys } from '../model/retrieval.ts';

export interface RetrievalCommon {
  /** `/intern/recklinghausen/monitoring`. */
  readonly base: string;
}

/** Way to the retrievals, and to one of them. */
export function useRetrievalCrumbs(base: string, last?: string) {
  const { t } = useView();
  const list = t('monitoring:staff.retrieval.title');
  return [
    { label: t('monitoring:staff.nav'), href: base },
    ...(last ? [{ label: list, href: `${base}/abrufe` }, { label: last }] : [{ label: list }]),
  ];
}

export interface RetrievalFormProps extends RetrievalCommon {
  /** Undefined: a new one. */
  readonly retrieval: Pick<Retrieval, 'id' | 'tableCode'> | undefined;
  readonly values: Readonly<Record<string, string>>;
  readonly errors?: FormErrors | undefined;
}

export function RetrievalFormPage({ base, retrieval, values, errors }: RetrievalFormProps) {
  const { t } = useView();
  const title = retrieval ? retrieval.tableCode : t('monitoring:staff.retrieval.add');
  return (
    <StaffPage title={title} breadcrumb={useRetrievalCrumbs(base, title)}>
      <PageHeader title={title} kicker={retrieval && t('monitoring:staff.retrieval.title')} />
      <Form
        action={`${base}/abrufe/${retrieval?.id ?? 'neu'}`}
        values={values}
        errors={errors}
        hidden={{ version: values.version ?? '' }}
      >
        <FieldRow>
          <SelectField
            name="service"
            label={t('monitoring:staff.retrieval.service')}
            options={serviceKeys.map((value) => ({ value, label: t(`monitoring:staff.retrieval.service.${value}`) }))}
            required
          />
          <TextField
            name="tableCode"
            label={t('monitoring:staff.retrieval.table')}
            hint={t('monitoring:staff.retrieval.table_hint')}
            maxLength={40}
            width="medium"
            required
          />
        </FieldRow>
        <FieldRow>
          <TextField
            name="regionalVariable"
            label={t('monitoring:staff.retrieval.variable')}
            hint={t('monitoring:staff.retrieval.variable_hint')}
            maxLength={10}
            width="medium"
          />
          <TextField
            name="regionalKey"
            label={t('monitoring:staff.retrieval.key')}
            hint={t('monitoring:staff.retrieval.key_hint')}
            maxLength={400}
          />
        </FieldRow>
        <FieldRow>
          <NumberField name="startYear" label={t('monitoring:staff.retrieval.start')} min={1900} max={2099} />
          <NumberField name="endYear" label={t('monitoring:staff.retrieval.end')} min={1900} max={2099} />
          <SelectField
            name="language"
            label={t('monitoring:staff.retrieval.language')}
            options={[
              { value: 'de', label: 'Deutsch', lang: 'de' },
              { value: 'en', label: 'English', lang: 'en' },
            ]}
            empty={false}
          />
        </FieldRow>
        <FieldRow>
          <NumberField
            name="everyMonths"
            label={t('monitoring:staff.retrieval.every_months')}
            hint={t('monitoring:staff.retrieval.every_hint')}
            min={1}
            max={60}
          />
          <DateField name="nextOn" label={t('monitoring:staff.retrieval.next')} />
        </FieldRow>
        <ButtonRow>
          <Button>{t('monitoring:staff.retrieval.save')}</Button>
          <LinkButton href={`${base}/abrufe`}>{t('monitoring:staff.retrieval.cancel')}</LinkButton>
          {retrieval && (
            <LinkButton href={`${base}/abrufe/${retrieval.id}/loeschen`} look="tertiary">
              {t('monitoring:staff.retrieval.delete')}
            </LinkButton>
          )}
        </ButtonRow>
      </Form>
    </StaffPage>
  );
}

export function RetrievalDeletePage({ base, id, tableCode }: RetrievalCommon & { id: string; tableCode: string }) {
  const { t } = useView();
  const title = t('monitoring:staff.retrieval.delete_question', { name: tableCode });
  return (
    <StaffPage title={title} breadcrumb={useRetrievalCrumbs(base, tableCode)}>
      <Confirm
        question={title}
        action={`${base}/abrufe/${id}/loeschen`}
        confirmLabel={t('monitoring:staff.retrieval.delete')}
        cancelHref={`${base}/abrufe/${id}`}
        danger
      >
        <p>{t('monitoring:staff.retrieval.delete_hint')}</p>
      </Confirm>
    </StaffPage>
  );
}
