import {
  Alert,
  Button,
  ButtonRow,
  DateField,
  DescriptionList,
  EmptyState,
  FilterBar,
  Form,
  type FormErrors,
  type FormValues,
  LinkButton,
  PageHeader,
  Pagination,
  Section,
  SelectField,
  StateMark,
  Table,
  TextArea,
  TextField,
  useView,
} from '#platform/ui';
import { addressWith, cellValues } from '../model/filter.ts';
import type { CommissionGround, CommissionList, ShownCommission } from '../service/commissioning.ts';
import type { Words } from '../service/words.ts';
import { GapPage, gapsBase } from './frame.tsx';

export function StateOf({ state, isLate }: { state: 'open' | 'closed'; isLate: boolean }) {
  const { t } = useView();
  if (isLate) return <StateMark state="late">{t('gaps:staff.commission.late')}</StateMark>;
  return <StateMark state={state === 'open' ? 'running' : 'done'}>{t(`gaps:staff.commission.state.${state}`)}</StateMark>;
}

const dayOfMoment = (moment: Date) => moment.toISOString().slice(0, 10);

export interface CommissionFormProps {
  readonly ground: CommissionGround;
  readonly words: Words;
  readonly id: string;
  readonly bodyId: string | undefined;
  readonly values: FormValues;
  readonly errors: FormErrors;
}

/** "Angebot in Auftrag geben": first whose task it is, then what, until when and why. */
export function CommissionFormPage({ ground, words, id, bodyId, values, errors }: CommissionFormProps) {
  const { t, district } = useView();
  const base = gapsBase(district);
  const { view, bodies, owners, mayCommission } = ground;
  const title = t('gaps:staff.commission.add');
  const name = words.cellName(view.cell);
  const cell = cellValues(view.cell, view.cell);
  const here = `${base}/auftrag`;
  const body = bodies.find((one) => one.id === bodyId);
  const options = (kind: string, list: readonly { id: string; name: string }[]) =>
    list.map((one) => ({ value: `${kind}:${one.id}`, label: one.name }));
  return (
    <GapPage tab="board" title={title} crumbs={[{ label: name, href: addressWith(`${base}/zelle`, cell) }, { label: title }]}>
      <PageHeader title={title} kicker={name} lead={words.offers(view.offers, view.cell, view.cell.town)} />
      {!mayCommission || !bodies.length ? (
        <Alert kind="info">
          <p>{t(mayCommission ? 'gaps:staff.commission.no_bodies' : 'gaps:staff.failure.not_allowed')}</p>
        </Alert>
      ) : body ? (
        <Form action={here} values={values} errors={errors} hidden={{ ...cell, id, gremium: body.id }}>
          <DescriptionList items={[{ term: t('gaps:staff.commission.body'), value: <bdi>{body.name}</bdi> }]} />
          <TextField name="title" label={t('gaps:staff.commission.title')} required maxLength={200} lang="de" />
          <TextArea
            name="reason"
            label={t('gaps:staff.commission.reason')}
            hint={t('gaps:staff.commission.reason_hint')}
            rows={6}
            maxLength={3000}
            required
            lang="de"
          />
          <DateField name="dueOn" label={t('gaps:staff.commission.due_on')} required />
          <SelectField
            name="owner"
            label={t('gaps:staff.commission.owner')}
            empty={t('gaps:staff.commission.nobody')}
            options={[
              { label: t('gaps:staff.commission.seats'), options: options('seat', owners.seats) },
              { label: t('gaps:staff.commission.accounts'), options: options('account', owners.accounts) },
            ]}
          />
          <ButtonRow>
            <Button>{t('gaps:staff.commission.send')}</Button>
            <LinkButton href={addressWith(`${base}/zelle`, cell)} look="tertiary">
              {t('gaps:staff.cancel')}
            </LinkButton>
          </ButtonRow>
        </Form>
      ) : (
        <FilterBar
          action={here}
          submit={t('gaps:staff.commission.choose')}
          keep={Object.entries(cell)
            .filter(([, value]) => value)
            .map(([key, value]) => ({ name: key, value }))}
        >
          <SelectField
            name="gremium"
            label={t('gaps:staff.commission.body')}
            empty={false}
            options={bodies.map((one) => ({ value: one.id, label: one.name }))}
          />
        </FilterBar>
      )}
    </GapPage>
  );
}

/** What changed since: the number then, and the number now. */
function Change({ commission: { evidence, offersNow }, words }: { commission: ShownCommission; words: Words }) {
  const { t } = useView();
  const key = offersNow > evidence.offers ? 'more' : offersNow < evidence.offers ? 'fewer' : 'same';
  return <>{t(`gaps:staff.commission.change.${key}`, { before: words.number(evidence.offers), now: words.number(offersNow) })}</>;
}

export interface CommissionListProps {
  readonly list: CommissionList;
  readonly words: Words;
  readonly state: string;
  readonly first: string | undefined;
  readonly next: string | undefined;
}

