import { describe, expect, it } from 'vitest';
import { ENCODINGS } from '../../../core/api/reading.ts';
import { encodeText } from '../../../core/formats/encode.ts';
import { decodeText, type Encoding } from '../../../core/formats/encoding.ts';

const guess = (bytes: Uint8Array): string => decodeText(bytes).encoding;
const inEncoding = (text: string, encoding: Encoding): Uint8Array => encodeText(text, encoding).bytes;
/** Bytes of an encoding that people do not get to choose. */
const raw = (text: string, codes: Record<string, number>): Uint8Array =>
  Uint8Array.from(text, (it) => codes[it] ?? it.charCodeAt(0));

const GERMAN = 'Name;Ort;Straße\r\nMüller, Jörg;Köln;Große Straße 5\r\nKühn, Käthe;Fürth;Öder Weg\r\n';
const FRENCH = 'Nom,Société\nÉlodie Lefèvre,Hôtel de l’Île\nAndré Noël,Crêperie Cœur\nHélène Çetin,À côté\n';
const JAPANESE = '名前,会社,電話\n山田 太郎,株式会社サンプル,03-1234-5678\n鈴木 花子,すずき商店,06\n';

describe('encodeText', () => {
  const samples: Record<Encoding, string> = {
    'utf-8': 'Müller €日本😀',
    'utf-16le': 'Müller €日本😀',
    'utf-16be': 'Müller €日本😀',
    'windows-1252': 'Müller €“Œ” ÿ',
    'iso-8859-1': 'Müller ÿ«»',
    'iso-8859-15': 'Müller € œ Ž',
    'windows-1250': 'Łukasz Šimić Őrség €',
    'windows-1251': 'Иван Щукин Ё',
    macintosh: 'Müller Œuvre é € ﬁ',
    shift_jis: '山田ﾔﾏﾀﾞ カタカナ ソ表',
  };

  it.each(ENCODINGS)('%s is read back', (encoding) => {
    const { bytes, lost } = encodeText(samples[encoding], encoding);
    expect(lost).toEqual([]);
    expect(decodeText(bytes, encoding)).toEqual({ text: samples[encoding], encoding, damaged: false });
  });

  it('says which characters the encoding does not have', () => {
    expect(encodeText('a€b日€😀', 'iso-8859-1')).toEqual({
      bytes: new TextEncoder().encode('a?b???'),
      lost: ['€', '日', '😀'],
    });
    expect(encodeText('ü', 'shift_jis').lost).toEqual(['ü']);
    expect(encodeText('\u0080', 'windows-1252').lost).toEqual(['\u0080']);
  });

  it('knows every character that the decoder knows', () => {
    for (const encoding of ['windows-1250', 'windows-1251', 'iso-8859-15', 'macintosh'] as const) {
      const all = Uint8Array.from({ length: 256 }, (_, i) => i);
      const text = new TextDecoder(encoding).decode(all);
      const { bytes, lost } = encodeText(text, encoding);
      const assigned = [...text].map((it, i) => (/[\ufffd\uf8ff]/.test(it) ? 0x3f : i));
      expect([...bytes]).toEqual(assigned);
      expect(lost.every((it) => /[\ufffd\uf8ff]/.test(it))).toBe(true);
    }
  });
});

