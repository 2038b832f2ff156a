import {
  Alert,
  Button,
  ButtonRow,
  Diff,
  type FieldChange,
  Form,
  type FormErrors,
  type FormValues,
  LinkButton,
  SelectField,
  TextArea,
  useView,
} from '#platform/ui';
import type { Recommendation } from '../model/edition.ts';
import { adoptionStatuses, decisions } from '../model/vocabulary.ts';
import { type ViewFrame, ViewPage } from './board-frame.tsx';
import { nameOf } from './board-words.tsx';

export interface TownAnswerProps {
  readonly frame: ViewFrame;
  readonly item: Recommendation;
  readonly town: { readonly key: string; readonly name: string };
  /** Of the answer that is stored now. */
  readonly version: number;
  readonly values: FormValues;
  readonly errors: FormErrors;
  readonly changes: readonly FieldChange[];
  readonly back: string;
}

/** Asks again for what a quick answer lacked, or shows what somebody else answered meanwhile. */
export function TownAnswerPage({ frame, item, town, version, values, errors, changes, back }: TownAnswerProps) {
  const { t } = useView();
  return (
    <ViewPage frame={frame} tab="towns" title={`${town.name}: ${nameOf(item)}`} within={`${town.name}: ${nameOf(item)}`}>
      {changes.length > 0 && (
        <Alert kind="warning" live>
          <p>{t('concept:staff.failure.changed')}</p>
          <Diff changes={changes} />
        </Alert>
      )}
      <Form action={`${frame.base}/orte/${town.key}/${item.id}`} values={values} errors={errors} hidden={{ version, back }}>
        <SelectField
          name="decision"
          label={t('concept:staff.view.answer')}
          required
          empty={false}
          options={decisions.map((value) => ({ value, label: t(`concept:decision.${value}`) }))}
        />
        <SelectField
          name="status"
          label={t('concept:staff.view.own_status')}
          empty={t('concept:staff.view.no_status')}
          options={adoptionStatuses.map((value) => ({ value, label: t(`concept:status.${value}`) }))}
        />
        <TextArea name="note" label={t('concept:staff.view.note')} maxLength={2000} lang="de" />
        <ButtonRow>
          <Button>{t('concept:staff.view.save')}</Button>
          <LinkButton href={back}>{t('concept:staff.view.cancel')}</LinkButton>
        </ButtonRow>
      </Form>
    </ViewPage>
  );
}
