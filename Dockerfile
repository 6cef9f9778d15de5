# syntax=docker/dockerfile:1
#
# Two images. `app`, the last stage, serves: `docker build --tag orbitkit-billing .`
# `tools` migrates, administers and examines: `docker build --target tools --tag orbitkit-billing-tools .`
# Both run as `node` with a root file system that may be read-only, and hold no setting and no secret.
# `npm run rehearse container` runs these steps where there is no Docker.

FROM node:24-bookworm-slim AS base
WORKDIR /app
ENV NEXT_TELEMETRY_DISABLED=1

FROM base AS build
COPY package.json package-lock.json .npmrc ./
RUN --mount=type=cache,target=/root/.npm npm ci
COPY . .
RUN BUILD_STANDALONE=1 npm run build

FROM base AS tools
ENV NODE_ENV=production
COPY package.json package-lock.json .npmrc ./
RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev
COPY prisma.config.ts tsconfig.json ./
COPY lib lib
COPY prisma prisma
COPY tools tools
# Now, because the tools would do it when they start, and may not write then.
RUN node tools/generate-client.mjs
USER node
CMD ["node_modules/.bin/prisma", "migrate", "deploy"]

FROM base AS app
ENV NODE_ENV=production
ENV PORT=3000
# Docker sets HOSTNAME to the container's id, and Next would listen on that address alone.
ENV HOSTNAME=0.0.0.0
# Milliseconds. Longer than proxies keep idle connections, or else one sends a request on a connection that has
# just been closed: https://cloud.google.com/load-balancing/docs/https#timeouts_and_retries (600 s).
ENV KEEP_ALIVE_TIMEOUT=620000
COPY --from=build /app/.next/standalone ./
COPY --from=build /app/.next/static .next/static
COPY --from=build /app/public public
USER node
EXPOSE 3000
# It says that the process answers. Whether the database does, says /api/health/ready, for load balancers.
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/api/health`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "server.js"]
