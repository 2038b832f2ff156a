import { useView } from '#platform/ui';
import type { EasyFinding } from '../../model/easy/check.ts';
import type { ReadingLevel } from '../../model/easy/reading-level.ts';

/** More than anybody mends at one sitting. */
const mostShown = 50;

/** What is not Leichte Sprache yet, sentence by sentence with what to do. */
export function EasyFindings({ findings }: { findings: readonly EasyFinding[] }) {
  const { t } = useView();
  if (!findings.length) return <p>{t('orientation:staff.easy.none')}</p>;
  return (
    <>
      <p>{t('orientation:staff.easy.found', { count: findings.length })}</p>
      <ul>
        {findings.slice(0, mostShown).map(({ rule, sentence, what, instead, hint }) => (
          <li key={`${rule} ${sentence} ${what}`}>
            <strong>{t(`orientation:staff.easy.name.${rule}`)}</strong>
            {': '}
            <q lang="de">{sentence}</q>
            <br />
            {t(hint, { what, instead }).trim()}
          </li>
        ))}
      </ul>
      {findings.length > mostShown && <p>{t('orientation:staff.easy.more', { count: findings.length - mostShown })}</p>}
    </>
  );
}

/** How hard a German text is to read; undefined: too short to say. */
export function ReadingLevelLine({ level }: { level: ReadingLevel | undefined }) {
  const { t, language } = useView();
  if (!level) return <>{t('orientation:staff.level.short')}</>;
  const tenths = new Intl.NumberFormat(language.htmlLang, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  return (
    <>
      {t('orientation:staff.level.line', {
        ease: t(`orientation:staff.level.${level.ease}`),
        wiener: tenths.format(level.wiener),
        lix: tenths.format(level.lix),
        words: level.words,
        sentences: level.sentences,
      })}
    </>
  );
}
