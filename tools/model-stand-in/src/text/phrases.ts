/** What the made-up answers are made of. Some letters are outside ASCII and outside the BMP on purpose. */

export const openings = [
  'There is more than one way to look at “{topic}”, and most of them start small.',
  'Good question. “{topic}” looks large from a distance and quite manageable from close by.',
  'Let us take “{topic}” one piece at a time ☕.',
  'The short version of “{topic}”: begin with what you can see, then follow the thread.',
  'People usually meet “{topic}” from the wrong end, so here is the other one.',
  'A useful picture for “{topic}” is a small harbour: boats come and go, the quay stays.',
]

export const sentences = [
  'Most of the work is done by {noun}, and nobody notices until it stops.',
  'Keep {noun} close to {noun2}, and the rest tends to follow.',
  'In practice {adjective} beats {adjective2}, at least for the first {period}.',
  'When {noun} grows, split it along the line where it already bends.',
  'It helps to write down what {noun} must never do, before deciding what it should.',
  'A {adjective} start costs {time}; a {adjective2} one costs the whole season.',
  'Nothing here needs to be clever: {noun} rewards patience, and so does {noun2}.',
  'Ask twice about {noun}, once about {noun2}, and not at all about the weather.',
  'If two people disagree about {noun}, they are often both describing {noun2}.',
  'The {adjective} parts look easy in hindsight, which is why they deserve a note in the margin.',
  'Leave room for {noun}: what is packed tightly cannot be repaired quietly.',
  'After {time} the pattern shows, and from then on {noun} explains itself.',
  'You can measure {noun} with a piece of string, and that is precise enough.',
  'What feels naïve on Monday is often the {adjective} plan that survives until Friday.',
  'Try it once with {noun} switched off; the silence tells you what it was for.',
  'The difference between {noun} and {noun2} is mostly a matter of who has to wait.',
  'A {adjective} rule of thumb: touch {noun} less often, but look at it every day.',
  'Everything that moves needs a place to rest, and {noun} is no exception 🌱.',
]

export const nouns = [
  'a steady rhythm',
  'the first draft',
  'the spare key',
  'a clear label',
  'the slow path',
  'the quiet middle',
  'an honest estimate',
  'the tide table',
  'a good hinge',
  'the second opinion',
  'the workbench',
  'a short list',
  'the old map',
  'the night shift',
  'a warm kettle',
  'the last mile',
  'a plain notebook',
  'the café door',
]

export const adjectives = ['quiet', 'plain', 'careful', 'bold', 'slow', 'bright', 'sturdy', 'light', 'patient', 'tidy']

export const times = ['an hour', 'two days', 'a week', 'ten minutes', 'a long afternoon', 'three tries']

export const periods = ['hour', 'two days', 'week', 'ten minutes', 'season', 'three tries']

export const headings = [
  'Where to start',
  'What usually goes wrong',
  'A closer look',
  'Step by step',
  'What to keep in mind',
  'The part nobody mentions',
  'Small print',
  'How to tell that it works',
]

export const labels = ['Start', 'Notice', 'Order', 'Care', 'Rest', 'Return', 'Measure', 'Share', 'Prune', 'Repeat']

export const hints = [
  'begin with the smallest piece that can stand alone',
  'write down what surprised you',
  'change one thing, then look again',
  'keep the old one until the new one has held for a day',
  'give every shelf a name',
  'let somebody else read it aloud',
  'stop while it is still going well',
  'do the dull part first, with music 🎶',
]

export const steps = [
  'Clear the table and keep only what you need today.',
  'Draw the thing as three boxes and two arrows.',
  'Try the second arrow first, since it is the one that breaks.',
  'Wait until it is boring.',
  'Tell a friend, and listen to which part you skip.',
  'Put a date on it and come back.',
  'Throw away the part that you never touched.',
]

export const tableRows = [
  ['A small trial', 'learning quickly', 'drawing large conclusions'],
  ['A written plan', 'several people', 'falling in love with it'],
  ['Doing nothing', 'storms', 'getting used to it'],
  ['A second pair of eyes', 'blind spots', 'waiting too long'],
  ['Starting over', 'tangled string', 'doing it every week'],
] as const

export const quotes = [
  'A door is only as good as the evening it lets in.',
  'Whoever counts the waves misses the boat.',
  'The kettle does not hurry, and yet there is tea.',
  'Name the drawer, and half of it is tidy.',
]

export const closings = [
  'If you tell me which part matters most to you, I can go further into that one.',
  'That is the whole of it; the rest is practice.',
  'Shall we look at one of these more closely?',
  'Start with the first step and see how far the afternoon carries you.',
]
