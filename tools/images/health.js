// HEALTHCHECK of the images: the service says itself that it can serve. Orchestrators with probes of their own ignore it.
const { OPS_PORT, PORT, HEALTH_PATH } = process.env
const url = HEALTH_PATH ? `http://127.0.0.1:${PORT}${HEALTH_PATH}` : `http://127.0.0.1:${OPS_PORT || 9090}/readyz`
const response = await fetch(url, { headers: { 'x-api-key': 'health', 'anthropic-version': '2023-06-01' } })
process.exit(response.ok ? 0 : 1)
