import { Button, ButtonRow, Form, type FormErrors, LinkButton, PageHeader, TextArea, useView } from '#platform/ui';
import { type DeskFrame, DeskPage } from './frame.tsx';

export interface RejectPageProps {
  readonly frame: DeskFrame;
  /** Address of the proposal. */
  readonly address: string;
  readonly name: string;
  /** The proposer gets the reason by mail. */
  readonly mailed: boolean;
  readonly values: Readonly<Record<string, string>>;
  readonly errors: FormErrors;
}

export const longestReason = 2000;

/** Asks for the reason before a proposal is turned down; the mail cannot be taken back. */
export function RejectPage({ frame, address, name, mailed, values, errors }: RejectPageProps) {
  const { t } = useView();
  const title = t('directory:staff.reject.title', { name });
  return (
    <DeskPage
      frame={frame}
      tab="proposals"
      title={title}
      crumbs={[{ label: name, href: address }, { label: t('directory:staff.review.reject') }]}
    >
      <PageHeader title={title} lead={t(mailed ? 'directory:staff.reject.lead' : 'directory:staff.reject.lead_silent')} />
      <Form action={`${address}/ablehnen`} values={values} errors={errors}>
        <TextArea
          name="reason"
          label={t('directory:staff.reject.reason')}
          hint={t('directory:staff.reject.hint')}
          rows={6}
          maxLength={longestReason}
          required
        />
        <ButtonRow>
          <Button look="danger">{t('directory:staff.reject.confirm')}</Button>
          <LinkButton href={address}>{t('ui:confirm.cancel')}</LinkButton>
        </ButtonRow>
      </Form>
    </DeskPage>
  );
}
