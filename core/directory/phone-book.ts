/** The phone books of telephones and other PBXs that contacts can be written for. */
export const PHONE_FORMATS = [
  'fritzbox-xml',
  'yealink-xml',
  'yealink-csv',
  'snom-tbook',
  'snom-v7-csv',
  'grandstream-xml',
  'gigaset-n-xml',
  'panasonic-dect',
  'cisco-xml',
  'polycom-xml',
  '3cx-csv',
  'freepbx',
  'yeastar-p',
] as const;
export type PhoneFormat = (typeof PHONE_FORMATS)[number];
