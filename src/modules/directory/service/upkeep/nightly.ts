import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import { dayOf } from '#platform/days';
import type { JobServices } from '#platform/module';
import { touchContent } from '#platform/tenancy';
import { publicOffer } from '../../model/public-view.ts';
import { isMailDue } from '../../model/upkeep/mails.ts';
import { nextStage, ruleOf, type Stage, stages } from '../../model/upkeep/stages.ts';
import { readCategories } from '../../store/categories.ts';
import { type Askable, listAskable, lockAskable } from '../../store/upkeep/organisations.ts';
import { readRules } from '../../store/upkeep/rules.ts';
import { listLapsedContacts, lockAging, moveTo, updatePublicContents } from '../../store/upkeep/stages.ts';
import { readTowns, type Towns } from '../ground.ts';
import { addressOf, mailLink } from './mailing.ts';
import { showAgain } from './marking.ts';

const portion = 500;

/** Takes persons out of public offers whose consent ran out yesterday. */
async function forgetLapsed(context: Context, today: string): Promise<void> {
  await context.transaction(async (trx) => {
    const lapsed = await listLapsedContacts(trx, context.tenant.id, today);
    if (!lapsed.length) return;
    await updatePublicContents(
      trx,
      context.tenant.id,
      lapsed.map(({ id, content }) => ({ id, content: publicOffer(content, today) })),
    );
    await touchContent(trx, context.tenant.id);
    await audit(trx, context, {
      action: 'directory.consent_ended',
      subjectType: 'directory',
      subjectId: null,
      details: { entries: lapsed.map(({ id }) => id) },
    });
  });
}

async function askables(context: Context, today: string): Promise<Map<string, Askable>> {
  const found = new Map<string, Askable>();
  for (let after: string | null = null; ; ) {
    const from: string | null = after;
    const some: Askable[] = await context.transaction((trx) => listAskable(trx, today, from, portion));
    for (const one of some) found.set(one.id, one);
    after = some.at(-1)?.id ?? null;
    if (some.length < portion) return found;
  }
}

/** Moves every offer to the stage of today, some hundred at a time. */
async function moveStages(context: Context, towns: Towns, today: string): Promise<void> {
  const organisations = await askables(context, today);
  for (let after: string | null = null; ; ) {
    const from: string | null = after;
    const last: string | null = await context.transaction(async (trx) => {
      const [rules, categories] = [await readRules(trx), await readCategories(trx)];
      const offers = await lockAging(trx, from, portion);
      const moved = new Map<Stage, string[]>();
      const shownAgain: string[] = [];
      for (const offer of offers) {
        const organisation = organisations.get(offer.organisationId);
        const asked =
          !organisation ||
          addressOf(context, organisation) === undefined ||
          (organisation.lastSent !== null && organisation.lastSent >= offer.since);
        const held = organisation?.pausedUntil != null;
        const stage = nextStage(offer, ruleOf(rules, offer.categories, categories.topOf), { today, held, asked });
        if (stage === offer.stage) continue;
        moved.set(stage, [...(moved.get(stage) ?? []), offer.id]);
        if (offer.stage === 'hidden') shownAgain.push(offer.id);
      }
      for (const stage of stages) {
        const ids = moved.get(stage);
        if (ids) await moveTo(trx, context.tenant.id, stage, ids, today);
      }
      await showAgain(trx, context, towns, shownAgain);
      if (moved.size) {
        await touchContent(trx, context.tenant.id);
        const details = Object.fromEntries([...moved].map(([stage, ids]) => [stage, ids.length]));
        await audit(trx, context, { action: 'directory.stages_moved', subjectType: 'directory', subjectId: null, details });
      }
      return offers.length < portion ? null : (offers.at(-1)?.id ?? null);
    });
    after = last;
    if (after === null) return;
  }
}

/** Writes to the organisations that are to be asked; each in its own transaction, so that one failure holds up no other. */
async function sendMails(context: Context, today: string): Promise<void> {
  const isDue = (one: Askable) =>
    addressOf(context, one) !== undefined &&
    isMailDue(one.offers, { today, lastSent: one.lastSent, paused: one.pausedUntil !== null });
  for (const organisation of (await askables(context, today)).values()) {
    if (!isDue(organisation)) continue;
    await context.transaction(async (trx) => {
      const now = await lockAskable(trx, today, organisation.id);
      if (now && isDue(now)) await mailLink(trx, context, now);
    });
  }
}

/** Every night, in every district: consents that ended, stages, mails. Running twice does nothing the second time. */
export async function runUpkeep(_payload: unknown, services: JobServices): Promise<void> {
  for (const tenantId of services.tenantIds()) {
    const context = services.contextOf(tenantId, 'directory.upkeep');
    const today = dayOf(context.now());
    await forgetLapsed(context, today);
    await moveStages(context, await readTowns(context), today);
    await sendMails(context, today);
  }
}

/** Crontab line of the nightly upkeep: after the dates were worked out, before people read their mail. */
export const upkeepNightly = '30 4 * * * directory.upkeep ?fill=1d';
