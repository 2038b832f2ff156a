import {
  Alert,
  Button,
  ButtonRow,
  Checkbox,
  CheckboxGroup,
  Diff,
  Disclosure,
  FieldSet,
  Form,
  type FormErrors,
  type FormValues,
  LinkButton,
  NumberField,
  PageHeader,
  RadioGroup,
  SelectField,
  TextArea,
  TextField,
  useView,
} from '#platform/ui';
import type { Block, BlockKind, Report } from '../model/report.ts';
import { topics } from '../model/vocabulary.ts';
import type { Choices } from '../service/report-viewing.ts';
import { ReportFrame, useBlockFacts } from './report-frame.tsx';
import { PlaceholderHelp } from './report-help.tsx';

export interface BlockFormProps {
  readonly base: string;
  readonly report: Report;
  readonly kind: BlockKind;
  /** Absent: a new one, behind the block `after` ('' for the beginning). */
  readonly block?: Block | undefined;
  readonly after?: string | undefined;
  readonly choices: Choices;
  readonly values: FormValues;
  readonly errors?: FormErrors | undefined;
  /** Somebody saved meanwhile: what the person typed here, and, unless it was removed, what the block says now. */
  readonly conflict?: { readonly mine: Block; readonly theirs: Block | undefined; readonly removed: boolean } | undefined;
}

const asList = (value: FormValues[string] | undefined): string[] => [value ?? []].flat().map(String);

/** All indicators by topic, each topic behind its name; those with a choice in them are open. */
function IndicatorFields(props: { choices: Choices; values: FormValues; wildcards: boolean; wrong: boolean }) {
  const { choices, values, wildcards, wrong } = props;
  const { t } = useView();
  const chosen = asList(values.indicators);
  return (
    <FieldSet legend={t('monitoring:staff.report.field.indicators')}>
      {topics.map((topic) => {
        const own = choices.indicators.filter((one) => one.topic === topic);
        const all = topic === 'work_of_ki' ? 'kind:output' : `topic:${topic}`;
        const options = [
          ...(wildcards ? [{ value: all, label: t('monitoring:staff.report.whole_topic') }] : []),
          ...own.map(({ key, names }) => ({ value: key, label: `${names.de} (${key})` })),
        ];
        if (own.length === 0) return null;
        return (
          <Disclosure
            key={topic}
            title={t(`monitoring:topic.${topic}`)}
            open={wrong || options.some(({ value }) => chosen.includes(value))}
          >
            <CheckboxGroup name="indicators" label={t(`monitoring:topic.${topic}`)} options={options} />
          </Disclosure>
        );
      })}
    </FieldSet>
  );
}

function PlaceFields({ name, choices }: { name: 'places' | 'compare'; choices: Choices }) {
  const { t } = useView();
  const general = ['own', 'district', 'land', 'nation', 'towns'].map((value) => ({
    value,
    label: t(`monitoring:staff.report.place.${value}`),
  }));
  const named = name === 'places' ? choices.places.map(({ key, names }) => ({ value: key, label: names.de ?? key })) : [];
  const label = t(`monitoring:staff.report.field.${name}`);
  return <CheckboxGroup name={name} label={label} options={[...general, ...named]} required={name === 'places'} />;
}

