# One target per image: gateway, chat-api (also runs the migrations), generator, janitor, model-stand-in.
#   docker build --target gateway -t continuo/gateway .
# docs/deploy/images.md has what is in them, how large they are and how to pin the base.

# A release gives the base by digest: --build-arg NODE_IMAGE=node:24-bookworm-slim@sha256:…
ARG NODE_IMAGE=node:24-bookworm-slim

# Everything that is built is JavaScript, so it is built once, on the machine's own platform, for all platforms.
FROM --platform=${BUILDPLATFORM:-linux/amd64} ${NODE_IMAGE} AS manifests
WORKDIR /src
COPY . .
# only what `npm ci` reads: a change of a source does not install everything anew
RUN find . -type f ! -name package.json ! -name package-lock.json ! -name .npmrc -delete && find . -type d -empty -delete

FROM --platform=${BUILDPLATFORM:-linux/amd64} ${NODE_IMAGE} AS built
WORKDIR /src
COPY --from=manifests /src ./
RUN --mount=type=cache,target=/root/.npm npm ci
COPY . .
RUN node node_modules/typescript7/bin/tsc -p tsconfig.build.json

FROM built AS page
RUN node node_modules/vite/bin/vite.js build web

FROM built AS gateway-files
RUN node tools/images/collect.ts services/gateway /out
FROM built AS chat-api-files
RUN node tools/images/collect.ts services/chat-api /out
FROM built AS generator-files
RUN node tools/images/collect.ts services/generator /out
FROM built AS janitor-files
RUN node tools/images/collect.ts services/janitor /out
FROM built AS model-stand-in-files
RUN node tools/images/collect.ts tools/model-stand-in /out

# Files belong to root and nothing writes them: runs with a read-only root, no capabilities and any uid.
FROM ${NODE_IMAGE} AS image
ARG VERSION=0.0.0-dev
ARG REVISION=unknown
LABEL org.opencontainers.image.source="https://github.com/continuo-chat/continuo" \
      org.opencontainers.image.url="https://github.com/continuo-chat/continuo" \
      org.opencontainers.image.documentation="https://github.com/continuo-chat/continuo/blob/main/docs/deploy/images.md" \
      org.opencontainers.image.vendor="Continuo maintainers" \
      org.opencontainers.image.licenses="LicenseRef-Unlicensed" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
COPY tools/images/pid-1.js tools/images/health.js tools/images/package.json /app/image/
ENV NODE_ENV=production \
    NODE_OPTIONS=--import=/app/image/pid-1.js
USER 1000:1000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s CMD ["node", "/app/image/health.js"]
# node is the first process itself and handles signals; there is no shell and no npm between
CMD ["node", "dist/main.js"]

FROM image AS chat-api
LABEL org.opencontainers.image.title="continuo chat-api" org.opencontainers.image.description="Accepts messages, dispatches them and decides how they end; `node dist/migrate.js` brings the schema up."
COPY --from=chat-api-files /out /app
WORKDIR /app/services/chat-api
EXPOSE 50051 9090

FROM image AS generator
LABEL org.opencontainers.image.title="continuo generator" org.opencontainers.image.description="Asks the model and writes the answers."
COPY --from=generator-files /out /app
WORKDIR /app/services/generator
EXPOSE 9090

FROM image AS janitor
LABEL org.opencontainers.image.title="continuo janitor" org.opencontainers.image.description="Clears up and repairs, then ends."
COPY --from=janitor-files /out /app
WORKDIR /app/services/janitor
HEALTHCHECK NONE

FROM image AS model-stand-in
LABEL org.opencontainers.image.title="continuo model stand-in" org.opencontainers.image.description="Makes answers up; development only."
COPY --from=model-stand-in-files /out /app
WORKDIR /app/tools/model-stand-in
ENV HOST=0.0.0.0 PORT=8085 HEALTH_PATH=/v1/models
EXPOSE 8085

# the last target is what a build without --target makes
FROM image AS gateway
LABEL org.opencontainers.image.title="continuo gateway" org.opencontainers.image.description="The page, the REST API and the streams."
COPY --from=gateway-files /out /app
COPY --from=page /src/web/dist /app/web
WORKDIR /app/services/gateway
ENV WEB_ROOT=/app/web
EXPOSE 8080 9090
