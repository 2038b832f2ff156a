import { Alert, Button, EmailField, FieldSet, Form, LinkButton, PageHeader, PublicPage, TextArea, useView } from '#platform/ui';
import { text } from '../../model/form/values.ts';
import { OfferFields } from '../offer-form/offer-fields.tsx';
import type { PartProps } from '../offer-form/parts.tsx';

export interface SimilarView {
  readonly name: string;
  readonly facts: string;
  readonly href: string;
  readonly changeHref: string;
}

export interface ProposePageProps extends PartProps {
  readonly action: string;
  readonly hidden: Readonly<Record<string, string>>;
  /** Name of the public offer that is to change; absent: a new one. */
  readonly changes?: string | undefined;
  /** Offers that may be the same; the person says whether theirs is new. */
  readonly similar?: readonly SimilarView[] | undefined;
  readonly puzzleHref: string;
  readonly similarHref: string;
}

function Similar({ offers }: { offers: readonly SimilarView[] }) {
  const { t } = useView();
  return (
    <Alert kind="info" title={t('directory:proposal.similar.title')} live>
      <p>{t('directory:proposal.similar.lead')}</p>
      <ul>
        {offers.map((offer) => (
          <li key={offer.href}>
            <a href={offer.href}>
              <bdi>{offer.name}</bdi>
            </a>{' '}
            <bdi>{offer.facts}</bdi> (<a href={offer.changeHref}>{t('directory:proposal.similar.change')}</a>)
          </li>
        ))}
      </ul>
    </Alert>
  );
}

/** A field that people do not see and machines fill in. */
function EmptyField() {
  const { t } = useView();
  return (
    <div class="kern-sr-only" aria-hidden="true">
      <label>
        {t('directory:proposal.empty.label')} <input type="text" name="leer" value="" tabIndex={-1} autocomplete="off" />
      </label>
    </div>
  );
}

/** A proposal of somebody without an account: what matters first, the rest folded. */
export function ProposePage(props: ProposePageProps) {
  const { action, hidden, changes, similar, puzzleHref, similarHref, values, errors } = props;
  const { t } = useView();
  const title = t(changes === undefined ? 'directory:proposal.title' : 'directory:proposal.change.title');
  const lead = changes === undefined ? t('directory:proposal.lead') : t('directory:proposal.change.lead', { name: changes });
  return (
    <PublicPage title={title} hidden scripts={['enhance-forms', 'propose']}>
      <PageHeader title={title} lead={lead} />
      <div
        data-puzzle={puzzleHref}
        data-similar={changes === undefined ? similarHref : undefined}
        data-similar-title={t('directory:proposal.similar.title')}
      >
        <Form action={action} values={values} errors={errors} hidden={hidden}>
          {similar && similar.length > 0 && <Similar offers={similar} />}
          <OfferFields audience="visitor" mayNameOrganisation={changes === undefined} {...props} />
          <FieldSet legend={t('directory:proposal.section.you')}>
            <EmailField
              name="email"
              label={t('directory:proposal.email.label')}
              hint={t('directory:proposal.email.hint')}
              required
            />
            <TextArea
              name="message"
              label={t('directory:proposal.message.label')}
              hint={t('directory:proposal.message.hint')}
              rows={3}
              maxLength={2000}
            />
          </FieldSet>
          <EmptyField />
          <input type="hidden" name="altcha" value={text(values, 'altcha') ?? ''} />
          <p>{t('directory:proposal.check')}</p>
          <p class="kern-hint" role="status" data-sending={t('directory:proposal.puzzle.working')} />
          {similar && similar.length > 0 ? (
            <Button name="confirmedNew" value="yes">
              {t('directory:proposal.similar.new')}
            </Button>
          ) : (
            <Button>{t('directory:proposal.send')}</Button>
          )}
        </Form>
      </div>
    </PublicPage>
  );
}

/** After the post: the mail is on its way. */
export function SentPage({ hours, back }: { hours: number; back: string }) {
  const { t } = useView();
  return (
    <PublicPage title={t('directory:proposal.sent.title')} hidden>
      <PageHeader title={t('directory:proposal.sent.title')} lead={t('directory:proposal.sent.text', { hours })} />
      <p>{t('directory:proposal.sent.spam')}</p>
      <LinkButton href={back}>{t('directory:proposal.back')}</LinkButton>
    </PublicPage>
  );
}

/** Where the link of the mail leads: a button, for mail scanners open links too. */
export function ConfirmPage({ action, name, done, back }: { action: string; name: string; done: boolean; back: string }) {
  const { t } = useView();
  const title = t(done ? 'directory:proposal.confirmed.title' : 'directory:proposal.confirm.title');
  return (
    <PublicPage title={title} hidden>
      <PageHeader
        title={title}
        lead={t(done ? 'directory:proposal.confirmed.text' : 'directory:proposal.confirm.text', { name })}
      />
      {done ? (
        <LinkButton href={back}>{t('directory:proposal.back')}</LinkButton>
      ) : (
        <Form action={action} plain>
          <Button>{t('directory:proposal.confirm.button')}</Button>
        </Form>
      )}
    </PublicPage>
  );
}

/** A link that is unknown or too old. */
export function DeadLinkPage({ message, again }: { message: string; again: string }) {
  const { t } = useView();
  return (
    <PublicPage title={t('directory:proposal.link.title')} hidden>
      <PageHeader title={t('directory:proposal.link.title')} lead={message} />
      <LinkButton href={again}>{t('directory:proposal.link.again')}</LinkButton>
    </PublicPage>
  );
}
