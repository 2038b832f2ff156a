import { Alert, Button, LanguageList, PageHeader, PublicPage, Section, TextField, useView } from '#platform/ui';
import type { Shape } from '../model/geojson.ts';
import { DistrictMap } from './district-map.tsx';
import { Beside, PlaceList } from './parts.tsx';

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
      <Button>{t('territory:chooser.go')}</Button>
    </form>
  );
}

/** The start of the installation: which district? By postcode, list or map. */
export function ChooserPage({ districts, ground, credit, postcode, answer, matching }: ChooserProps) {
  const { t, language } = useView();
  const hrefOf = (district: DistrictChoice) => `/${district.slug}/${language.tag}/`;
  const links = (choices: readonly DistrictChoice[]) =>
    choices.map((district) => ({
      href: hrefOf(district),
      name: district.name,
      hint: (
        <bdi lang="de" dir="ltr">
          {district.towns}
        </bdi>
      ),
    }));
  const places = districts.flatMap((district) =>
    district.outline ? [{ key: district.slug, name: district.name, shape: district.outline, href: hrefOf(district) }] : [],
  );
  return (
    <PublicPage title={t('territory:chooser.title')} description={t('territory:chooser.lead')}>
      <PageHeader title={t('territory:chooser.title')} lead={t('territory:chooser.lead')} />
      <LanguageList />
      <Section title={t('territory:chooser.by_postcode')}>
        {answer === 'several' && (
          <Alert kind="info" title={t('territory:chooser.several')} live>
            <PlaceList items={links(matching)} label={t('territory:chooser.several')} />
          </Alert>
        )}
        <PostcodeForm postcode={postcode} answer={answer} />
      </Section>
      <Section title={t('territory:chooser.by_list')}>
        <Beside>
          <PlaceList items={links(districts)} label={t('territory:chooser.by_list')} />
          <DistrictMap id="map" title={t('territory:chooser.map')} places={places} ground={ground} credit={credit} />
        </Beside>
      </Section>
    </PublicPage>
  );
}
