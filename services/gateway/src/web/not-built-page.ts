/** Shown in place of the web app while there is none; the API works all the same. */
export const notBuiltPage = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Continuo</title>
</head>
<body>
<main>
<h1>Continuo is running, its web app is not built yet</h1>
<p>Build it with <code>npm run build</code> and reload this page; no restart is needed.</p>
<p>The API is there already: <a href="/docs">its reference</a>.</p>
</main>
</body>
</html>
`
