// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect.check;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.util.ClassUtils;

import ai.opper.tracing.aspect.check.ClassFile.Declared;
import ai.opper.tracing.aspect.check.ClassFile.Mark;

/** The class files of an application, by name, and how they inherit from each other. */
final class ClassFiles {

    private static final Log logger = LogFactory.getLog(ClassFiles.class);

    private final Map<String, ClassFile> files;

    ClassFiles(Collection<ClassFile> files) {
        this.files = new TreeMap<>();
        files.forEach((file) -> this.files.put(file.name(), file));
    }

    /**
     * Reads all classes in some packages and below, but none that stands beside a test.
     * @param packages the packages' names
     * @param loader where the classes are
     * @return the class files
     */
    static ClassFiles of(Collection<String> packages, @Nullable ClassLoader loader) {
        AnnotationMarks annotations = new AnnotationMarks(loader);
        PathMatchingResourcePatternResolver resolver = new PathMatchingResourcePatternResolver(loader);
        List<ClassFile> found = new ArrayList<>();
        for (String each : new LinkedHashSet<>(packages)) {
            if (!each.isBlank()) {
                addPackage(each, resolver, annotations, found);
            }
        }
        return new ClassFiles(withoutTests(found));
    }

    private static void addPackage(String name, PathMatchingResourcePatternResolver resolver,
            AnnotationMarks annotations, List<ClassFile> found) {
        try {
            String path = ClassUtils.convertClassNameToResourcePath(name);
            for (Resource resource : resolver.getResources("classpath*:" + path + "/**/*.class")) {
                addClass(resource, annotations, found);
            }
        }
        catch (IOException ex) {
            logger.debug("The package " + name + " is left out of the proxy check, since it cannot be read", ex);
        }
    }

    private static void addClass(Resource resource, AnnotationMarks annotations, List<ClassFile> found) {
        String name = String.valueOf(resource.getFilename());
        if (name.contains("$$") || name.endsWith("-info.class")) {
            return;
        }
        try {
            found.add(ClassFileReader.read(resource, annotations));
        }
        catch (IOException | RuntimeException ex) {
            logger.debug(resource + " is left out of the proxy check, since it cannot be read", ex);
        }
    }

    /** What stands in one directory or archive with a test is there for tests. */
    private static List<ClassFile> withoutTests(List<ClassFile> files) {
        Set<String> testRoots = new HashSet<>();
        files.stream().filter(ClassFile::isTest).map(ClassFiles::rootOf).forEach(testRoots::add);
        return testRoots.isEmpty() ? files
                : files.stream().filter((file) -> !testRoots.contains(rootOf(file))).toList();
    }

    private static String rootOf(ClassFile file) {
        try {
            String url = file.resource().getURL().toString();
            String path = ClassUtils.convertClassNameToResourcePath(file.name()) + ClassUtils.CLASS_FILE_SUFFIX;
            return url.endsWith(path) ? url.substring(0, url.length() - path.length()) : url;
        }
        catch (IOException ex) {
            return "";
        }
    }

    Collection<ClassFile> all() {
        return this.files.values();
    }

    List<ClassFile> tracing() {
        return all().stream().filter((file) -> !file.isAnnotation() && !file.tracedMethods().isEmpty()).toList();
    }

    /** What any {@code @Bean} method of the application returns. */
    Set<String> beanTypes() {
        Set<String> types = new HashSet<>();
        all().forEach((file) -> types.addAll(file.beanTypes()));
        return types;
    }

    List<ClassFile> concreteBelow(ClassFile ancestor) {
        return all().stream().filter((file) -> !file.isAbstract() && lineage(file.name()).contains(ancestor)).toList();
    }

    /** The class itself, its superclasses and all interfaces, nearest first. */
    Set<ClassFile> lineage(String name) {
        Set<ClassFile> lineage = new LinkedHashSet<>();
        addLineage(name, lineage);
        return lineage;
    }

    private void addLineage(@Nullable String name, Set<ClassFile> lineage) {
        ClassFile file = (name != null) ? this.files.get(name) : null;
        if (file != null && lineage.add(file)) {
            addLineage(file.superName(), lineage);
            file.interfaces().forEach((contract) -> addLineage(contract, lineage));
        }
    }

    /**
     * Finds what a call on an object of a class means.
     * @param type the class's name
     * @param signature the method's name and descriptor
     * @return the class that says that the method is traced, or {@code null}
     */
    @Nullable ClassFile findTraced(String type, String signature) {
        Set<ClassFile> lineage = lineage(type);
        boolean whole = lineage.stream().anyMatch((file) -> !file.isInterface() && file.marks().contains(Mark.TRACED));
        for (ClassFile file : lineage) {
            for (Declared method : file.methods()) {
                boolean traced = file.isTraced(method) || (whole && method.isOrdinary());
                if (traced && method.signature().equals(signature) && method.isVisible()) {
                    return file;
                }
            }
        }
        return null;
    }

}
