import type { MachineTranslator } from '#modules/directory';
import { type App, type FastifyReply, type FastifyRequest, formValues } from '#platform/http';
import { AskPage } from '../../pages/writing/versions.tsx';
import { discardText, returnText, type TextPlace, withdrawText } from '../../service/writing/moving.ts';
import { readDesk } from '../../service/writing/reading.ts';
import { translateText } from '../../service/writing/translating.ts';
import { frameOf } from '../frame.ts';
import { addressOf, one, placeOf, refused, sentenceOf, textRoot, versionIn } from './parts.ts';

type Act = (
  request: FastifyRequest,
  place: TextPlace & { readonly base: number },
) => ReturnType<typeof translateText> | ReturnType<typeof withdrawText>;

/** Does something with a text and goes back to it, with a notice of what became of it. */
function acting(act: Act, done: (value: number | undefined) => string) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const place = placeOf(request);
    if (!place) return reply.refuse(404);
    const base = versionIn(one(formValues(request.body), 'base')) ?? 0;
    const outcome = await act(request, { pageId: place.pageId, language: place.tongue.tag, base });
    const address = addressOf(request, place);
    if (outcome.ok) return reply.redirectWithNotice(address, 'success', `orientation:staff.writing.done.${done(outcome.value)}`);
    // Nothing typed gets lost on the way back: these forms hold no text.
    return refused(reply, outcome.code) ?? reply.redirectWithNotice(address, 'warning', sentenceOf(outcome.code));
  };
}

function asking(what: 'discard' | 'withdraw') {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const place = placeOf(request);
    const desk = place && (await readDesk(request.context, place.pageId, place.tongue));
    if (!place || !desk?.actions.has(what)) return reply.refuse(404);
    return reply.page(
      <AskPage
        frame={frameOf(request.context)}
        pageId={place.pageId}
        name={desk.name}
        tongue={place.tongue}
        what={what}
        base={desk.latest?.version ?? 0}
      />,
    );
  };
}

/** Where a text goes besides being written: back, away, out of the public, into another language. */
export function moveRoutes(app: App, translator: MachineTranslator | undefined): void {
  const config = { access: 'orientation.write' } as const;
  app.get(`${textRoot}/verwerfen`, { config }, asking('discard'));
  app.post(
    `${textRoot}/verwerfen`,
    { config },
    acting(
      ({ context }, { base, ...place }) => discardText(context, place, base),
      () => 'discarded',
    ),
  );
  app.get(`${textRoot}/zuruecknehmen`, { config }, asking('withdraw'));
  app.post(
    `${textRoot}/zuruecknehmen`,
    { config },
    acting(
      ({ context }, place) => withdrawText(context, place),
      () => 'withdrawn',
    ),
  );
  app.post(
    `${textRoot}/zurueckgeben`,
    { config },
    acting(
      ({ context, body }, { base, ...place }) => {
        const note = one(formValues(body), 'reason').slice(0, 2000);
        return returnText(context, place, { base, note });
      },
      () => 'returned',
    ),
  );
  app.post(
    `${textRoot}/uebersetzen`,
    { config },
    acting(
      ({ context }, place) => translateText(context, translator, place),
      (left) => (left ? 'translated_partly' : 'translated'),
    ),
  );
}
