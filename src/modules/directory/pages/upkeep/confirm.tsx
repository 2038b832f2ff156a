import {
  Alert,
  Badge,
  Button,
  ButtonRow,
  CheckboxGroup,
  DescriptionList,
  Disclosure,
  Form,
  LinkButton,
  PageHeader,
  Pagination,
  Panel,
  PublicPage,
  useView,
} from '#platform/ui';
import type { AskedPageView, AskedView } from '../../service/upkeep/asked-view.ts';
import { Lines } from '../public/offer.tsx';
import { Text } from '../public/offer-card.tsx';

export interface ConfirmPageProps {
  readonly view: AskedPageView;
  /** Address of the link itself. */
  readonly action: string;
  readonly next: string | undefined;
  readonly first: string | undefined;
}

function State({ offer }: { offer: AskedView }) {
  const { t } = useView();
  return (
    <p>
      {offer.hidden && (
        <>
          <Badge kind="warning">{t('directory:upkeep.hidden')}</Badge>{' '}
        </>
      )}
      {offer.waiting && (
        <>
          <Badge kind="info">{t('directory:upkeep.waiting')}</Badge>{' '}
        </>
      )}
      {offer.gone && (
        <>
          <Badge kind="info">{t('directory:upkeep.gone_said')}</Badge>{' '}
        </>
      )}
      {offer.confirmed}
    </p>
  );
}

function Offer({ offer, action }: { offer: AskedView; action: string }) {
  const { t } = useView();
  const name = offer.title.text;
  return (
    <Panel>
      <input type="hidden" name="gesehen" value={`${offer.id} ${offer.version}`} />
      <h2 class="dk-panel__title">
        <Text phrase={offer.title} />
      </h2>
      <p>
        <Text phrase={offer.summary} />
      </p>
      <State offer={offer} />
      {offer.brief && <p>{offer.brief}</p>}
      <Disclosure title={t('directory:upkeep.facts')}>
        <DescriptionList
          items={[
            ...offer.facts.map(({ label, lines }) => ({ term: label, value: <Lines lines={lines} /> })),
            ...(offer.person
              ? [
                  {
                    term: t('directory:field.label.person'),
                    value: t(offer.person.ended ? 'directory:upkeep.person_ended' : 'directory:upkeep.person', {
                      name: offer.person.name,
                      until: offer.person.until,
                    }),
                  },
                ]
              : []),
            { term: t('directory:upkeep.texts'), value: offer.languages.join(', ') },
          ]}
        />
      </Disclosure>
      <ButtonRow>
        <Button look="secondary" name="stimmt" value={offer.id} icon="check" label={`${t('directory:upkeep.right')}: ${name}`}>
          {t('directory:upkeep.right')}
        </Button>
        <LinkButton href={`${action}/${offer.id}`} icon="edit" label={`${t('directory:upkeep.correct')}: ${name}`}>
          {t('directory:upkeep.correct')}
        </LinkButton>
        {!offer.gone && (
          <Button look="tertiary" name="weg" value={offer.id} label={`${t('directory:upkeep.gone')}: ${name}`}>
            {t('directory:upkeep.gone')}
          </Button>
        )}
      </ButtonRow>
    </Panel>
  );
}

/** All offers of an organisation, for whoever got the mail: one button when all is right, three for each that is not. */
export function ConfirmPage({ view, action, next, first }: ConfirmPageProps) {
  const { t } = useView();
  const { organisation, offers, languages, until, recorded } = view;
  const all = (
    <Button name="alle" value="ja" icon="check">
      {t('directory:upkeep.all_right', { count: offers.length })}
    </Button>
  );
  return (
    <PublicPage title={t('directory:upkeep.title')} hidden>
      <PageHeader
        kicker={<bdi>{organisation}</bdi>}
        title={t('directory:upkeep.title')}
        lead={t('directory:upkeep.lead', { date: until })}
      />
      {offers.length === 0 ? (
        <p>{t('directory:upkeep.none')}</p>
      ) : (
        <Form action={action} values={{ sprachen: ['de'] }}>
          {recorded && (
            <Alert kind="success" title={t('directory:upkeep.thanks')}>
              <p>{t('directory:upkeep.recorded', recorded)}</p>
            </Alert>
          )}
          <ButtonRow>{all}</ButtonRow>
          {languages.length > 1 ? (
            <Disclosure title={t('directory:upkeep.other_languages')}>
              <CheckboxGroup
                name="sprachen"
                label={t('directory:upkeep.languages')}
                hint={t('directory:upkeep.languages_hint')}
                options={languages}
                inline
              />
            </Disclosure>
          ) : (
            <input type="hidden" name="sprachen" value="de" />
          )}
          {offers.map((offer) => (
            <Offer key={offer.id} offer={offer} action={action} />
          ))}
          {offers.length > 2 && <ButtonRow>{all}</ButtonRow>}
        </Form>
      )}
      <Pagination previous={first} next={next} />
    </PublicPage>
  );
}

/** The link was right once. A new one goes to the address that is stored, and nowhere else. */
export function ExpiredLinkPage({ action }: { action: string }) {
  const { t } = useView();
  return (
    <PublicPage title={t('directory:upkeep.expired')} hidden>
      <PageHeader title={t('directory:upkeep.expired')} lead={t('directory:failure.upkeep.link_expired')} />
      <Form action={action} plain>
        <Button>{t('directory:upkeep.renew')}</Button>
      </Form>
    </PublicPage>
  );
}
