// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.privacy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.LoggerFactory;

import ai.opper.tracing.autoconfigure.OtlpCollector;
import ai.opper.tracing.test.FakeOpperApi;
import ai.opper.tracing.test.ReceivedRequest;

/**
 * A way out of the process. Whoever adds one to the library adds it to the list of doors
 * in {@link PrivacyPropertyTest}.
 */
interface Door {

    /** What the door is called. */
    String name();

    /** Everything that has gone through it so far and can still be read. */
    String seen();

    /** What is sent to Opper's API of spans. */
    record Requests(FakeOpperApi api) implements Door {

        @Override
        public String name() {
            return "requests";
        }

        @Override
        public String seen() {
            return all(this.api, (request) -> !isCall(request));
        }

        private static boolean isCall(ReceivedRequest request) {
            return request.path().startsWith(PrivateApplication.CALLS);
        }

        private static String all(FakeOpperApi api, Predicate<ReceivedRequest> chosen) {
            return api.requests()
                .stream()
                .filter(chosen)
                .map((request) -> request.method() + ' ' + request.path() + '?' + request.query() + request.headers()
                        + request.body())
                .collect(Collectors.joining("\n"));
        }

    }

    /** What is added to the application's own calls of models. */
    record Calls(FakeOpperApi api) implements Door {

        @Override
        public String name() {
            return "calls";
        }

        @Override
        public String seen() {
            return Requests.all(this.api, Requests::isCall);
        }

    }

    /** What is sent to another backend. */
    record Otlp(OtlpCollector collector) implements Door {

        @Override
        public String name() {
            return "otlp";
        }

        @Override
        public String seen() {
            return this.collector.headers() + "\n" + this.collector.requests();
        }

    }

    /** What is kept on disk. */
    record SpoolFiles(Path directory) implements Door {

        @Override
        public String name() {
            return "spool";
        }

        @Override
        public String seen() {
            try (Stream<Path> files = Files.walk(this.directory)) {
                return files.filter(Files::isRegularFile).map(SpoolFiles::read).collect(Collectors.joining("\n"));
            }
            catch (IOException ex) {
                throw new UncheckedIOException(ex);
            }
        }

        /** A file may be removed meanwhile. */
        private static String read(Path file) {
            try {
                return file.getFileName() + new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            }
            catch (IOException ex) {
                return "";
            }
        }

    }

    /** Our own meters: the application's belong to the application. */
    record Meters(MeterRegistry registry) implements Door {

        @Override
        public String name() {
            return "meters";
        }

        @Override
        public String seen() {
            return this.registry.getMeters()
                .stream()
                .filter((meter) -> meter.getId().getName().startsWith("opper."))
                .map((meter) -> meter.getId().toString() + meter.getId().getDescription())
                .collect(Collectors.joining("\n"));
        }

    }

    /** What Actuator answers about us. */
    record Actuator(PrivateApplication application) implements Door {

        private static final List<String> PATHS = List.of("/oppertracing", "/health", "/metrics/opper.span",
                "/configprops/opper.tracing", "/beans");

        @Override
        public String name() {
            return "actuator";
        }

        @Override
        public String seen() {
            return Stream.concat(PATHS.stream().map((path) -> this.application.get("/actuator" + path)), ourMeters())
                .collect(Collectors.joining("\n"));
        }

        private Stream<String> ourMeters() {
            return this.application.get("/actuator/prometheus").lines().filter((line) -> line.startsWith("opper_"));
        }

    }

    /** What we say to the log at any level, and what the HTTP client says about us. */
    final class Log extends AppenderBase<ILoggingEvent> implements Door, AutoCloseable {

        private static final List<String> LOGGERS = List.of("ai.opper", "reactor.netty", "io.netty",
                "org.springframework.web.reactive", "org.springframework.core.codec");

        private final List<String> lines = new CopyOnWriteArrayList<>();

        /** Listens from now on: an application that starts sends all listeners away. */
        void listen() {
            setContext((LoggerContext) LoggerFactory.getILoggerFactory());
            start();
            for (String name : LOGGERS) {
                logger(name).setLevel(name.equals("ai.opper") ? Level.TRACE : Level.DEBUG);
                logger(name).setAdditive(false);
                logger(name).addAppender(this);
            }
        }

        private static Logger logger(String name) {
            return (Logger) LoggerFactory.getLogger(name);
        }

        @Override
        protected void append(ILoggingEvent event) {
            String thrown = (event.getThrowableProxy() != null) ? ThrowableProxyUtil.asString(event.getThrowableProxy())
                    : "";
            this.lines.add(event.getFormattedMessage() + event.getMDCPropertyMap() + thrown);
        }

        @Override
        public String name() {
            return "log";
        }

        @Override
        public String seen() {
            return String.join("\n", this.lines);
        }

        @Override
        public void close() {
            LOGGERS.forEach((name) -> {
                logger(name).detachAppender(this);
                logger(name).setLevel(null);
                logger(name).setAdditive(true);
            });
        }

    }

}
