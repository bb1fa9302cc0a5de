import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { REPORT_PAGE, REPORT_STEP } from '../engine/places.ts';
import { idle } from './idle.ts';
import { run } from './run.ts';
import { usageError } from './arguments.ts';
import { answerFor, isOwnHost, PLAIN, type Answer } from './report-files.ts';
import { EXIT, tell, type RunArguments, type VerbContext } from './terminal.ts';

const HOST = '127.0.0.1';
const PORT = 4177;

/** `report`: builds the site if it is stale, then serves it to this machine until interrupted. */
export async function report(
  context: VerbContext,
  args: RunArguments,
  portText: string | undefined,
): Promise<number> {
  const port = parsePort(portText);
  const asked = { ...args, targets: [REPORT_STEP] };
  const built = idle(context, asked) ?? (await run(context, asked));
  if (built !== EXIT.done || args.dryRun) return built;
  const { server, address } = await serveReport(context.root, port);
  const text = `The report is at ${address} (Ctrl+C ends; ${REPORT_PAGE} opens without a server too)\n`;
  tell(context, args, { event: 'serve', address }, text);
  await untilAborted(context.signal, server);
  return EXIT.done;
}

function parsePort(text: string | undefined): number {
  if (text === undefined) return PORT;
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw usageError(`--port ${text}`, 'a whole number from 0 to 65535; 0 takes any free port');
}

export async function serveReport(
  root: string,
  port: number,
): Promise<{ readonly server: Server; readonly address: string }> {
  const server = createServer((request, response) => respond(root, request, response));
  await new Promise<void>((resolve, reject) => {
    const taken = usageError(
      `port ${port} is taken`,
      'didactic report --port 0 takes any free one',
    );
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? taken : error),
    );
    server.listen(port, HOST, resolve);
  });
  const { port: bound } = server.address() as AddressInfo;
  return { server, address: `http://${HOST}:${bound}/` };
}

/** A page of another site must not read the report through a name that leads to this machine. */
function respond(root: string, request: IncomingMessage, response: ServerResponse): void {
  const { port } = request.socket.address() as AddressInfo;
  if (!isOwnHost(request.headers.host, port)) {
    send(response, { status: 403, type: PLAIN, body: 'wrong host\n' });
  } else if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('Allow', 'GET, HEAD');
    send(response, { status: 405, type: PLAIN, body: 'read only\n' });
  } else {
    send(response, answerFor(root, join(root, dirname(REPORT_PAGE)), request.url ?? '/'));
  }
}

function send(response: ServerResponse, answer: Answer): void {
  response.writeHead(answer.status, {
    'Content-Type': answer.type,
    'Content-Length': Buffer.byteLength(answer.body),
    'Cache-Control': 'no-store',
    'Content-Security-Policy': "frame-ancestors 'none'",
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    ...(answer.save && { 'Content-Disposition': 'attachment' }),
  });
  // Node leaves the body of an answer to HEAD out by itself.
  response.end(answer.body);
}

async function untilAborted(signal: AbortSignal, server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    const stop = () => {
      server.close(() => resolve());
      server.closeAllConnections();
    };
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}
