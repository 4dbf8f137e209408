// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure.lifecycle;

import java.lang.management.ManagementFactory;
import java.lang.reflect.Field;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import com.sun.management.UnixOperatingSystemMXBean;
import javax.management.ObjectName;

/**
 * What an application leaves in the JVM: threads, MBeans and shutdown hooks, by name.
 *
 * @param threads the names of live threads, without numbers
 * @param beans MBeans of endpoints and of ours
 * @param hooks how many shutdown hooks there are
 */
record Traces(Set<String> threads, Set<String> beans, int hooks) {

    static Traces now() {
        return new Traces(threadNames(), beanNames(), hookCount());
    }

    /** What there is more than there was. */
    Set<String> beyond(Traces before) {
        Set<String> more = new TreeSet<>(this.threads);
        more.removeAll(before.threads);
        more.addAll(this.beans);
        more.removeAll(before.beans);
        if (this.hooks > before.hooks) {
            more.add(this.hooks - before.hooks + " shutdown hooks");
        }
        return more;
    }

    /** Threads that this library starts; those of the fake API are the test's. */
    static Set<String> ourThreads() {
        return threadNames().stream()
            .filter((name) -> name.startsWith("opper-") || name.startsWith("local-opper"))
            .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> threadNames() {
        return Thread.getAllStackTraces()
            .keySet()
            .stream()
            .map((thread) -> thread.getName().replaceAll("[0-9]+", "#"))
            .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> beanNames() {
        return ManagementFactory.getPlatformMBeanServer()
            .queryNames(null, null)
            .stream()
            .map(ObjectName::getCanonicalName)
            .filter((name) -> name.contains("springframework") || name.contains("opper") || name.contains("Hikari"))
            .collect(Collectors.toCollection(TreeSet::new));
    }

    private static int hookCount() {
        try {
            Field hooks = Class.forName("java.lang.ApplicationShutdownHooks").getDeclaredField("hooks");
            hooks.setAccessible(true);
            return ((Map<?, ?>) hooks.get(null)).size();
        }
        catch (ReflectiveOperationException ex) {
            throw new LinkageError("The shutdown hooks cannot be counted", ex);
        }
    }

    /** How many files and sockets this process has open. */
    static long openFiles() {
        return ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getOpenFileDescriptorCount();
    }

}
