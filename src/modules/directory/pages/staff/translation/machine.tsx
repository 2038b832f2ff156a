import type { InterfaceLanguage } from '#platform/i18n';
import {
  Alert,
  Button,
  ButtonRow,
  Checkbox,
  CheckboxGroup,
  FilterBar,
  Form,
  type FormErrors,
  type FormValues,
  NumberField,
  PageHeader,
  Progress,
  Section,
  SelectField,
  StateMark,
  Table,
  useView,
  type WorkState,
} from '#platform/ui';
import type { MachineDesk } from '../../../service/translation/runs.ts';
import { moment } from '../formats.ts';
import { type DeskFrame, DeskPage } from '../frame.tsx';
import type { FilterChoices } from './overview.tsx';

type Run = MachineDesk['runs'][number];

export interface MachinePageProps extends FilterChoices {
  readonly frame: DeskFrame;
  readonly desk: MachineDesk;
  /** Name of the configured service; undefined: none. */
  readonly service: string | undefined;
  /** Languages that the service knows. */
  readonly tongues: readonly InterfaceLanguage[];
  readonly values: FormValues;
  readonly errors: FormErrors;
  /** What the start form asks for now, and how much that is. */
  readonly asked: { readonly languages: readonly string[]; readonly ort: string; readonly organisation: string };
  readonly estimated?: { readonly texts: number; readonly words: number } | undefined;
  readonly warning?: string | undefined;
}

const marks: Record<Run['state'], WorkState> = { waiting: 'waiting', running: 'running', done: 'done', stopped: 'stopped' };
const isOpen = ({ state }: Run) => state === 'waiting' || state === 'running';

function Settings({ frame, desk, tongues, values, errors }: MachinePageProps) {
  const { t } = useView();
  return (
    <Section title={t('directory:staff.machine.settings')}>
      <Form
        action={`${frame.base}/uebersetzungen/maschine`}
        values={values}
        errors={errors}
        hidden={{ version: desk.settings.version }}
      >
        <Checkbox name="enabled" label={t('directory:staff.machine.enabled')} />
        <CheckboxGroup
          name="languages"
          label={t('directory:staff.machine.languages')}
          options={tongues.map(({ tag, autonym }) => ({ value: tag, label: autonym }))}
          inline
        />
        <NumberField
          name="words"
          label={t('directory:staff.machine.words')}
          hint={t('directory:staff.machine.words_hint')}
          min={0}
          max={100_000_000}
        />
        <ButtonRow>
          <Button>{t('directory:staff.machine.save')}</Button>
        </ButtonRow>
      </Form>
    </Section>
  );
}

function Start({ frame, desk, tongues, asked, estimated, towns, organisations }: MachinePageProps) {
  const { t, language } = useView();
  const base = `${frame.base}/uebersetzungen/maschine`;
  const number = (value: number) => new Intl.NumberFormat(language.locale).format(value);
  const allowed = tongues.filter(({ tag }) => desk.settings.languages.includes(tag));
  return (
    <Section title={t('directory:staff.machine.start')}>
      <Progress label={t('directory:staff.machine.used')} value={desk.used} max={Math.max(1, desk.settings.wordsPerMonth)} />
      <FilterBar
        action={base}
        values={{ sprache: asked.languages, ort: asked.ort, organisation: asked.organisation }}
        submit={t('directory:staff.machine.estimate')}
      >
        <CheckboxGroup
          name="sprache"
          label={t('directory:staff.machine.languages')}
          options={allowed.map(({ tag, autonym }) => ({ value: tag, label: autonym }))}
          inline
        />
        <SelectField name="ort" label={t('directory:field.label.town')} empty={t('directory:staff.all')} options={towns} />
        <SelectField
          name="organisation"
          label={t('directory:staff.translations.organisation')}
          empty={t('directory:staff.all')}
          options={organisations}
        />
      </FilterBar>
      {estimated && (
        <Form
          action={`${base}/laeufe`}
          id="start"
          hidden={{ sprachen: asked.languages.join(','), ort: asked.ort, organisation: asked.organisation }}
        >
          <p>
            {t('directory:staff.machine.estimated', {
              texts: number(estimated.texts),
              words: number(estimated.words),
              left: number(Math.max(0, desk.settings.wordsPerMonth - desk.used)),
            })}
          </p>
          {estimated.texts > 0 && (
            <ButtonRow>
              <Button>{t('directory:staff.machine.go')}</Button>
            </ButtonRow>
          )}
        </Form>
      )}
    </Section>
  );
}

