import type { Context } from '#platform/access';
import { uuidPattern } from '#platform/crypto';
import { type App, type FastifyReply, type FastifyRequest, formValues, parseForm } from '#platform/http';
import { failureText } from '../failures.ts';
import { type GenesisService, type Retrieval, type RetrievalInput, retrievalSchema } from '../model/retrieval.ts';
import { RetrievalListPage } from '../pages/retrieval.tsx';
import { RetrievalDeletePage, RetrievalFormPage } from '../pages/retrieval-form.tsx';
import {
  addRetrieval,
  orderRetrieval,
  type RetrievalParts,
  removeRetrieval,
  retrievals,
  saveRetrieval,
} from '../service/retrieval.ts';

const base = (context: Context) => `/intern/${context.tenant.slug}/monitoring`;

const valuesOf = ({ version, ...input }: RetrievalInput & { version: number }): Record<string, string> =>
  Object.fromEntries(
    [...Object.entries(input), ['version', version]].map(([name, value]) => [
      name as string,
      value === null ? '' : String(value),
    ]),
  );

const fresh: Record<string, string> = { service: 'regionalstatistik', language: 'de', everyMonths: '12' };

async function found(request: FastifyRequest): Promise<Retrieval | undefined> {
  const { id = '' } = request.params as { id?: string };
  if (!uuidPattern.test(id)) return undefined;
  return (await retrievals(request.context)).find((one) => one.id === id);
}

/** Messages of a form: what is wrong with a field of letters and digits is said by its hint. */
function show(
  request: FastifyRequest,
  reply: FastifyReply,
  retrieval: Retrieval | undefined,
  more?: { values: Record<string, string>; errors: Record<string, string> },
): FastifyReply {
  const values = more?.values ?? (retrieval ? valuesOf(retrieval) : fresh);
  return reply.page(
    <RetrievalFormPage base={base(request.context)} retrieval={retrieval} values={values} errors={more?.errors} />,
    more ? 422 : 200,
  );
}

async function save(request: FastifyRequest, reply: FastifyReply, retrieval: Retrieval | undefined): Promise<FastifyReply> {
  const { context } = request;
  const form = parseForm(retrievalSchema, request.body, context.t);
  const values = formValues(request.body) as Record<string, string>;
  if (!form.ok) return show(request, reply, retrieval, { values, errors: { ...form.errors } });
  const saved = retrieval
    ? await saveRetrieval(context, retrieval.id, Number(values.version), form.data)
    : await addRetrieval(context, form.data);
  if (saved.ok) return reply.redirectWithNotice(`${base(context)}/abrufe`, 'success', 'monitoring:staff.retrieval.saved');
  if (saved.code === 'monitoring.not_allowed') return reply.refuse(403);
  if (saved.code === 'monitoring.unknown_retrieval') return reply.refuse(404);
  const field = saved.code === 'monitoring.retrieval_taken' ? 'tableCode' : '_form';
  // Whoever looks at the message has seen the other's change, and may save over it.
  const version = saved.code === 'monitoring.changed' ? { version: String(saved.details.version) } : {};
  return show(request, reply, retrieval, {
    values: { ...values, ...version },
    errors: { [field]: context.t(failureText(saved.code)) },
  });
}

/** Tables that are fetched from the offices' databases. */
export function retrievalRoutes(app: App, { logins }: Pick<RetrievalParts, 'logins'>): void {
  const root = '/intern/:district/monitoring/abrufe';
  const config = { access: 'monitoring.import' } as const;
  const withAccount = Object.keys(logins).filter((service) => logins[service as GenesisService]) as GenesisService[];
  app.get(root, { config: { access: 'monitoring.read' } }, async (request, reply) => {
    const { context } = request;
    return reply.page(
      <RetrievalListPage
        base={base(context)}
        retrievals={await retrievals(context)}
        withAccount={withAccount}
        mayEdit={context.may('monitoring.import')}
      />,
    );
  });
  app.get(`${root}/neu`, { config }, async (request, reply) => show(request, reply, undefined));
  app.post(`${root}/neu`, { config }, (request, reply) => save(request, reply, undefined));
  const known =
    (handler: (request: FastifyRequest, reply: FastifyReply, retrieval: Retrieval) => Promise<FastifyReply>) =>
    async (request: FastifyRequest, reply: FastifyReply) => {
      const retrieval = await found(request);
      return retrieval ? handler(request, reply, retrieval) : reply.refuse(404);
    };
  app.get(
    `${root}/:id`,
    { config },
    known(async (request, reply, retrieval) => show(request, reply, retrieval)),
  );
  app.post(`${root}/:id`, { config }, known(save));
  app.post(
    `${root}/:id/abrufen`,
    { config },
    known(async ({ context }, reply, { id, service }) => {
      const address = `${base(context)}/abrufe`;
      if (!withAccount.includes(service))
        return reply.redirectWithNotice(address, 'warning', 'monitoring:staff.retrieval.result.no_credentials');
      const ordered = await orderRetrieval(context, id);
      return ordered.ok ? reply.redirectWithNotice(address, 'success', 'monitoring:staff.retrieval.ordered') : reply.refuse(404);
    }),
  );
  app.get(
    `${root}/:id/loeschen`,
    { config },
    known(async ({ context }, reply, { id, tableCode }) =>
      reply.page(<RetrievalDeletePage base={base(context)} id={id} tableCode={tableCode} />),
    ),
  );
  app.post(
    `${root}/:id/loeschen`,
    { config },
    known(async ({ context }, reply, { id }) => {
      const gone = await removeRetrieval(context, id);
      return gone.ok
        ? reply.redirectWithNotice(`${base(context)}/abrufe`, 'success', 'monitoring:staff.retrieval.deleted')
        : reply.refuse(404);
    }),
  );
}
