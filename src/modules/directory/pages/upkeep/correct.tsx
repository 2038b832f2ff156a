import { Alert, Button, ButtonRow, Form, LinkButton, PageHeader, PublicPage, TextArea, useView } from '#platform/ui';
import { OfferFields } from '../offer-form/offer-fields.tsx';
import type { PartProps } from '../offer-form/parts.tsx';

export interface LinkCorrectProps extends PartProps {
  readonly name: string;
  readonly action: string;
  readonly backHref: string;
  /** Version that the form was filled from. */
  readonly base: number;
  /** Labels of the fields that somebody else changed meanwhile; absent: nobody did. */
  readonly conflict?: readonly string[] | undefined;
}

/** The provider corrects an offer without an account; staff look at it before it is public. */
export function LinkCorrectPage(props: LinkCorrectProps) {
  const { name, action, backHref, base, conflict, values, errors } = props;
  const { t } = useView();
  return (
    <PublicPage
      title={t('directory:upkeep.correct_title')}
      hidden
      breadcrumb={[{ label: t('directory:upkeep.title'), href: backHref }, { label: t('directory:upkeep.correct_title') }]}
    >
      <PageHeader
        kicker={<bdi>{name}</bdi>}
        title={t('directory:upkeep.correct_title')}
        lead={t('directory:upkeep.correct_lead')}
      />
      {conflict && (
        <Alert kind="warning" live>
          <p>{t('directory:upkeep.conflict')}</p>
          {conflict.length > 0 && <p>{conflict.join(', ')}</p>}
        </Alert>
      )}
      <Form action={action} values={values} errors={errors} hidden={{ base }}>
        <OfferFields audience="account" {...props} />
        <TextArea name="message" label={t('directory:upkeep.message')} rows={3} maxLength={2000} />
        <ButtonRow>
          <Button>{t('directory:upkeep.send')}</Button>
          <LinkButton href={backHref}>{t('directory:upkeep.back')}</LinkButton>
        </ButtonRow>
      </Form>
    </PublicPage>
  );
}
