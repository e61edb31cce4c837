// Today's ClickHouse behind HTTP: chDB is the engine as a library, without a server. A process of its
// own, because it cannot be loaded twice in one. Arguments: the folder with `chdb`, one for its data.
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const [home = '', data = ''] = process.argv.slice(2);
const { Session } = createRequire(join(home, 'package.json'))('chdb');
const session = new Session(data);

/** What is said to the HTTP server itself, which there is not. */
const OF_HTTP =
  /^(query|query_id|database|session_id|default_format|wait_end_of_query|buffer_size|enable_http_compression|application.*)$/;

function answer(url, body) {
  const { searchParams } = new URL(url, 'http://localhost');
  for (const [name, value] of searchParams) {
    if (!OF_HTTP.test(name)) session.query(`SET ${name} = '${value}'`);
  }
  const query = [searchParams.get('query'), body].filter(Boolean).join('\n');
  return session.query(query, searchParams.get('default_format') ?? 'TabSeparated') ?? '';
}

const server = createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  try {
    const text = answer(request.url, Buffer.concat(chunks).toString('utf8'));
    response.writeHead(200).end(text);
  } catch (error) {
    response.writeHead(500).end(String(error.message ?? error));
  }
});
server.listen(0, '127.0.0.1', () => process.send?.(server.address().port));
process.on('disconnect', () => process.exit(0));
