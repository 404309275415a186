/**
 * Invented people and companies in French, German and English. Telephone numbers come from the ranges that
 * Arcep, Bundesnetzagentur and Ofcom keep for fiction; mail and web addresses end in `.example`.
 * Characters are those of ISO-8859-1, which is what the device's files can carry.
 */
import { addEntry, AT, emptyCells } from './columns.ts';

/** Mulberry32: the same seed gives the same people everywhere. */
export function dice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

interface Land {
  state: string;
  salutations: [string, string];
  women: string[];
  men: string[];
  families: string[];
  trades: string[];
  forms: string[];
  streets: string[];
  /** The house number comes before the street. */
  numberFirst: boolean;
  cities: [string, string][];
  departments: string[];
  positions: string[];
  /** Prefix and how many digits follow. */
  fixed: [string, number][];
  mobile: [string, number];
}

const words = (text: string): string[] => text.split(',');

const LANDS: Land[] = [
  {
    state: 'France',
    salutations: ['Madame', 'Monsieur'],
    women: words('Camille,Léa,Chloé,Inès,Zoé,Hélène,Élodie,Françoise,Margaux,Solène,Anaïs,Noémie'),
    men: words('Hugo,Lucas,Théo,Maël,Étienne,Gaël,Benoît,François,Rémi,Loïc,Jean-Marc,Cédric'),
    families: words(
      "Lefèvre,Garnier,Dubois,Mercier,Rousseau,Chevalier,Lemaître,Béranger,Gauthier,Le Goff,Pélissier,Dufrêne,Noël,Marchand,Vasseur,d'Amboise",
    ),
    trades: words(
      'Menuiserie,Électricité,Boulangerie,Imprimerie,Transports,Cabinet,Plomberie,Garage,Cave coopérative,Pharmacie',
    ),
    forms: words('SARL,SA,SAS,et Fils'),
    streets: words(
      "rue de la République,avenue Foch,place du Marché,rue des Tanneurs,quai de l'Écluse,boulevard Carnot",
    ),
    numberFirst: true,
    cities: [
      ['75011', 'Paris'],
      ['69003', 'Lyon'],
      ['67000', 'Strasbourg'],
      ['44000', 'Nantes'],
      ['06000', 'Nice'],
      ['38000', 'Grenoble'],
    ],
    departments: words('Comptabilité,Achats,Direction,Service après-vente,Accueil'),
    positions: words('Gérante,Comptable,Responsable achats,Technicien,Assistante de direction'),
    fixed: [
      ['00331990', 5],
      ['00332619', 5],
      ['00333530', 5],
      ['00334657', 5],
      ['00335364', 5],
    ],
    mobile: ['00336399', 5],
  },
  {
    state: 'Deutschland',
    salutations: ['Frau', 'Herr'],
    women: words('Anna,Jana,Käthe,Sabine,Ursula,Nele,Frauke,Heike,Jördis,Birgit,Lena,Gülcan'),
    men: words('Jürgen,Björn,Matthias,Sören,Uwe,Günter,Felix,Jörg,Thorsten,Henning,Karl-Heinz,Emre'),
    families: words(
      'Müller,Schröder,Weiß,Köhler,Böttcher,Krüger,Großmann,Jäger,Hübner,Schäfer,von Arnsberg,Lüdecke,Brandt,Öztürk,Pfeiffer,Nußbaum',
    ),
    trades: words(
      'Tischlerei,Elektro,Bäckerei,Druckerei,Spedition,Kanzlei,Sanitär,Autohaus,Gärtnerei,Apotheke',
    ),
    forms: words('GmbH,KG,OHG,& Söhne'),
    streets: words('Hauptstraße,Bahnhofstraße,Am Mühlgraben,Goethestraße,Große Gasse,Lindenallee'),
    numberFirst: false,
    cities: [
      ['38162', 'Cremlingen'],
      ['10437', 'Berlin'],
      ['80331', 'München'],
      ['50667', 'Köln'],
      ['24103', 'Kiel'],
      ['70173', 'Stuttgart'],
    ],
    departments: words('Buchhaltung,Einkauf,Geschäftsführung,Kundendienst,Empfang'),
    positions: words('Geschäftsführer,Buchhalterin,Einkäufer,Monteur,Sekretariat'),
    fixed: [
      ['00493023125', 3],
      ['00496990009', 3],
      ['00494066969', 3],
      ['00492214710', 3],
      ['00498999998', 3],
    ],
    mobile: ['004917139200', 2],
  },
  {
    state: 'United Kingdom',
    salutations: ['Ms', 'Mr'],
    women: words('Emily,Grace,Siân,Fiona,Harriet,Aisha,Charlotte,Niamh,Beth,Imogen,Priya,Zoë'),
    men: words('Oliver,Callum,Rhys,Gareth,Harry,Finlay,Owen,Declan,Ravi,Stuart,Toby,Angus'),
    families: words(
      "Ashworth,O'Connor,Pemberton,MacLeod,Fairclough,Hughes,Whitaker,Brontë,Singh,Llewellyn,Barker,Smythe-Jones,Thornton,Okafor,Gray,Hollis",
    ),
    trades: words('Joinery,Electrical,Bakery,Printers,Haulage,Solicitors,Plumbing,Motors,Nurseries,Pharmacy'),
    forms: words('Ltd,LLP,plc,& Sons'),
    streets: words("High Street,Station Road,Mill Lane,Church Walk,Queen's Parade,The Green"),
    numberFirst: true,
    cities: [
      ['EC1A 1BB', 'London'],
      ['M1 1AE', 'Manchester'],
      ['EH1 1YZ', 'Edinburgh'],
      ['CF10 1EP', 'Cardiff'],
      ['LS1 4AP', 'Leeds'],
      ['BT1 5GS', 'Belfast'],
    ],
    departments: words('Accounts,Purchasing,Management,Customer service,Reception'),
    positions: words('Director,Accountant,Buyer,Engineer,Office manager'),
    fixed: [
      ['0044207946', 4],
      ['0044113496', 4],
      ['0044161496', 4],
      ['0044131496', 4],
      ['0044292018', 4],
    ],
    mobile: ['00447700900', 3],
  },
];