export function CommissionListPage({ list, words, state, first, next }: CommissionListProps) {
  const { t, district } = useView();
  const base = gapsBase(district);
  const title = t('gaps:staff.commission.list');
  return (
    <GapPage tab="commissions" title={title}>
      <PageHeader title={title} lead={t('gaps:staff.commission.lead')} />
      <FilterBar action={`${base}/auftraege`} values={{ stand: state }} resetHref={state ? `${base}/auftraege` : undefined}>
        <SelectField
          name="stand"
          label={t('gaps:staff.commission.state')}
          empty={t('gaps:staff.commission.all')}
          options={[
            { value: 'offen', label: t('gaps:staff.commission.state.open') },
            { value: 'erledigt', label: t('gaps:staff.commission.state.closed') },
          ]}
        />
      </FilterBar>
      {list.rows.length ? (
        <>
          <Table
            caption={title}
            captionHidden
            rows={list.rows}
            rowKey={({ id }) => id}
            columns={[
              {
                key: 'cell',
                label: t('gaps:staff.gap.cell'),
                rowHeader: true,
                cell: (one) => <a href={`${base}/auftraege/${one.id}`}>{words.cellName(one)}</a>,
              },
              { key: 'state', label: t('gaps:staff.commission.state'), cell: (one) => <StateOf {...one} /> },
              { key: 'due', label: t('gaps:staff.commission.due_on'), cell: (one) => one.dueOn && words.day(one.dueOn) },
              { key: 'task', label: t('gaps:staff.commission.task'), cell: (one) => one.task && <bdi>{one.task.bodyName}</bdi> },
              {
                key: 'change',
                label: t('gaps:staff.commission.offers'),
                cell: (one) => <Change commission={one} words={words} />,
              },
            ]}
          />
          <Pagination previous={first} next={next} />
        </>
      ) : (
        <EmptyState
          title={t('gaps:staff.commission.none')}
          actions={<LinkButton href={base}>{t('gaps:staff.commission.to_board')}</LinkButton>}
        >
          <p>{t('gaps:staff.commission.none_text')}</p>
        </EmptyState>
      )}
    </GapPage>
  );
}

export interface CommissionRecordProps {
  readonly commission: ShownCommission;
  readonly words: Words;
  /** Somebody was quicker. */
  readonly conflict: boolean;
}

export function CommissionRecordPage({ commission, words, conflict }: CommissionRecordProps) {
  const { t, district } = useView();
  const base = gapsBase(district);
  const address = `${base}/auftraege/${commission.id}`;
  const name = words.cellName(commission);
  const { evidence, task } = commission;
  const next = commission.state === 'open' ? 'closed' : 'open';
  const reach = {
    language: commission.language,
    target: commission.target,
    kilometres: evidence.kilometres,
    bookable: evidence.bookable,
    weeks: evidence.weeks,
  };
  return (
    <GapPage tab="commissions" title={name} crumbs={[{ label: name }]}>
      <PageHeader title={name} kicker={t('gaps:staff.commission.one')} />
      {conflict && (
        <Alert kind="warning" title={t('gaps:staff.failure.changed')} live>
          <p>{t('gaps:staff.commission.conflict')}</p>
        </Alert>
      )}
      <DescriptionList
        items={[
          { term: t('gaps:staff.commission.state'), value: <StateOf {...commission} /> },
          { term: t('gaps:staff.commission.due_on'), value: commission.dueOn && words.day(commission.dueOn) },
          { term: t('gaps:staff.commission.created'), value: words.day(dayOfMoment(commission.createdAt)) },
          { term: t('gaps:staff.commission.closed'), value: commission.closedAt && words.day(dayOfMoment(commission.closedAt)) },
          {
            term: t('gaps:staff.commission.task'),
            value: task && (
              <a href={`/intern/${district?.slug}/aufgaben/${task.id}`}>
                <bdi>
                  {task.bodyName}: {task.title}
                </bdi>
              </a>
            ),
          },
          {
            term: t('gaps:staff.commission.reason'),
            value: (
              <span dir="auto" class="dk-lines">
                {commission.reason}
              </span>
            ),
          },
        ]}
      />
      {commission.mayChange && (
        <Form action={address} id="stand" plain hidden={{ version: commission.version }}>
          <ButtonRow>
            <Button name="state" value={next} look={next === 'closed' ? 'primary' : 'secondary'} small>
              {t(`gaps:staff.commission.set.${next}`)}
            </Button>
          </ButtonRow>
        </Form>
      )}
      <Section title={t('gaps:staff.commission.then_and_now')} id="wirkung">
        <p>
          <Change commission={commission} words={words} />
        </p>
        <p>{t('gaps:staff.commission.reasons', { reasons: words.reason(evidence) || t('gaps:staff.none') })}</p>
        <ButtonRow>
          <LinkButton href={addressWith(`${base}/zelle`, cellValues(commission, reach))} look="tertiary" small>
            {t('gaps:staff.commission.to_cell')}
          </LinkButton>
        </ButtonRow>
      </Section>
    </GapPage>
  );
}
