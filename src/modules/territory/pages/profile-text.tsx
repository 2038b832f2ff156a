import { findInterfaceLanguage } from '#platform/i18n';
import { Alert, Card, Prose, useView } from '#platform/ui';
import { type Profile, sections, textFor } from '../model/profile.ts';
import { Beside, formatDay } from './parts.tsx';

/** A town's profile in the reader's language, or the original with a word on why it is not. */
export function ProfileText({ profile }: { profile: Profile }) {
  const { t, language } = useView();
  const text = textFor(profile, language.tag);
  const written = findInterfaceLanguage(text.language);
  const foreign = text.language !== language.tag && !(language.tag === 'de-simple' && text.language === 'de');
  const notes = [
    ...(foreign ? [t('territory:profile.not_translated')] : []),
    ...(text.state === 'machine' ? [t('territory:profile.machine')] : []),
    ...(text.outdated ? [t('territory:profile.outdated')] : []),
  ];
  return (
    <>
      {notes.length > 0 && <Alert kind="info">{notes.join(' ')}</Alert>}
      <Beside>
        {sections
          .filter((section) => text.sections[section].length > 0)
          .map((section) => (
            <Card key={section} title={t(`territory:profile.${section}`)}>
              <Prose {...(foreign && written ? { lang: written.htmlLang, dir: written.dir } : {})}>
                <ul>
                  {text.sections[section].map((point) => (
                    <li key={point}>{point}</li>
                  ))}
                </ul>
              </Prose>
            </Card>
          ))}
      </Beside>
      <p>
        <small>
          {profile.source && (
            <>
              {t('territory:profile.source')} <bdi>{profile.source}</bdi>.{' '}
            </>
          )}
          {profile.updatedAt && t('territory:profile.updated', { date: formatDay(profile.updatedAt, language) })}
        </small>
      </p>
    </>
  );
}
