import { findInterfaceLanguage, interfaceLanguages } from '#platform/i18n';
import {
  Alert,
  Button,
  ButtonRow,
  Diff,
  Form,
  LinkButton,
  PageHeader,
  Section,
  StaffPage,
  Tabs,
  TextArea,
  TextField,
  useView,
} from '#platform/ui';
import {
  changedSections,
  type Profile,
  type Section as ProfileSection,
  type Sections,
  sections,
  textIn,
} from '../model/profile.ts';
import type { Territory } from '../model/tree.ts';
import { type QuarterFormState, StaffQuarters } from './staff-quarters.tsx';

export interface StaffTownProps {
  readonly base: string;
  readonly district: string;
  readonly town: Territory;
  readonly profile: Profile;
  readonly quarters: readonly Territory[];
  /** Interface language tag that is edited. */
  readonly language: string;
  /** The form after a rejected post: texts as typed, errors by field. */
  readonly posted?: { readonly values: Readonly<Record<string, string>>; readonly errors: Readonly<Record<string, string>> };
  /** Somebody else saved meanwhile: the editor's own text, to be compared with theirs in `profile`. */
  readonly mine?: { readonly sections: Sections; readonly source: string };
  readonly quarterForm?: QuarterFormState;
  readonly today: string;
}

const asText = (points: readonly string[]) => points.join('\n');

/** Theirs against mine, field by field, with a button that takes theirs over into the form. */
function Conflict({ theirs, mine, profile }: { theirs: Sections; mine: NonNullable<StaffTownProps['mine']>; profile: Profile }) {
  const { t } = useView();
  const changed = changedSections(theirs, mine.sections);
  const changes = [
    ...changed.map((section) => ({
      label: t(`territory:profile.${section}`),
      before: asText(theirs[section]),
      after: asText(mine.sections[section]),
    })),
    ...(profile.source === mine.source
      ? []
      : [{ label: t('territory:staff.source'), before: profile.source, after: mine.source }]),
  ];
  return (
    <>
      {/* The Enter key presses the first button of a form; that must not be one which gives the own text away. */}
      <button type="submit" class="kern-sr-only" tabIndex={-1} aria-hidden="true">
        {t('territory:staff.save_anyway')}
      </button>
      <Alert kind="warning" title={t('territory:staff.conflict.title')} live>
        <p>{t('territory:staff.conflict.text')}</p>
      </Alert>
      <Diff changes={changes} />
      <ButtonRow>
        {changed.map((section) => (
          <Button key={section} look="secondary" small name="nehmen" value={section}>
            {t('territory:staff.conflict.take', { section: t(`territory:profile.${section}`) })}
          </Button>
        ))}
      </ButtonRow>
    </>
  );
}

function SectionField({ section, profile, language }: { section: ProfileSection; profile: Profile; language: string }) {
  const { t } = useView();
  const original = language === profile.sourceLanguage ? [] : profile.sections[section];
  const hint = original.length ? (
    <span lang={findInterfaceLanguage(profile.sourceLanguage)?.htmlLang} dir="ltr">
      {original.join(' · ')}
    </span>
  ) : (
    t('territory:staff.one_per_line')
  );
  return (
    <TextArea
      name={section}
      label={t(`territory:profile.${section}`)}
      hint={hint}
      rows={5}
      lang={findInterfaceLanguage(language)?.htmlLang ?? 'de'}
    />
  );
}

/** Edits a town's profile in one language, and its quarters. */
export function StaffTownPage(props: StaffTownProps) {
  const { base, district, town, profile, language, posted, mine } = props;
  const { t, language: own } = useView();
  const name = town.names.de ?? town.key;
  const address = `${base}/${town.key}`;
  const current = textIn(profile, language);
  const saved = { ...Object.fromEntries(sections.map((section) => [section, asText(current[section])])), source: profile.source };
  const tabs = interfaceLanguages.map((one) => ({
    label: one.autonym,
    href: `${address}?sprache=${one.tag}`,
    current: one.tag === language,
    count: sections.reduce((sum, section) => sum + textIn(profile, one.tag)[section].length, 0),
  }));
  const outdated = profile.translations[language]?.outdated;
  return (
    <StaffPage title={name} breadcrumb={[{ label: t('territory:staff.title'), href: base }, { label: name }]}>
      <PageHeader
        title={name}
        kicker={`AGS ${town.key}`}
        actions={<LinkButton href={`/${district}/${own.tag}/orte/${town.slug}`}>{t('territory:staff.public_page')}</LinkButton>}
      />
      <Section title={t('territory:staff.profile')}>
        <Tabs label={t('territory:staff.language')} items={tabs} />
        {outdated && <Alert kind="info">{t('territory:profile.outdated')}</Alert>}
        <Form
          action={`${address}?sprache=${language}`}
          values={posted?.values ?? saved}
          errors={posted?.errors ?? {}}
          hidden={{ version: profile.version }}
        >
          {mine && <Conflict theirs={current} mine={mine} profile={profile} />}
          {sections.map((section) => (
            <SectionField key={section} section={section} profile={profile} language={language} />
          ))}
          <TextField name="source" label={t('territory:staff.source')} hint={t('territory:staff.source_hint')} maxLength={300} />
          <ButtonRow>
            <Button>{t(mine ? 'territory:staff.save_anyway' : 'territory:staff.save')}</Button>
          </ButtonRow>
        </Form>
      </Section>
      <StaffQuarters address={address} quarters={props.quarters} form={props.quarterForm} today={props.today} />
    </StaffPage>
  );
}
