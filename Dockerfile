# Web, worker and scheduler of a production installation: one image, the command decides (config/run.py).

FROM node:22-slim AS front
WORKDIR /build
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund

FROM python:3.11-slim-bookworm AS packages
COPY requirements/base.txt /build/base.txt
RUN python -m venv /opt/venv \
    && /opt/venv/bin/pip install --no-cache-dir --no-deps --require-hashes -r /build/base.txt

FROM python:3.11-slim-bookworm
# Pango lays out the PDF pages; without harfbuzz-subset fonts are cut down the slow way.
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz0b libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --user-group --no-create-home --home-dir /var/lib/nithet --shell /usr/sbin/nologin nithet \
    && install -d -o nithet -g nithet /var/lib/nithet
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    PRODUCTION=true \
    HOST=0.0.0.0 \
    VAR_DIR=/var/lib/nithet \
    STATIC_DIR=/app/staticfiles
WORKDIR /app
COPY --from=packages /opt/venv /opt/venv
COPY --from=front /build/node_modules node_modules
COPY . .
# Settings must load to collect static files; these addresses are never opened, and nothing of them stays in the image.
RUN SECRET_KEY=only-while-building DATABASE_URL=postgresql://unused/x REDIS_URL=redis://unused/0 \
    python manage.py collectstatic --noinput --verbosity 0
USER nithet
VOLUME /var/lib/nithet
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=15s --start-period=60s CMD ["python", "config/probe.py", "database", "broker", "fonts", "disk"]
CMD ["python", "-m", "config.run", "web"]
