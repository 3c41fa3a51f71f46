import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { decodeBody } from '../../src/outbound/decode-body.ts';

const xml = (encoding: string, text: string) =>
  iconv.encode(`<?xml version="1.0" encoding="${encoding}"?><t>${text}</t>`, encoding);

describe('decoding a body', () => {
  it.each([
    ['windows-1251', 'Переговоры о зерне'],
    ['koi8-r', 'Переговоры о зерне'],
    ['gbk', '外长会谈'],
    ['shift_jis', '外相会談'],
    ['euc-kr', '외교장관 회담'],
    ['big5', '外長會談'],
    ['iso-8859-1', 'Élysée'],
    ['iso-8859-2', 'Łódź'],
    ['windows-1256', 'محادثات'],
    ['iso-2022-jp', '外相会談'],
    ['cp850', 'Élysée'],
  ])('reads %s by the XML declaration', (encoding, text) => {
    const body =
      encoding === 'iso-2022-jp'
        ? Buffer.from('<?xml version="1.0" encoding="iso-2022-jp"?><t>\u001b$B30Aj2qCL\u001b(B</t>', 'latin1')
        : xml(encoding, text);
    expect(decodeBody(body, 'text/xml')).toContain(text);
  });

  it('reads by the HTTP charset and by meta', () => {
    expect(
      decodeBody(iconv.encode('<t>Śląsk</t>', 'iso-8859-2'), 'text/xml; charset="ISO-8859-2"'),
    ).toContain('Śląsk');
    expect(decodeBody(iconv.encode('<meta charset=windows-1253><p>Αθήνα', 'windows-1253'), null)).toContain(
      'Αθήνα',
    );
  });

  it('believes bytes that are UTF-8 more than any label', () => {
    const body = Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><t>Genève</t>');
    expect(decodeBody(body, 'text/xml; charset=windows-1252')).toContain('Genève');
  });

  it('reads byte order marks and UTF-16 without one', () => {
    expect(decodeBody(Buffer.from('\ufeff<t>é</t>', 'utf8'), null)).toBe('<t>é</t>');
    expect(decodeBody(Buffer.from('\ufeff<t>é</t>', 'utf16le'), null)).toBe('<t>é</t>');
    expect(decodeBody(Buffer.from('<t>é</t>', 'utf16le'), null)).toBe('<t>é</t>');
  });

  it('keeps UTF-8 with a broken byte, or cut inside a character', () => {
    const whole = Buffer.from('<t>Çağrı üzerine görüşme</t>');
    expect(decodeBody(Buffer.concat([whole, Buffer.from([0xff])]), 'text/xml; charset=utf-8')).toContain(
      'görüşme',
    );
    expect(decodeBody(Buffer.from('<t>né').subarray(0, 5), null)).toContain('<t>n');
  });

  it('falls back to windows-1252 where nothing is said or what is said is unknown', () => {
    expect(decodeBody(Buffer.from([0x93, 0x48, 0x69, 0x94]), 'text/xml; charset=martian')).toBe('“Hi”');
  });

  it.each([
    ['text/html; charset=iso-8859-1', '<meta charset="iso-8859-1">'],
    ['text/html; charset=windows-1252', ''],
    [null, '<meta charset="latin1">'],
    ['text/xml; charset=us-ascii', ''],
    ['text/xml', '<?xml version="1.0" encoding="UTF-16"?>'],
  ])('keeps UTF-8 with a stray byte whatever a label says: %s %s', (contentType, head) => {
    const body = Buffer.concat([
      Buffer.from(`${head}<p>Le président a reçu l’envoyé à Genève.</p><p>`),
      Buffer.from([0xc3]),
      Buffer.from('</p>'),
    ]);
    const text = decodeBody(body, contentType);
    expect(text).toContain('Le président a reçu l’envoyé à Genève.');
    expect(text).not.toMatch(/Ã|â€/);
  });

  it.each([[0xe2, 0x80], [0xc3], [0xe2]])(
    'shows a character that was cut in two as one that cannot be read',
    (...bytes) => {
      const cut = Buffer.concat([
        Buffer.from('<d>“Déjà vu”, a dit'),
        Buffer.from(bytes),
        Buffer.from('</d>'),
      ]);
      expect(decodeBody(cut, 'text/xml; charset=iso-8859-1')).toBe('<d>“Déjà vu”, a dit\ufffd</d>');
    },
  );

  it.each([
    ['Élysée', 'latin1', 'text/xml; charset=utf-8'],
    ['Málaga señala', 'latin1', 'text/xml; charset=iso-8859-1'],
    ['Köln grüßt', 'latin1', null],
  ])('reads the letters of a feed made of two encodings: %s', (text, encoding, contentType) => {
    const body = Buffer.concat([
      Buffer.from('<i>“Łódź” and ’Zürich’ é</i><i>'),
      iconv.encode(text, encoding),
      Buffer.from('</i>'),
    ]);
    expect(decodeBody(body, contentType)).toBe(`<i>“Łódź” and ’Zürich’ é</i><i>${text}</i>`);
  });

  it.each(['utf-8', 'windows-1251'])('leaves a Cyrillic text its label (%s)', (label) => {
    const words = 'Президент заявил, что переговоры продолжатся. «Мы готовы», — сказал он.';
    const body = Buffer.concat([
      Buffer.from(`<?xml version='1.0' encoding='windows-1251'?>`),
      iconv.encode(words, 'windows-1251'),
    ]);
    expect(decodeBody(body, `text/xml; charset=${label}`)).toContain(words);
  });

  it('reads French text in windows-1252, where "é" before a closing quotation mark looks like UTF-8', () => {
    const words =
      'Le «\u00a0marché libéré\u00a0» a été créé à l’été dernier, après la réunion des délégués européens à Orléans, et a déjà échoué.';
    expect(decodeBody(iconv.encode(words, 'windows-1252'), 'text/html; charset=iso-8859-1')).toBe(words);
  });
});
