/** 256 short words that differ from each other at first sight and sound, so each stands for exactly 8 random bits. */
const WORDS =
  'acorn actor agent album alley amber anchor angle ankle apple april apron arena armor arrow atlas attic august autumn badge ' +
  'baker balcony bamboo banana banjo barrel basket beach beacon beetle bicycle bishop blanket bottle bridge brother bubble bucket buffalo butter ' +
  'cabbage cabin cactus camel camera candle canoe canvas captain caravan carbon carpet castle cedar cellar chalk cherry circle citron clever ' +
  'clover cobalt coconut coffee comet compass copper coral cotton cousin cradle crater cricket crystal curtain cushion dagger daisy dancer december ' +
  'desert diamond dinner doctor dolphin domino donkey dragon drawer eagle easel echo eclipse elbow elephant ember emerald engine evening fabric ' +
  'falcon feather fiddle finger flamingo flower flute forest fossil fountain friday galaxy garden garlic gazelle ginger giraffe glacier goblet gravel ' +
  'guitar hammer harbor harvest hazel helmet hermit honey horizon icicle igloo indigo island ivory jacket jaguar jasmine jelly jungle kernel ' +
  'kettle kingdom kitchen kitten koala ladder lagoon lantern laurel lemon leopard library lizard lobster lotus magnet mango maple marble market ' +
  'meadow melon mermaid mirror monday monsoon morning mosaic mountain muffin museum mustard napkin nectar needle nephew nickel novel nutmeg oasis ' +
  'ocean october olive onion opera orange orchard oven oyster paddle palace panda papaya parade parrot peacock pebble pencil pepper piano ' +
  'pickle pigeon pillow planet pocket pollen potato prairie pumpkin puzzle pyramid quarry rabbit radio rainbow raven ribbon river rocket saddle ' +
  'saffron sailor salad sandal satin season shadow silver spider spoon squirrel stadium summer sunday tailor tango temple thunder tiger timber ' +
  'tomato tractor tulip tunnel turtle velvet village violet violin walnut wagon willow window winter yellow';

export const PASSPHRASE_WORDS: readonly string[] = WORDS.split(' ');

/** Seven words picked evenly: 56 bits, which the slow hashing of the office makes out of reach for guessing. */
export function makePassphrase(random: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array = fillAtRandom): string {
  return Array.from(random(new Uint8Array(7)), (byte) => PASSPHRASE_WORDS[byte]).join('-');
}

function fillAtRandom(bytes: Uint8Array<ArrayBuffer>): Uint8Array {
  return crypto.getRandomValues(bytes);
}
