import type { ApiDescription } from '#platform/module';

const health = {
  type: 'object',
  required: ['ready', 'database', 'migrations', 'jobs'],
  properties: {
    ready: { type: 'boolean' },
    database: { enum: ['ok', 'unreachable'] },
    migrations: { enum: ['ok', 'missing', 'unknown'] },
    jobs: { enum: ['running', 'stopped', 'elsewhere'] },
  },
};

/** What whoever operates the program may ask. */
export const operationsApi: ApiDescription = {
  operations: [
    {
      method: 'get',
      paths: ['/health/live'],
      id: 'getLiveness',
      group: 'operation',
      summary: 'openapi:staff.health.live',
      answer: { 'application/json': { type: 'object', required: ['live'], properties: { live: { const: true } } } },
      example: () => '/health/live',
    },
    {
      method: 'get',
      paths: ['/health/ready'],
      id: 'getReadiness',
      group: 'operation',
      summary: 'openapi:staff.health.ready',
      description: 'openapi:staff.health.ready_text',
      answer: { 'application/json': health },
      example: () => '/health/ready',
    },
    {
      method: 'get',
      paths: ['/metrics'],
      id: 'getMetrics',
      group: 'operation',
      summary: 'openapi:staff.metrics',
      description: 'openapi:staff.metrics_text',
      answer: { 'application/openmetrics-text': { type: 'string' } },
    },
  ],
};
