import type { Caller } from './caller.ts';

/** Lets readers of the Integreat app say something. @returns the page on which the interface's addresses stand */
export async function fillWithVoices(slug: string, visitor: Caller, times: number): Promise<string[]> {
  const page = '/api/integreat';
  for (let count = 1; count <= times; count++) {
    const comment = `Das fehlt hier, zum ${count}. Mal.    Kontaktadresse: app-${count}@example.org`;
    const fields = new URLSearchParams({ rating: 'down', comment, slug: 'bankkonto' });
    const { status, body } = await visitor.post(`/api/v3/${slug}/de/feedback/page/`, fields);
    if (status !== 201) throw new Error(`feedback from the app: ${status} ${body.slice(0, 200)}`);
  }
  return [page];
}
