import {
  Alert,
  Button,
  ButtonRow,
  EmptyState,
  FieldSet,
  Form,
  type FormErrors,
  type FormValues,
  type Option,
  PageHeader,
  PublicPage,
  publicPath,
  RadioGroup,
  SelectField,
  TextArea,
  useView,
} from '#platform/ui';
import type { ListedOffer } from '../../service/short-list/view.ts';
import { Text } from '../public/offer-card.tsx';
import { ShowOffer } from './show-offer.tsx';

export interface CollectPageProps {
  readonly action: string;
  readonly offers: readonly ListedOffer[];
  readonly values: FormValues;
  readonly errors: FormErrors;
  readonly languages: readonly Option[];
  readonly lifetimes: readonly Option[];
  /** Nothing more fits on the list. */
  readonly full: boolean;
}

function Chosen({ offer, first }: { offer: ListedOffer; first: boolean }) {
  const { t } = useView();
  const name = offer.view.title.text;
  return (
    <FieldSet legend={<Text phrase={offer.view.title} />}>
      <p>
        <Text phrase={offer.view.summary} /> <ShowOffer offer={offer} />
      </p>
      <TextArea name={`note.${offer.id}`} label={t('directory:short_list.note_for')} rows={2} maxLength={1000} />
      <ButtonRow>
        <Button look="secondary" small name="weg" value={offer.id} label={t('directory:short_list.remove_one', { name })}>
          {t('directory:short_list.remove')}
        </Button>
        {!first && (
          <Button look="secondary" small name="hoch" value={offer.id} label={t('directory:short_list.up_one', { name })}>
            {t('directory:short_list.up')}
          </Button>
        )}
      </ButtonRow>
    </FieldSet>
  );
}

/** What somebody has collected; a note for each, and handing over. */
export function CollectPage({ action, offers, values, errors, languages, lifetimes, full }: CollectPageProps) {
  const view = useView();
  const { t } = view;
  const title = t('directory:short_list.title');
  const search = publicPath(view, 'angebote');
  return (
    <PublicPage
      title={title}
      hidden
      breadcrumb={[{ label: t('directory:search.crumb'), href: search }, { label: title }]}
      scripts={['enhance-forms']}
    >
      <PageHeader title={title} lead={t('directory:short_list.lead')} />
      {offers.length === 0 ? (
        <EmptyState title={t('directory:short_list.empty')}>
          <a href={search}>{t('directory:start.all')}</a>
        </EmptyState>
      ) : (
        <Form action={action} values={values} errors={errors}>
          <button type="submit" class="kern-sr-only" tabIndex={-1} aria-hidden="true">
            {t('directory:short_list.hand_over')}
          </button>
          {full && (
            <Alert kind="info">
              <p>{t('directory:short_list.full')}</p>
            </Alert>
          )}
          {offers.map((offer, index) => (
            <Chosen key={offer.id} offer={offer} first={index === 0} />
          ))}
          <FieldSet legend={t('directory:short_list.hand_over')} hint={t('directory:short_list.private')}>
            <SelectField
              name="sprache"
              label={t('directory:short_list.language')}
              hint={t('directory:short_list.language_hint')}
              options={languages}
              empty={false}
              required
            />
            <TextArea
              name="notiz"
              label={t('directory:short_list.note')}
              hint={t('directory:short_list.note_hint')}
              rows={3}
              maxLength={1000}
            />
            <RadioGroup name="tage" label={t('directory:short_list.days')} options={lifetimes} inline required />
            <ButtonRow>
              <Button>{t('directory:short_list.hand_over')}</Button>
              <Button look="tertiary" name="leeren" value="1">
                {t('directory:short_list.clear')}
              </Button>
            </ButtonRow>
          </FieldSet>
        </Form>
      )}
    </PublicPage>
  );
}