function Fields({ kind, choices, values, errors }: Pick<BlockFormProps, 'kind' | 'choices' | 'values' | 'errors'>) {
  const { t } = useView();
  const label = (name: string) => t(`monitoring:staff.report.field.${name}`);
  const title = <TextField name="title" label={label('title')} maxLength={200} lang="de" />;
  const optional = <Checkbox name="optional" label={t('monitoring:staff.report.optional_label')} />;
  const radios = (name: 'form' | 'over', options: readonly string[]) => (
    <RadioGroup
      name={name}
      label={label(name)}
      required
      options={options.map((value) => ({ value, label: t(`monitoring:staff.report.${name}.${value}`) }))}
    />
  );
  const indicators = (
    <IndicatorFields choices={choices} values={values} wildcards={kind !== 'towns'} wrong={errors?.indicators !== undefined} />
  );
  switch (kind) {
    case 'heading':
      return (
        <>
          <TextField name="text" label={label('text')} required maxLength={200} lang="de" />
          <SelectField
            name="level"
            label={label('level')}
            options={['1', '2', '3'].map((value) => ({ value, label: t('monitoring:staff.report.level', { level: value }) }))}
          />
        </>
      );
    case 'text':
      return (
        <>
          <TextArea
            name="text"
            label={label('text')}
            hint={t('monitoring:staff.report.text_hint')}
            rows={10}
            required
            maxLength={20_000}
            lang="de"
          />
          {optional}
        </>
      );
    case 'figures':
      return [title, indicators, <PlaceFields key="c" name="compare" choices={choices} />, optional];
    case 'table':
      return [
        title,
        indicators,
        <PlaceFields key="p" name="places" choices={choices} />,
        <NumberField
          key="y"
          name="years"
          label={label('years')}
          hint={t('monitoring:staff.report.years_hint')}
          min={1}
          max={8}
          required
        />,
        optional,
      ];
    case 'chart':
      return [
        title,
        indicators,
        radios('over', ['years', 'places', 'categories']),
        radios('form', ['line', 'bar']),
        <PlaceFields key="p" name="places" choices={choices} />,
        <NumberField key="y" name="years" label={label('years')} min={2} max={40} required />,
        <SelectField
          key="d"
          name="dimension"
          label={label('dimension')}
          options={[
            { value: '', label: t('monitoring:staff.report.all_dimensions') },
            ...choices.dimensions.map(({ key, names }) => ({ value: key, label: names.de ?? key })),
          ]}
        />,
        optional,
      ];
    case 'map':
      return [
        title,
        <SelectField
          key="i"
          name="indicator"
          label={label('indicator')}
          hint={t('monitoring:staff.report.map_hint')}
          required
          options={choices.indicators
            .filter(({ additive }) => !additive)
            .map(({ key, names }) => ({ value: key, label: names.de ?? key }))}
        />,
        optional,
      ];
    case 'towns':
      return [title, indicators, optional];
    default:
      return <p>{t(`monitoring:staff.report.${kind}_text`)}</p>;
  }
}

/** A block as a form; placeholders are explained where texts are written. */
export function BlockPage(props: BlockFormProps) {
  const { base, report, kind, block, after = '', choices, values, errors, conflict } = props;
  const { t } = useView();
  const here = `${base}/${report.id}`;
  const name = t(`monitoring:staff.report.kind.${kind}`);
  const title = t(block ? 'monitoring:staff.report.edit_block_of' : 'monitoring:staff.report.new_block_of', { kind: name });
  const facts = useBlockFacts(choices);
  const theirs = new Map(conflict?.theirs ? facts(conflict.theirs) : []);
  const mine = new Map(conflict ? facts(conflict.mine) : []);
  const changes = [...new Set([...theirs.keys(), ...mine.keys()])]
    .filter((label) => theirs.get(label) !== mine.get(label))
    .map((label) => ({ label, before: theirs.get(label) ?? '', after: mine.get(label) ?? '' }));
  return (
    <ReportFrame base={base} title={title} way={[{ label: report.title, href: here }, { label: title }]}>
      <PageHeader title={title} />
      {conflict && (
        <Alert kind="warning" title={t('monitoring:staff.failure.changed')} live>
          <p>
            {t(`monitoring:staff.report.${conflict.removed ? 'theirs_removed' : conflict.theirs ? 'theirs_diff' : 'theirs_new'}`)}
          </p>
          {conflict.theirs && changes.length > 0 && <Diff changes={changes} />}
        </Alert>
      )}
      <Form
        action={block ? `${here}/bausteine/${block.id}` : `${here}/bausteine/neu`}
        values={values}
        errors={errors}
        hidden={{ version: report.version, art: kind, ...(!block && { nach: after }) }}
      >
        <Fields kind={kind} choices={choices} values={values} errors={errors} />
        <ButtonRow>
          <Button>{t('monitoring:staff.report.save')}</Button>
          <LinkButton href={here}>{t('monitoring:staff.report.cancel')}</LinkButton>
        </ButtonRow>
      </Form>
      {(kind === 'text' || kind === 'heading') && <PlaceholderHelp choices={choices} />}
    </ReportFrame>
  );
}
