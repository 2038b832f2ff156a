import { type App, type FastifyReply, type FastifyRequest, formValues, parseForm } from '#platform/http';
import { ballotForm } from '../model/resolution-form.ts';
import { BallotPage, DeadLinkPage } from '../pages/vote-link.tsx';
import { castVote, readBallot } from '../service/ballots.ts';
import { one } from './parts.ts';

const address = '/:district/:language/abstimmung/:token';
// Secrets are too long to guess; this spares the database those who try.
const config = { config: { access: 'public', limitPerMinute: 60 } } as const;

const tokenOf = (request: FastifyRequest): string => one(formValues(request.params), 'token');

/** The page of a secret link: kept nowhere, and told to no other site. */
export const secret = (reply: FastifyReply): FastifyReply =>
  reply.header('cache-control', 'no-store').header('referrer-policy', 'no-referrer');

/** Voting by letter without an account. */
export function ballotRoutes(app: App): void {
  const show = async (request: FastifyRequest, reply: FastifyReply, again?: Awaited<ReturnType<typeof rejected>>) => {
    const found = await readBallot(request.context, tokenOf(request));
    if (!found.ok) return secret(reply).page(<DeadLinkPage />, 410);
    const { vote, remark } = found.value;
    const { tenant, language } = request.context;
    return secret(reply).page(
      <BallotPage
        ballot={found.value}
        action={`/${tenant.slug}/${language.tag}/abstimmung/${tokenOf(request)}`}
        values={again?.values ?? { vote: vote ?? '', remark }}
        errors={again?.errors ?? {}}
      />,
      again ? 422 : 200,
    );
  };

  app.get(address, config, (request, reply) => show(request, reply));

  app.post(address, config, async (request, reply) => {
    const { context } = request;
    const form = parseForm(ballotForm, request.body, context.t);
    if (!form.ok) return show(request, reply, form);
    const outcome = await castVote(context, tokenOf(request), form.data.vote, form.data.remark);
    if (!outcome.ok)
      return outcome.code === 'networks.link_unknown'
        ? secret(reply).page(<DeadLinkPage />, 410)
        : show(request, reply, rejected(form.values));
    const path = `/${context.tenant.slug}/${context.language.tag}/abstimmung/${tokenOf(request)}`;
    return secret(reply).redirectWithNotice(path, 'success', 'networks:vote.saved');
  });
}

/** The vote came too late; the page itself says so. */
const rejected = (values: ReturnType<typeof formValues>) => ({ values, errors: {} as Readonly<Record<string, string>> });
