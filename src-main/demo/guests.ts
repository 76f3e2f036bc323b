import { digits, pick, type Random } from './random';

export interface Guest {
  readonly name: string;
  readonly phone: string;
}

interface Country {
  readonly given: readonly [string, ...string[]];
  readonly family: readonly [string, ...string[]];
  /** A mobile number that could exist there. */
  readonly phone: (random: Random) => string;
}

const INDIA: Country = {
  given: [
    'Aarav',
    'Ananya',
    'Arjun',
    'Diya',
    'Fatima',
    'Gurpreet',
    'Harini',
    'Ishaan',
    'Kabir',
    'Kavya',
    'Lakshmi',
    'Meera',
    'Mohammed',
    'Nandini',
    'Neha',
    'Nikhil',
    'Pooja',
    'Pranav',
    'Priya',
    'Rahul',
    'Rohan',
    'Saanvi',
    'Sameer',
    'Sneha',
    'Tanvi',
    'Varun',
    'Vikram',
    'Zoya',
  ],
  family: [
    'Agarwal',
    'Banerjee',
    'Bhat',
    'Chauhan',
    'D’Souza',
    'Desai',
    'Deshpande',
    'Fernandes',
    'Ghosh',
    'Gupta',
    'Iyer',
    'Joshi',
    'Kapoor',
    'Khan',
    'Kulkarni',
    'Menon',
    'Mishra',
    'Nair',
    'Patel',
    'Pillai',
    'Rao',
    'Reddy',
    'Shah',
    'Sharma',
    'Shetty',
    'Singh',
    'Verma',
  ],
  phone: (random) =>
    `${pick(random, ['98', '99', '97', '96', '94'])}${pick(random, ['2', '4', '6', '7', '8'])}${digits(random, 7)}`,
};
const ABROAD: readonly [Country, ...Country[]] = [
  {
    given: ['Oliver', 'Amelia', 'Harry', 'Isla', 'George', 'Niamh'],
    family: ['Smith', 'Hughes', 'Okafor', 'Campbell', 'O’Brien'],
    phone: (random) => `+44 74${pick(random, ['00', '11', '23'])} ${digits(random, 6)}`,
  },
  {
    given: ['Jürgen', 'Anna', 'Lukas', 'Sophie', 'Emre'],
    family: ['Müller', 'Schäfer', 'Weiß', 'Yılmaz', 'Köhler'],
    phone: (random) => `+49 1512 ${digits(random, 7)}`,
  },
  {
    given: ['João', 'Beatriz', 'Mateus', 'Luísa'],
    family: ['Silva', 'Conceição', 'Araújo', 'Gonçalves'],
    phone: (random) => `+55 11 9${pick(random, ['6', '7', '8'])}${digits(random, 7)}`,
  },
  {
    given: ['Min-jun', 'Seo-yeon', 'Ji-woo'],
    family: ['Kim', 'Park', 'Choi'],
    phone: (random) => `+82 10 ${pick(random, ['2', '4', '5'])}${digits(random, 7)}`,
  },
  {
    given: ['李', '王', '陳'],
    family: ['小龍', '美玲', '志明'],
    phone: (random) => `+65 9${pick(random, ['1', '2', '6'])}${digits(random, 6)}`,
  },
  {
    given: ['Chiamaka', 'Tunde', 'Ngozi'],
    family: ['Adeyemi', 'Eze', 'Balogun'],
    phone: (random) => `+234 803 ${digits(random, 7)}`,
  },
  {
    given: ['Emma', 'Noah', 'Sofía', 'Mason'],
    family: ['Johnson', 'Ramirez', 'Nguyen', 'Walker'],
    phone: (random) =>
      `+1 415 ${pick(random, ['2', '5', '8'])}${pick(random, ['23', '46', '87'])} ${digits(random, 4)}`,
  },
];

/** Somebody from somewhere: five in six from the country of the event. */
export function inventGuest(random: Random): Guest {
  const country = random() < 5 / 6 ? INDIA : pick(random, ABROAD);
  return { name: `${pick(random, country.given)} ${pick(random, country.family)}`, phone: country.phone(random) };
}
