/** Names of HTML 4 for U+00A0 to U+00FF, in order. */
const LATIN_1 =
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro ' +
  'para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil ' +
  'Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave ' +
  'Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml ' +
  'igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute ' +
  'thorn yuml';

/** Further names that occur in feeds: typography, currency, Central European and Turkish letters. */
const OTHERS =
  'quot:22 amp:26 lt:3c gt:3e apos:27 OElig:152 oelig:153 Scaron:160 scaron:161 Yuml:178 fnof:192 circ:2c6 tilde:2dc ' +
  'ensp:2002 emsp:2003 thinsp:2009 zwnj:200c zwj:200d lrm:200e rlm:200f ndash:2013 mdash:2014 lsquo:2018 rsquo:2019 ' +
  'sbquo:201a ldquo:201c rdquo:201d bdquo:201e dagger:2020 Dagger:2021 bull:2022 hellip:2026 permil:2030 prime:2032 ' +
  'Prime:2033 lsaquo:2039 rsaquo:203a oline:203e frasl:2044 euro:20ac trade:2122 larr:2190 uarr:2191 rarr:2192 ' +
  'darr:2193 harr:2194 minus:2212 infin:221e asymp:2248 ne:2260 le:2264 ge:2265 num:23 excl:21 percnt:25 lpar:28 ' +
  'rpar:29 comma:2c period:2e sol:2f colon:3a semi:3b quest:3f commat:40 lsqb:5b rsqb:5d lowbar:5f lbrace:7b vert:7c ' +
  'rbrace:7d dollar:24 ast:2a plus:2b hyphen:2010 dash:2010 rsquor:2019 ldquor:201e cacute:107 Cacute:106 ccaron:10d ' +
  'Ccaron:10c zcaron:17e Zcaron:17d ecaron:11b rcaron:159 lstrok:142 Lstrok:141 aogon:105 eogon:119 nacute:144 ' +
  'sacute:15b zacute:17a zdot:17c scedil:15f Scedil:15e gbreve:11f Idot:130 imath:131 inodot:131 odblac:151 udblac:171';

const NAMED: ReadonlyMap<string, string> = new Map([
  ...LATIN_1.split(' ').map((name, index): [string, string] => [name, String.fromCodePoint(0xa0 + index)]),
  ...OTHERS.split(' ').map((pair): [string, string] => {
    const [name = '', code = ''] = pair.split(':');
    return [name, String.fromCodePoint(Number.parseInt(code, 16))];
  }),
]);

/** Windows-1252 characters that authors write as `&#128;` to `&#159;`, as browsers read them. */
const WINDOWS_1252 = new TextDecoder('windows-1252');

/** The character of an entity without `&` and `;` (`eacute`, `#233`, `#xE9`), or null where there is none. */
export function decodeEntity(name: string): string | null {
  if (!name.startsWith('#')) return NAMED.get(name) ?? null;
  const isHex = name[1] === 'x' || name[1] === 'X';
  const code = isHex ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
  if (!(code > 0 && code <= 0x10ffff) || (code >= 0xd800 && code <= 0xdfff)) return '';
  if (code >= 0x80 && code <= 0x9f) return WINDOWS_1252.decode(Uint8Array.of(code));
  return String.fromCodePoint(code);
}

const ENTITY = /&(#\d{1,8}|#[xX][0-9a-fA-F]{1,7}|[a-zA-Z][a-zA-Z0-9]{1,15});/g;

/** Replaces the entities of a text by their characters; what is none of the known ones stays as it stands. */
export function decodeEntities(text: string): string {
  return text.includes('&')
    ? joinSurrogates(text).replace(ENTITY, (whole, name: string) => decodeEntity(name) ?? whole)
    : text;
}

/** Whether there is still an entity that would be decoded. */
export function hasEntity(text: string): boolean {
  return text.includes('&') && decodeEntities(text) !== text;
}

const SURROGATES = /&#(5[56]\d{3}|x[dD][89abAB][0-9a-fA-F]{2});&#(5[67]\d{3}|x[dD][c-fC-F][0-9a-fA-F]{2});/g;

/** One entity for a character beyond U+FFFF that was written as its two halves: `&#55357;&#56832;`. */
export function joinSurrogates(text: string): string {
  return text.replace(SURROGATES, (whole, high: string, low: string) => {
    const [first = 0, second = 0] = [high, low].map((half) =>
      Number(half.startsWith('x') ? `0${half}` : half),
    );
    const isPair = first >= 0xd800 && first <= 0xdbff && second >= 0xdc00 && second <= 0xdfff;
    return isPair ? `&#${(first - 0xd800) * 0x400 + (second - 0xdc00) + 0x10000};` : whole;
  });
}
