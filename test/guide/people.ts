/** Whom the pictures show besides the people of the demonstration. */
import type { Language } from '../../core/language/text.ts';
import type { Drawing } from '../core/photo/pictures.ts';

/** A customer’s French Outlook: cells of many widths, three rows that no PBX holds, three numbers that call later. */
export const OUTLOOK = [
  '"Titre","Prénom","Nom","Société","Service","Titre","Téléphone (bureau)","Tél. mobile","Adresse de messagerie"',
  '"M.","Gaël","Pélissier","Menuiserie Pélissier","Atelier","Gérant","01 99 00 21 10","+44 29 2018 8270","gael@pelissier.example"',
  '"Mme","Élodie","Pélissier","Menuiserie Pélissier","Accueil","","04 65 71 83 54","",""',
  '"Mme","Zoé","d’Arcy","","","","","+49 30 23125611","zoe@darcy.example"',
  '"M.","Théodore","Vannier","Vannier et Filles","","Gérant","01 99 00 12 88","",""',
  '"","","","","","","01 99 00 55 66","",""',
  '"M.","Noël","Vasseur","Imprimerie Vasseur","","","","",""',
  '"Mme","Inès","Garnier","","","","4,93017E+11","",""',
  ...['Aubry', 'Bréval', 'Collin', 'Delmas', 'Estève', 'Faure', 'Guérin', 'Hamel', 'Imbert', 'Joly'].map(
    (name, i) => `"M.","Luc","${name}","Garage ${name}","Atelier","","01 99 00 3${i} 0${i}","",""`,
  ),
].join('\r\n');

export const RIGHTS = [
  'Extension;Name;Role;Clients;Lieferanten;Personnel;Service partners;Google Vertrieb',
  '31;Anna Jäger;subscriber;write *;read;none;none;read',
  '32;Bruno Keller;subscriber;read;read;none;read;none',
  '33;Chloé Martin;subscriber;write;write *;read;none;none',
  '34;Émile Laurent;subscriber;read;none;none;none;none',
  '35;Fiona McAllister;sub-administrator;;;;;',
].join('\r\n');

/** A portrait of nobody: head and shoulders. */
export const NOBODY: Drawing = {
  width: 480,
  height: 600,
  at: (x, y) => {
    const head = Math.hypot(x - 240, y - 230) < 105;
    const shoulders = Math.hypot((x - 240) / 1.1, y - 610) < 205;
    return head ? [236, 200, 172] : shoulders ? [38, 92, 104] : [214 - y / 12, 226 - y / 14, 230 - y / 16];
  },
};

export const GROUP = { en: 'On call', fr: 'Astreinte', de: 'Bereitschaft' } satisfies Record<
  Language,
  string
>;
