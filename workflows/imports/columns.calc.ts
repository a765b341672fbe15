import { CONTACT_TARGETS, type ContactTarget, IGNORE, targetLabel } from './rules.ts';

/** What headers are called in files of other products, in English and German (and, where they are plain, French, Spanish and Dutch). */
const SYNONYMS: Record<ContactTarget, string[]> = {
  email: [
    'emailaddress',
    'mail',
    'mailaddress',
    'emailadresse',
    'mailadresse',
    'emailwork',
    'workemail',
    'businessemail',
    'emailgeschaeftlich',
    'email1',
    'primaryemail',
    'courriel',
    'correo',
    'correoelectronico',
    'emailadres',
  ],
  fullName: [
    'name',
    'fullname',
    'contact',
    'contactname',
    'person',
    'kontakt',
    'ansprechpartner',
    'vollername',
    'vorundnachname',
    'nombrecompleto',
  ],
  firstName: ['first', 'givenname', 'forename', 'vorname', 'rufname', 'prenom', 'nombre', 'voornaam'],
  lastName: [
    'last',
    'surname',
    'familyname',
    'nachname',
    'familienname',
    'zuname',
    'nom',
    'apellido',
    'apellidos',
    'achternaam',
  ],
  company: [
    'companyname',
    'organization',
    'organisation',
    'account',
    'accountname',
    'employer',
    'firma',
    'firmenname',
    'unternehmen',
    'arbeitgeber',
    'societe',
    'entreprise',
    'empresa',
    'bedrijf',
  ],
  title: [
    'jobtitle',
    'position',
    'role',
    'job',
    'funktion',
    'berufsbezeichnung',
    'stelle',
    'fonction',
    'cargo',
    'functie',
  ],
  department: ['dept', 'team', 'abteilung', 'bereich', 'service'],
  phone: [
    'telephone',
    'tel',
    'phonenumber',
    'workphone',
    'businessphone',
    'phonework',
    'landline',
    'telefon',
    'telefonnummer',
    'rufnummer',
    'festnetz',
    'telefongeschaeftlich',
    'telefono',
    'telefoon',
  ],
  mobile: [
    'mobilephone',
    'cell',
    'cellphone',
    'mobilenumber',
    'phonemobile',
    'mobil',
    'mobiltelefon',
    'handy',
    'handynummer',
    'mobilnummer',
    'portable',
    'movil',
  ],
  website: ['web', 'url', 'homepage', 'companywebsite', 'domain', 'webseite', 'internetseite', 'siteweb', 'sitioweb'],
  linkedinUrl: ['linkedin', 'linkedinurl', 'linkedinprofile', 'personlinkedinurl', 'linkedinprofil'],
  twitterHandle: ['twitter', 'twitterhandle', 'twitterurl', 'x', 'xhandle'],
  facebookUrl: ['facebook', 'facebookurl', 'fb'],
  addressLine1: [
    'address',
    'street',
    'addressline1',
    'streetaddress',
    'address1',
    'adresse',
    'strasse',
    'strassehausnummer',
    'strasseundhausnummer',
    'anschrift',
    'rue',
    'direccion',
  ],
  addressLine2: ['address2', 'addressline2', 'street2', 'adresszusatz', 'suite', 'apartment'],
  postalCode: ['zip', 'zipcode', 'postcode', 'plz', 'postleitzahl', 'codepostal', 'codigopostal'],
  city: ['town', 'ort', 'stadt', 'wohnort', 'ville', 'ciudad', 'plaats'],
  state: ['region', 'province', 'county', 'stateregion', 'bundesland', 'kanton', 'provinz'],
  country: ['countryname', 'nation', 'land', 'pays', 'pais'],
  timeZone: ['timezone', 'tz', 'zeitzone'],
  status: ['contactstatus', 'kontaktstatus'],
  lifecycleStage: ['lifecycle', 'stage', 'lifecyclestage', 'lebenszyklus', 'phase'],
  score: ['leadscore', 'rating', 'punkte', 'punktzahl'],
  owner: [
    'contactowner',
    'assignedto',
    'assignee',
    'salesrep',
    'owneremail',
    'besitzer',
    'zustaendig',
    'betreuer',
    'inhaber',
    'verantwortlich',
  ],
  tags: [
    'tag',
    'labels',
    'label',
    'categories',
    'category',
    'keywords',
    'schlagworte',
    'schlagwoerter',
    'kategorien',
    'kategorie',
    'etiketten',
  ],
};

/** A header reduced to what tells it from others: letters and digits, umlauts spelled out. */
export const bareHeader = (header: string): string =>
  header
    .toLowerCase()
    .replaceAll('ä', 'ae')
    .replaceAll('ö', 'oe')
    .replaceAll('ü', 'ue')
    .replaceAll('ß', 'ss')
    .normalize('NFD')
    .replaceAll(/[^\p{L}\p{N}]/gu, '');

const TARGETS = new Map<string, ContactTarget>(
  CONTACT_TARGETS.flatMap((target) =>
    [target, targetLabel(target), ...SYNONYMS[target]].map((name): [string, ContactTarget] => [
      bareHeader(name),
      target,
    ]),
  ),
);

const looksLike = (samples: string[], pattern: RegExp) => {
  const filled = samples.filter((sample) => sample.trim() !== '');
  return filled.length > 0 && filled.every((sample) => pattern.test(sample.trim()));
};

/** What the cells themselves give away, where the header says nothing. */
function targetBySamples(samples: string[]): ContactTarget | null {
  if (looksLike(samples, /^[^\s@]+@[^\s@]+\.[a-z]{2,}$/i)) return 'email';
  if (looksLike(samples, /linkedin\.com\//i)) return 'linkedinUrl';
  if (looksLike(samples, /^https?:\/\//i)) return 'website';
  return null;
}

export type CustomTarget = { fieldName: string; label: string };
export type SampledColumn = { name: string; samples: string[] };

/** Where each column most likely goes: by its header first, then by its cells; each target once, the rest left out. */
export function suggestMapping(columns: SampledColumn[], customFields: CustomTarget[]): string[] {
  const custom = new Map(
    customFields.flatMap(({ fieldName, label }) =>
      [fieldName, label].map((name): [string, string] => [bareHeader(name), `custom.${fieldName}`]),
    ),
  );
  const taken = new Set<string>();
  const claim = (target: string | null | undefined) => {
    if (!target || taken.has(target)) return null;
    taken.add(target);
    return target;
  };
  const byHeader = columns.map(({ name }) => claim(custom.get(bareHeader(name)) ?? TARGETS.get(bareHeader(name))));
  const named = columns.map(({ samples }, index) => byHeader[index] ?? claim(targetBySamples(samples)) ?? IGNORE);
  // Beside a first name, "Name" is the last one, as German files have it.
  const isSplit = taken.has('firstName') && !taken.has('lastName');
  return isSplit ? named.map((target) => (target === 'fullName' ? 'lastName' : target)) : named;
}

/** In which order the dates of a file most likely come: month first only where a day above the twelfth gives it away. */
export function suggestDateOrder(columns: SampledColumn[]): 'day' | 'month' {
  const seconds = columns
    .flatMap(({ samples }) => samples)
    .map((sample) => Number(/^\d{1,2}[/-](\d{1,2})[/-]\d{4}/.exec(sample.trim())?.[1] ?? 0));
  return seconds.some((part) => part > 12 && part <= 31) ? 'month' : 'day';
}
