import { z } from 'zod';

/** The parts of a town's profile (Steckbrief), in the order in which they are shown. */
export const sections = ['structures', 'challenges', 'goals', 'counselling', 'lighthouse'] as const;
export type Section = (typeof sections)[number];
export type Sections = Readonly<Record<Section, readonly string[]>>;

export interface ProfileTranslation {
  /** `machine`: nobody has read it yet; the page says so. */
  readonly state: 'human' | 'machine';
  /** The original has changed since. */
  readonly outdated: boolean;
  readonly sections: Sections;
}

export interface Profile {
  /** AGS of the town. */
  readonly town: string;
  readonly sections: Sections;
  /** Interface language tag in which the points are written. */
  readonly sourceLanguage: string;
  readonly translations: Readonly<Record<string, ProfileTranslation>>;
  /** Where the points come from; empty: the district's own knowledge. */
  readonly source: string;
  /** 0: there is none yet. */
  readonly version: number;
  readonly updatedAt: Date | null;
}

export const profileLimits = { points: 40, pointLength: 300, sourceLength: 300 } as const;

export const noSections: Sections = { structures: [], challenges: [], goals: [], counselling: [], lighthouse: [] };

export function emptyProfile(town: string): Profile {
  return { town, sections: noSections, sourceLanguage: 'de', translations: {}, source: '', version: 0, updatedAt: null };
}

export function isEmpty(content: Sections): boolean {
  return sections.every((section) => content[section].length === 0);
}

/** One point per line, as people write lists: bullets and blank lines fall away. */
export function pointsOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.replace(/^\s*(?:[-–•*·]\s+)?/, '').trim())
    .filter(Boolean);
}

const points = z.array(z.string().min(1).max(profileLimits.pointLength)).max(profileLimits.points);

/** A profile as its editor sends it, in one language. */
export interface ProfileEdit {
  /** Interface language tag; absent: the language of the original. */
  readonly language?: string | undefined;
  readonly sections: Sections;
  readonly source?: string | undefined;
}

export const profileEditSchema = z.object({
  language: z.string().max(20).optional(),
  sections: z.object({ structures: points, challenges: points, goals: points, counselling: points, lighthouse: points }),
  source: z.string().max(profileLimits.sourceLength).default(''),
});

const sameList = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((one, index) => one === b[index]);

/** The sections in which two texts of a profile differ. */
export function changedSections(a: Sections, b: Sections): Section[] {
  return sections.filter((section) => !sameList(a[section], b[section]));
}

/** The text of a profile in exactly this language; empty lists when it is not translated into it. */
export function textIn(profile: Profile, tag: string): Sections {
  return tag === profile.sourceLanguage ? profile.sections : (profile.translations[tag]?.sections ?? noSections);
}

/** What a visitor reads: the translation, or the original with its language so that it is read out rightly. */
export function textFor(
  profile: Profile,
  tag: string,
): { sections: Sections; language: string; state: 'original' | 'human' | 'machine'; outdated: boolean } {
  const translation = profile.translations[tag];
  if (tag === profile.sourceLanguage || !translation) {
    return { sections: profile.sections, language: profile.sourceLanguage, state: 'original', outdated: false };
  }
  return { sections: translation.sections, language: tag, state: translation.state, outdated: translation.outdated };
}

/**
 * The profile after an edit. A changed original leaves its translations standing but marked as outdated; a translation
 * that a person has saved is no longer a machine's; one that is emptied is gone.
 */
export function applyEdit(profile: Profile, edit: ProfileEdit): Pick<Profile, 'sections' | 'translations' | 'source'> {
  const language = edit.language ?? profile.sourceLanguage;
  const source = edit.source ?? '';
  if (language === profile.sourceLanguage) {
    const changed = changedSections(profile.sections, edit.sections).length > 0;
    const translations = Object.entries(profile.translations).map(([tag, one]) => [
      tag,
      { ...one, outdated: one.outdated || changed },
    ]);
    return { sections: edit.sections, source, translations: Object.fromEntries(translations) };
  }
  const { [language]: _replaced, ...others } = profile.translations;
  const translations = isEmpty(edit.sections)
    ? others
    : { ...others, [language]: { state: 'human' as const, outdated: false, sections: edit.sections } };
  return { sections: profile.sections, source, translations };
}