function Runs({ frame, runs, tongues }: { frame: DeskFrame; runs: readonly Run[]; tongues: readonly InterfaceLanguage[] }) {
  const { t, language } = useView();
  const number = (value: number) => new Intl.NumberFormat(language.locale).format(value);
  const named = (tag: string) => tongues.find((one) => one.tag === tag)?.autonym ?? tag;
  return (
    <Section title={t('directory:staff.machine.runs')}>
      {runs.length ? (
        <>
          <p>{t('directory:staff.machine.left_out_hint')}</p>
          <Table
            caption={t('directory:staff.machine.runs')}
            captionHidden
            rows={runs}
            rowKey={({ id }) => id}
            columns={[
              {
                key: 'at',
                label: t('directory:staff.machine.started_at'),
                rowHeader: true,
                cell: ({ createdAt }) => moment(createdAt, language),
              },
              {
                key: 'state',
                label: t('directory:staff.column.state'),
                cell: ({ state, problem }) => (
                  <>
                    <StateMark state={marks[state]}>{t(`directory:staff.machine.state.${state}`)}</StateMark>
                    {problem && <p>{t(`directory:staff.failure.${problem}`)}</p>}
                  </>
                ),
              },
              {
                key: 'languages',
                label: t('directory:staff.machine.languages'),
                cell: ({ languages }) => languages.map(named).join(', '),
              },
              {
                key: 'progress',
                label: t('directory:staff.machine.progress'),
                cell: ({ done, total }) => (
                  <Progress label={t('directory:staff.machine.progress')} value={done} max={Math.max(total, done)} compact />
                ),
              },
              {
                key: 'left',
                label: t('directory:staff.machine.left_out'),
                numeric: true,
                cell: ({ leftOut }) => number(leftOut),
              },
              { key: 'words', label: t('directory:staff.machine.word_count'), numeric: true, cell: ({ words }) => number(words) },
              {
                key: 'stop',
                label: t('directory:staff.machine.stop'),
                cell: (run) =>
                  isOpen(run) ? (
                    <Form action={`${frame.base}/uebersetzungen/maschine/laeufe/${run.id}/anhalten`} plain id={`stop-${run.id}`}>
                      <Button look="secondary">{t('directory:staff.machine.stop')}</Button>
                    </Form>
                  ) : (
                    '–'
                  ),
              },
            ]}
          />
        </>
      ) : (
        <p>{t('directory:staff.machine.no_runs')}</p>
      )}
    </Section>
  );
}

/** What a machine may do for the district, what it is doing, and what it has done. */
export function MachinePage(props: MachinePageProps) {
  const { t } = useView();
  const { frame, desk, service, tongues, warning } = props;
  const title = t('directory:staff.machine.title');
  const running = desk.runs.some(isOpen);
  return (
    <DeskPage
      frame={frame}
      tab="translations"
      title={title}
      crumbs={[{ label: title }]}
      refreshSeconds={running ? 10 : undefined}
    >
      <PageHeader title={title} lead={t('directory:staff.machine.lead')} />
      {warning && (
        <Alert kind="warning" live>
          <p>{warning}</p>
        </Alert>
      )}
      <Alert kind="info">
        <p>
          {service === undefined ? t('directory:staff.machine.none') : t('directory:staff.machine.service', { name: service })}
        </p>
      </Alert>
      {service !== undefined && desk.settings.enabled && !running && <Start {...props} />}
      {(desk.runs.length > 0 || service !== undefined) && <Runs frame={frame} runs={desk.runs} tongues={tongues} />}
      {service !== undefined && <Settings {...props} />}
    </DeskPage>
  );
}