const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll('ß', 'ss')
    .replace(/[^A-Za-z -]/g, '')
    .trim()
    .replace(/ +/g, '-')
    .toLowerCase();

/** One contact's 45 columns; `single`: with one number only. */
export function invent(roll: () => number, single: boolean): string[] {
  const pick = <T>(list: readonly T[]): T => {
    const found = list[Math.floor(roll() * list.length)];
    if (found === undefined) throw new Error('Nothing to pick from');
    return found;
  };
  const digits = ([prefix, count]: readonly [string, number]): string =>
    prefix + Array.from({ length: count }, () => Math.floor(roll() * 10)).join('');
  const chance = (share: number): boolean => roll() < share;

  const land = pick(LANDS);
  const cells = emptyCells();
  const person = chance(0.85);
  const atWork = !person || chance(0.65);
  const woman = chance(0.5);
  const given = pick(woman ? land.women : land.men);
  const family = pick(land.families);
  const company = `${pick(land.trades)} ${pick(land.families)} ${pick(land.forms)}`;
  const domain = `${plain(atWork ? company : family)}.example`;
  if (person) {
    cells[AT.salutation] = land.salutations[woman ? 0 : 1];
    cells[AT.givenName] = given;
    cells[AT.familyName] = family;
    if (chance(0.15)) cells[AT.displayName] = `${family}, ${given}`;
    if (chance(0.2)) {
      const day = String(1 + Math.floor(roll() * 28)).padStart(2, '0');
      const month = String(1 + Math.floor(roll() * 12)).padStart(2, '0');
      cells[AT.birthday] = `${day}.${month}.${1950 + Math.floor(roll() * 55)}`;
    }
  }
  if (atWork) {
    cells[AT.company] = company;
    if (chance(0.4)) cells[AT.department] = pick(land.departments);
    if (person && chance(0.4)) cells[AT.position] = pick(land.positions);
  }
  const fixed = digits(pick(land.fixed));
  addEntry(cells, 'numbers', [person ? (atWork ? 'Geschäftlich' : 'Privat') : 'Haupttelefon', fixed]);
  if (!single && person && chance(0.6)) addEntry(cells, 'numbers', ['Mobil', digits(land.mobile)]);
  if (!single && atWork && chance(0.25)) {
    addEntry(cells, 'numbers', ['Haupttelefon', digits(pick(land.fixed))]);
  }
  const mailbox = person ? `${plain(given)}.${plain(family)}` : 'info';
  const where = atWork ? 'Geschäftlich' : 'Privat';
  if (chance(0.7)) addEntry(cells, 'emails', [where, `${mailbox}@${domain}`]);
  if (atWork && chance(0.3)) addEntry(cells, 'urls', [where, `https://www.${domain}/`]);
  if (chance(0.5)) {
    const [postalCode, city] = pick(land.cities);
    const house = String(1 + Math.floor(roll() * 120));
    const street = pick(land.streets);
    addEntry(cells, 'addresses', [
      where,
      land.numberFirst ? `${house} ${street}` : `${street} ${house}`,
      postalCode,
      city,
      land.state,
    ]);
  }
  return cells;
}
