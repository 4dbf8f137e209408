#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
# SPDX-License-Identifier: Apache-2.0
#
# Makes the README's pictures anew: runs the sample application, opens its pages in Chromium, keeps what is seen.
set -euo pipefail
cd "$(dirname "$0")/../.."

./mvnw -q -pl sample-app -am package -DskipTests
./mvnw -q -pl browser-tests -am verify -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false \
  -Dit.test=SampleApplicationIT -Dfailsafe.failIfNoSpecifiedTests=false
cp browser-tests/target/screenshots/readme/*.png docs/images/
