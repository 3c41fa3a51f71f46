import { describe, expect, it } from 'vitest';
import { commonWords, scripts } from '../../config/languages.ts';
import { detectLanguage, languageOf } from '../../src/articles/detect-language.ts';

const GERMAN =
  'Der Präsident traf am Montag in Sotschi den türkischen Präsidenten. Beide sprachen über die Rückkehr zu dem Abkommen, das im Juli nicht verlängert worden war.';

describe('detectLanguage', () => {
  it.each([
    [
      'en',
      'The president met his Turkish counterpart in Sochi on Monday. They spoke about a return to the deal that was not renewed in July.',
    ],
    ['de', GERMAN],
    [
      'fr',
      'Le président a rencontré lundi à Sotchi son homologue turc. Ils ont parlé d’un retour à l’accord qui n’a pas été renouvelé en juillet.',
    ],
    [
      'es',
      'El presidente se reunió el lunes en Sochi con su homólogo turco. Hablaron de volver al acuerdo que no fue renovado en julio.',
    ],
    [
      'pt',
      'O presidente reuniu-se na segunda-feira em Sochi com o seu homólogo turco. Falaram sobre o regresso ao acordo que não foi renovado em julho.',
    ],
    [
      'it',
      'Il presidente ha incontrato lunedì a Soči il suo omologo turco. Hanno parlato del ritorno all’accordo che non è stato rinnovato nel mese di luglio.',
    ],
    [
      'nl',
      'De president ontmoette maandag in Sotsji zijn Turkse collega. Zij spraken over een terugkeer naar het akkoord dat in juli niet werd verlengd.',
    ],
    [
      'sv',
      'Presidenten träffade på måndagen sin turkiske kollega i Sotji. De talade om att återgå till avtalet som inte förlängdes i juli och om vad som ska göras.',
    ],
    [
      'pl',
      'Prezydent spotkał się w poniedziałek w Soczi ze swoim tureckim odpowiednikiem. Rozmawiali o powrocie do umowy, która nie została przedłużona w lipcu.',
    ],
    [
      'tr',
      'Cumhurbaşkanı pazartesi günü Soçi’de Rus mevkidaşı ile görüştü. İki lider, temmuz ayında uzatılmayan anlaşmaya dönüş için bir yol ve yeni bir tarih konuştu ve daha sonra açıklama yaptı.',
    ],
    [
      'id',
      'Presiden bertemu dengan mitranya dari Turki di Sochi pada hari Senin. Mereka membahas kembali ke perjanjian yang tidak diperpanjang pada bulan Juli itu.',
    ],
    [
      'ru',
      'Президент встретился в понедельник в Сочи с турецким коллегой. Они говорили о возвращении к сделке, которая не была продлена в июле, и о том, что будет после.',
    ],
    [
      'uk',
      'Президент зустрівся в понеділок у Сочі з турецьким колегою. Вони говорили про повернення до угоди, яка не була продовжена в липні, та про те, що буде після цього.',
    ],
    [
      'ar',
      'التقى الرئيس نظيره التركي في سوتشي يوم الاثنين. وتحدثا عن العودة إلى الاتفاق الذي لم يتم تجديده في يوليو بعد أن انسحبت منه روسيا.',
    ],
    [
      'fa',
      'رئیس جمهور روز دوشنبه در سوچی با همتای ترک خود دیدار کرد. آنها درباره بازگشت به توافق که در ماه ژوئیه تمدید نشد و از راه های آن گفتگو کردند.',
    ],
    ['zh', '总统周一在索契会见土耳其总统。双方讨论了恢复今年七月未续签的协议。'],
    [
      'ja',
      '大統領は月曜日、ソチでトルコの大統領と会談した。両首脳は七月に更新されなかった合意への復帰について協議した。',
    ],
    [
      'ko',
      '대통령은 월요일 소치에서 튀르키예 대통령을 만났다. 두 정상은 7월에 연장되지 않은 협정으로의 복귀를 논의했다.',
    ],
    ['th', 'ประธานาธิบดีพบกับประธานาธิบดีตุรกีที่เมืองโซชีเมื่อวันจันทร์ ทั้งสองหารือเรื่องการกลับเข้าร่วมข้อตกลง'],
    ['he', 'הנשיא נפגש ביום שני בסוצ׳י עם מקבילו הטורקי. השניים דיברו על חזרה להסכם.'],
    [
      'hi',
      'राष्ट्रपति ने सोमवार को सोची में तुर्की के राष्ट्रपति से मुलाकात की। दोनों ने उस समझौते पर लौटने की बात की जो जुलाई में नहीं बढ़ाया गया था।',
    ],
  ])('tells %s', (language, text) => {
    expect(detectLanguage(text)).toBe(language);
  });

  it.each([
    ['nothing', ''],
    [
      'a line of names',
      'Putin, Erdogan, Xi, Modi, Lula, Macron, Scholz, Meloni, Sunak, Biden, Kishida, Trudeau, Rutte',
    ],
    ['figures', '300,000 2,000 45 % 12.7 | 200,000 900 31 %'],
    ['a headline', 'Kim Jong Un and Vladimir Putin meet'],
  ])('says nothing of %s', (_, text) => {
    expect(detectLanguage(text)).toBeNull();
  });

  it('reads a very long text no longer than a short one', () => {
    expect(detectLanguage(`${GERMAN} ${'the of and '.repeat(300_000)}`)).not.toBeNull();
  });

  it('knows each language once', () => {
    const listed = [...scripts.map(({ language }) => language), ...Object.keys(commonWords)];
    expect(new Set(listed).size).toBe(listed.length);
  });
});

describe('languageOf', () => {
  it('believes the text rather than the label', () => {
    expect(languageOf(GERMAN, 'en')).toBe('de');
  });

  it('believes the label where the text does not say, or looks like its sister', () => {
    expect(languageOf('Kim meets Putin', 'fr')).toBe('fr');
    expect(
      languageOf(
        'Presiden bertemu dengan mitranya di Sochi pada hari Senin dan akan kembali ke sini dalam dua hari',
        'ms',
      ),
    ).toBe('ms');
    expect(languageOf('Kim meets Putin', null)).toBeNull();
  });
});
