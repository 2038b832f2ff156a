import { z } from 'zod';
import { uuidPattern } from '#platform/crypto';
import {
  type App,
  type FastifyReply,
  type FastifyRequest,
  type FormErrors,
  type FormValues,
  formValues,
  parseForm,
} from '#platform/http';
import { failureText } from '../failures.ts';
import { explanationSchema, findingStates } from '../model/finding.ts';
import { findingRules } from '../model/plausibility.ts';
import { FindingPage, PublicFindingsPage, StaffFindingsPage } from '../pages/findings.tsx';
import { type ExplainFailure, explainFinding, oneFinding, publicFindings, staffFindings } from '../service/findings.ts';
import { checkAll } from '../service/plausibility.ts';

const path = '/intern/:district/monitoring/hinweise';
const baseOf = ({ context }: FastifyRequest) => `/intern/${context.tenant.slug}/monitoring/hinweise`;
const idOf = (request: FastifyRequest) => (request.params as { id: string }).id;

/** What the address bar says that is none of these is as good as nothing. */
const querySchema = z.object({
  stand: z.enum(findingStates).catch('open'),
  regel: z.enum(findingRules).nullable().catch(null),
  kennzahl: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,59}$/)
    .nullable()
    .catch(null),
});

const versionSchema = explanationSchema.pick({ version: true });

/** Contradictions: the public list, the working list of the staff, the form that explains one. */
export function findingRoutes(app: App): void {
  app.get('/:district/:language/zahlen/hinweise', { config: { access: 'public', cached: true } }, async (request, reply) =>
    reply.page(<PublicFindingsPage list={await publicFindings(request.context)} />),
  );

  app.get(path, { config: { access: 'monitoring.read' } }, async (request, reply) => {
    const { stand, regel, kennzahl } = querySchema.parse(formValues(request.query));
    const filter = { state: stand, rule: regel, indicator: kennzahl };
    const list = await staffFindings(request.context, filter);
    if (!list.ok) return reply.refuse(403);
    const mayExplain = request.context.may('monitoring.import');
    return reply.page(<StaffFindingsPage base={baseOf(request)} list={list.value} filter={filter} mayExplain={mayExplain} />);
  });

  const config = { access: 'monitoring.import' } as const;

  app.post(`${path}/pruefen`, { config: { ...config, limitPerMinute: 6 } }, async (request, reply) => {
    await checkAll(request.context);
    return reply.redirectWithNotice(baseOf(request), 'success', 'monitoring:staff.finding.checked');
  });

  const show = async (request: FastifyRequest, reply: FastifyReply, values: FormValues = {}, errors: FormErrors = {}) => {
    const found = uuidPattern.test(idOf(request)) ? await oneFinding(request.context, idOf(request)) : undefined;
    if (!found) return reply.refuse(404);
    const page = <FindingPage base={baseOf(request)} list={found} finding={found.finding} values={values} errors={errors} />;
    return reply.page(page, Object.keys(errors).length > 0 ? 422 : 200);
  };

  const write = async (request: FastifyRequest, reply: FastifyReply, change: { explanation: string | null; version: number }) => {
    const outcome = await explainFinding(request.context, idOf(request), change);
    if (outcome.ok) {
      const notice = change.explanation === null ? 'withdrawn' : 'saved';
      return reply.redirectWithNotice(baseOf(request), 'success', `monitoring:staff.finding.${notice}`);
    }
    const code: ExplainFailure = outcome.code;
    if (code === 'monitoring.unknown_finding') return reply.refuse(404);
    return reply.redirectWithNotice(`${baseOf(request)}/${idOf(request)}`, 'warning', failureText(code));
  };

  app.get(`${path}/:id`, { config }, (request, reply) => show(request, reply));
  app.post(`${path}/:id`, { config }, async (request, reply) => {
    if (!uuidPattern.test(idOf(request))) return reply.refuse(404);
    const parsed = parseForm(explanationSchema, request.body, request.context.t);
    return parsed.ok ? write(request, reply, parsed.data) : show(request, reply, parsed.values, parsed.errors);
  });
  app.post(`${path}/:id/zuruecknehmen`, { config }, async (request, reply) => {
    if (!uuidPattern.test(idOf(request))) return reply.refuse(404);
    const parsed = parseForm(versionSchema, request.body, request.context.t);
    return parsed.ok ? write(request, reply, { ...parsed.data, explanation: null }) : show(request, reply, parsed.values);
  });
}
