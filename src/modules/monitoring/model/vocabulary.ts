/** Chapters of the monitoring, in the order of the page; texts `monitoring:topic.<topic>`. */
export const topics = [
  'demography',
  'legal',
  'early_education',
  'school',
  'labour',
  'livelihood',
  'health_housing',
  'participation',
  'work_of_ki',
] as const;
export type Topic = (typeof topics)[number];

/** What a figure speaks of: the state of things, or work done. Never mixed in one chart: state is no effect of work. */
export const kinds = ['context', 'output'] as const;
export type Kind = (typeof kinds)[number];

/** Which way is wanted; `none`: no judgement. */
export const directions = ['up', 'down', 'none'] as const;
export type Direction = (typeof directions)[number];

export const periodicities = ['year', 'half_year', 'quarter', 'month', 'school_year', 'several_years', 'irregular'] as const;
export type Periodicity = (typeof periodicities)[number];

/** Units of values; texts `monitoring:unit.<unit>`. */
export const units = [
  'persons',
  'percent',
  'permille',
  'per_thousand',
  'years',
  'square_metres',
  'square_kilometres',
  'per_square_kilometre',
  'euro',
  'places',
  'cases',
  'hours',
  'groups',
  'offers',
  'measures',
  'recommendations',
  'steps',
  'index',
  'quotient',
  'count',
] as const;
export type Unit = (typeof units)[number];

/** Units whose values must not be added up. */
export const relativeUnits: readonly Unit[] = [
  'percent',
  'permille',
  'per_thousand',
  'years',
  'square_metres',
  'per_square_kilometre',
  'index',
  'quotient',
];

/** Which people a source counts; see `monitoring:basis.<basis>`. */
export const populationBases = ['update', 'register', 'azr', 'census', 'microcensus', 'employment', 'own'] as const;
export type PopulationBasis = (typeof populationBases)[number];

/** Draft and internal are for staff, retired ones keep their address and say so. */
export const indicatorStates = ['draft', 'public', 'internal', 'retired'] as const;
export type IndicatorState = (typeof indicatorStates)[number];

/**
 * The offices' signs: `-` exactly zero · `.` unknown or secret · `...` comes later · `/` not reliable · `x` not meaningful ·
 * `()` limited reliability, the number stands · `*` secret (Bundesagentur für Arbeit). Texts `monitoring:marker.<name>`.
 */
export const markers = {
  '-': 'nothing',
  '.': 'unknown',
  '...': 'later',
  '/': 'unreliable',
  x: 'meaningless',
  '()': 'limited',
  '*': 'secret',
} as const;
export type Marker = keyof typeof markers;
