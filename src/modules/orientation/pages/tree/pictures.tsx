import {
  Button,
  ButtonRow,
  ConflictNote,
  DescriptionList,
  EmptyState,
  type FieldChange,
  FileField,
  FilterBar,
  Form,
  type FormErrors,
  type FormValues,
  LinkButton,
  PageHeader,
  Pagination,
  Section,
  TextField,
  useView,
} from '#platform/ui';
import type { PictureList, PictureView } from '../../service/tree/pictures.ts';
import { type DeskFrame, DeskPage } from '../staff/frame.tsx';

export interface PictureListProps {
  readonly frame: DeskFrame;
  readonly list: PictureList;
  readonly text: string;
  readonly first: string | undefined;
  readonly next: string | undefined;
  /** Address of a picture for visitors, without its width. */
  readonly imageBase: string;
}

export function PictureListPage({ frame, list, text, first, next, imageBase }: PictureListProps) {
  const { t } = useView();
  const title = t('orientation:staff.pictures.title');
  const base = `${frame.base}/bilder`;
  return (
    <DeskPage frame={frame} tab="images" title={title}>
      <PageHeader
        title={title}
        lead={t('orientation:staff.pictures.lead')}
        actions={
          <LinkButton href={`${base}/neu`} look="primary" icon="plus" small>
            {t('orientation:staff.pictures.add')}
          </LinkButton>
        }
      />
      {(list.pictures.length > 0 || text || first) && (
        <FilterBar action={base} values={{ q: text }} resetHref={text ? base : undefined}>
          <TextField name="q" type="search" label={t('orientation:staff.pictures.search')} maxLength={100} />
        </FilterBar>
      )}
      {list.pictures.length ? (
        <>
          <ul class="dk-pictures">
            {list.pictures.map((picture) => (
              <li key={picture.id} class="dk-pictures__item">
                <a href={`${base}/${picture.id}`} class="dk-pictures__link">
                  <img src={`${imageBase}/${picture.id}?b=480`} alt="" loading="lazy" decoding="async" />
                  <span>{picture.alt}</span>
                </a>
                {picture.credit && (
                  <small>
                    <bdi>{picture.credit}</bdi>
                  </small>
                )}
              </li>
            ))}
          </ul>
          <Pagination previous={first} next={next} />
        </>
      ) : (
        <EmptyState title={t(text ? 'orientation:staff.pictures.none_found' : 'orientation:staff.pictures.none')}>
          <p>{t('orientation:staff.pictures.none_text')}</p>
        </EmptyState>
      )}
    </DeskPage>
  );
}

function TextFields() {
  const { t } = useView();
  return (
    <>
      <TextField
        name="alt"
        label={t('orientation:staff.pictures.alt')}
        hint={t('orientation:staff.pictures.alt_hint')}
        required
        maxLength={300}
        lang="de"
      />
      <TextField
        name="credit"
        label={t('orientation:staff.pictures.credit')}
        hint={t('orientation:staff.pictures.credit_hint')}
        maxLength={300}
      />
    </>
  );
}

export interface NewPictureProps {
  readonly frame: DeskFrame;
  readonly megabytes: number;
  readonly values: FormValues;
  readonly errors: FormErrors;
}

export function NewPicturePage({ frame, megabytes, values, errors }: NewPictureProps) {
  const { t } = useView();
  const title = t('orientation:staff.pictures.add');
  const base = `${frame.base}/bilder`;
  return (
    <DeskPage frame={frame} tab="images" title={title} crumbs={[]}>
      <PageHeader title={title} lead={t('orientation:staff.pictures.add_lead')} />
      <Form action={`${base}/neu`} values={values} errors={errors} files>
        <FileField
          name="file"
          label={t('orientation:staff.pictures.file')}
          accept={['.jpg', '.png', '.webp', '.avif', '.gif']}
          maxMegabytes={megabytes}
          required
        />
        <TextFields />
        <ButtonRow>
          <Button>{t('orientation:staff.pictures.send')}</Button>
          <LinkButton href={base} look="tertiary">
            {t('orientation:staff.tree.cancel')}
          </LinkButton>
        </ButtonRow>
      </Form>
    </DeskPage>
  );
}

export interface PicturePageProps {
  readonly frame: DeskFrame;
  readonly view: PictureView;
  readonly imageBase: string;
  readonly values: FormValues;
  readonly errors: FormErrors;
  readonly changes: readonly FieldChange[] | undefined;
}

/** One picture: what it shows, who made it, where it is used, and how it comes into a text. */
export function PicturePage({ frame, view, imageBase, values, errors, changes }: PicturePageProps) {
  const { t } = useView();
  const { picture, uses, mayChange } = view;
  const base = `${frame.base}/bilder`;
  const address = `${base}/${picture.id}`;
  const title = t('orientation:staff.pictures.one');
  return (
    <DeskPage frame={frame} tab="images" title={title} crumbs={[]}>
      <PageHeader title={title} lead={picture.alt} />
      <img
        class="dk-pictures__large"
        src={`${imageBase}/${picture.id}?b=960`}
        alt={picture.alt}
        width={picture.width}
        height={picture.height}
      />
      <DescriptionList
        items={[
          {
            term: t('orientation:staff.pictures.size'),
            value: t('orientation:staff.pictures.size_of', {
              width: picture.width,
              height: picture.height,
              kilobytes: Math.ceil(picture.bytes / 1000),
            }),
          },
          { term: t('orientation:staff.pictures.credit'), value: picture.credit && <bdi>{picture.credit}</bdi> },
          {
            term: t('orientation:staff.pictures.insert'),
            value: <code dir="auto">{`![${picture.alt.replaceAll(/[[\]\\]/g, '')}](image:${picture.id})`}</code>,
          },
        ]}
      />
      <Section title={t('orientation:staff.pictures.uses')} id="verwendet">
        {uses.length ? (
          <ul>
            {uses.map(({ pageId, language, title: name, open }) => (
              <li key={`${pageId} ${language}`}>
                {open ? <a href={`${frame.base}/seite/${pageId}`}>{name}</a> : name} ({language})
              </li>
            ))}
          </ul>
        ) : (
          <p>{t('orientation:staff.pictures.unused')}</p>
        )}
      </Section>
      {mayChange && (
        <Section title={t('orientation:staff.pictures.describe')} id="beschreiben">
          <ConflictNote changes={changes} />
          <Form action={address} values={values} errors={errors} hidden={{ version: picture.version }}>
            <TextFields />
            <ButtonRow>
              <Button>{t('orientation:staff.tree.save')}</Button>
            </ButtonRow>
          </Form>
          {uses.length === 0 && (
            <Form action={`${address}/entfernen`} id="entfernen" plain>
              <ButtonRow>
                <Button look="danger" small>
                  {t('orientation:staff.pictures.remove')}
                </Button>
              </ButtonRow>
            </Form>
          )}
        </Section>
      )}
    </DeskPage>
  );
}
