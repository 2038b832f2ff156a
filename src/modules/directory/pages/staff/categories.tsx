import { interfaceLanguages } from '#platform/i18n';
import {
  Button,
  ButtonRow,
  DescriptionList,
  Disclosure,
  Form,
  type FormErrors,
  LinkButton,
  PageHeader,
  Section,
  SelectField,
  StateMark,
  TextField,
  useView,
} from '#platform/ui';
import { type DeskFrame, DeskPage } from './frame.tsx';

export interface ShownCategory {
  readonly id: string;
  readonly name: string;
  readonly active: boolean;
  readonly leaves: readonly ShownCategory[];
}

interface Posted {
  readonly values: Readonly<Record<string, string>>;
  readonly errors: FormErrors;
}

export interface CategoriesPageProps {
  readonly frame: DeskFrame;
  readonly tops: readonly ShownCategory[];
  /** The form for a new one after a rejected post. */
  readonly posted?: Posted | undefined;
}

function Tools({ base, category, first, last }: { base: string; category: ShownCategory; first: boolean; last: boolean }) {
  const { t } = useView();
  const address = `${base}/themen/${category.id}`;
  const label = (key: string) => t(`directory:staff.categories.${key}_named`, { name: category.name });
  return (
    <Form action={`${address}/ordnen`} plain>
      <ButtonRow>
        <LinkButton href={address} icon="edit" look="tertiary" small label={label('rename')}>
          {t('directory:staff.categories.rename')}
        </LinkButton>
        <Button name="step" value="auf" icon="up" look="tertiary" small disabled={first} label={label('up')}>
          {t('directory:staff.categories.up')}
        </Button>
        <Button name="step" value="ab" icon="down" look="tertiary" small disabled={last} label={label('down')}>
          {t('directory:staff.categories.down')}
        </Button>
        <Button
          formAction={`${address}/sichtbar`}
          name="active"
          value={category.active ? 'no' : 'yes'}
          look="tertiary"
          small
          label={label(category.active ? 'hide' : 'show')}
        >
          {t(`directory:staff.categories.${category.active ? 'hide' : 'show'}`)}
        </Button>
      </ButtonRow>
    </Form>
  );
}

function Row({ category }: { category: ShownCategory }) {
  const { t } = useView();
  return (
    <>
      <bdi>{category.name}</bdi>{' '}
      {!category.active && <StateMark state="stopped">{t('directory:staff.categories.hidden')}</StateMark>}
    </>
  );
}

/** The district's topics in their order: names, visibility, new ones. */
export function CategoriesPage({ frame, tops, posted }: CategoriesPageProps) {
  const { t } = useView();
  const { base } = frame;
  return (
    <DeskPage frame={frame} tab="categories" title={t('directory:staff.tab.categories')}>
      <PageHeader title={t('directory:staff.tab.categories')} lead={t('directory:staff.categories.lead')} />
      <Disclosure title={t('directory:staff.categories.add')} open={posted !== undefined}>
        <Form action={`${base}/themen`} values={posted?.values} errors={posted?.errors}>
          <TextField name="de" label={t('directory:staff.categories.german')} maxLength={60} required />
          <SelectField
            name="parent"
            label={t('directory:staff.categories.parent')}
            empty={t('directory:staff.categories.top')}
            options={tops.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <ButtonRow>
            <Button icon="plus">{t('directory:staff.categories.add')}</Button>
          </ButtonRow>
        </Form>
      </Disclosure>
      <Section title={t('directory:staff.categories.order')}>
        {tops.map((top, index) => (
          <Disclosure
            key={top.id}
            title={`${top.name} (${top.leaves.length})${top.active ? '' : ` – ${t('directory:staff.categories.hidden')}`}`}
          >
            <Tools base={base} category={top} first={index === 0} last={index === tops.length - 1} />
            <DescriptionList
              items={top.leaves.map((leaf, place) => ({
                term: leaf.name,
                value: (
                  <>
                    {!leaf.active && <Row category={leaf} />}
                    <Tools base={base} category={leaf} first={place === 0} last={place === top.leaves.length - 1} />
                  </>
                ),
              }))}
            />
          </Disclosure>
        ))}
      </Section>
    </DeskPage>
  );
}

export interface CategoryPageProps {
  readonly frame: DeskFrame;
  readonly id: string;
  readonly name: string;
  /** The software's own text by language, for the fields left empty. */
  readonly defaults: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, string>>;
  readonly errors: FormErrors;
}

/** The district's own name of a topic, in every language. */
export function CategoryPage({ frame, id, name, defaults, values, errors }: CategoryPageProps) {
  const { t } = useView();
  const title = t('directory:staff.categories.rename_named', { name });
  return (
    <DeskPage frame={frame} tab="categories" title={title} crumbs={[{ label: name }]}>
      <PageHeader title={title} lead={t('directory:staff.categories.rename_lead')} />
      <Form action={`${frame.base}/themen/${id}`} values={values} errors={errors}>
        {interfaceLanguages.map(({ tag, autonym, htmlLang }) => (
          <TextField
            key={tag}
            name={tag}
            label={autonym}
            hint={defaults[tag] && t('directory:staff.categories.default', { name: defaults[tag] })}
            lang={htmlLang}
            maxLength={60}
          />
        ))}
        <ButtonRow>
          <Button>{t('directory:staff.save')}</Button>
          <LinkButton href={`${frame.base}/themen`}>{t('ui:confirm.cancel')}</LinkButton>
        </ButtonRow>
      </Form>
    </DeskPage>
  );
}
