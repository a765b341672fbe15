/** With what one signs in to the demonstration. */
export const DEMO_SIGN_IN = { email: 'demo@followthrough.example', password: 'follow-through' };

/** The people of the demonstration. None of them exists. */
export const FIRST_NAMES = [
  'Amara',
  'Bjorn',
  'Chiara',
  'Dmitri',
  'Elif',
  'Farid',
  'Greta',
  'Hiro',
  'Ines',
  'Jonas',
  'Kwame',
  'Lucia',
  'Mateo',
  'Nadia',
  'Oskar',
  'Priya',
  'Quentin',
  'Rosa',
  'Soren',
  'Tomoko',
];
export const LAST_NAMES = [
  'Abara',
  'Bergqvist',
  'Conti',
  'Duarte',
  'Eriksen',
  'Farrokh',
  'Gruber',
  'Hayashi',
  'Ibarra',
  'Jansen',
  'Kofi',
  'Lindholm',
];
export const COMPANIES = [
  {
    name: 'Brightwater Labs',
    domain: 'brightwater.example',
    city: 'Berlin',
    country: 'Germany',
    timeZone: 'Europe/Berlin',
  },
  {
    name: 'Cobalt Freight',
    domain: 'cobaltfreight.example',
    city: 'Rotterdam',
    country: 'Netherlands',
    timeZone: 'Europe/Amsterdam',
  },
  {
    name: 'Dune Robotics',
    domain: 'dunerobotics.example',
    city: 'Austin',
    country: 'United States',
    timeZone: 'America/Chicago',
  },
  {
    name: 'Evergreen Health',
    domain: 'evergreen.example',
    city: 'Toronto',
    country: 'Canada',
    timeZone: 'America/Toronto',
  },
  { name: 'Fjord Analytics', domain: 'fjord.example', city: 'Oslo', country: 'Norway', timeZone: 'Europe/Oslo' },
  { name: 'Kitsune Games', domain: 'kitsune.example', city: 'Osaka', country: 'Japan', timeZone: 'Asia/Tokyo' },
];
export const TITLES = ['Head of Operations', 'CTO', 'Product Manager', 'VP Sales', 'Founder', 'Marketing Lead'];
