import {
  Alert,
  Button,
  ButtonRow,
  Card,
  CardList,
  LanguageList,
  PageHeader,
  PublicPage,
  Section,
  TextField,
  useView,
} from '#platform/ui';
import type { Shape } from '../model/geojson.ts';
import { DistrictMap } from './district-map.tsx';
import { Beside } from './parts.tsx';

/** A district to choose. */
export interface DistrictChoice {
  readonly slug: string;
  readonly name: string;
  /** Its towns' names, for those who know their town but not its Kreis. */
  readonly towns: string;
  readonly outline: Shape | undefined;
}

export interface ChooserProps {
  readonly districts: readonly DistrictChoice[];
  /** The Land below the districts. */
  readonly ground: Shape | undefined;
  readonly credit: string | undefined;
  /** As it was typed. */
  readonly postcode: string;
  readonly answer: 'none' | 'not_a_postcode' | 'unknown' | 'several';
  /** The districts among which the postcode does not decide. */
  readonly matching: readonly DistrictChoice[];
}

function PostcodeForm({ postcode, answer }: Pick<ChooserProps, 'postcode' | 'answer'>) {
  const { t, language } = useView();
  const error = answer === 'not_a_postcode' || answer === 'unknown' ? { error: t(`territory:chooser.${answer}`) } : {};
  return (
    <form class="dk-form" method="get" action="/" novalidate>
      <input type="hidden" name="lang" value={language.tag} />
      <TextField
        name="plz"
        label={t('territory:chooser.postcode')}
        hint={t('territory:chooser.postcode_hint')}
        value={postcode}
        autocomplete="postal-code"
        width="short"
        numeric
        {...error}
      />
      <ButtonRow>
        <Button>{t('territory:chooser.go')}</Button>
      </ButtonRow>
    </form>
  );
}

/** Districts as cards with the names of their towns. */
function Districts({ choices }: { choices: readonly DistrictChoice[] }) {
  const { language } = useView();
  return (
    <CardList>
      {choices.map(({ slug, name, towns }) => (
        <Card key={slug} title={name} href={`/${slug}/${language.tag}/`}>
          <p lang="de" dir="ltr">
            {towns}
          </p>
        </Card>
      ))}
    </CardList>
  );
}

/** The start of the installation: which district? By postcode, list or map. */
export function ChooserPage({ districts, ground, credit, postcode, answer, matching }: ChooserProps) {
  const { t, language } = useView();
  const places = districts.flatMap(({ slug, name, outline }) =>
    outline ? [{ key: slug, name, shape: outline, href: `/${slug}/${language.tag}/` }] : [],
  );
  return (
    <PublicPage title={t('territory:chooser.title')} description={t('territory:chooser.lead')}>
      <PageHeader title={t('territory:chooser.title')} lead={t('territory:chooser.lead')} />
      <LanguageList />
      <Section title={t('territory:chooser.by_postcode')}>
        {answer === 'several' && (
          <Alert kind="info" title={t('territory:chooser.several')} live>
            <Districts choices={matching} />
          </Alert>
        )}
        <PostcodeForm postcode={postcode} answer={answer} />
      </Section>
      <Section title={t('territory:chooser.by_list')}>
        <Beside>
          <Districts choices={districts} />
          <DistrictMap id="map" title={t('territory:chooser.map')} places={places} ground={ground} credit={credit} />
        </Beside>
      </Section>
    </PublicPage>
  );
}
