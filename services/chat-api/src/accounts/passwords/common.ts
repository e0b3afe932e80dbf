/**
 * What most common passwords are made of. With what people do to them (capitals, digits and signs at the ends, letters
 * written as digits, the word twice, two words) they stand for far more than a list of the same size.
 */
const words = `password passwort passw pass word admin administrator root user guest login logon welcome hello letmein
 letme please open sesame secret secrets access master mister system server computer internet network security secure
 private default change changeme temp temporary test testing tester demo sample example continuo chat account
 qwerty qwert qwertz azerty asdf asdfgh asdfghjkl zxcvbn zxcvbnm yxcvbnm qazwsx wsxedc qweasd qwe asd zxc poiuytrewq
 iloveyou love lovely lover loveme loves ilove you me my the and baby babygirl babyboy girl boy honey sweet sweetie
 angel angels heart kiss sunshine summer winter spring autumn flower flowers rainbow butterfly princess prince queen
 king kings dragon dragons monkey tiger tigers lion lions eagle eagles falcon wolf bear bears dog dogs doggie cat cats
 kitty kitten horse pony fish shark snake panda bunny chicken football soccer baseball basketball hockey tennis golf
 volleyball swimming sports player gamer gaming minecraft fortnite pokemon pikachu naruto batman superman spiderman
 starwars startrek matrix ninja samurai pirate wizard merlin gandalf harry potter hobbit dallas london berlin paris
 madrid barcelona liverpool arsenal chelsea manchester united america american england germany france spain italy
 canada australia china india russia moscow tokyo newyork boston chicago texas california florida
 michael jennifer jessica ashley amanda sarah daniel david joshua matthew andrew robert thomas william charlie
 jordan michelle nicole hunter taylor george martin alexander alexandra anthony christopher maria anna monica samantha
 diamond silver golden gold orange purple yellow green black white blue red chocolate cookie coffee banana apple cherry
 pepper ginger cheese pizza burger beer whiskey vodka family mother father brother sister mommy daddy mama papa
 friend friends forever together freedom trust trustno one two three four five six seven eight nine ten money
 dollar million lucky magic mustang ferrari porsche mercedes harley corvette toyota honda yamaha samsung google
 facebook youtube microsoft windows linux apple iphone android amazon netflix whatsapp instagram twitter
 jesus christ god heaven hell devil satan killer death fuck fuckyou shit bitch asshole sexy hottie whatever nothing
 something anything everything forgot remember january february march april may june july august september october
 november december monday tuesday wednesday thursday friday saturday sunday spring correct horse battery staple`
  .split(/\s+/)
  .filter((word) => word !== '')

const known = new Set(words)

/** Rows of keyboards and alphabets, as fingers and eyes run over them. */
const runs = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890123456789',
  'qwertyuiopasdfghjklzxcvbnm',
  'qwertzuiopasdfghjklyxcvbnm',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik',
  'azertyuiopqsdfghjklmwxcvbn',
]
const everyRun = runs.flatMap((run) => [run, Array.from(run).toReversed().join('')])

const letterOf: Record<string, string> = {
  0: 'o',
  1: 'i',
  3: 'e',
  4: 'a',
  5: 's',
  7: 't',
  8: 'b',
  '@': 'a',
  $: 's',
  '!': 'i',
}

/**
 * One that anybody would try: common words and nothing more, one short piece over and over, a row of the keyboard, or the
 * person's own address.
 * @param personal Words of the person: address and name.
 */
export function isCommonPassword(password: string, personal: readonly string[] = []): boolean {
  const text = password.normalize('NFC').toLowerCase()
  if (isRepetition(text) || isRun(text)) return true
  const own = personal.flatMap((word) => word.toLowerCase().split(/[^\p{L}\p{N}]+/u)).filter((word) => word.length >= 3)
  const vocabulary = own.length === 0 ? known : new Set([...known, ...own])
  const plain = lettersOf(text)
  // what stands behind the word is no part of it: the 1 of `p@ssw0rd1` is no i
  const core = text.replaceAll(/[^\p{L}]+$/gu, '')
  const unleeted = lettersOf(Array.from(core, (letter) => letterOf[letter] ?? letter).join(''))
  return [plain, unleeted].some((letters) => isMadeOf(letters, vocabulary)) || isMostlyDigits(text)
}

const lettersOf = (text: string) => text.replaceAll(/[^\p{L}]+/gu, ' ').trim()

/** `abcabcabcabc`: a piece of up to four characters, or half of it all. */
function isRepetition(text: string): boolean {
  const sizes = [1, 2, 3, 4, 5, 6]
  return sizes.some(
    (size) =>
      text.length > size &&
      text ===
        text
          .slice(0, size)
          .repeat(Math.ceil(text.length / size))
          .slice(0, text.length),
  )
}

/** Made of no more than three pieces of rows: `123456789012`, `qwertyuiop12`. */
function isRun(text: string): boolean {
  let rest = text
  for (let pieces = 0; pieces < 3 && rest !== ''; pieces++) {
    let size = rest.length
    while (size > 2 && !everyRun.some((run) => run.includes(rest.slice(0, size)))) size--
    if (size <= 2) return pieces > 0 && rest.length <= 2
    rest = rest.slice(size)
  }
  return rest === ''
}

/** Every word of it is a common one, or two of them in a row. */
const isMadeOf = (letters: string, vocabulary: ReadonlySet<string>): boolean =>
  letters !== '' && letters.split(' ').every((part) => part.length < 3 || isOneOrTwo(part, vocabulary))

const isOneOrTwo = (part: string, vocabulary: ReadonlySet<string>): boolean =>
  vocabulary.has(part) ||
  Array.from({ length: part.length }, (_, cut) => cut).some(
    (cut) => cut > 0 && vocabulary.has(part.slice(0, cut)) && vocabulary.has(part.slice(cut)),
  )

/** A date or a telephone number. */
const isMostlyDigits = (text: string) => text.replaceAll(/[\d\s./+-]/g, '') === ''
