import {
  Alert,
  Button,
  ButtonRow,
  DescriptionList,
  Form,
  type FormErrors,
  type FormValues,
  LinkButton,
  PageHeader,
  PublicPage,
  publicPath,
  RadioGroup,
  Section,
  TextArea,
  useView,
} from '#platform/ui';
import { voteChoices } from '../model/vote.ts';
import type { Ballot } from '../service/ballots.ts';
import { dayText } from './frame.tsx';
import { Wording } from './resolution-parts.tsx';

/** A link that is unknown, replaced or too old. */
export function DeadLinkPage() {
  const view = useView();
  const { t } = view;
  return (
    <PublicPage title={t('networks:link.title')} hidden>
      <PageHeader title={t('networks:link.title')} lead={t('networks:failure.link_unknown')} />
      <LinkButton href={publicPath(view)}>{t('networks:link.home')}</LinkButton>
    </PublicPage>
  );
}

export interface BallotPageProps {
  readonly ballot: Ballot;
  readonly action: string;
  readonly values: FormValues;
  readonly errors: FormErrors;
}

function State({ ballot }: { ballot: Ballot }) {
  const { t } = useView();
  const { resolution, open, vote } = ballot;
  if (resolution.state === 'passed' || resolution.state === 'rejected')
    return (
      <Alert kind="info" title={t(`networks:vote.result.${resolution.state}`)}>
        <p>{t('networks:vote.result.count', { ...resolution.count })}</p>
      </Alert>
    );
  if (!open) return <Alert kind="info" title={t('networks:vote.closed')} />;
  return vote ? <Alert kind="success" title={t('networks:vote.own', { vote: t(`networks:vote.${vote}`) })} /> : null;
}

/** A circular letter as a member without an account sees it: the wording, and the own vote until the last day. */
export function BallotPage({ ballot, action, values, errors }: BallotPageProps) {
  const { t, language } = useView();
  const { resolution, seatName, open } = ballot;
  const title = t('networks:vote.title', { number: resolution.number });
  return (
    <PublicPage title={title} hidden>
      <PageHeader title={<bdi>{resolution.title}</bdi>} lang="de" dir="ltr" kicker={title} />
      <State ballot={ballot} />
      <DescriptionList
        items={[
          { term: t('networks:vote.body'), value: <bdi lang="de">{resolution.bodyName}</bdi> },
          { term: t('networks:vote.seat'), value: <bdi>{seatName}</bdi> },
          { term: t('networks:vote.until'), value: resolution.voteUntil && dayText(resolution.voteUntil, language) },
        ]}
      />
      <Section title={t('networks:vote.wording')}>
        <Wording text={resolution.wording} />
      </Section>
      {open && (
        <Section title={t('networks:vote.form')}>
          <Form action={action} values={values} errors={errors}>
            <RadioGroup
              name="vote"
              label={t('networks:vote.choice')}
              required
              options={voteChoices.map((value) => ({ value, label: t(`networks:vote.${value}`) }))}
            />
            <TextArea
              name="remark"
              label={t('networks:vote.remark')}
              hint={t('networks:vote.remark_hint')}
              rows={3}
              maxLength={1000}
            />
            <ButtonRow>
              <Button>{t('networks:vote.send')}</Button>
            </ButtonRow>
          </Form>
          <p>{t('networks:vote.change')}</p>
        </Section>
      )}
    </PublicPage>
  );
}
