import { Alert, Button, Form, PageHeader, StaffPage, TextArea, useView } from '#platform/ui';
import { OfferFields, OrganisationEntryFields } from '../offer-form/offer-fields.tsx';
import type { PartProps } from '../offer-form/parts.tsx';

export interface OwnEditProps extends PartProps {
  readonly kind: 'offer' | 'organisation';
  /** Absent: a new offer. */
  readonly name?: string | undefined;
  readonly action: string;
  readonly listHref: string;
  readonly hidden: Readonly<Record<string, string | number>>;
  readonly withdrawAction?: string | undefined;
  readonly rejection?: string | undefined;
  /** Labels of the fields that two people changed; absent: nobody else did. */
  readonly conflict?: readonly string[] | undefined;
}

/** A provider's entry: what is sent waits for release. */
export function OwnEditPage(props: OwnEditProps) {
  const { kind, name, action, listHref, hidden, withdrawAction, rejection, conflict, values, errors } = props;
  const { t } = useView();
  const title = name ?? t('directory:staff.provider.new.title');
  return (
    <StaffPage title={title} breadcrumb={[{ label: t('directory:staff.provider.title'), href: listHref }, { label: title }]}>
      <PageHeader title={title} lead={t('directory:staff.provider.lead')} />
      {withdrawAction && (
        <Alert kind="info">
          <p>{t('directory:staff.provider.waiting')}</p>
          <Form action={withdrawAction} id="withdraw" plain>
            <Button look="secondary">{t('directory:staff.provider.withdraw')}</Button>
          </Form>
        </Alert>
      )}
      {rejection !== undefined && (
        <Alert kind="warning">
          <p>{t('directory:staff.provider.rejected', { reason: rejection })}</p>
        </Alert>
      )}
      {conflict && (
        <Alert kind="warning" title={t('directory:staff.provider.conflict.title')} live>
          <p>{t('directory:staff.provider.conflict.text')}</p>
          {conflict.length > 0 && (
            <p>
              {t('directory:staff.provider.conflict.same')} {conflict.join(', ')}
            </p>
          )}
        </Alert>
      )}
      <Form action={action} values={values} errors={errors} hidden={hidden}>
        {kind === 'offer' ? <OfferFields audience="account" {...props} /> : <OrganisationEntryFields {...props} />}
        <TextArea name="message" label={t('directory:staff.provider.message.label')} rows={3} maxLength={2000} />
        <Button>{t('directory:staff.provider.submit')}</Button>
      </Form>
    </StaffPage>
  );
}
