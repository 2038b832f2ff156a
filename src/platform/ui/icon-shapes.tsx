import type { JSX } from 'preact';

/** Line drawings on a 24 × 24 grid; stroke and colour come from `<Icon>`. */
export const iconShapes = {
  // Life situations
  // A signpost: where one finds one's way
  arrival: <path d="M12 3v18M9 21h6M12 4.5h6.5L21 7l-2.5 2.5H12zM12 11H5.5L3 13.5 5.5 16H12z" />,
  language: (
    <>
      <path d="M3 5.5A1.5 1.5 0 0 1 4.5 4h8A1.5 1.5 0 0 1 14 5.5v5a1.5 1.5 0 0 1-1.5 1.5H8.5L5 15v-3h-.5A1.5 1.5 0 0 1 3 10.5z" />
      <path d="M17 9h2.5A1.5 1.5 0 0 1 21 10.5v5a1.5 1.5 0 0 1-1.5 1.5H19v3l-3.5-3h-4A1.5 1.5 0 0 1 10 15.5V15" />
    </>
  ),
  school: (
    <>
      <path d="M2.5 9.5 12 5l9.5 4.5L12 14z" />
      <path d="M6.5 11.5V16c3 2.7 8 2.7 11 0v-4.5M21.5 9.5V15" />
    </>
  ),
  work: (
    <>
      <rect x="3" y="8" width="18" height="12" rx="2" />
      <path d="M9 8V6a2 2 0 0 1 2-2h2a2 2 0 0 1 2 2v2M3 13.5h18M12 12.5v2" />
    </>
  ),
  housing: (
    <>
      <path d="M3 11.5 12 4l9 7.5" />
      <path d="M5.5 9.5V20h13V9.5M10 20v-5.5h4V20" />
    </>
  ),
  health: (
    <path d="M12 20C5.5 15.3 3 12.3 3 8.9A4.7 4.7 0 0 1 7.7 4c1.8 0 3.4 1 4.3 2.7C12.9 5 14.5 4 16.3 4A4.7 4.7 0 0 1 21 8.9c0 3.4-2.5 6.4-9 11.1z" />
  ),
  leisure: (
    <>
      <circle cx="8.5" cy="7.5" r="3" />
      <circle cx="17" cy="9" r="2.3" />
      <path d="M2.5 20c0-4.5 2.3-7 6-7s6 2.5 6 7M14.8 14.2c4-1.3 6.7.8 6.7 4.8" />
    </>
  ),
  rights: (
    <>
      <path d="M12 4v16M7.5 20h9M5 7.5h14M12 4.5l0 3" />
      <path d="M5.5 7.5 3 13.5a2.8 2.8 0 0 0 5 0zM18.5 7.5l-2.5 6a2.8 2.8 0 0 0 5 0z" />
    </>
  ),
  registration: (
    <>
      <rect x="3" y="5" width="18" height="14" rx="2" />
      <circle cx="8.5" cy="10.3" r="2" />
      <path d="M5.5 16c.3-1.8 1.3-2.8 3-2.8s2.7 1 3 2.8M14.5 9.5h4M14.5 13.5h4" />
    </>
  ),
  family: (
    <>
      <circle cx="7" cy="6.5" r="2.7" />
      <circle cx="17" cy="6.5" r="2.7" />
      <circle cx="12" cy="14.3" r="2" />
      <path d="M2.5 19.5c0-4.7 1.6-7.3 4.5-7.3.9 0 1.7.3 2.3.8M21.5 19.5c0-4.7-1.6-7.3-4.5-7.3-.9 0-1.7.3-2.3.8M8.3 21c.2-2.3 1.4-3.7 3.7-3.7s3.5 1.4 3.7 3.7" />
    </>
  ),
  // Tools
  play: (
    <>
      <circle cx="12" cy="12" r="9" />
      <path d="M10 8.5v7l6-3.5z" />
    </>
  ),
  search: (
    <>
      <circle cx="10.5" cy="10.5" r="6.5" />
      <path d="m15.5 15.5 5 5" />
    </>
  ),
  filter: <path d="M3.5 6h17M6.5 12h11M10 18h4" />,
  map: (
    <>
      <path d="m3 6.5 6-2.5 6 2.5 6-2.5v13.5L15 20l-6-2.5L3 20z" />
      <path d="M9 4v13.5M15 6.5V20" />
    </>
  ),
  list: <path d="M9 6h11.5M9 12h11.5M9 18h11.5M4 6h.5M4 12h.5M4 18h.5" />,
  menu: <path d="M4 6.5h16M4 12h16M4 17.5h16" />,
  globe: (
    <>
      <circle cx="12" cy="12" r="9" />
      <path d="M3 12h18M12 3c2.7 2.7 4 5.7 4 9s-1.3 6.3-4 9c-2.7-2.7-4-5.7-4-9s1.3-6.3 4-9z" />
    </>
  ),
  print: (
    <>
      <path d="M7 8V3.5h10V8M7 17H5a2 2 0 0 1-2-2v-5a2 2 0 0 1 2-2h14a2 2 0 0 1 2 2v5a2 2 0 0 1-2 2h-2" />
      <path d="M7 13.5h10v7H7z" />
    </>
  ),
  qr: (
    <>
      <path d="M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4z" />
      <path d="M14 14h2.5v2.5M20 14v3M14 20h2.5M20 20h0" />
    </>
  ),
  phone: (
    <path d="M5 4h3.5l1.7 4.5-2.2 1.6a12 12 0 0 0 5.9 5.9l1.6-2.2L20 15.5V19a1.5 1.5 0 0 1-1.5 1.5C10.5 20.5 3.5 13.5 3.5 5.5A1.5 1.5 0 0 1 5 4z" />
  ),
  mail: (
    <>
      <rect x="3" y="5" width="18" height="14" rx="2" />
      <path d="m3.5 7 8.5 6.5L20.5 7" />
    </>
  ),
  place: (
    <>
      <path d="M12 21c-4.7-4.8-7-8.3-7-11.2A7 7 0 0 1 12 3a7 7 0 0 1 7 6.8c0 2.9-2.3 6.4-7 11.2z" />
      <circle cx="12" cy="10" r="2.5" />
    </>
  ),
  calendar: (
    <>
      <rect x="3.5" y="5" width="17" height="15.5" rx="2" />
      <path d="M3.5 10h17M8 3v4M16 3v4" />
    </>
  ),
  clock: (
    <>
      <circle cx="12" cy="12" r="8.8" />
      <path d="M12 7v5.3l3.5 2.2" />
    </>
  ),
  person: (
    <>
      <circle cx="12" cy="8" r="4" />
      <path d="M4.5 20.5c0-4.5 3-7 7.5-7s7.5 2.5 7.5 7" />
    </>
  ),
  logout: <path d="M10 4H6a2 2 0 0 0-2 2v12a2 2 0 0 0 2 2h4M10 12h10m-4-4 4 4-4 4" />,
  edit: <path d="M4 20l.8-4L16 4.8a1.7 1.7 0 0 1 2.4 0l.8.8a1.7 1.7 0 0 1 0 2.4L8 19.2zM14 6.8l3.2 3.2" />,
  download: <path d="M12 3.5v11.5m-4.5-4.5L12 15l4.5-4.5M4 20h16" />,
  plus: <path d="M12 5v14M5 12h14" />,
  close: <path d="m6 6 12 12M18 6 6 18" />,
  external: <path d="M14 4h6v6M20 4l-9 9M18 14v5a1.5 1.5 0 0 1-1.5 1.5H5A1.5 1.5 0 0 1 3.5 19V7.5A1.5 1.5 0 0 1 5 6h5" />,
  // Meaning
  check: <path d="m4.5 12.5 5 5 10-11" />,
  success: (
    <>
      <circle cx="12" cy="12" r="9" />
      <path d="m7.8 12.3 3 3 5.5-6.2" />
    </>
  ),
  info: (
    <>
      <circle cx="12" cy="12" r="9" />
      <path d="M12 11v5.5M12 7.5v.2" />
    </>
  ),
  warning: (
    <>
      <path d="M12 3.5 21.5 20h-19z" />
      <path d="M12 9.5v5M12 17.2v.1" />
    </>
  ),
  danger: (
    <>
      <path d="M8.2 3h7.6L21 8.2v7.6L15.8 21H8.2L3 15.8V8.2z" />
      <path d="M12 7.5v5.5M12 16.3v.2" />
    </>
  ),
  // Directions: `forward` and `back` follow the reading direction
  forward: <path d="m9 5 7 7-7 7" />,
  back: <path d="m15 5-7 7 7 7" />,
  arrow: <path d="M4 12h16m-6.5-6.5L20 12l-6.5 6.5" />,
  down: <path d="m5 9 7 7 7-7" />,
  up: <path d="m5 15 7-7 7 7" />,
} as const satisfies Record<string, JSX.Element>;

export type IconName = keyof typeof iconShapes;

/** Those that point along the reading direction and turn over on right-to-left pages. */
export const directionalIcons: ReadonlySet<IconName> = new Set(['forward', 'back', 'arrow', 'external', 'list', 'logout']);
