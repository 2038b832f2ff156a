import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import pg from 'pg';

// The bare server that ours is measured against: the same bytes from memory, or the same SQL through pg.
const [bytesFile = '', statementsFile = '', databaseUrl = '', poolSize = '10'] = process.argv.slice(2);
const bytes = readFileSync(bytesFile);
const statements = JSON.parse(readFileSync(statementsFile, 'utf8')) as { sql: string; parameters: unknown[] }[];
const pool = new pg.Pool({ connectionString: databaseUrl, max: Number(poolSize) });

const server = createServer(async (request, response) => {
  if (request.url === '/bytes') {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-length': bytes.length }).end(bytes);
    return;
  }
  const statement = statements[Number(request.url?.slice('/sql/'.length))];
  if (!statement) {
    response.writeHead(404, { 'content-length': 0 }).end();
    return;
  }
  const { rows } = await pool.query(statement.sql, statement.parameters);
  const body = Buffer.from(JSON.stringify(rows[0]));
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length }).end(body);
});
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as { port: number }).port }));
process.on('disconnect', () => process.exit(0));
