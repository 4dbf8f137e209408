#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
# SPDX-License-Identifier: Apache-2.0
#
# Makes the pictures of libraries' traces anew: the test applications of Spring AI, LangChain4j and OpenTelemetry run against
# a Local Opper, whose pages are opened in Chromium. All pictures are in browser-tests/target/screenshots/libraries; the
# documents have some of them. With --look the Local Opper goes on, to be looked at.
set -euo pipefail
cd "$(dirname "$0")/../.."

port="${OPPER_PICTURES_PORT:-4329}"
pictures=(spring-ai langchain4j opentelemetry otlp opper-gateway)

./mvnw -q -pl opper-tracing-local -am package -DskipTests
jar=$(ls opper-tracing-local/target/opper-tracing-local-*-exec.jar)
java -jar "$jar" --opper.local.port="$port" --opper.local.database="jdbc:h2:mem:libraries" &
opper=$!
trap 'kill "$opper"' EXIT
until curl -fsS "http://127.0.0.1:$port/local-opper" > /dev/null; do sleep 0.2; done

./mvnw -q -pl opper-tracing-spring-boot-starter,spring-ai-tests,langchain4j-tests,browser-tests -am verify \
  -Dopper.test.viewer="http://127.0.0.1:$port" -Dtest='*PictureTest' -Dsurefire.failIfNoSpecifiedTests=false \
  -Dit.test=LibraryPicturesIT -Dfailsafe.failIfNoSpecifiedTests=false
for picture in "${pictures[@]}"; do
  cp "browser-tests/target/screenshots/libraries/$picture.png" "docs/images/library-$picture.png"
done
if [ "${1:-}" = "--look" ]; then
  echo "http://127.0.0.1:$port/ - end with Ctrl-C"
  wait "$opper"
fi
