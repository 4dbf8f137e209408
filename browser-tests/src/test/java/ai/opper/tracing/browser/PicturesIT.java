// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.browser;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Takes a picture of every view, light and dark, narrow and wide; docs/images/update.sh
 * asks for them and keeps some.
 */
@EnabledIfSystemProperty(named = "opper.test.pictures", matches = "true",
        disabledReason = "Pictures are taken by docs/images/update.sh")
class PicturesIT {

    private static final Path PICTURES = Path.of("target", "screenshots", "views");

    @RegisterExtension
    static final ViewerSession viewer = new ViewerSession((poster) -> new SupportDesk(poster).play(Instant.now()));

    static Stream<Arguments> views() {
        return Stream.of(ColorScheme.LIGHT, ColorScheme.DARK)
            .flatMap((scheme) -> Views.ALL.stream().map((view) -> Arguments.of(view, scheme)));
    }

    @ParameterizedTest
    @MethodSource("views")
    void view_isPictured(Views view, ColorScheme scheme) {
        for (int[] size : List.of(new int[] { 1280, 720 }, new int[] { 1920, 1080 })) {
            viewer.look(scheme, size[0], size[1]);
            view.open(viewer);
            Path picture = PICTURES
                .resolve("%s-%s-%d.png".formatted(view.name(), scheme.name().toLowerCase(Locale.ROOT), size[0]));
            viewer.picture(picture);
            assertThat(picture).isNotEmptyFile();
        }
    }

}
