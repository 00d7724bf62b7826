# Built in one stage, run in another that holds the binary and the libraries it needs.
FROM debian:12 AS build
RUN apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        clang-19 lld-19 cmake ninja-build pkg-config git \
        libboost1.81-dev libssl-dev nlohmann-json3-dev libhiredis-dev libsqlite3-dev libicu-dev \
        libspdlog-dev libfmt-dev libcli11-dev prometheus-cpp-dev zlib1g-dev libzip-dev libpugixml-dev \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /askwell
COPY . .
RUN cmake --preset release -DASKWELL_TESTS=OFF && ninja -C build/release askwell && strip build/release/bot/askwell

FROM debian:12-slim
RUN apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        ca-certificates curl libssl3 libhiredis0.14 libsqlite3-0 libicu72 libspdlog1.10 libfmt9 libprometheus-cpp-core1.0 libzip4 libpugixml1v5 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --home-dir /var/lib/askwell --create-home askwell
COPY --from=build /askwell/build/release/bot/askwell /usr/local/bin/askwell
USER askwell
WORKDIR /var/lib/askwell
VOLUME /var/lib/askwell
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=5s CMD curl --fail --silent http://127.0.0.1:8080/readyz || exit 1
ENTRYPOINT ["askwell"]
CMD ["serve", "--listen", "0.0.0.0:8080", "--data", "/var/lib/askwell"]
