import {
  Button,
  ButtonRow,
  Checkbox,
  ConflictNote,
  DescriptionList,
  Form,
  LinkButton,
  PageHeader,
  RadioGroup,
  Section,
  SelectField,
  StaffPage,
  TextArea,
  TextField,
  useView,
} from '#platform/ui';
import type { Adoption } from '../model/edition.ts';
import { adoptionStatuses, decisions } from '../model/vocabulary.ts';
import type { RecommendationRecord } from '../service/record.ts';
import { formState, German, type Posted, StatusMark } from './editing-parts.tsx';
import { History } from './recommendation-history.tsx';
import { Steps } from './recommendation-steps.tsx';

export interface AdoptionPageProps {
  readonly record: RecommendationRecord;
  readonly town: string;
  readonly base: string;
  readonly today: string;
  readonly posted?: Posted | undefined;
}

export const answerValues = (answer: Adoption | undefined): Record<string, string> => ({
  decision: answer?.decision ?? 'undecided',
  note: answer?.note ?? '',
  status: answer?.status ?? '',
  contact: answer?.contact ?? '',
});

function AnswerForm({
  record,
  town,
  posted,
  action,
}: Pick<AdoptionPageProps, 'record' | 'town' | 'posted'> & { action: string }) {
  const { t } = useView();
  const answer = record.recommendation.adoptions.find((one) => one.town === town);
  const form = formState(posted, 'answer', answerValues(answer));
  return (
    <Form action={action} id="answer" values={form.values} errors={form.errors} hidden={{ version: answer?.version ?? 0 }}>
      <ConflictNote changes={form.conflict} />
      <RadioGroup
        name="decision"
        label={t('concept:staff.answer.decision')}
        required
        options={decisions.map((decision) => ({ value: decision, label: t(`concept:decision.${decision}`) }))}
      />
      <TextArea
        name="note"
        label={t('concept:staff.answer.note')}
        hint={t('concept:staff.answer.note_hint')}
        rows={4}
        maxLength={2000}
        lang="de"
      />
      <SelectField
        name="status"
        label={t('concept:staff.answer.status')}
        options={adoptionStatuses.map((status) => ({ value: status, label: t(`concept:status.${status}`) }))}
      />
      <TextField
        name="contact"
        label={t('concept:staff.answer.contact')}
        hint={t('concept:staff.form.contact_hint')}
        maxLength={300}
        lang="de"
      />
      <Checkbox name="public" label={t('concept:staff.answer.public')} />
      <ButtonRow>
        <Button>{t(form.conflict ? 'concept:staff.save_anyway' : 'concept:staff.save')}</Button>
      </ButtonRow>
    </Form>
  );
}

function Answer({ record, town }: Pick<AdoptionPageProps, 'record' | 'town'>) {
  const { t } = useView();
  const answer = record.recommendation.adoptions.find((one) => one.town === town);
  return (
    <DescriptionList
      items={[
        { term: t('concept:staff.answer.decision'), value: t(`concept:decision.${answer?.decision ?? 'undecided'}`) },
        { term: t('concept:staff.answer.note'), value: answer?.note && <German>{answer.note}</German> },
        { term: t('concept:staff.answer.status'), value: answer?.status && <StatusMark status={answer.status} /> },
        { term: t('concept:staff.answer.contact'), value: answer?.contact && <German>{answer.contact}</German> },
      ]}
    />
  );
}

/** A town's row of one recommendation: its answer, its own steps, its reports. */
export function AdoptionPage({ record, town, base, today, posted }: AdoptionPageProps) {
  const { t } = useView();
  const { recommendation, tree, towns } = record;
  const href = `${base}/empfehlung/${recommendation.id}`;
  const name = towns.get(town) ?? town;
  const title = `${recommendation.number} ${recommendation.title}`;
  const answers = record.answersFor.has(town);
  return (
    <StaffPage
      title={`${name}: ${title}`}
      breadcrumb={[
        { label: t('concept:staff.concepts.title'), href: base },
        { label: tree.edition.title, href: `${base}/${tree.edition.id}` },
        { label: title, href },
        { label: name },
      ]}
    >
      <PageHeader
        title={name}
        kicker={title}
        lead={recommendation.summary && <German>{recommendation.summary}</German>}
        actions={
          <LinkButton href={`${base}/${tree.edition.id}/orte/${town}`}>
            {t('concept:staff.answer.all', { town: name })}
          </LinkButton>
        }
      />
      <Section title={t('concept:staff.answer.title')}>
        {answers ? (
          <AnswerForm record={record} town={town} posted={posted} action={`${href}/orte/${town}`} />
        ) : (
          <Answer record={record} town={town} />
        )}
      </Section>
      <Section title={t('concept:staff.answer.steps')} id="schritte">
        <Steps
          steps={recommendation.steps.filter((step) => step.town === town)}
          today={today}
          action={answers ? `${href}/schritte` : undefined}
          hidden={{ town }}
          posted={posted}
        />
      </Section>
      <Section title={t('concept:staff.record.history')} id="verlauf">
        <History
          notes={record.notes.filter((note) => note.town === town)}
          towns={towns}
          href={href}
          mayPublish={() => answers}
          reportsAs={answers ? { town } : undefined}
          moreHref={undefined}
          posted={posted}
        />
      </Section>
    </StaffPage>
  );
}
