import { hasEnded } from './board.ts';
import type { Recommendation } from './edition.ts';
import type { StakeholderRole } from './vocabulary.ts';

/** Everybody whom the recommendations of an edition name, and where. */
export interface NamedStakeholder {
  readonly slug: string;
  readonly name: string;
  readonly named: readonly { readonly item: Recommendation; readonly role: StakeholderRole }[];
  readonly leads: number;
  /** Of those named, still to do. */
  readonly open: number;
  readonly late: number;
}

const letters: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss', æ: 'ae', ø: 'oe', ł: 'l' };

/** Address of a name: `Volkshochschule Bünde` → `volkshochschule-buende`. A name without letters keeps its code points. */
export function slugOfName(name: string): string {
  const slug = name
    .toLocaleLowerCase('de')
    .replaceAll(/[äöüßæøł]/g, (letter) => letters[letter] ?? letter)
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
  return slug || `x${Array.from(name, (letter) => letter.codePointAt(0)?.toString(16)).join('-')}`.slice(0, 80).replace(/-$/, '');
}

const collator = new Intl.Collator('de', { sensitivity: 'base' });

/** By name. Spellings with the same address are one: the first met stands for them. */
export function stakeholdersOf(all: readonly Recommendation[]): readonly NamedStakeholder[] {
  const found = new Map<string, { name: string; named: { item: Recommendation; role: StakeholderRole }[] }>();
  for (const item of all) {
    for (const { name, role } of item.stakeholders) {
      const slug = slugOfName(name);
      const one = found.get(slug) ?? { name, named: [] };
      found.set(slug, one);
      // Named twice in one recommendation, e.g. in two spellings: the first role counts.
      if (one.named.at(-1)?.item !== item) one.named.push({ item, role });
    }
  }
  return [...found]
    .map(([slug, { name, named }]) => ({
      slug,
      name,
      named,
      leads: named.filter(({ role }) => role === 'lead').length,
      open: named.filter(({ item }) => !hasEnded(item)).length,
      late: named.filter(({ item }) => item.status === 'late').length,
    }))
    .toSorted((a, b) => collator.compare(a.name, b.name));
}
