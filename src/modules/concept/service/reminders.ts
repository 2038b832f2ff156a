import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import type { Trx } from '#platform/database';
import { dayOf } from '#platform/days';
import { findInterfaceLanguage, german, translator } from '#platform/i18n';
import { accountContacts, type ListedAccount, listAccounts } from '#platform/identity';
import { queueMail } from '#platform/mail';
import type { JobServices } from '#platform/module';
import type { EditionTree } from '../model/edition.ts';
import { type Digest, type DueItem, digestFor, isEmptyDigest, isResting, type Recipient } from '../model/reminders.ts';
import { conceptPermissions } from '../permissions.ts';
import { lastReminder, listAdoptedEditions, markReminded } from '../store/reminders.ts';
import { readTree } from '../store/tree.ts';

/** The people of one district are few; more than this do not work on its concept. */
const mostAccounts = 2000;
const longestList = 15;

/** What an account has to see to: all of it for those who write the concept, a town for its integration officers. */
export function recipientOf({ roles }: Pick<ListedAccount, 'roles'>): Recipient {
  const editors: readonly string[] = conceptPermissions['concept.edit'];
  return {
    edits: roles.some(
      ({ role, scope }) => editors.includes(role) && (scope === null || (scope.kind === 'area' && scope.id === 'concept')),
    ),
    towns: roles.flatMap(({ role, scope }) =>
      role === 'integration_officer' && scope?.kind === 'territory' ? [scope.id.slice(0, 8)] : [],
    ),
  };
}

async function readTrees(trx: Trx, today: string): Promise<EditionTree[]> {
  const trees: EditionTree[] = [];
  // One edition in force for each concept: the district's, and those of a few towns.
  for (const id of await listAdoptedEditions(trx)) {
    const tree = await readTree(trx, id, { today, internal: true });
    if (tree) trees.push(tree);
  }
  return trees;
}

type Account = Awaited<ReturnType<typeof accountContacts>>[number];

async function mailDigest(trx: Trx, context: Context, account: Account, digest: Digest): Promise<void> {
  // Staff pages speak German and English; so do these mails.
  const language = (account.language === 'en' && findInterfaceLanguage('en')) || german;
  const t = translator(language);
  const day = new Intl.DateTimeFormat(language.locale, { dateStyle: 'medium', timeZone: 'UTC' });
  const line = ({ number, title, step }: DueItem) =>
    step ? `- ${day.format(Date.parse(step.dueOn ?? ''))}: ${step.title} (${number} ${title})` : `- ${number} ${title}`;
  const parts = (['overdue', 'upcoming', 'unreported', 'undecided'] as const)
    .filter((kind) => digest[kind].length > 0)
    .map((kind) => {
      const items = digest[kind];
      const more = items.length - longestList;
      return [
        t(`concept:staff.mail.${kind}`, { count: items.length }),
        ...items.slice(0, longestList).map(line),
        ...(more > 0 ? [t('concept:staff.mail.more', { count: more })] : []),
      ].join('\n');
    });
  await queueMail(trx, {
    to: account.email,
    language,
    subject: t('concept:staff.mail.subject'),
    text: t('concept:staff.mail.text', {
      list: parts.join('\n\n'),
      link: `${context.publicUrl}/intern/${context.tenant.slug}/konzept`,
    }),
  });
}

/** One mail to everybody for whom something waits; none when this week's have gone out. */
export async function remindDistrict(context: Context): Promise<number> {
  const today = dayOf(context.now());
  return context.transaction(async (trx) => {
    if (isResting(await lastReminder(trx), today)) return 0;
    const trees = await readTrees(trx, today);
    if (trees.length === 0) return 0;
    const accounts = await listAccounts(trx, context.tenant.id, { limit: mostAccounts });
    const digests = new Map(
      accounts
        .map((account) => [account.id, digestFor(trees, recipientOf(account), today)] as const)
        .filter(([, digest]) => !isEmptyDigest(digest)),
    );
    const contacts = await accountContacts(context.database, [...digests.keys()]);
    for (const account of contacts) {
      const digest = digests.get(account.id);
      if (digest) await mailDigest(trx, context, account, digest);
    }
    if (contacts.length === 0) return 0;
    const items = [...digests.values()].flatMap((digest) => [
      ...digest.overdue,
      ...digest.upcoming,
      ...digest.unreported,
      ...digest.undecided,
    ]);
    const steps = items.flatMap(({ step }) => (step ? [step.id] : []));
    const recommendations = items.flatMap(({ recommendationId, step }) => (step ? [] : [recommendationId]));
    await markReminded(trx, { recommendations: [...new Set(recommendations)], steps: [...new Set(steps)] }, today);
    await audit(trx, context, {
      action: 'concept.reminded',
      subjectType: 'concept',
      subjectId: null,
      details: { mails: contacts.length, steps: new Set(steps).size, recommendations: new Set(recommendations).size },
    });
    return contacts.length;
  });
}

/** Every Monday, in every district. */
export async function remindAll(_payload: unknown, services: JobServices): Promise<void> {
  for (const tenantId of services.tenantIds()) await remindDistrict(services.contextOf(tenantId, 'concept.remind'));
}
