// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect.check;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

import org.jspecify.annotations.Nullable;

/**
 * The classes of an application. Their files are read on a thread of their own while the
 * application starts: that takes time in proportion to their number, and depends on
 * nothing else.
 */
public final class ApplicationClasses {

    private final @Nullable ClassLoader loader;

    private final FutureTask<ClassFiles> reading;

    private ApplicationClasses(Collection<String> packages, @Nullable ClassLoader loader) {
        this.loader = loader;
        this.reading = new FutureTask<>(() -> ClassFiles.of(packages, loader));
    }

    /**
     * Begins to read. The thread ends when all is read, and keeps no JVM alive.
     * @param packages the packages of the application's own classes, which are read with
     * those below
     * @param loader where the classes are
     * @return the classes, to be waited for where they are needed
     */
    public static ApplicationClasses read(Collection<String> packages, @Nullable ClassLoader loader) {
        ApplicationClasses classes = new ApplicationClasses(List.copyOf(packages), loader);
        Thread thread = new Thread(classes.reading, "opper-proxy-check");
        thread.setDaemon(true);
        thread.start();
        return classes;
    }

    @Nullable ClassLoader loader() {
        return this.loader;
    }

    /**
     * Waits until all is read.
     * @throws IllegalStateException when it could not be read, or nobody is to wait
     */
    ClassFiles files() {
        try {
            return this.reading.get();
        }
        catch (ExecutionException ex) {
            throw new IllegalStateException("The application's classes cannot be read", ex.getCause());
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the application's classes were read", ex);
        }
    }

}
