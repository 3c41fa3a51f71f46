import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

const ITEM = (title: string, link: string) =>
  `<item><title>${title}</title><link>${link}</link><guid>${link}</guid><description>Troops of the two states exchanged fire at the border before the talks on a treaty.</description></item>`;
const RSS = (items: string) =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>Hostile Herald</title><link>http://example.org/</link>${items}</channel></rss>`;
const CHUNK = Buffer.alloc(1024 * 1024, 0x61);

/** Feeds and pages as nobody should serve them, on loopback; one good feed links to a page of 20,000 nested elements. */
export async function startHostileServer() {
  const endless = new Set<NodeJS.Timeout>();
  const stream = (response: ServerResponse, chunks: number) => {
    let sent = 0;
    const push = () => {
      while (sent < chunks) {
        sent += 1;
        if (!response.write(CHUNK)) return void response.once('drain', push);
      }
      response.end();
    };
    push();
  };
  const pages: Readonly<Record<string, (response: ServerResponse) => void>> = {
    '/html': (response) =>
      void response
        .setHeader('content-type', 'text/html')
        .end('<!doctype html><html><body><h1>Not a feed</h1></body></html>'),
    '/garbage': (response) => void response.end(Buffer.from([0, 159, 146, 150, 1, 2, 3, 255])),
    '/empty': (response) => void response.end(''),
    '/truncated': (response) =>
      void response.end(
        RSS(
          ITEM('Border treaty signed by ministers of both states', `${url}/page`) +
            ITEM('Cut off', `${url}/cut`),
        ).slice(0, -60),
      ),
    '/huge': (response) => stream(response, 50),
    '/endless': (response) => {
      response.write('<?xml version="1.0"?><rss version="2.0"><channel>');
      const timer = setInterval(() => response.write(' '), 200);
      endless.add(timer);
      response.on('close', () => clearInterval(timer));
    },
    '/nested-feed': (response) =>
      void response.end(RSS(ITEM('Foreign ministers sign border treaty after war', `${url}/nested`))),
    '/nested': (response) =>
      void response
        .setHeader('content-type', 'text/html')
        .end(`<html><body>${'<div>'.repeat(20_000)}deep${'</div>'.repeat(20_000)}</body></html>`),
  };
  const server = createServer((request, response) => {
    const page = pages[request.url ?? ''];
    if (page) page(response);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    host: `127.0.0.1:${port}`,
    async close() {
      for (const timer of endless) clearInterval(timer);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
