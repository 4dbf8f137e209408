#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
# SPDX-License-Identifier: Apache-2.0
#
# Makes the documents' pictures anew: runs the sample application and a support desk's traces, opens every view in Chromium,
# keeps what is seen. The fonts Inter and JetBrains Mono (Debian: fonts-inter, fonts-jetbrains-mono) make them look as they do.
set -euo pipefail
cd "$(dirname "$0")/../.."

./mvnw -q -pl sample-app -am package -DskipTests
./mvnw -q -pl browser-tests -am verify -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false \
  -Dit.test=SampleApplicationIT,PicturesIT -Dopper.test.pictures=true -Dfailsafe.failIfNoSpecifiedTests=false
cp browser-tests/target/screenshots/readme/*.png docs/images/
for view in chat documents overview session metrics datasets compare; do
  cp "browser-tests/target/screenshots/views/$view-light-1280.png" "docs/images/viewer-$view.png"
done
docs/images/libraries.sh
