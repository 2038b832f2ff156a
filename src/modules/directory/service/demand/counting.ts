import { createHmac, randomBytes } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { type Context, isRobot } from '#platform/access';
import { addDays, dayOf } from '#platform/days';
import { countedForm, type DemandKind, isPlausibleQuery, mayBeKept, rememberedDays, weekOf } from '../../model/demand/demand.ts';
import { targetGroups } from '../../model/vocabulary.ts';
import { countUse } from '../../store/demand/demand.ts';
import type { ReadPlace } from '../search/reading.ts';
import { wordbookOf } from '../search/wordbook.ts';
import type { SearchAddress } from '../searching.ts';
import { groundOf } from '../showing/ground.ts';
import { meaningOf } from './meaning.ts';

/** Who asks, for counting the same thing once; nothing of it is stored. */
export interface Asker {
  readonly address: string;
  readonly userAgent: string;
}

export interface OutsideMessage {
  readonly topic: string;
  /** ISO 639-3; '' for none. */
  readonly language: string;
  /** AGS, two digits of a postcode, or ''. */
  readonly town: string;
}

/** The place that stood in the query, as the search read it. */
type AskedPlace = Pick<ReadPlace, 'rest' | 'areas' | 'outside'>;

/** The town of a place; '' for the district, a region, or a postcode of several towns. */
function townIn(place: AskedPlace | undefined): string {
  const [area, ...others] = place?.outside ? [] : (place?.areas ?? []);
  if (!area || others.length) return '';
  return area.level === 'kommune' ? area.key : area.level === 'quartier' ? (area.parentKey ?? '') : '';
}

/** Counts what the directory could not offer. */
export interface DemandCounter {
  /** A search that found nothing, or only what meets a part of it. */
  search(context: Context, address: SearchAddress, asker: Asker, place?: AskedPlace): Promise<void>;
  /** Somebody said what they miss. */
  outside(context: Context, message: OutsideMessage, asker: Asker): Promise<void>;
}

const anHour = 3_600_000;
/** A program that thinks up queries must not fill the table. */
const mostPerHour = 2000;

/** @param key 32 bytes of the installation's master key; without it a hash tells nothing, not even to who guesses the words */
export function createDemandCounter(key: Buffer): DemandCounter {
  // Of this process alone: a restart counts somebody twice, and nobody can be recognised later.
  const salt = randomBytes(32);
  const heard = new LRUCache<string, true>({ max: 50_000 });
  const counted = new LRUCache<string, number>({ max: 10_000 });

  /** False when this was heard from the same asker within the hour, or when the district has had enough of it. */
  function isNew(context: Context, asker: Asker, what: string): boolean {
    const hour = Math.floor(context.now().getTime() / anHour);
    const who = createHmac('sha256', salt)
      .update([hour, context.tenant.id, asker.address, asker.userAgent, what].join('\0'))
      .digest('base64url');
    const slot = `${context.tenant.id} ${hour}`;
    const before = counted.get(slot) ?? 0;
    if (heard.has(who) || before >= mostPerHour) return false;
    heard.set(who, true);
    counted.set(slot, before + 1);
    return true;
  }

  async function count(
    context: Context,
    kind: DemandKind,
    what: string,
    row: { term: string | null; concepts: readonly string[]; town: string; target: string },
  ): Promise<void> {
    const now = context.now();
    const termHash = createHmac('sha256', key).update([context.tenant.id, kind, what].join('\0')).digest();
    await context.transaction((trx) =>
      countUse(trx, {
        tenantId: context.tenant.id,
        week: weekOf(now),
        since: addDays(dayOf(now), -rememberedDays),
        kind,
        termHash,
        language: context.language.tag,
        ...row,
      }),
    );
  }

  return {
    search: async (context, address, asker, place) => {
      // The staff try words out; what they look for is no need of anybody.
      if (context.actor.kind !== 'visitor' || isRobot(asker.userAgent)) return;
      // Where somebody looked is counted beside what they looked for.
      const q = place?.rest ?? address.q;
      if (q ? !isPlausibleQuery(q) : !address.thema.length) return;
      const ground = await groundOf(context);
      const known = new Set(
        ground.categories.tops.flatMap((top) => [top, ...ground.categories.leavesOf(top.id)]).map(({ id }) => id),
      );
      const concepts = meaningOf((await wordbookOf(context)).lexicon(context.language.tag), q, {
        thema: address.thema.filter((id) => known.has(id)),
        sprache: address.sprache.filter((code) => /^[a-z]{3}$/.test(code)),
      });
      const [town = '', ...towns] = address.ort.filter((one) => ground.town(one));
      const [target = '', ...targets] = address.zielgruppe.filter((one) => (targetGroups as readonly string[]).includes(one));
      const home = ground.towns.filter((one) => address.plz && one.postcodes.includes(address.plz));
      const nearby = townIn(place) || (home.length === 1 ? (home[0]?.key ?? '') : '');
      // Without words the filters are what was asked; they are no secret and never a term.
      const what = q ? countedForm(q) : concepts.join(',');
      if (!what || !isNew(context, asker, what)) return;
      await count(context, 'search', q ? `q ${what}` : `f ${what}`, {
        term: q && mayBeKept(q) ? what : null,
        concepts,
        town: towns.length ? '' : town || nearby,
        target: targets.length ? '' : target,
      });
    },
    outside: async (context, { topic, language, town }, asker) => {
      const concepts = [...(language ? [`sprache:${language}`] : []), `thema:${topic}`];
      if (!isNew(context, asker, `outside ${concepts.join(',')} ${town}`)) return;
      await count(context, 'outside', concepts.join(','), { term: null, concepts, town, target: '' });
    },
  };
}
