// Runs before the first paint, so that a chosen theme never flashes the other one and no layout turns round.
let chosen
try {
  const theme = localStorage.getItem('continuo:theme')
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
  chosen = localStorage.getItem('continuo:language')
} catch {
  // storage is blocked: the system's choice stands
}
const spoken = ['en', 'ar']
const wanted = [chosen ?? '', ...navigator.languages].map((tag) => tag.split('-')[0].toLowerCase())
const language = wanted.find((each) => spoken.includes(each)) ?? 'en'
document.documentElement.lang = language
document.documentElement.dir = language === 'ar' ? 'rtl' : 'ltr'
