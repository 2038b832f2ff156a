import {
  Alert,
  Button,
  ButtonRow,
  FilterBar,
  Form,
  type FormErrors,
  type FormValues,
  NumberField,
  PageHeader,
  SelectField,
  StaffPage,
  Stepper,
  TextField,
  useView,
} from '#platform/ui';
import type { EffectParameter, EffectSubject, ResolutionEffect } from '../effects.ts';
import type { Resolution } from '../model/resolution.ts';
import { resolutionsBase } from './resolution-list.tsx';

export interface EffectPageProps {
  readonly resolution: Resolution;
  readonly effects: readonly ResolutionEffect[];
  readonly chosen: ResolutionEffect | undefined;
  readonly subjects: readonly EffectSubject[];
  readonly subject: EffectSubject | undefined;
  readonly values: FormValues;
  readonly errors: FormErrors;
}

function Parameter({ parameter }: { parameter: EffectParameter }) {
  const { t } = useView();
  const { name, label, kind, choices = {} } = parameter;
  if (kind === 'cents') return <NumberField name={name} label={t(label)} required min={0} step="any" unit="€" />;
  if (kind === 'text') return <TextField name={name} label={t(label)} required maxLength={2000} />;
  const options = Object.entries(choices).map(([value, key]) => ({ value, label: t(key) }));
  return <SelectField name={name} label={t(label)} required options={options} />;
}

/** What the resolution is to do, in three steps: what, about what, and what else is to be known. */
export function EffectPage({ resolution, effects, chosen, subjects, subject, values, errors }: EffectPageProps) {
  const { t, district } = useView();
  const record = `${resolutionsBase(district)}/${resolution.id}`;
  const address = `${record}/wirkung`;
  const at = subject ? 2 : chosen ? 1 : 0;
  const back = ['', address, `${address}?art=${encodeURIComponent(chosen?.kind ?? '')}`];
  const title = t('networks:staff.effect.add');
  return (
    <StaffPage
      title={title}
      breadcrumb={[
        { label: t('networks:staff.resolution.list'), href: resolutionsBase(district) },
        { label: t('networks:staff.resolution.named', { number: resolution.number }), href: record },
        { label: title },
      ]}
    >
      <PageHeader title={title} kicker={<bdi>{resolution.title}</bdi>} />
      <Stepper
        steps={['kind', 'subject', 'parameters'].map((key, index) => ({
          label: t(`networks:staff.effect.${key}`),
          state: index < at ? 'done' : index === at ? 'current' : 'upcoming',
          href: back[index + 1],
        }))}
      />
      {!chosen && (
        <FilterBar action={address} button={t('networks:staff.resolution.next')}>
          <SelectField
            name="art"
            label={t('networks:staff.effect.kind')}
            options={effects.map(({ kind, label }) => ({ value: kind, label: t(label) }))}
          />
        </FilterBar>
      )}
      {chosen && !subject && subjects.length === 0 && <Alert kind="info" title={t('networks:staff.effect.no_subjects')} />}
      {chosen && !subject && subjects.length > 0 && (
        <FilterBar action={address} keep={[{ name: 'art', value: chosen.kind }]} button={t('networks:staff.resolution.next')}>
          <SelectField
            name="gegenstand"
            label={t('networks:staff.effect.subject_of', { kind: t(chosen.label) })}
            options={subjects.map(({ id, label }) => ({ value: id, label, lang: 'de' }))}
          />
        </FilterBar>
      )}
      {chosen && subject && (
        <Form
          action={address}
          values={values}
          errors={errors}
          hidden={{ kind: chosen.kind, subject: subject.id, version: resolution.version }}
        >
          <p>
            {t(chosen.label)}: <bdi lang="de">{subject.label}</bdi>
          </p>
          {chosen.parameters.map((parameter) => (
            <Parameter key={parameter.name} parameter={parameter} />
          ))}
          <ButtonRow>
            <Button>{t('networks:staff.effect.add')}</Button>
          </ButtonRow>
        </Form>
      )}
    </StaffPage>
  );
}
