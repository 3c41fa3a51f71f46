import { decodeEntity, joinSurrogates } from './decode-entities.ts';

export type CleanXml =
  | { kind: 'feed'; text: string; format: 'rss' | 'rdf' | 'atom' }
  | { kind: 'not-a-feed' }
  | { kind: 'refused'; reason: string };

/** Elements that hold text. Markup that stands in them unescaped is made character data, as its author meant it. */
const TEXT_ELEMENTS = new Set(
  (
    'title description summary content content:encoded subtitle tagline info rights copyright guid id pubDate dc:date ' +
    'dc:title dc:creator dc:description published updated issued modified created category managingEditor webMaster ' +
    'generator language ttl lastBuildDate media:title media:description itunes:summary encoded comments'
  ).split(' '),
);

/** XML allows no other control characters, and no parser reads them. */
// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** Entities that are built from others or fetched are attacks, not abbreviations. */
const NESTED_ENTITY =
  /<!ENTITY\s+(?:%|[\w.:-]+\s+(?:SYSTEM|PUBLIC)\b|[\w.:-]+\s+(?:"[^"]*[&%]\w|'[^']*[&%]\w))/;

type Scan = {
  source: string;
  at: number;
  names: NameMap;
  rename: (name: string) => string;
  out: string[];
  /** Names that have no closing tag from here on: not searched again. */
  neverClosed: Set<string>;
  /** The closing tags that were looked for, by name. */
  closings: Map<string, RegExp>;
};

/**
 * Makes a feed's document well-formed where it can be: control characters, junk before the root and document types
 * go; bare ampersands and HTML entities become XML; naked markup in text becomes character data; element names get
 * their usual case and prefix. One pass, linear in the length. Entities of the document's own are never expanded.
 * `rename` gives elements other names in what comes out.
 */
export function cleanXml(source: string, rename: (name: string) => string = (name) => name): CleanXml {
  const text = source.replace(CONTROL, '').toWellFormed();
  const root = readNames(text);
  if (!root) return { kind: 'not-a-feed' };
  const prolog = text.slice(0, root.at);
  if (NESTED_ENTITY.test(prolog)) return { kind: 'refused', reason: 'declares nested or external entities' };

  const scan: Scan = {
    source: text,
    at: root.at,
    names: root.names,
    rename,
    out: [],
    neverClosed: new Set(),
    closings: new Map(),
  };
  while (scan.at < text.length) step(scan);
  return { kind: 'feed', text: closeRoot(scan.out.join(''), root), format: root.format };
}

/** Cuts what follows the root, and gives a lone channel its root. */
function closeRoot(text: string, root: Root): string {
  const close = `</${ROOT_NAMES[root.format]}>`;
  const whole = root.isLoneChannel ? `<rss version="2.0">${text}</rss>` : text;
  const end = whole.lastIndexOf(close);
  const rooted = end === -1 ? whole : whole.slice(0, end + close.length);
  if (root.format !== 'rss' || /<channel[\s>]/.test(rooted)) return rooted;
  return rooted.replace(/^<rss[^>]*>/, '$&<channel>').replace(/<\/rss>$/, '</channel>$&');
}

const ROOT_NAMES = { rss: 'rss', rdf: 'rdf:RDF', atom: 'feed' } as const;

function step(scan: Scan): void {
  const { source, at } = scan;
  const open = source.indexOf('<', at);
  const end = open === -1 ? source.length : open;
  if (end > at) scan.out.push(fixEntities(source.slice(at, end)));
  scan.at = end;
  if (open === -1) return;
  if (source.startsWith('<![CDATA[', open)) copyTo(scan, ']]>', true);
  else if (source.startsWith('<!--', open)) copyTo(scan, '-->', false);
  else if (source.startsWith('<?', open)) copyTo(scan, '?>', false);
  else if (source.startsWith('<!', open)) copyTo(scan, '>', false);
  else if (/[A-Za-z_/]/.test(source[open + 1] ?? '')) takeTag(scan);
  else {
    scan.out.push('&lt;');
    scan.at = open + 1;
  }
}

function copyTo(scan: Scan, mark: string, isKept: boolean): void {
  const found = scan.source.indexOf(mark, scan.at);
  const end = found === -1 ? scan.source.length : found + mark.length;
  if (isKept) scan.out.push(scan.source.slice(scan.at, end));
  scan.at = end;
}

