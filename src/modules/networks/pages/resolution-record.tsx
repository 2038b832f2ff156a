import {
  Alert,
  Badge,
  Button,
  ButtonRow,
  DescriptionList,
  Form,
  LinkButton,
  PageHeader,
  Section,
  StaffPage,
  useView,
} from '#platform/ui';
import { isEditable, type Resolution } from '../model/resolution.ts';
import type { ResolutionRecord } from '../service/resolution-reading.ts';
import { dayText } from './frame.tsx';
import { DecisionForm } from './resolution-decision.tsx';
import type { EffectText, RecordForm } from './resolution-form-state.ts';
import { resolutionsBase } from './resolution-list.tsx';
import { CountText, ResolutionMark, WayText, Wording } from './resolution-parts.tsx';
import { LetterSection } from './resolution-votes.tsx';
import { TaskSection } from './task-sections.tsx';

export interface ResolutionRecordProps {
  readonly record: ResolutionRecord;
  readonly effects: readonly EffectText[];
  /** Some module offers effects. */
  readonly offersEffects: boolean;
  readonly form?: RecordForm | undefined;
}

function Effects({ record, effects, offersEffects }: ResolutionRecordProps) {
  const { t, language, district } = useView();
  const { resolution, mayEffect } = record;
  const address = `${resolutionsBase(district)}/${resolution.id}/wirkung`;
  if (!effects.length && !(mayEffect && offersEffects)) return null;
  return (
    <Section
      title={t('networks:staff.effect.title')}
      id="wirkung"
      actions={
        mayEffect &&
        offersEffects && (
          <LinkButton href={address} icon="plus" small>
            {t('networks:staff.effect.add')}
          </LinkButton>
        )
      }
    >
      {!effects.length && <p>{t('networks:staff.effect.none')}</p>}
      <ul class="dk-prose">
        {effects.map(({ label, subject, parameters, appliedAt }, index) => (
          // Effects have no identity but their place.
          <li key={index}>
            {label}: <bdi lang="de">{subject}</bdi>
            {parameters.map(({ label: name, value }) => ` · ${name}: ${value}`).join('')}
            {appliedAt && ` · ${t('networks:staff.effect.applied', { day: dayText(new Date(appliedAt), language) })}`}
            {mayEffect && (
              <Form action={`${address}/entfernen`} plain hidden={{ index, version: resolution.version }} id={`effect-${index}`}>
                <Button look="tertiary" small label={t('networks:staff.effect.remove_named', { name: `${label}: ${subject}` })}>
                  {t('networks:staff.effect.remove')}
                </Button>
              </Form>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

interface ActionsProps {
  readonly resolution: Resolution;
  readonly address: string;
  readonly mayEdit: boolean;
}

function Actions({ resolution, address, mayEdit }: ActionsProps) {
  const { t } = useView();
  const decided = resolution.state === 'passed' || resolution.state === 'rejected';
  return (
    <ButtonRow>
      <LinkButton href={`${address}/druck`} icon="print" small look="tertiary">
        {t('ui:print.button')}
      </LinkButton>
      {mayEdit && isEditable(resolution) && (
        <LinkButton href={`${address}/bearbeiten`} icon="edit" small>
          {t('networks:staff.edit')}
        </LinkButton>
      )}
      {mayEdit && (resolution.state === 'draft' || resolution.state === 'open') && (
        <LinkButton href={`${address}/zurueckziehen`} small look="tertiary">
          {t('networks:staff.resolution.withdraw')}
        </LinkButton>
      )}
      {mayEdit && decided && (
        <Form action={`${address}/veroeffentlichen`} plain hidden={{ public: resolution.public ? 'no' : 'yes' }}>
          <Button look="tertiary" small>
            {t(resolution.public ? 'networks:staff.resolution.hide' : 'networks:staff.resolution.publish')}
          </Button>
        </Form>
      )}
    </ButtonRow>
  );
}

/** One resolution: wording, how it stands, what it does, who voted, what is to be done because of it. */
export function ResolutionRecordPage(props: ResolutionRecordProps) {
  const { record, form } = props;
  const { t, language, district } = useView();
  const { resolution, mayEdit } = record;
  const base = resolutionsBase(district);
  const address = `${base}/${resolution.id}`;
  const title = t('networks:staff.resolution.named', { number: resolution.number });
  const toDecide = mayEdit && resolution.state === 'open' && resolution.meetingId !== null;
  return (
    <StaffPage
      title={`${title}: ${resolution.title}`}
      breadcrumb={[{ label: t('networks:staff.resolution.list'), href: base }, { label: title }]}
    >
      <PageHeader
        title={<bdi>{resolution.title}</bdi>}
        lang="de"
        kicker={title}
        actions={<Actions resolution={resolution} address={address} mayEdit={mayEdit} />}
      />
      {form?.kind === 'notice' && (
        <Alert kind="danger" title={t('networks:staff.resolution.refused')} live>
          <p>{form.errors._form}</p>
        </Alert>
      )}
      <p>
        <ResolutionMark state={resolution.state} />{' '}
        {resolution.public && <Badge kind="info">{t('networks:staff.resolution.public')}</Badge>}
      </p>
      <DescriptionList
        items={[
          {
            term: t('networks:staff.resolution.body'),
            value: (
              <a href={`/intern/${district?.slug}/gremien/${resolution.bodyId}`}>
                <bdi>{resolution.bodyName}</bdi>
              </a>
            ),
          },
          { term: t('networks:staff.resolution.way'), value: <WayText resolution={resolution} /> },
          { term: t('networks:staff.resolution.item'), value: resolution.agendaItemTitle },
          { term: t('networks:staff.resolution.paper_number'), value: resolution.paperNumber },
          {
            term: t('networks:staff.resolution.decided_on'),
            value: resolution.decidedOn && dayText(resolution.decidedOn, language),
          },
          { term: t('networks:staff.resolution.votes'), value: resolution.decidedOn && <CountText resolution={resolution} /> },
          { term: t('networks:staff.resolution.chair_decision'), value: resolution.chairDecision },
        ]}
      />
      <Section title={t('networks:staff.resolution.wording')}>
        <Wording text={resolution.wording} />
      </Section>
      <Effects {...props} />
      {toDecide && <DecisionForm record={record} address={address} form={form?.kind === 'decision' ? form : undefined} />}
      {resolution.meetingId === null && (
        <LetterSection record={record} address={address} form={form?.kind === 'vote' ? form : undefined} />
      )}
      <TaskSection
        tasks={record.tasks}
        today={record.today}
        addHref={mayEdit ? `/intern/${district?.slug}/aufgaben/neu?beschluss=${resolution.id}` : undefined}
      />
    </StaffPage>
  );
}
