/**
 * People as address books hold them: names, companies and numbers of France, Germany, Switzerland and Belgium,
 * each as often as it is common. The same index is always the same person.
 */
import type { ContactDraft, PhoneNumber } from '../core/directory/contact.ts';
import { emptyDraft } from '../core/directory/contact.ts';

const words = (text: string): readonly string[] => text.split(' ');
const GIVEN = words(
  'Jean Marie Pierre Michel André Philippe Nathalie Isabelle Sylvie Catherine Nicolas Julien Camille Léa Chloé Manon Élodie François Hélène Jérôme Zoé Peter Michael Thomas Andreas Wolfgang Klaus Jürgen Günter Ursula Monika Petra Sabine Renate Björn Jörg Käthe Anna Emma Mia Luca Leon Noah Paul Lukas Urs Beat Reto Müge Ayşe Mehmet Igor Иван Ольга Søren Łukasz José Jean-Pierre Anne-Sophie Karl-Heinz',
);
const FAMILY = words(
  'Martin Bernard Thomas Petit Robert Richard Durand Dubois Moreau Laurent Simon Michel Lefèvre Leroy Roux David Bertrand Morel Fournier Girard Bonnet Dupont Lambert Fontaine Rousseau Vincent Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Schäfer Koch Bauer Richter Klein Wolf Schröder Neumann Schwarz Zimmermann Braun Krüger Hofmann Hartmann Lange Schmitt Werner Krause Meier Lehmann Köhler Herrmann König Walter Mayer Huber Kaiser Fuchs Peters Lang Scholz Möller Weiß Jung Hahn Schubert Vogel Keller Günther Frank Berger Winkler Roth Beck Lorenz Baumann Franke Albrecht Schuster Simon Ludwig Böhm Winter Kraus Martens Sommer Groß Brunner Rossi Ferrari Nguyen Peeters Janssens Mertens Claes Jacobs Ångström Иванов Петрова Yılmaz Öztürk Nowak Kowalski García',
);
const TRADES = words(
  'Boulangerie Garage Cabinet Pharmacie Menuiserie Imprimerie Hôtel Restaurant Bäckerei Autohaus Kanzlei Apotheke Tischlerei Druckerei Spedition Gärtnerei Elektro Sanitär Metallbau Maschinenbau Architekten Ingenieurbüro Immobilien Versicherungen',
);
const FORMS = words('SARL SAS SA GmbH AG KG e.K. & UG');
const CITIES = words(
  'Paris Lyon Marseille Toulouse Nice Nantes Strasbourg Montpellier Bordeaux Lille Rennes Berlin Hamburg München Köln Frankfurt Stuttgart Düsseldorf Leipzig Dortmund Essen Bremen Dresden Hannover Nürnberg Zürich Genève Basel Bern Lausanne Bruxelles Liège Antwerpen Gent Luxembourg',
);
const STREETS = words(
  'Hauptstraße Bahnhofstraße Gartenweg Schulstraße Bergstraße Lindenallee rue_de_la_Paix avenue_de_la_République boulevard_Voltaire rue_Pasteur place_du_Marché chemin_des_Vignes',
);
const DEPARTMENTS = words(
  'Vente Comptabilité Accueil Direction Vertrieb Einkauf Buchhaltung Support Technik Logistik',
);
const NOTES = [
  'appeler le matin',
  'ruft am liebsten nachmittags an, Durchwahl über die Zentrale',
  'client depuis 2011, facture par courrier, ne pas démarcher',
  'Ansprechpartner für Wartung',
];

/** A number that is spread evenly and is always the same for the same two. */
function spread(index: number, salt: number): number {
  let x = Math.imul(index + 1, 0x9e_37_79_b1) ^ Math.imul(salt + 1, 0x85_eb_ca_6b);
  x = Math.imul(x ^ (x >>> 15), 0x2c_1b_3c_6d);
  x = Math.imul(x ^ (x >>> 12), 0x29_7a_2d_39);
  return (x ^ (x >>> 15)) >>> 0;
}

const share = (index: number, salt: number): number => spread(index, salt) / 2 ** 32;
const evenly = (list: readonly string[], index: number, salt: number): string =>
  list[spread(index, salt) % list.length] ?? '';
/** The first of the list are the most common, as names are. */
const commonly = (list: readonly string[], index: number, salt: number): string =>
  list[Math.floor(share(index, salt) ** 2 * list.length)] ?? '';

const NATIONS = [
  { code: '33', prefixes: ['1', '2', '3', '4', '5', '6', '7'], digits: 8 },
  { code: '49', prefixes: ['30', '40', '89', '221', '69', '171', '160'], digits: 7 },
  { code: '41', prefixes: ['44', '22', '31', '79'], digits: 7 },
  { code: '32', prefixes: ['2', '4', '475'], digits: 6 },
] as const;

function number(index: number, salt: number, kind: PhoneNumber['kind']): PhoneNumber {
  const { code, prefixes, digits } = NATIONS[Math.floor(share(index, salt) ** 2 * 4)] ?? NATIONS[0];
  const prefix = evenly(prefixes, index, salt + 1);
  const rest = String(spread(index, salt + 2) % 10 ** digits).padStart(digits, '0');
  const grouped = rest.replaceAll(/(\d\d)(?=\d)/g, '$1 ');
  const national = [`0${prefix} ${grouped}`, `0${prefix}/${rest}`, `0${prefix}${rest}`];
  const typed =
    share(index, salt + 3) < 0.5 ? evenly(national, index, salt + 4) : `+${code} ${prefix} ${grouped}`;
  return { kind, value: typed, e164: `+${code}${prefix}${rest}` };
}

export function person(index: number): ContactDraft {
  const givenName = commonly(GIVEN, index, 1);
  const familyName = `${commonly(FAMILY, index, 2)}${share(index, 3) < 0.12 ? `-${commonly(FAMILY, index, 4)}` : ''}`;
  const company = `${evenly(TRADES, index, 5)} ${evenly(FAMILY, index, 6)} ${evenly(FORMS, index, 7)}`;
  const domain = `${company.split(' ')[0] ?? ''}-${spread(index, 8) % 4000}.example`.toLowerCase();
  const works = share(index, 9) < 0.75;
  return {
    ...emptyDraft(),
    givenName,
    familyName,
    company: works ? company : '',
    department: works && share(index, 10) < 0.4 ? evenly(DEPARTMENTS, index, 11) : '',
    note: share(index, 12) < 0.15 ? evenly(NOTES, index, 13) : '',
    numbers: [number(index, 20, 'work'), ...(share(index, 14) < 0.7 ? [number(index, 30, 'mobile')] : [])],
    emails:
      share(index, 15) < 0.7
        ? [{ kind: 'work', value: `${givenName}.${familyName}@${domain}`.toLowerCase() }]
        : [],
    addresses:
      share(index, 16) < 0.5
        ? [
            {
              kind: 'work',
              street: `${1 + (spread(index, 17) % 180)} ${evenly(STREETS, index, 18).replaceAll('_', ' ')}`,
              postalCode: String(1000 + (spread(index, 19) % 98_000)).padStart(5, '0'),
              city: evenly(CITIES, index, 40),
              region: '',
              country: '',
            },
          ]
        : [],
    groups: share(index, 41) < 0.8 ? [evenly(['Clients', 'Fournisseurs', 'Personnel'], index, 42)] : [],
  };
}
