import {
  Button,
  ButtonRow,
  Checkbox,
  CheckboxGroup,
  Form,
  type FormErrors,
  type FormValues,
  LinkButton,
  PageHeader,
  RadioGroup,
  SelectField,
  useView,
} from '#platform/ui';
import type { PageView } from '../../service/tree/reading.ts';
import { type DeskFrame, DeskPage } from '../staff/frame.tsx';
import { placeOptions } from './parts.tsx';

export interface MirrorProps {
  readonly frame: DeskFrame;
  readonly view: PageView;
  readonly towns: readonly { readonly value: string; readonly label: string }[];
  readonly values: FormValues;
  readonly errors: FormErrors;
}

/** Gives towns pages of their own that show this one. */
export function MirrorPage({ frame, view, towns, values, errors }: MirrorProps) {
  const { t } = useView();
  const address = `${frame.base}/seite/${view.page.id}`;
  const title = t('orientation:staff.mirror.title');
  const have = new Set(view.mirrors.flatMap(({ page }) => page.town ?? []));
  return (
    <DeskPage frame={frame} tab="pages" title={title} crumbs={[{ label: view.title, href: address }]}>
      <PageHeader title={title} kicker={view.title} lead={t('orientation:staff.mirror.lead')} />
      <Form action={`${address}/spiegeln`} values={values} errors={errors}>
        <CheckboxGroup
          name="towns"
          label={t('orientation:staff.mirror.towns')}
          required
          options={towns.map((town) => ({
            ...town,
            ...(have.has(town.value) && { hint: t('orientation:staff.mirror.has_one') }),
            ...(view.page.town === town.value && { disabled: true, hint: t('orientation:staff.mirror.own_page') }),
          }))}
        />
        {view.children.length > 0 && (
          <Checkbox name="branch" label={t('orientation:staff.mirror.branch')} hint={t('orientation:staff.mirror.branch_hint')} />
        )}
        <SelectField
          name="parent"
          label={t('orientation:staff.mirror.parent')}
          empty={false}
          required
          options={[
            { value: 'own', label: t('orientation:staff.mirror.parent_own') },
            { value: 'top', label: t('orientation:staff.field.top') },
            ...placeOptions(view.tree),
          ]}
        />
        <RadioGroup
          name="own"
          label={t('orientation:staff.field.mirror_own')}
          required
          inline
          options={(['after', 'before'] as const).map((own) => ({ value: own, label: t(`orientation:staff.own.${own}`) }))}
        />
        <ButtonRow>
          <Button>{t('orientation:staff.mirror.send')}</Button>
          <LinkButton href={address} look="tertiary">
            {t('orientation:staff.tree.cancel')}
          </LinkButton>
        </ButtonRow>
      </Form>
    </DeskPage>
  );
}
