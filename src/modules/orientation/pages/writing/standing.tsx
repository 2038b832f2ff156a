import { Alert, Day, Moment, useView } from '#platform/ui';
import type { WritingDesk } from '../../service/writing/reading.ts';
import { inTongue, TextMark } from './parts.tsx';

/** How the text stands, and what there is to know before writing it. */
export function Standing({ desk }: { desk: WritingDesk }) {
  const { t } = useView();
  const { latest, open, published, outdated, source, german, tongue } = desk;
  return (
    <>
      <p class="dk-write-standing">
        {open && <TextMark state={open.state} />}
        {published && <TextMark state="published" />}
        {open?.publishAt && <Moment at={open.publishAt} />}
        {!open && !published && latest && <TextMark state={latest.state} />}
        {latest && (
          <span>
            {t('orientation:staff.writing.saved_on')} <Moment at={latest.createdAt} />
          </span>
        )}
      </p>
      {open?.note && (
        <Alert kind="info" title={t(`orientation:staff.writing.note_title.${open.state === 'review' ? 'review' : 'returned'}`)}>
          <p class="dk-lines" dir="auto">
            {open.note}
          </p>
        </Alert>
      )}
      {latest?.madeBy === 'machine' && (
        <Alert kind="info">
          <p>{t('orientation:staff.writing.by_machine')}</p>
        </Alert>
      )}
      {(outdated || german?.before) && german && (
        <Alert kind="warning">
          <p>
            {t('orientation:staff.writing.outdated')}{' '}
            {german.text.publishedAt && <Day day={german.text.publishedAt.toISOString().slice(0, 10)} />}
          </p>
        </Alert>
      )}
      {german?.text.state && german.text.state !== 'published' && (
        <Alert kind="info">
          <p>{t('orientation:staff.writing.german_not_public')}</p>
        </Alert>
      )}
      {source && (
        <Alert kind="info" title={t('orientation:staff.writing.mirror')}>
          <p>
            {t(`orientation:staff.writing.mirror.${desk.page.mirrorOwn}`)}{' '}
            {source.text ? <bdi {...inTongue(tongue)}>{source.text.title}</bdi> : t('orientation:staff.writing.mirror_missing')}
          </p>
        </Alert>
      )}
    </>
  );
}
