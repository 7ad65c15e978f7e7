# syntax=docker/dockerfile:1
# ocs-sim in a small image:  docker build -t ocs-sim .
# By itself it receives on 8080, with the live page and the control API on 8081; any other command comes after the name of the image.

ARG NODE_VERSION=24.21.0

# What it runs on, exactly as the lock file has it.
FROM node:${NODE_VERSION}-alpine AS dependencies
WORKDIR /opt/ocs-sim
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund

FROM node:${NODE_VERSION}-bookworm-slim AS build
WORKDIR /build
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY tsconfig.json ./
COPY test/support test/support
COPY receiver receiver
COPY simulator simulator
RUN npm run build && chmod +x dist/cli/bin.js

FROM node:${NODE_VERSION}-alpine
LABEL org.opencontainers.image.title="ocs-sim" \
      org.opencontainers.image.description="Plays Genesys OCS's campaign group status notifications, receives them, and judges what arrived" \
      org.opencontainers.image.version="0.1.0" \
      org.opencontainers.image.licenses="MIT"
ENV NODE_ENV=production
COPY --from=dependencies /opt/ocs-sim/node_modules /opt/ocs-sim/node_modules
COPY --from=build /build/dist /opt/ocs-sim/dist
COPY package.json LICENSE /opt/ocs-sim/
COPY scenarios /opt/ocs-sim/scenarios
RUN ln -s /opt/ocs-sim/dist/cli/bin.js /usr/local/bin/ocs-sim \
 && ln -s /opt/ocs-sim/scenarios /scenarios \
 && mkdir /work && chown 1000:1000 /work

# The user `node` of the base. Nothing in the image is writable for it but /work, where one's own scenarios are mounted and reports go.
USER 1000:1000
WORKDIR /work
EXPOSE 8080 8081
# The page itself is open to all and holds no data, so that this needs no token. For other commands than `receive`: --no-healthcheck.
HEALTHCHECK --interval=10s --timeout=3s --start-period=5s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:8081/').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["ocs-sim"]
# Within a container 127.0.0.1 is out of everybody's reach; what is published, and where, is said by `docker run -p`.
CMD ["receive", "--host", "0.0.0.0", "--port", "8080", "--control-host", "0.0.0.0", "--control-port", "8081"]
