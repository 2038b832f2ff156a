import type { Context } from '#platform/access';
import { dayOf } from '#platform/days';
import type { ReportDocument } from '../model/report-document.ts';
import { profileBlocks } from './profile-template.ts';
import { keptFile, type ReportFormat, reportFile } from './report-files.ts';
import { senderOf } from './report-pdf.ts';
import { composeFor, type Subject } from './report-reading.ts';

/** Figures of a town, or of the whole district, composed of the standard template. */
export async function profile(context: Context, about: Subject): Promise<ReportDocument> {
  const { t, tenant } = context;
  const kind = about.key === tenant.ags ? 'district' : 'town';
  const title = t('monitoring:profile.of', { place: '{{ort}}' });
  const [document] = await composeFor(context, title, profileBlocks(kind, t), [about]);
  return document as ReportDocument;
}

/** The profile as a file, made once until the district publishes something. */
export function profileFile(context: Context, about: Subject, format: ReportFormat, path: string): Promise<Buffer> {
  const { tenant, language } = context;
  // The day stands in it.
  const key = ['profile', String(tenant.contentVersion), dayOf(context.now()), language.tag, about.key, format];
  return keptFile(context, key, async () => reportFile(format, await profile(context, about), senderOf(context, language, path)));
}
