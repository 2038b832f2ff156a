import {
  Button,
  ButtonRow,
  CheckboxGroup,
  ConflictNote,
  Disclosure,
  Form,
  NumberField,
  SelectField,
  useView,
} from '#platform/ui';
import type { EditionTree, Recommendation } from '../model/edition.ts';
import type { ReleasingResolution } from '../model/resolution.ts';
import { settableStatuses } from '../model/vocabulary.ts';
import { formState, type Posted, RemarkFields } from './editing-parts.tsx';

export interface ControlsProps {
  readonly recommendation: Recommendation;
  readonly tree: EditionTree;
  readonly resolutions: readonly ReleasingResolution[];
  readonly href: string;
  readonly posted?: Posted | undefined;
}

function StatusForm({ recommendation, tree, href, posted }: ControlsProps) {
  const { t } = useView();
  const form = formState(posted, 'status', {
    status: recommendation.manualStatus ?? '',
    reason: recommendation.statusReason,
  });
  const others = tree.recommendations.filter(({ id }) => id !== recommendation.id);
  return (
    <Disclosure title={t('concept:staff.control.status')} open={form.open}>
      <Form
        action={`${href}/stand`}
        id="status"
        values={form.values}
        errors={form.errors}
        hidden={{ version: recommendation.version }}
      >
        <ConflictNote changes={form.conflict} />
        <SelectField
          name="status"
          label={t('concept:staff.record.status')}
          hint={t('concept:staff.control.status_hint')}
          empty={t('concept:staff.control.automatic', { status: t(`concept:status.${recommendation.automaticStatus}`) })}
          options={settableStatuses.map((status) => ({ value: status, label: t(`concept:status.${status}`) }))}
        />
        <SelectField
          name="into"
          label={t('concept:staff.control.into')}
          hint={t('concept:staff.control.into_hint')}
          options={others.map(({ id, number, title }) => ({ value: id, label: `${number} ${title}`, lang: 'de' }))}
        />
        <RemarkFields />
        <ButtonRow>
          <Button>{t('concept:staff.save')}</Button>
        </ButtonRow>
      </Form>
    </Disclosure>
  );
}

function ProgressForm({ recommendation, href, posted }: ControlsProps) {
  const { t } = useView();
  const form = formState(posted, 'progress', { progress: String(recommendation.manualProgress ?? '') });
  return (
    <Disclosure title={t('concept:staff.control.progress')} open={form.open}>
      <Form
        action={`${href}/fortschritt`}
        id="progress"
        values={form.values}
        errors={form.errors}
        hidden={{ version: recommendation.version }}
      >
        <ConflictNote changes={form.conflict} />
        <NumberField
          name="progress"
          label={t('concept:staff.record.progress')}
          hint={t('concept:staff.control.progress_hint')}
          min={0}
          max={100}
          unit="%"
        />
        <ButtonRow>
          <Button>{t('concept:staff.save')}</Button>
        </ButtonRow>
      </Form>
    </Disclosure>
  );
}

function ResolutionForm({ recommendation, resolutions, href, posted }: ControlsProps) {
  const { t } = useView();
  const form = formState(posted, 'resolution', { resolutionId: recommendation.resolutionId ?? '' });
  return (
    <Disclosure title={t('concept:staff.control.resolution')} open={form.open}>
      <Form
        action={`${href}/beschluss`}
        id="resolution"
        values={form.values}
        errors={form.errors}
        hidden={{ version: recommendation.version }}
      >
        <ConflictNote changes={form.conflict} />
        <SelectField
          name="resolutionId"
          label={t('concept:staff.record.resolution')}
          hint={t('concept:staff.control.resolution_hint')}
          empty={t('concept:staff.control.no_resolution')}
          options={resolutions.map(({ id, number, title }) => ({ value: id, label: `${number} ${title}`, lang: 'de' }))}
        />
        <ButtonRow>
          <Button>{t('concept:staff.save')}</Button>
        </ButtonRow>
      </Form>
    </Disclosure>
  );
}

function NeedsForm({ recommendation, tree, href, posted }: ControlsProps) {
  const { t } = useView();
  const form = formState(posted, 'needs', { needs: [...recommendation.needs] });
  const others = tree.recommendations.filter(({ id }) => id !== recommendation.id);
  return (
    <Disclosure title={t('concept:staff.control.needs')} open={form.open}>
      <Form
        action={`${href}/voraussetzungen`}
        id="needs"
        values={form.values}
        errors={form.errors}
        hidden={{ version: recommendation.version }}
      >
        <ConflictNote changes={form.conflict} />
        <CheckboxGroup
          name="needs"
          label={t('concept:staff.record.needs')}
          options={others.map(({ id, number, title }) => ({ value: id, label: `${number} ${title}`, lang: 'de' }))}
        />
        <ButtonRow>
          <Button>{t('concept:staff.save')}</Button>
        </ButtonRow>
      </Form>
    </Disclosure>
  );
}

/** What the KI decides about a recommendation, each behind its title. */
export function Controls(props: ControlsProps) {
  return (
    <>
      <StatusForm {...props} />
      <ProgressForm {...props} />
      <ResolutionForm {...props} />
      <NeedsForm {...props} />
    </>
  );
}