describe('the encoding of a text that is no Unicode', () => {
  it('is Shift_JIS where the words are Japanese', () => {
    expect(decodeText(inEncoding(JAPANESE, 'shift_jis'))).toEqual({
      text: JAPANESE,
      encoding: 'shift_jis',
      damaged: false,
    });
    expect(guess(inEncoding('氏名,ﾌﾘｶﾞﾅ\n佐藤 一郎,ｻﾄｳ ｲﾁﾛｳ\n', 'shift_jis'))).toBe('shift_jis');
  });

  it('is Mac Roman where windows-1252 makes impossible words', () => {
    expect(decodeText(inEncoding(GERMAN, 'macintosh'))).toEqual({
      text: GERMAN,
      encoding: 'macintosh',
      damaged: false,
    });
    expect(decodeText(inEncoding(FRENCH, 'macintosh')).text).toBe(FRENCH);
    expect(guess(inEncoding('Nom\tTél\rZoë\t1\rFrançois Lefèvre\t2\r', 'macintosh'))).toBe('macintosh');
  });

  const western: [string, Uint8Array][] = [
    ['German', inEncoding(GERMAN, 'windows-1252')],
    ['French', inEncoding(FRENCH, 'windows-1252')],
    ['French in capitals', inEncoding('NOM;VILLE\nHÉLÈNE;ÉVRY\nÇETIN;ÎLE\nNOËL;CÔTÉ\n', 'windows-1252')],
    [
      'French as ISO-8859-15',
      inEncoding('Nom\nCœur\nSœur Ÿves €\nŒuvre d’été\n'.replace('’', "'"), 'iso-8859-15'),
    ],
    ['Hélène and her accents', inEncoding('Hélène;Péléé;créée;l’œuvre;l’Été “bon” n’a\n', 'windows-1252')],
    ['one umlaut', inEncoding('Name\nMüller\n', 'windows-1252')],
    [
      'Croatian names',
      inEncoding(
        'Ime\nŠimun Žižek\nDžana Šuker\nKOŠICE ŠKODA\nMaša Ćosić\n'.replace(/[Ćć]/g, 'c'),
        'windows-1252',
      ),
    ],
    [
      'marks and signs',
      inEncoding('Firma\nFoo™\nBar®\n50 €/Tag…\n“Zum Anker” – Köln\n‰ †\n', 'windows-1252'),
    ],
    ['Spanish', inEncoding('Nombre\nNúñez\nMuñoz Ángel\n¿Qué? ¡Sí!\n', 'windows-1252')],
    ['Icelandic', inEncoding('Nafn\nGuðrún Þórðardóttir\nÆgir\n', 'windows-1252')],
    ['Polish as windows-1250', inEncoding('Nazwa\nŁukasz Żółć\nŚwięty Jaźwiński\nGdańsk\n', 'windows-1250')],
    ['Russian as windows-1251', inEncoding('Имя\nИван Щукин\nОльга Чехова\nМосква\n', 'windows-1251')],
    [
      'German as DOS wrote it',
      raw('Name\nMüller\nGroß\nKäthe Jörg\nÄnne Öder Übel\n', {
        ü: 0x81,
        ä: 0x84,
        ö: 0x94,
        ß: 0xe1,
        Ä: 0x8e,
        Ö: 0x99,
        Ü: 0x9a,
      }),
    ],
    [
      'French as DOS wrote it',
      raw('Nom\nAndré\nHélène Noël\nmême côté\nà François\n', {
        é: 0x82,
        è: 0x8a,
        ë: 0x89,
        ê: 0x88,
        ô: 0x93,
        à: 0x85,
        ç: 0x87,
      }),
    ],
    ['every byte', Uint8Array.from({ length: 2000 }, (_, i) => (i * 31) & 0xff || 32)],
  ];
  it.each(western)('is windows-1252 for %s: a wrong guess is worse', (_, bytes) => {
    expect(guess(bytes)).toBe('windows-1252');
  });

  it('is still UTF-8 where a file was cut inside a character', () => {
    const bytes = inEncoding(`${GERMAN}${FRENCH}Zoë`, 'utf-8').subarray(0, -1);
    const { text, encoding, damaged } = decodeText(bytes);
    expect([encoding, damaged]).toEqual(['utf-8', true]);
    expect(text).toBe(`${GERMAN}${FRENCH}Zo\ufffd`);
  });

  it('is looked for in bounded time', () => {
    const bytes = new Uint8Array(50 * 1024 * 1024).fill(0xe9);
    const start = performance.now();
    expect(guess(bytes)).toBe('windows-1252');
    expect(performance.now() - start).toBeLessThan(5000);
  });
});
