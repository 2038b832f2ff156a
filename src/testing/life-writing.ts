import type { Caller } from './caller.ts';
import { expectSent, linksOf } from './life-parts.ts';

/** Lets people write the guide: drafts, translations, a text in review, one that is scheduled. @returns pages of texts with a history */
export async function fillWithTexts(slug: string, lead: Caller, times: number): Promise<string[]> {
  const pages = await linksOf(lead, `/intern/${slug}/ankommen`, /\/ankommen\/seite\/[0-9a-f-]{36}$/);
  const actions = ['review', 'schedule', 'save'] as const;
  const texts: string[] = [];
  const inAMonth = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 16);
  for (const [index, page] of pages.slice(0, times).entries()) {
    const text = `${page}/${index % 2 ? 'uk' : 'de'}`;
    const changes = {
      action: actions[index % actions.length] ?? 'save',
      title: `Neuer Titel ${index}`,
      body: `Neuer Text ${index}, mit **Fett**.`,
      note: 'Bitte ansehen',
      publishAt: inAMonth,
    };
    expectSent('a text', await lead.send(text, text.slice(text.lastIndexOf('/seite/')), changes));
    texts.push(text, `${text}/versionen`, `${text}?art=page&suche=a`);
  }
  return texts;
}
