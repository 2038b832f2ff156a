import type { ComponentChildren } from 'preact';
import { Button, ButtonRow, type Crumb, Form, type FormErrors, LinkButton, PageHeader, useView } from '#platform/ui';
import type { FormValues } from '../../model/form/values.ts';
import type { FormChoices } from '../../service/form-choices.ts';
import { OfferFields, OrganisationEntryFields } from '../offer-form/offer-fields.tsx';
import { type DeskFrame, DeskPage, type DeskTab } from './frame.tsx';

export interface EditPageProps {
  readonly frame: DeskFrame;
  readonly tab: DeskTab;
  readonly title: string;
  readonly lead?: string | undefined;
  readonly crumbs: readonly Crumb[];
  readonly kind: 'offer' | 'organisation';
  readonly action: string;
  readonly hidden: Readonly<Record<string, string | number>>;
  readonly values: FormValues;
  readonly errors: FormErrors;
  readonly choices: FormChoices;
  readonly submit: string;
  readonly cancelHref: string;
  /** What the editor should know first: a visitor's correction, or somebody else's change. */
  readonly children?: ComponentChildren | undefined;
}

/** The form of an offer or organisation, for new entries, edits, and proposals that are edited before they are published. */
export function EditPage(props: EditPageProps) {
  const { frame, tab, title, lead, crumbs, kind, action, hidden, values, errors, choices, submit, cancelHref, children } = props;
  const { t } = useView();
  const part = { values, errors, choices };
  return (
    <DeskPage frame={frame} tab={tab} title={title} crumbs={crumbs}>
      <PageHeader kicker={t(`directory:staff.entry.${kind}`)} title={<bdi>{title}</bdi>} lead={lead} />
      {children}
      <Form action={action} hidden={hidden} values={values} errors={errors}>
        {/* The Enter key presses the first button of a form; that must not be one that only adds rows. */}
        <button type="submit" class="kern-sr-only" tabIndex={-1} aria-hidden="true">
          {submit}
        </button>
        {kind === 'offer' ? <OfferFields {...part} audience="account" /> : <OrganisationEntryFields {...part} />}
        <ButtonRow>
          <Button>{submit}</Button>
          <LinkButton href={cancelHref}>{t('ui:confirm.cancel')}</LinkButton>
        </ButtonRow>
      </Form>
    </DeskPage>
  );
}
