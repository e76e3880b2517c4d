# Builds the service and runs it on JDK 25 with an ahead-of-time cache, as a user of its own.
FROM maven:3-eclipse-temurin-25 AS build
WORKDIR /build
COPY pom.xml .
RUN mvn -B -q -DskipTests dependency:go-offline || true
COPY src src
RUN mvn -B -q -DskipTests package \
 && java -Djarmode=tools -jar target/caunoi.jar extract --destination /caunoi

FROM eclipse-temurin:25-jdk
RUN useradd --system --uid 10001 --create-home --home-dir /var/lib/caunoi caunoi
WORKDIR /opt/caunoi
COPY --from=build --chown=caunoi /caunoi ./
COPY --chown=caunoi bot-flows bot-flows
COPY --chown=caunoi config config
RUN chown caunoi /opt/caunoi
USER caunoi
# The training run starts the service on a throw-away database until it is healthy; the cache fits this very JDK and jar.
COPY --chown=caunoi --chmod=755 <<'EOF' /var/lib/caunoi/train.sh
set -e
export CAUNOI_DATA_DIR=/var/lib/caunoi/train SERVER_PORT=18080
java -XX:AOTCacheOutput=caunoi.aot --enable-native-access=ALL-UNNAMED -jar caunoi.jar &
until (exec 3<>/dev/tcp/127.0.0.1/18080 && printf 'GET /actuator/health HTTP/1.0\r\n\r\n' >&3 && grep -q '"status":"UP"' <&3) 2>/dev/null; do
  kill -0 $!
  sleep 1
done
kill -TERM $!
wait $! || true
test -s caunoi.aot
EOF
RUN bash /var/lib/caunoi/train.sh && rm -rf /var/lib/caunoi/train
ENV CAUNOI_DATA_DIR=/var/lib/caunoi/data
VOLUME /var/lib/caunoi
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s --retries=6 \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/${SERVER_PORT:-8080} && printf 'GET /actuator/health HTTP/1.0\\r\\n\\r\\n' >&3 && grep -q '\"status\":\"UP\"' <&3"]
# About 60 MB of the heap live; in one much smaller than 192 MB the collector would mark again and again.
ENTRYPOINT ["java", "-XX:AOTCache=caunoi.aot", "-Xms192m", "-Xmx384m", "--enable-native-access=ALL-UNNAMED", "-jar", "caunoi.jar"]