function takeTag(scan: Scan): void {
  const { source, at } = scan;
  const end = endOfTag(source, at);
  if (end === -1) {
    // No tag ends from here on, so none begins: searching on for each would take quadratic time.
    scan.out.push(fixEntities(source.slice(at)).replaceAll('<', '&lt;'));
    scan.at = source.length;
    return;
  }
  const isClosing = source[at + 1] === '/';
  const inside = source.slice(at + (isClosing ? 2 : 1), end - 1);
  const written = /^[^\s/>]+/.exec(inside)?.[0] ?? '';
  const name = scan.names.canonical(written);
  const attributes = isClosing ? '' : fixAttributes(inside.slice(written.length));
  const renamed = scan.rename(name);
  scan.out.push(isClosing ? `</${renamed}>` : `<${renamed}${attributes}>`);
  scan.at = end;
  const holdsText = !isClosing && TEXT_ELEMENTS.has(name) && !attributes.trimEnd().endsWith('/');
  if (holdsText) takeText(scan, written, renamed);
}

/** The index after the `>` that ends the tag at `at`; quotes may hold one. -1 where the tag never ends. */
function endOfTag(source: string, at: number): number {
  const plain = source.indexOf('>', at);
  if (plain === -1) return -1;
  if (!/["']/.test(source.slice(at, plain))) return plain + 1;
  const tag = /<[^"'>]*(?:(?:"[^"<]*"|'[^'<]*')[^"'>]*)*>/y;
  tag.lastIndex = at;
  return tag.test(source) ? tag.lastIndex : plain + 1;
}

/** Copies the text of an element up to its closing tag; naked markup in it is wrapped as character data. */
function takeText(scan: Scan, written: string, renamed: string): void {
  const { source, at } = scan;
  const close = findClose(scan, written) ?? findAnyClose(scan);
  if (!close) return;
  const raw = source.slice(at, close.start);
  if (!raw.includes('<')) scan.out.push(fixEntities(raw));
  else if (!removeBetween(removeBetween(raw, '<![CDATA[', ']]>'), '<!--', '-->').includes('<')) return;
  else scan.out.push(`<![CDATA[${unwrapCdata(raw).replaceAll(']]>', ']]&gt;')}]]>`);
  scan.out.push(`</${renamed}>`);
  scan.at = close.end;
}

type Close = { start: number; end: number };

/** The element's own closing tag, unless an item opens before it: then it belongs to another element. */
function findClose(scan: Scan, written: string): Close | null {
  if (scan.neverClosed.has(written)) return null;
  const close = scan.closings.get(written) ?? closingOf(written);
  scan.closings.set(written, close);
  close.lastIndex = scan.at;
  const found = close.exec(scan.source);
  if (!found) {
    scan.neverClosed.add(written);
    return null;
  }
  const raw = scan.source.slice(scan.at, found.index);
  const isForeign = STRUCTURE.test(raw) && STRUCTURE.test(removeBetween(raw, '<![CDATA[', ']]>'));
  return isForeign ? null : { start: found.index, end: close.lastIndex };
}

function closingOf(written: string): RegExp {
  return new RegExp(`</${written.replace(/[^\w:-]/g, '\\$&')}\\s*>`, 'gi');
}

const STRUCTURE = /<(?:item|entry|channel)[\s>]/i;

/** The next closing tag of another text element: `<title>...</subtitle>`. */
function findAnyClose(scan: Scan): Close | null {
  const close = /<(\/?)([\w:]+)[^<>]*>/g;
  close.lastIndex = scan.at;
  for (let tries = 0; tries < 4; tries += 1) {
    const found = close.exec(scan.source);
    if (!found) return null;
    const name = scan.names.canonical(found[2] ?? '');
    if (found[1] && TEXT_ELEMENTS.has(name)) return { start: found.index, end: close.lastIndex };
    if (name === 'item' || name === 'entry') return null;
  }
  return null;
}

function unwrapCdata(raw: string): string {
  return removeBetween(raw, '<!--', '-->').replaceAll('<![CDATA[', '').replaceAll(']]>', '');
}

/** Cuts out everything from `open` to `close`; what opens and never closes stays. Linear. */
function removeBetween(text: string, open: string, close: string): string {
  let kept = '';
  let at = 0;
  for (;;) {
    const start = text.indexOf(open, at);
    const end = start === -1 ? -1 : text.indexOf(close, start + open.length);
    if (end === -1) return kept + text.slice(at);
    kept += text.slice(at, start);
    at = end + close.length;
  }
}

function fixAttributes(attributes: string): string {
  return fixEntities(attributes).replace(/=\s*("|')([^"']*)\1/g, (whole, quote: string, value: string) =>
    value.includes('<') ? `=${quote}${value.replaceAll('<', '&lt;')}${quote}` : whole,
  );
}

const AMPERSAND = /&(?:(#\d{1,8}|#x[0-9a-f]{1,7}|[a-z][a-z0-9]{1,15});)?/gi;
const XML_ENTITIES = new Set(['amp', 'lt', 'gt', 'quot', 'apos']);

function fixEntities(text: string): string {
  if (!text.includes('&')) return text;
  return joinSurrogates(text).replace(AMPERSAND, (whole: string, name: string | undefined) => {
    if (name === undefined) return '&amp;';
    if (XML_ENTITIES.has(name)) return whole;
    const character = decodeEntity(name);
    if (character === null) return `&amp;${name};`;
    return /[<>&"']/.test(character) ? `&#${character.codePointAt(0)};` : character.replace(CONTROL, '');
  });
}

/** How the element names of one document are written, told from its root element. */
type NameMap = {
  /** The usual spelling of a name: `RSS:Item` -> `item`, `PUBDATE` -> `pubDate`. */
  canonical(name: string): string;
};

type Root = { at: number; format: 'rss' | 'rdf' | 'atom'; isLoneChannel: boolean; names: NameMap };

/** Spellings that the parsers rely on, by lower case. */
const USUAL = new Map(
  (
    'rss rdf:RDF rdf:Seq rdf:li channel item items title link description guid pubDate lastBuildDate language ttl ' +
    'skipHours skipDays hour day author category comments enclosure source image url managingEditor webMaster ' +
    'copyright generator docs cloud textInput feed entry id updated published summary content subtitle'
  )
    .split(' ')
    .map((name): [string, string] => [name.toLowerCase(), name])
    .concat([['rdf', 'rdf:RDF']]),
);

/** Namespaces whose prefix is a matter of taste, and the prefix that everybody uses. `''` is the format's own. */
const PREFIXES: readonly [RegExp, string][] = [
  [/^http:\/\/purl\.org\/rss\/1\.0\/$|my\.netscape\.com\/rdf\/simple\/0\.9|backend\.userland\.com\/rss/i, ''],
  [/purl\.org\/rss\/1\.0\/modules\/content/i, 'content'],
  [/purl\.org\/rss\/1\.0\/modules\/syndication/i, 'sy'],
  [/purl\.org\/dc\/elements/i, 'dc'],
  [/purl\.org\/dc\/terms/i, 'dcterms'],
  [/search\.yahoo\.com\/mrss/i, 'media'],
  [/www\.w3\.org\/1999\/02\/22-rdf-syntax-ns/i, 'rdf'],
  [/www\.w3\.org\/2005\/atom|purl\.org\/atom\/ns/i, 'atom'],
];

/** A root that stands further down is not the document's. */
const PROLOG_CHARS = 100_000;

/** A feed has a few dozen names; a document that invents more gets no memory for it. */
const MAX_NAMES = 500;

/**
 * Finds the root element of a feed: `rss`, `RDF`, `feed` in any case and with any prefix, or a `channel` whose root
 * was lost. Null where the document is none of these.
 */
function readNames(text: string): Root | null {
  const root = /<(?:([\w.-]+):)?(rss|rdf|feed|channel)(?=[\s>/])([^>]*)>/i.exec(text.slice(0, PROLOG_CHARS));
  if (!root) return null;
  const before = text.slice(0, root.index);
  if (/<(?:html|body|head|opml)[\s>]/i.test(before)) return null;

  const [, prefix = '', local = '', attributes = ''] = root;
  const prefixes = new Map<string, string>();
  for (const [, name = '', uri = ''] of attributes.matchAll(
    /xmlns:([\w.-]+)\s*=\s*["']\s*([^"']*?)\s*["']/g,
  )) {
    const usual = PREFIXES.find(([pattern]) => pattern.test(uri))?.[1];
    if (usual !== undefined) prefixes.set(name.toLowerCase(), usual);
  }
  const format = formatOf(local.toLowerCase());
  if (format === 'atom' && prefix) prefixes.set(prefix.toLowerCase(), '');
  if (format === 'rss' && prefix) prefixes.set(prefix.toLowerCase(), '');
  const isLoneChannel = local.toLowerCase() === 'channel';
  const known = new Map<string, string>();
  const names: NameMap = {
    canonical: (name) => {
      const usual = known.get(name) ?? canonical(name, prefixes);
      if (known.size < MAX_NAMES) known.set(name, usual);
      return usual;
    },
  };
  return { at: root.index, format, isLoneChannel, names };
}

function formatOf(local: string): Root['format'] {
  if (local === 'feed') return 'atom';
  return local === 'rdf' ? 'rdf' : 'rss';
}

function canonical(name: string, prefixes: ReadonlyMap<string, string>): string {
  const colon = name.indexOf(':');
  if (colon === -1) return USUAL.get(name.toLowerCase()) ?? name;
  const prefix = name.slice(0, colon).toLowerCase();
  const usual = prefixes.get(prefix) ?? prefix;
  const local = name.slice(colon + 1);
  const full = usual === '' ? local : `${usual}:${local}`;
  return USUAL.get(full.toLowerCase()) ?? full;
}
