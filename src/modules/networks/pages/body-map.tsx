import { Table, useView } from '#platform/ui';
import { type MapNode, type NetworkLayout, rowHeight } from '../model/body-map.ts';
import type { SeatLink } from '../store/member-list.ts';

export interface NetworkMapProps {
  readonly layout: NetworkLayout;
  readonly links: readonly SeatLink[];
  /** Page of a body. */
  readonly bodyHref: (link: SeatLink) => string;
  /** Public page of an organisation of the directory. */
  readonly organisationHref: (organisationId: string) => string | undefined;
}

const width = 1000;
const leftEdge = 340;
const rightEdge = 640;
/** Letters that fit beside the lines; the whole name stands in the title and in the table. */
const letters = 46;

const short = (name: string) => (name.length > letters ? `${name.slice(0, letters - 1).trimEnd()}…` : name);

interface LabelProps {
  readonly node: MapNode;
  readonly name: string;
  readonly side: 'left' | 'right';
}

function Label({ node, name, side }: LabelProps) {
  const left = side === 'left';
  const x = left ? leftEdge : rightEdge;
  return (
    <g>
      <title>{name}</title>
      <circle cx={x} cy={node.y} r={Math.min(9, 3 + node.links)} fill="var(--dk-accent, #0a5c6b)" />
      <text
        x={left ? x - 14 : x + 14}
        y={node.y}
        dy="0.35em"
        text-anchor={left ? 'end' : 'start'}
        font-size="14"
        font-weight={left ? '600' : '400'}
        fill="var(--dk-ink, #1c1b20)"
      >
        {short(name)}
      </text>
    </g>
  );
}

/** The drawing: bodies at the left, organisations at the right. German names, so its order of reading is German in all languages. */
function Drawing({ layout, links }: Pick<NetworkMapProps, 'layout' | 'links'>) {
  const { t } = useView();
  const names = new Map(links.map((link) => [link.bodyId, link.bodyName]));
  const bodyY = new Map(layout.bodies.map(({ id, y }) => [id, y]));
  const organisationY = new Map(layout.organisations.map(({ id, y }) => [id, y]));
  const middle = (leftEdge + rightEdge) / 2;
  const top = rowHeight;
  return (
    <svg
      class="dk-network__drawing"
      viewBox={`0 ${-top} ${width} ${layout.height + top}`}
      width={width}
      height={layout.height + top}
      role="img"
      aria-label={t('networks:map.drawing', { bodies: layout.bodies.length, organisations: layout.organisations.length })}
      direction="ltr"
    >
      {layout.links.map(({ body, organisation }) => {
        const [from, to] = [bodyY.get(body) ?? 0, organisationY.get(organisation) ?? 0];
        return (
          <path
            key={`${body} ${organisation}`}
            d={`M${leftEdge} ${from}C${middle} ${from} ${middle} ${to} ${rightEdge} ${to}`}
            fill="none"
            stroke="var(--dk-accent, #0a5c6b)"
            stroke-opacity="0.45"
            stroke-width="1.5"
          />
        );
      })}
      <g lang="de">
        {layout.bodies.map((node) => (
          <Label key={node.id} node={node} name={names.get(node.id) ?? ''} side="left" />
        ))}
        {layout.organisations.map((node) => (
          <Label key={node.id} node={node} name={node.id} side="right" />
        ))}
      </g>
    </svg>
  );
}

interface BodyLine {
  readonly link: SeatLink;
  readonly organisations: readonly SeatLink[];
}

/** Bodies in the order of the links, each with its organisations. */
function linesOf(links: readonly SeatLink[]): BodyLine[] {
  const found = new Map<string, SeatLink[]>();
  for (const link of links) found.set(link.bodyId, [...(found.get(link.bodyId) ?? []), link]);
  return [...found.values()].map((organisations) => ({ link: organisations[0] as SeatLink, organisations }));
}

/** Who is connected with whom: as a drawing, and the same as a table in which every name can be followed. */
export function NetworkMap({ layout, links, bodyHref, organisationHref }: NetworkMapProps) {
  const { t } = useView();
  // The frame scrolls on small screens, so the keyboard has to reach it.
  const frame = {
    class: 'dk-network__frame',
    dir: 'ltr',
    role: 'region',
    tabIndex: 0,
    'aria-label': t('networks:map.title'),
  } as const;
  return (
    <div class="dk-network">
      <div {...frame}>
        <Drawing layout={layout} links={links} />
      </div>
      {layout.left > 0 && <p>{t('networks:map.left_out', { count: layout.left })}</p>}
      <Table
        caption={t('networks:map.table')}
        rows={linesOf(links)}
        rowKey={({ link }) => link.bodyId}
        columns={[
          {
            key: 'body',
            label: t('networks:map.body'),
            rowHeader: true,
            cell: ({ link }) => (
              <a href={bodyHref(link)} lang="de">
                <bdi>{link.bodyName}</bdi>
              </a>
            ),
          },
          {
            key: 'organisations',
            label: t('networks:map.organisations'),
            cell: ({ organisations }) => (
              <ul class="dk-network__names" lang="de">
                {organisations.map(({ organisationId, organisationName }) => {
                  const href = organisationId ? organisationHref(organisationId) : undefined;
                  const name = <bdi>{organisationName}</bdi>;
                  return <li key={organisationName}>{href ? <a href={href}>{name}</a> : name}</li>;
                })}
              </ul>
            ),
          },
        ]}
      />
    </div>
  );
}
